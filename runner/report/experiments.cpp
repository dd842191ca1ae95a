#include "report/experiments.hpp"

#include <algorithm>

namespace assay::report {

std::vector<AskedExperiment> experiments_of(std::span<const store::Record> runs) {
  std::vector<AskedExperiment> found;
  for (const auto& run : runs)
    if (std::ranges::find(found, run.experiment, &AskedExperiment::name) == found.end())
      found.push_back({run.experiment, run.question});
  return found;
}

Json to_json(const std::vector<AskedExperiment>& experiments) {
  Json list = Json::array();
  for (const auto& [name, question] : experiments) list.push_back({{"experiment", name}, {"question", question}});
  return list;
}

}  // namespace assay::report
