#include "spec/measured.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay::spec {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Not;

RunSpec spec_with(const std::vector<std::string>& metrics) {
  RunSpec spec;
  for (const auto& name : metrics) spec.metrics.push_back({name, {}});
  return spec;
}

TEST(Measured, HasLossAndMetricsOfEachPartAfterAnEpoch) {
  EXPECT_THAT(measured_by_epoch(spec_with({"accuracy"})),
              ElementsAre("train.loss", "train.accuracy", "validation.loss", "validation.accuracy"));
}

TEST(Measured, HasNoValidationWithoutRows) {
  RunSpec spec = spec_with({});
  spec.data.split = {.train = 0.8, .validation = 0, .test = 0.2, .shuffled = true, .place = {}};
  EXPECT_THAT(measured_by_epoch(spec), ElementsAre("train.loss"));
}

TEST(Measured, HasOneGradientNorm) {
  EXPECT_THAT(measured_by_epoch(spec_with({"gradient_norm"})),
              ElementsAre("train.loss", "gradient_norm", "validation.loss"));
}

TEST(Measured, HasTwoLossesOfAGan) {
  RunSpec spec = spec_with({"modes"});
  spec.model.latent = 2;
  spec.data.split.validation = 0;  // generated points need no rows
  EXPECT_THAT(measured_by_epoch(spec), ElementsAre("generator_loss", "discriminator_loss", "validation.modes"));
}

TEST(Measured, HasLastBestAndTestAtTheEnd) {
  const auto names = measured_at_end(spec_with({"accuracy"}));
  EXPECT_THAT(names, IsSupersetOf({"validation.accuracy", "best.validation.accuracy", "test.accuracy", "test.loss",
                                   "parameters"}));
  EXPECT_THAT(names, Not(Contains("best.test.accuracy")));
}

}  // namespace
}  // namespace assay::spec
