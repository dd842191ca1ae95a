#pragma once
/// How much a generator's points resemble real ones: distances between the two samples (two_samples.hpp). Real points
/// are a part's rows; what depends on them alone is computed once.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "data/dataset.hpp"
#include "train/job.hpp"
#include "train/outcome.hpp"
#include "train/two_samples.hpp"

namespace assay::train {

/// The metrics there are.
std::vector<spec::Signature> resemblance_metrics();

template <class T>
class Resemblance {
 public:
  /// `rows` of `data` are the real points. `job` and `data` must outlive this.
  Resemblance(const data::Dataset<T>& data, std::vector<std::int64_t> rows, const Job& job);

  /// Whether any of its metrics is asked for.
  bool wanted() const;

  /// The metrics asked for; `points` are generated. As many of them as half the real points, 2500 at most, stand beside
  /// as many real ones. "sliced_wasserstein" comes with its floor: the mean of ten pairs of disjoint real samples.
  Values measure(const std::vector<T>& points);

 private:
  /// What is known of the real points.
  struct Real {
    std::vector<double> numbers, directions;
    double floor = 0, within_distance = 0, bandwidth = 0, within_kernel = 0;
  };

  bool wants(std::string_view metric) const;
  std::size_t dimensions() const { return static_cast<std::size_t>(data_.input.size()); }
  Points draw(const std::vector<std::int64_t>& rows, std::size_t first, std::size_t count,
              std::vector<double>& numbers) const;
  void look_at_real();
  double floor_of(const std::vector<double>& directions) const;

  const data::Dataset<T>& data_;
  std::vector<std::int64_t> rows_;
  const Job& job_;
  std::size_t count_;
  std::optional<Real> real_;
};

extern template class Resemblance<float>;
extern template class Resemblance<double>;

}  // namespace assay::train
