#pragma once
/// The text of the exception that something throws, for tests that compare whole messages.

#include <exception>
#include <string>

namespace assay {

template <class Work>
std::string message_of(Work work) {
  try {
    work();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "nothing was thrown";
}

}  // namespace assay
