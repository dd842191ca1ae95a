#include "base/failure.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

namespace assay {

std::string to_string(const Place& place) {
  if (place.line == 0) return place.file;
  return place.file + ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
}

void Diagnostics::add(const Place& place, const std::string& message) {
  places_.push_back(place);
  messages_.push_back(place.file.empty() ? message : to_string(place) + ": " + message);
}

void Diagnostics::finish(ExitCode code) const {
  if (empty()) return;
  std::vector<std::size_t> order(messages_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
    return std::tie(places_[a].file, places_[a].line, places_[a].column) <
           std::tie(places_[b].file, places_[b].line, places_[b].column);
  });
  std::set<std::string_view> told;  // several runs have one mistake; whoever adds it again still hears that it is there
  std::string text;
  for (const std::size_t i : order)
    if (told.insert(messages_[i]).second && told.size() <= kMost) text += (text.empty() ? "" : "\n") + messages_[i];
  if (told.size() > kMost) text += "\n... and " + std::to_string(told.size() - kMost) + " more";
  throw Failure(code, text);
}

}  // namespace assay
