#include "compare/resplits.hpp"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "compare/estimate.hpp"
#include "compare/pairwise.hpp"
#include "store/property.hpp"

namespace assay::compare {
namespace {

/// A number of the configuration; 0 where the run has none.
double number_at(const store::Record& run, const char* path) {
  const auto value = store::setting(run, path);
  const double* number = value ? std::get_if<double>(&*value) : nullptr;
  return number ? *number : 0;
}

bool divides_a_file_anew(const store::Record& run) {
  const auto order = store::setting(run, "data.split.order");
  return !run.environment.data.empty() && order && *order == store::Datum("shuffled");
}

bool is_finding(const Comparison& comparison) {
  return comparison.verdict == Verdict::better || comparison.verdict == Verdict::worse;
}

}  // namespace

double overlap_of(std::span<const store::Record> runs, const std::string& metric) {
  if (runs.empty() || !divides_a_file_anew(runs.front())) return 0;
  const char* part = metric.find("test.") != std::string::npos         ? "data.split.test"
                     : metric.find("validation.") != std::string::npos ? "data.split.validation"
                                                                       : nullptr;
  const double train = number_at(runs.front(), "data.split.train");
  return part && train > 0 ? number_at(runs.front(), part) / train : 0;
}

std::optional<std::string> resplit_note(std::span<const store::Record> runs, const Findings& findings) {
  const double overlap = overlap_of(runs, findings.question.metric);
  if (overlap == 0 || std::ranges::none_of(findings.comparisons, is_finding)) return std::nullopt;
  std::vector<double> p_values;
  for (const auto& c : findings.comparisons) p_values.push_back(p_value(estimate(c.differences, overlap)));
  const auto adjusted = holm(p_values);
  std::string list;
  for (std::size_t i = 0; i < adjusted.size(); ++i) {
    if (!is_finding(findings.comparisons[i])) continue;
    char p[32];
    std::snprintf(p, sizeof p, " %.2g", adjusted[i]);
    list += (list.empty() ? "" : ", ") + findings.comparisons[i].level + p;
  }
  return "every seed divides the same rows anew: better and worse are about these rows. For new data of this kind, of "
         "which overlapping training parts show less than they seem to, Holm p is " +
         list + " (Nadeau & Bengio 2003)";
}

}  // namespace assay::compare
