#include "launch/environment.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include <assay/blas.hpp>

namespace assay::launch {
namespace {

TEST(BlasCore, OfThisProcessorIsAGoodChoice) {
  unsetenv("OPENBLAS_CORETYPE");
  EXPECT_EQ(blas_core_trouble(blas_core()), "");
}

TEST(BlasCore, OfAnOlderProcessorLeavesVectorsUnused) {
  if (!__builtin_cpu_supports("avx2")) GTEST_SKIP() << "this processor is an older one";
  unsetenv("OPENBLAS_CORETYPE");
  EXPECT_EQ(blas_core_trouble("Prescott"),
            "OpenBLAS does not know this processor: kernels for Prescott leave its AVX2 and FMA unused");
}

TEST(BlasCore, ChosenByTheUserIsNamed) {
  setenv("OPENBLAS_CORETYPE", "Haswell", 1);
  EXPECT_EQ(blas_core_trouble("Haswell"),
            "OPENBLAS_CORETYPE asks for Haswell; without it OpenBLAS chooses by the processor");
  unsetenv("OPENBLAS_CORETYPE");
}

TEST(Environment, RecordsBlasAndItsKernels) {
  const auto here = environment("assay run");
  EXPECT_EQ(here.blas.substr(0, 8), "OpenBLAS");
  EXPECT_EQ(here.blas_core, blas_core());
}

}  // namespace
}  // namespace assay::launch
