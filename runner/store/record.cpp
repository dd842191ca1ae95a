#include "store/record.hpp"

#include <assay/error.hpp>

namespace assay::store {

const char* to_string(Status status) {
  switch (status) {
    case Status::complete:
      return "complete";
    case Status::diverged:
      return "diverged";
    case Status::failed:
      return "failed";
    case Status::crashed:
      return "crashed";
    case Status::timeout:
      return "timeout";
    case Status::running:
      return "running";
  }
  return "unknown";
}

Status status_of(const std::string& word) {
  for (const Status status :
       {Status::complete, Status::diverged, Status::failed, Status::crashed, Status::timeout, Status::running})
    if (word == to_string(status)) return status;
  throw Error("unknown status '" + word + "'; expected complete, diverged, failed, crashed, timeout or running");
}

}  // namespace assay::store
