#include <gtest/gtest.h>

#include <array>
#include <string>

#include <assay/tensor.hpp>

namespace assay {
namespace {

TEST(Shape, OfRankZeroHasOneElement) {
  EXPECT_EQ(Shape().rank(), 0);
  EXPECT_EQ(Shape().size(), 1);
  EXPECT_EQ(to_string(Shape()), "[]");
}

TEST(Shape, MultipliesItsExtents) {
  EXPECT_EQ((Shape{32, 1, 8, 8}).size(), 2048);
  EXPECT_EQ((Shape{32, 0, 8}).size(), 0);
}

TEST(Shape, HasItsInnermostExtentAtTheBack) { EXPECT_EQ((Shape{2, 3, 5}).back(), 5); }

TEST(Shape, DropsLeadingAxes) {
  EXPECT_EQ((Shape{7, 3, 5}).from(1), (Shape{3, 5}));
  EXPECT_EQ((Shape{7, 3, 5}).from(3), Shape());
}

TEST(Shape, TakesAnotherBatchSizeWithoutChangingItself) {
  const Shape shape{7, 3, 5};
  EXPECT_EQ(shape.with_batch(2), (Shape{2, 3, 5}));
  EXPECT_EQ(shape, (Shape{7, 3, 5}));
}

TEST(Shape, DiffersInRankOrExtent) {
  EXPECT_FALSE((Shape{2, 3}) == (Shape{2, 3, 1}));
  EXPECT_FALSE((Shape{2, 3}) == (Shape{3, 2}));
}

TEST(Shape, PrintsTheBatchAxisAsN) {
  EXPECT_EQ(to_string(Shape{32, 1, 8}), "[32,1,8]");
  EXPECT_EQ(to_string(Shape{32, 1, 8}, true), "[N,1,8]");
}

TEST(Shape, RefusesASeventhAxis) {
  Shape shape{1, 2, 3, 4, 5, 6};
  try {
    shape.append(7);
    FAIL() << "no exception";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "a tensor has at most 6 axes");
  }
  EXPECT_EQ(shape.rank(), 6);
}

TEST(View, SeesTheMemoryItIsGiven) {
  std::array<float, 6> memory{0, 1, 2, 3, 4, 5};
  const View<float> view(memory.data(), Shape{2, 3});
  view[4] = 40;
  EXPECT_EQ(memory[4], 40);
  EXPECT_EQ(view.batch(), 2);
  EXPECT_EQ(view.sample_size(), 3);
  EXPECT_EQ(view.flat().size(), 6U);
}

TEST(View, OfNothingIsFalseAndFlatlyEmpty) {
  const View<float> view;
  EXPECT_FALSE(view);
  EXPECT_TRUE(view.flat().empty());
}

TEST(View, OfAnEmptyBatchHasEmptySamples) {
  float number = 0;
  EXPECT_EQ((View<float>(&number, Shape{0, 3})).sample_size(), 0);
}

TEST(View, BecomesReadOnlyButNeverWritable) {
  float number = 3;
  const View<float> view(&number, Shape{1});
  const ConstView<float> reader = view;
  EXPECT_EQ(reader[0], 3);
  EXPECT_FALSE((std::is_convertible_v<ConstView<float>, View<float>>));
  EXPECT_FALSE((std::is_convertible_v<View<double>, ConstView<float>>));
}

}  // namespace
}  // namespace assay
