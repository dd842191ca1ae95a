#include "compare/row_scores.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "compare/score.hpp"

namespace assay::compare {
namespace {

constexpr double kSame = 1e-6;  // relative: outputs are stored as float32, and scores are sums of them

const Array* sample(const store::Record& run, const char* name) {
  for (const auto& [known, array] : run.samples)
    if (known == name) return &array;
  return nullptr;
}

double mean_of(std::span<const double> scores) {
  return std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size());
}

/// Nothing where these are not what the run's score is the mean of.
std::optional<std::vector<double>> confirmed(std::vector<double> scores, double score) {
  if (scores.empty() || !(std::abs(mean_of(scores) - score) <= kSame * std::abs(score))) return std::nullopt;
  return scores;
}

/// 1 for a right answer: the largest of several outputs, or the side of `threshold` that a single one lies on.
std::vector<double> hits(const Array& outputs, const Array& targets, double threshold) {
  const auto y = outputs.as<double>(), t = targets.as<double>();
  if (t.empty() || y.size() % t.size() != 0) return {};
  const std::size_t width = y.size() / t.size();
  std::vector<double> scores(t.size());
  for (std::size_t i = 0; i < t.size(); ++i) {
    const auto* row = &y[i * width];
    const auto answer =
        width == 1 ? static_cast<std::ptrdiff_t>(row[0] > threshold) : std::max_element(row, row + width) - row;
    scores[i] = static_cast<double>(answer) == t[i] ? 1 : 0;
  }
  return scores;
}

/// The mean over what one row has several of, as steps of a sequence.
std::vector<double> by_row(const std::vector<double>& scores, std::size_t rows) {
  if (rows == 0 || scores.size() % rows != 0) return {};
  const std::size_t each = scores.size() / rows;
  std::vector<double> means(rows);
  for (std::size_t i = 0; i < scores.size(); ++i) means[i / each] += scores[i] / static_cast<double>(each);
  return means;
}

std::optional<std::vector<double>> right_answers(const store::Record& run, double accuracy) {
  const Array *outputs = sample(run, "test_outputs"), *targets = sample(run, "test_targets");
  if (!outputs || !targets || outputs->shape.rank() == 0) return std::nullopt;
  for (const double threshold : {0.0, 0.5})  // of logits, and of probabilities
    if (auto found = confirmed(by_row(hits(*outputs, *targets, threshold), static_cast<std::size_t>(outputs->shape[0])),
                               accuracy))
      return found;
  return std::nullopt;
}

using Measure = double (*)(double);

/// The mean over a row's columns of a measure of its errors, each times its column's factor.
std::vector<double> measured(const Array& forecast, const Array& truth, std::span<const double> factors, Measure of) {
  const auto y = forecast.as<double>(), t = truth.as<double>();
  if (forecast.shape.rank() != 2 || y.size() != t.size()) return {};
  const auto width = static_cast<std::size_t>(forecast.shape[1]);
  std::vector<double> scores(static_cast<std::size_t>(forecast.shape[0]));
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double factor = factors.size() == width ? factors[i % width] : 1;
    scores[i / width] += of((y[i] - t[i]) * factor) / static_cast<double>(width);
  }
  return scores;
}

/// In the targets' own unit, or in that of the scaled ones.
std::optional<std::vector<double>> errors(const store::Record& run, double score, Measure of) {
  const Array *forecast = sample(run, "forecast"), *truth = sample(run, "forecast_target");
  if (!forecast || !truth) return std::nullopt;
  const std::span<const double> scaled(run.preparation.target_scale_factor);
  for (const auto factors : {std::span<const double>(), scaled})
    if (auto found = confirmed(measured(*forecast, *truth, factors, of), score)) return found;
  return std::nullopt;
}

double square(double x) { return x * x; }
double magnitude(double x) { return std::abs(x); }

std::optional<std::vector<double>> scores_of(const store::Record& run, const std::string& metric, double score) {
  if (metric == "test.accuracy") return right_answers(run, score);
  if (metric == "test.mse") return errors(run, score, square);
  if (metric == "test.mae") return errors(run, score, magnitude);
  if (metric == "test.error_rate") {
    auto scores = right_answers(run, 1 - score);
    if (scores)
      for (double& x : *scores) x = 1 - x;
    return scores;
  }
  if (metric != "test.rmse" || score <= 0) return std::nullopt;
  auto scores = errors(run, score * score, square);
  if (scores)
    for (double& x : *scores) x = score + (x - score * score) / (2 * score);
  return scores;
}

}  // namespace

std::optional<RowScores> row_scores(const store::Record& run, const std::string& metric) {
  const auto score = final_score(run, metric);
  if (!score) return std::nullopt;
  auto scores = scores_of(run, metric, *score);
  if (!scores) return std::nullopt;
  RowScores found{std::vector<std::int64_t>(scores->size()), std::move(*scores)};
  std::iota(found.rows.begin(), found.rows.end(), std::int64_t{0});
  if (run.test_rows.size() >= found.scores.size())  // a forecast is of the first ones
    std::copy_n(run.test_rows.begin(), found.rows.size(), found.rows.begin());
  return found;
}

}  // namespace assay::compare
