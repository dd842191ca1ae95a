#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <assay/blas.hpp>
#include <assay/random.hpp>

namespace assay {
namespace {

constexpr double kUntouched = 12345;  // what lies between the rows of C

/// A matrix with a gap after every row.
template <class T>
struct Matrix {
  std::int64_t rows, columns, stride;
  std::vector<T> data;

  Matrix(std::int64_t r, std::int64_t c, std::int64_t gap, Random random)
      : rows(r), columns(c), stride(c + gap), data(static_cast<std::size_t>(r * stride), T(kUntouched)) {
    for (std::int64_t i = 0; i < rows; ++i)
      for (std::int64_t j = 0; j < columns; ++j) at(i, j) = static_cast<T>(random.uniform(-1, 1));
  }
  T& at(std::int64_t i, std::int64_t j) { return data[static_cast<std::size_t>(i * stride + j)]; }
  double get(std::int64_t i, std::int64_t j, Transpose t) {
    return static_cast<double>(t == Transpose::yes ? at(j, i) : at(i, j));
  }
};

struct Case {
  std::int64_t m, n, k;
  Transpose op_a, op_b;
  double alpha, beta;
};

template <class T>
Matrix<T> stored(Transpose op, std::int64_t rows, std::int64_t columns, std::int64_t gap, const char* purpose) {
  if (op == Transpose::yes) std::swap(rows, columns);
  return Matrix<T>(rows, columns, gap, Random(1).stream(purpose));
}

/// Runs one product and compares it with the triple loop in double. A sum of k products of numbers below 1 rounds by
/// less than (k + 2) epsilon of its size, k.
template <class T>
void expect_agreement(const Case& c) {
  auto a = stored<T>(c.op_a, c.m, c.k, 3, "a");
  auto b = stored<T>(c.op_b, c.k, c.n, 1, "b");
  Matrix<T> result(c.m, c.n, 5, Random(1).stream("c"));
  Matrix<T> before = result;
  gemm(c.op_a, c.op_b, c.m, c.n, c.k, T(c.alpha), a.data.data(), a.stride, b.data.data(), b.stride, T(c.beta),
       result.data.data(), result.stride);
  const auto k = static_cast<double>(c.k);
  const double tolerance = (k + 2) * k * static_cast<double>(std::numeric_limits<T>::epsilon());
  for (std::int64_t i = 0; i < c.m; ++i) {
    for (std::int64_t j = 0; j < c.n; ++j) {
      double sum = 0;
      for (std::int64_t p = 0; p < c.k; ++p) sum += a.get(i, p, c.op_a) * b.get(p, j, c.op_b);
      const double expected = c.alpha * sum + c.beta * static_cast<double>(before.at(i, j));
      ASSERT_NEAR(static_cast<double>(result.at(i, j)), expected, tolerance) << "at " << i << ", " << j;
    }
    for (std::int64_t j = c.n; j < result.stride; ++j) ASSERT_EQ(result.at(i, j), T(kUntouched)) << "gap of row " << i;
  }
}

class Gemm : public testing::TestWithParam<Case> {};

TEST_P(Gemm, InFloatAgreesWithTheTripleLoop) { expect_agreement<float>(GetParam()); }
TEST_P(Gemm, InDoubleAgreesWithTheTripleLoop) { expect_agreement<double>(GetParam()); }

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const auto op_a : {Transpose::no, Transpose::yes})
    for (const auto op_b : {Transpose::no, Transpose::yes}) {
      all.push_back({1, 1, 1, op_a, op_b, 1.0, 0.0});
      all.push_back({5, 3, 7, op_a, op_b, 0.5, 1.0});
      all.push_back({33, 17, 65, op_a, op_b, 1.0, -2.0});
      all.push_back({1, 130, 19, op_a, op_b, -1.5, 0.0});
      // Tiles with every number of rows and vectors left over, k in one and in several pieces, far rows:
      for (std::int64_t m = 1; m <= 13; ++m) all.push_back({m, 9 * m, 5 * m, op_a, op_b, 1.0, m % 2 ? 0.0 : 1.0});
      all.push_back({32, 128, 64, op_a, op_b, 1.0, 0.0});
      all.push_back({37, 41, 53, op_a, op_b, 1.0, 1.0});
      all.push_back({100, 65, 600, op_a, op_b, 1.0, 1.0});
      all.push_back({301, 511, 130, op_a, op_b, 1.0, 0.0});
      all.push_back({257, 1, 33, op_a, op_b, 1.0, 0.0});
      all.push_back({7, 37, 37, op_a, op_b, 1.0, 1.0});       // turned, on top of C
      all.push_back({70, 300, 1100, op_a, op_b, 1.0, 1.0});   // in two pieces of k, two of the batch
      all.push_back({293, 513, 1025, op_a, op_b, 1.0, 1.0});  // two blocks of A, far rows, B fetched ahead
      all.push_back({150, 97, 300, op_a, op_b, 1.0, 0.0});    // both factors copied, blocks with a remainder
    }
  return all;
}

std::string case_name(const testing::TestParamInfo<Case>& info) {
  const auto letter = [](Transpose t) { return t == Transpose::yes ? "T" : "N"; };
  return std::string(letter(info.param.op_a)) + letter(info.param.op_b) + std::to_string(info.param.m) + "x" +
         std::to_string(info.param.n) + "x" + std::to_string(info.param.k);
}

INSTANTIATE_TEST_SUITE_P(Sdk, Gemm, testing::ValuesIn(cases()), case_name);

/// What a packed matrix gives must be the very bits of the plain product, rows taken together or one by one.
template <class T>
void expect_same_bits_packed(std::int64_t m, std::int64_t n, std::int64_t k, Transpose op_b) {
  auto a = stored<T>(Transpose::no, m, k, 0, "a");
  auto b = stored<T>(op_b, k, n, 2, "b");
  std::vector<T> packed(static_cast<std::size_t>(packed_size<T>(k, n)));
  pack(op_b, k, n, b.data.data(), b.stride, packed.data());
  std::vector<T> plain(static_cast<std::size_t>(m * n), T(0.5)), together = plain, alone = plain;
  gemm(Transpose::no, op_b, m, n, k, T(1), a.data.data(), k, b.data.data(), b.stride, T(1), plain.data(), n);
  gemm_packed<T>(m, n, k, a.data.data(), k, packed.data(), {together.data(), n}, together.data(), n);
  if (!kPacks<T>) {  // OpenBLAS gives other bits when rows are cut or B lies otherwise; k roundings of 1e-16 each
    for (std::size_t i = 0; i < plain.size(); ++i)
      ASSERT_NEAR(static_cast<double>(together[i]), static_cast<double>(plain[i]), 1e-13);
    return;
  }
  EXPECT_EQ(together, plain);
  for (std::int64_t i = 0; i < m; ++i)
    gemm_packed<T>(1, n, k, a.data.data() + i * k, k, packed.data(), {alone.data() + i * n, n}, alone.data() + i * n,
                   n);
  EXPECT_EQ(alone, plain);
}

TEST(Packed, GivesTheBitsOfThePlainProduct) {
  for (const auto op_b : {Transpose::no, Transpose::yes})
    for (const std::int64_t n : {1, 7, 16, 37, 64, 65, 130})
      for (const std::int64_t k : {1, 8, 37, 300}) {
        SCOPED_TRACE(std::to_string(n) + " columns, depth " + std::to_string(k));
        if (n > 1 || op_b == Transpose::no) expect_same_bits_packed<float>(11, n, k, op_b);
        expect_same_bits_packed<double>(11, n, k, op_b);
      }
}

TEST(Kernel, GivesARowTheSameBitsInEveryBatch) {
  if (!kPacks<float>) GTEST_SKIP() << "OpenBLAS gives other bits when rows are cut";
  constexpr std::int64_t m = 40, n = 300, k = 531;  // A is copied, or B, or the product turned
  auto a = stored<float>(Transpose::no, m, k, 0, "a");
  for (const auto op_b : {Transpose::no, Transpose::yes}) {
    auto b = stored<float>(op_b, k, n, 0, "b");
    std::vector<float> whole(m * n), row(n);
    gemm(Transpose::no, op_b, m, n, k, 1.0f, a.data.data(), k, b.data.data(), b.stride, 0.0f, whole.data(), n);
    for (std::int64_t i = 0; i < m; ++i) {
      gemm(Transpose::no, op_b, 1, n, k, 1.0f, &a.at(i, 0), k, b.data.data(), b.stride, 0.0f, row.data(), n);
      EXPECT_TRUE(std::equal(row.begin(), row.end(), whole.begin() + i * n)) << "row " << i;
    }
  }
}

TEST(Transpose, TurnsBlocksAndWhatIsLeftOver) {
  for (const std::int64_t rows : {1, 8, 13, 24})
    for (const std::int64_t columns : {1, 7, 8, 19}) {
      auto from = stored<float>(Transpose::no, rows, columns, 3, "a");
      Matrix<float> to(columns, rows, 2, Random(2));
      transpose(from.data.data(), from.stride, rows, columns, to.data.data(), to.stride);
      for (std::int64_t i = 0; i < rows; ++i)
        for (std::int64_t j = 0; j < columns; ++j) ASSERT_EQ(to.at(j, i), from.at(i, j));
    }
}

TEST(Blas, OverwritesNanWhereBetaIsZero) {
  const float a = 2, b = 3;
  float c = std::numeric_limits<float>::quiet_NaN();
  gemm(Transpose::no, Transpose::no, 1, 1, 1, 1.0f, &a, 1, &b, 1, 0.0f, &c, 1);
  EXPECT_EQ(c, 6.0f);
}

TEST(Blas, RunsOnOneThreadOnceTold) {
  use_one_blas_thread();
  EXPECT_EQ(openblas_get_num_threads(), 1);
}

TEST(Blas, SaysWhatItIs) {
  EXPECT_EQ(std::string(blas_version()).substr(0, 8), "OpenBLAS");
  EXPECT_FALSE(std::string(blas_core()).empty());
}

}  // namespace
}  // namespace assay
