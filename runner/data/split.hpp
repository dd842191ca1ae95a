#pragma once
/// Divides the rows of a data set into training, validation and test parts, and scales them by what the training part
/// shows, so that nothing of the other parts leaks.

#include <cstdint>
#include <vector>

#include <assay/random.hpp>

#include "data/dataset.hpp"

namespace assay::data {

struct Rows {
  std::vector<std::int64_t> train, validation, test;
};

/// Row numbers of each part, in random order (`random`) or in the file's order. Throws Failure(data) where the split
/// asks for more rows than there are or leaves the training part empty.
Rows split(const spec::Split& spec, std::int64_t rows, Random random);

/// Scales inputs and targets in place by statistics of the training rows. A feature that never varies becomes 0.
/// Token numbers and class numbers are left alone.
template <class T>
void scale(Dataset<T>& data, const spec::DataSpec& spec, const std::vector<std::int64_t>& train);

extern template void scale(Dataset<float>&, const spec::DataSpec&, const std::vector<std::int64_t>&);
extern template void scale(Dataset<double>&, const spec::DataSpec&, const std::vector<std::int64_t>&);

}  // namespace assay::data
