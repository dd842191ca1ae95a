#include "compare/claim.hpp"

#include <algorithm>
#include <cstdio>
#include <set>

#include "store/property.hpp"

namespace assay::compare {
namespace {

/// A number of the configuration; 0 where the run has none.
double number_at(const store::Record& run, const std::string& path) {
  const auto value = store::setting(run, path);
  const double* number = value ? std::get_if<double>(&*value) : nullptr;
  return number ? *number : 0;
}

bool has(const store::Record& run, const std::string& path) {
  return std::ranges::any_of(run.config_leaves, [&](const auto& leaf) {
    return leaf.first.starts_with(path) && (leaf.first.size() == path.size() || leaf.first[path.size()] == '.');
  });
}

/// "test", "validation", or nothing: of the part that the metric is measured on.
std::string part_of(const std::string& metric) {
  for (const char* part : {"test", "validation"})
    if (("." + metric).find('.' + std::string(part) + '.') != std::string::npos) return part;
  return "";
}

/// Sources without a file make their rows from the seed, but for those whose rows are given.
bool draws_its_data(const store::Record& run) {
  const auto source = store::setting(run, "data.source");
  return run.environment.data.empty() && source != store::Datum("table") && source != store::Datum("logic");
}

bool is_divided_once(const store::Record& run) {
  const auto order = store::setting(run, "data.split.order");
  return order == store::Datum("sequential") || has(run, "data.split.seed") || has(run, "data.split.by") ||
         has(run, "data.parts");
}

/// How often folds were drawn: what a run's identity does not tell, so that more of them leave it as it is.
std::size_t repeats_of(std::span<const store::Record> runs) {
  std::set<std::int64_t> repeats;
  for (const auto& run : runs) repeats.insert(run.repeat);
  return repeats.size();
}

Basis basis_of(const store::Record& run, const std::string& part, std::size_t repeats) {
  if (draws_its_data(run)) return Basis::drawn;
  if (part.empty()) return Basis::training;
  if (has(run, "data.split.folds"))
    return number_at(run, "data.split.folds") == 2 && repeats == 5 ? Basis::five_by_two : Basis::folds;
  return is_divided_once(run) ? Basis::fixed : Basis::resplits;
}

/// `folds: all` does not tell how many there are; the last one does.
double folds_of(const store::Record& run, std::span<const store::Record> runs) {
  if (const double folds = number_at(run, "data.split.folds"); folds > 0) return folds;
  std::int64_t last = -1;
  for (const auto& one : runs) last = std::max(last, one.fold);
  return static_cast<double>(last + 1);
}

/// The mean of n_test / n_train over windows in time. Rolling ones that say their rows have one ratio; of the others
/// the k-th trains on k times the rows of its test part.
double overlap_of_windows(const store::Record& run, double folds) {
  const double rolling = number_at(run, "data.split.window.rolling.train"), test = number_at(run, "data.split.test");
  if (rolling > 0 && test > 0) return test / rolling;
  double sum = 0;
  for (double k = 1; k <= folds; ++k) sum += 1 / k;
  return folds > 0 ? sum / folds : 0;
}

/// Of a run of folds or re-splits.
double overlap_of(const store::Record& run, Basis basis, const std::string& part, double folds) {
  if (basis == Basis::folds)
    return has(run, "data.split.window") ? overlap_of_windows(run, folds) : 1 / std::max(1.0, folds - 1);
  const double train = number_at(run, "data.split.train");
  return train > 0 ? number_at(run, "data.split." + part) / train : 0;
}

std::string number(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2g", x);
  return text;
}

std::string times(std::size_t n) { return n == 1 ? "" : ", " + std::to_string(n) + " times"; }

std::string about_new_data(const Claim& claim) {
  switch (claim.basis) {
    case Basis::drawn:
      return "new data of this kind: each seed draws its own";
    case Basis::resplits:
      return "new data of this kind: seeds divide the same rows anew, and the error counts what they share (" +
             number(claim.overlap) + " test rows a training row; Nadeau & Bengio 2003)";
    case Basis::folds:
      if (claim.in_time)
        return "later rows of this kind: " + std::to_string(claim.folds) +
               " windows of the same rows, and the error counts what they share (after Nadeau & Bengio 2003)";
      return "new data of this kind: " + std::to_string(claim.folds) + " folds of the same rows" +
             times(claim.repeats) + ", and the error counts what they share (Nadeau & Bengio 2003)";
    case Basis::five_by_two:
      return "new data of this kind: 2 folds, 5 times, by the combined F test (Alpaydin 1999)";
    default:
      return "new rows and seeds, with this training part: the error counts seeds and " + std::to_string(claim.rows) +
             " test rows, taken for independent";
  }
}

std::string about_these_rows(const Claim& claim) {
  switch (claim.basis) {
    case Basis::training:
      return "networks trained anew like these; it says nothing of rows that they have not seen";
    case Basis::fixed:
      return "these test rows, which every seed is measured on; other rows may say otherwise";
    default:
      return "these rows, divided anew; of new data, which overlapping parts say less of, see about: new data";
  }
}

}  // namespace

Claim claim_of(std::span<const store::Record> runs, const Question& question) {
  Claim claim{.of_new_data = question.about == About::new_data};
  if (runs.empty()) return claim;
  const store::Record& first = runs.front();
  const std::string part = part_of(question.metric);
  claim.repeats = repeats_of(runs);
  claim.basis = basis_of(first, part, claim.repeats);
  claim.folds = static_cast<std::size_t>(folds_of(first, runs));
  claim.in_time = has(first, "data.split.window");
  if (claim.basis == Basis::drawn) claim.of_new_data = true;
  if (claim.basis == Basis::training || claim.basis == Basis::fixed) claim.of_new_data = false;
  if (!claim.of_new_data || (claim.basis != Basis::resplits && claim.basis != Basis::folds)) return claim;
  // of several splits among the runs, the one that says the least
  for (const auto& run : runs) {
    const double folds = number_at(run, "data.split.folds");
    const double known = folds > 0 ? folds : static_cast<double>(claim.folds);
    claim.overlap = std::max(claim.overlap, overlap_of(run, claim.basis, part, known));
  }
  return claim;
}

std::string sentence(const Claim& claim) { return claim.of_new_data ? about_new_data(claim) : about_these_rows(claim); }

const char* replicate_of(const Claim& claim) {
  return claim.basis == Basis::folds || claim.basis == Basis::five_by_two ? "fold" : "seed";
}

}  // namespace assay::compare
