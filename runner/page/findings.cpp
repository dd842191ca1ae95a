#include "page/findings.hpp"

#include <cmath>

#include "page/numbers.hpp"
#include "report/table.hpp"

namespace assay::page {
namespace {

using compare::Verdict;

/// "test.accuracy higher by 0.0101 on average (95 % interval 0.0052 to 0.0150, 10 pairs)"
std::string difference(const compare::Comparison& c, const std::string& metric) {
  const auto& d = c.difference;
  std::string text = metric;
  if (d.mean == 0)
    text += " the same on average";
  else
    text += (d.mean > 0 ? " higher by " : " lower by ") + report::number(std::abs(d.mean)) + " on average";
  text += " (";
  if (std::isfinite(d.interval.low)) {
    const bool turned = d.mean < 0;  // the interval of the size that the sentence names
    const double low = turned ? -d.interval.high : d.interval.low, high = turned ? -d.interval.low : d.interval.high;
    text += "95 % interval " + report::number(low) + " to " + report::number(high) + ", ";
  }
  return text + std::to_string(c.pairs) + (c.pairs == 1 ? " pair)" : " pairs)");
}

/// A verdict and when it holds.
std::string in_words(const compare::Comparison& c, const compare::Claim& claim, const std::string& condition) {
  return compare::words(c, claim) + (condition.empty() ? "" : ", " + condition);
}

Json comparison_json(const compare::Comparison& c, const compare::Findings& findings) {
  const auto& d = c.difference;
  const bool larger = findings.question.larger_is_better;
  const bool none = c.pairs == 0;
  const auto interval = compare::bootstrap_of(c);
  const Json bootstrap = interval ? Json{rounded(interval->low), rounded(interval->high)} : Json();
  return {{"level", c.level},
          {"pairs", c.pairs},
          {"missing", c.missing},
          {"differences", rounded(c.differences)},
          {"mean", rounded(d.mean)},
          {"low", rounded(d.interval.low)},
          {"high", rounded(d.interval.high)},
          {"bootstrap", bootstrap},
          {"p", rounded(c.p)},
          {"holm", rounded(c.adjusted)},
          {"signed_rank", c.pairs < 2 || !c.signed_rank ? Json() : rounded(c.signed_rank->p)},
          {"better", none ? Json() : rounded(larger ? c.superiority : 1 - c.superiority)},
          {"vargha_delaney", none ? Json() : rounded(larger ? c.vargha_delaney : 1 - c.vargha_delaney)},
          {"chances", {rounded(c.chances.below), rounded(c.chances.within), rounded(c.chances.above)}},
          {"verdict", name_of(c.verdict)},
          {"words", in_words(c, findings.claim, findings.question.condition)},
          {"sentence", sentence(c, findings)}};
}

}  // namespace

std::string sentence(const compare::Comparison& c, const compare::Findings& findings) {
  const std::string& by = findings.question.by;
  const std::string level = by == "model" ? c.level : by + ' ' + c.level;
  const std::string baseline = by == "model" ? findings.question.baseline : by + ' ' + findings.question.baseline;
  const std::string& condition = findings.question.condition;
  const std::string when = condition.empty() ? "" : ' ' + condition;
  const std::string found = difference(c, findings.question.metric), more = compare::advice(c, findings.claim);
  switch (c.verdict) {
    case Verdict::better:
      return level + " is better than " + baseline + when + ": " + found + ".";
    case Verdict::worse:
      return level + " is worse than " + baseline + when + ": " + found + ".";
    case Verdict::equivalent:
      return level + " is equivalent to " + baseline + when + ": " + found + ", within the " +
             report::number(findings.smallest_interesting) + " that would matter.";
    case Verdict::undecided:
      return "Whether " + level + " differs from " + baseline + when + " is undecided: " + found +
             (more.empty() ? "." : "; " + more + ".");
    case Verdict::impossible:
      break;
  }
  return level + " and " + baseline + " cannot be compared: " + std::to_string(c.pairs) +
         (c.pairs == 1 ? " pair" : " pairs") + " of finished runs, and a difference needs 2 or more.";
}

Json to_json(const compare::Findings& findings) {
  Json comparisons = Json::array();
  for (const auto& comparison : findings.comparisons) comparisons.push_back(comparison_json(comparison, findings));
  const auto& question = findings.question;
  return {{"metric", question.metric},
          {"larger", question.larger_is_better},
          {"by", question.by},
          {"baseline", question.baseline},
          {"unscored", findings.unscored},
          {"about", compare::sentence(findings.claim)},
          {"replicate", compare::replicate_of(findings.claim)},
          {"smallest", rounded(findings.smallest_interesting)},
          {"comparisons", std::move(comparisons)},
          {"warnings", findings.warnings}};
}

}  // namespace assay::page
