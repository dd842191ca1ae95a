// What generators made: points of the plane, or images.

#include <algorithm>
#include <cmath>

#include "page/base64.hpp"
#include "page/numbers.hpp"
#include "page/samples.hpp"

namespace assay::page {
namespace {

constexpr std::int64_t kMostPoints = 1000, kMostImages = 36, kLargestImage = 128;

Json pairs(const Array& array, std::int64_t most) {
  const auto numbers = array.as<double>();
  Json list = Json::array();
  for (std::int64_t i = 0; i < std::min(most, array.shape[0]); ++i) {
    const auto at = static_cast<std::size_t>(2 * i);
    list.push_back({rounded(numbers[at], 4), rounded(numbers[at + 1], 4)});
  }
  return list;
}

/// As bytes from the smallest to the largest number of all images; what is not finite is black.
std::vector<std::uint8_t> grey(const std::vector<double>& numbers) {
  double least = INFINITY, most = -INFINITY;
  for (const double x : numbers)
    if (std::isfinite(x)) least = std::min(least, x), most = std::max(most, x);
  std::vector<std::uint8_t> bytes;
  for (const double x : numbers) {
    const bool shown = std::isfinite(x) && most > least;
    bytes.push_back(shown ? static_cast<std::uint8_t>(std::lround(255 * (x - least) / (most - least)))
                          : std::uint8_t{0});
  }
  return bytes;
}

const Array* generated_images(const store::Record& run) {
  const auto* images = sample(run, "generated", 4);
  if (!images) images = sample(run, "generated", 3);
  if (!images) return nullptr;
  const auto& shape = images->shape;
  const bool drawable = shape.rank() == 3 || shape[1] == 1 || shape[1] == 3;
  return drawable && shape.back() <= kLargestImage && shape[shape.rank() - 2] <= kLargestImage ? images : nullptr;
}

}  // namespace

Json points(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric) {
  Json json;
  Json arms = of_typical(runs, grouping, metric, [&](const store::Record& run) -> Json {
    const auto* made = sample(run, "generated", 2);
    if (!made || made->shape[1] != 2) return {};
    const auto* modes = sample(run, "modes", 2);
    if (modes && modes->shape[1] == 2) json["modes"] = pairs(*modes, modes->shape[0]);
    for (const auto& [name, array] : run.samples)
      if (name == "mode_deviation" && array.size() == 1) json["deviation"] = rounded(array.as<double>()[0]);
    return {{"points", pairs(*made, kMostPoints)}, {"of", made->shape[0]}};
  });
  if (arms.empty()) return nullptr;
  json["arms"] = std::move(arms);
  return json;
}

Json images(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric) {
  return of_typical(runs, grouping, metric, [](const store::Record& run) -> Json {
    const auto* made = generated_images(run);
    if (!made) return {};
    const auto& shape = made->shape;
    const auto count = std::min(kMostImages, shape[0]);
    auto numbers = made->as<double>();
    numbers.resize(static_cast<std::size_t>(count * shape.from(1).size()));
    return {{"height", shape[shape.rank() - 2]},
            {"width", shape.back()},
            {"channels", shape.rank() == 4 ? shape[1] : 1},
            {"count", count},
            {"of", shape[0]},
            {"pixels", base64(grey(numbers))}};
  });
}

}  // namespace assay::page
