#include "base/failure.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace assay {

std::string to_string(const Place& place) {
  if (place.line == 0) return place.file;
  return place.file + ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
}

void Diagnostics::add(const Place& place, const std::string& message) {
  std::string text = place.file.empty() ? message : to_string(place) + ": " + message;
  if (std::find(messages_.begin(), messages_.end(), text) != messages_.end()) return;  // several runs, one mistake
  places_.push_back(place);
  messages_.push_back(std::move(text));
}

void Diagnostics::finish(ExitCode code) const {
  if (empty()) return;
  std::vector<std::size_t> order(messages_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
    return std::tie(places_[a].file, places_[a].line, places_[a].column) <
           std::tie(places_[b].file, places_[b].line, places_[b].column);
  });
  std::string text;
  for (std::size_t i = 0; i < std::min(order.size(), kMost); ++i) {
    if (i > 0) text += '\n';
    text += messages_[order[i]];
  }
  if (order.size() > kMost) text += "\n... and " + std::to_string(order.size() - kMost) + " more";
  throw Failure(code, text);
}

}  // namespace assay
