#include "data/hdf5.hpp"

#include <cmath>

#include <gmock/gmock.h>

#include "data/files.hpp"

namespace assay::data {
namespace {

using Doubles = std::vector<double>;
using Integers = std::vector<std::int64_t>;

TEST_F(Hdf5, ReadsInputsOfAnyRankAndClasses) {
  write_arrays(
      {{"/x", {{2, 3, 1}, std::vector<float>{1, 2, 3, 4, 5, 6}}}, {"/y", {{2}, std::vector<std::int64_t>{0, 2}}}});
  const auto data = load_from("{hdf5: a.h5}");
  EXPECT_EQ(data.input, Shape({3, 1}));
  EXPECT_EQ(data.classes, 3);
  EXPECT_EQ(data.inputs[5], 6);
}

TEST_F(Hdf5, TakesRealNumbersAsQuantities) {
  write_arrays({{"/x", {{2, 1}, std::vector<double>{1, 2}}}, {"/y", {{2}, std::vector<double>{0, 1}}}});
  const auto data = load_from("{hdf5: a.h5}");
  EXPECT_EQ(data.classes, 0);
  EXPECT_EQ(data.target, Shape({1}));
}

TEST_F(Hdf5, NeedsNoTargets) {
  write_arrays({{"/x", {{2, 1}, std::vector<double>{1, 2}}}});
  EXPECT_TRUE(load_from("{hdf5: {file: a.h5, targets: ''}}").targets.empty());
}

TEST_F(Hdf5, SuggestsADataSet) {
  write_arrays({{"/images", {{2, 1}, std::vector<double>{1, 2}}}});
  EXPECT_EQ(refusal("{hdf5: {file: a.h5, inputs: /image}}"),
            "a.h5: there is no data set '/image'; did you mean '/images'? (it has /images)");
}

TEST_F(Hdf5, RefusesAnotherNumberOfTargets) {
  write_arrays({{"/x", {{2, 1}, std::vector<double>{1, 2}}}, {"/y", {{3}, std::vector<double>{0, 1, 2}}}});
  EXPECT_EQ(refusal("{hdf5: a.h5}"), "a.h5: there are 3 targets for 2 inputs ('/x' [2,1], '/y' [3])");
}

TEST_F(Hdf5, TakesAColumnOfIntegersAsClasses) {
  write_arrays({{"/x", {{3, 1}, Doubles{1, 2, 3}}}, {"/y", {{3, 1}, Integers{0, 1, 1}}}});
  const auto data = load_raw("{hdf5: a.h5}");
  EXPECT_EQ(data.classes, 2);
  EXPECT_EQ(data.target, Shape());
}

TEST_F(Hdf5, KeepsItsElementType) {
  write_arrays({{"/x", {{2, 1}, Doubles{1700000000.001, 2}}}, {"/y", {{2}, std::vector<std::uint8_t>{0, 1}}}});
  const auto data = load_raw("{hdf5: a.h5}");
  EXPECT_EQ(at(data.inputs, 0), 1700000000.001);
  EXPECT_TRUE(std::holds_alternative<Shared<std::uint8_t>>(data.targets));
}

TEST_F(Hdf5, RefusesAnInputThatIsNotANumber) {
  write_arrays({{"/x", {{2, 3}, Doubles{1, 2, 3, 4, 5, std::nan("")}}}, {"/y", {{2}, Integers{0, 1}}}});
  EXPECT_EQ(refusal("{hdf5: a.h5}"),
            "a.h5: '/x' [2,3] holds nan at [1,2], in row 1 counted from 0; expected finite numbers");
}

TEST_F(Hdf5, RefusesAnInfiniteTarget) {
  write_arrays({{"/x", {{2, 1}, Doubles{1, 2}}}, {"/y", {{2}, std::vector<float>{0, -HUGE_VALF}}}});
  EXPECT_EQ(refusal("{hdf5: a.h5}"),
            "a.h5: '/y' [2] holds inf at [1], in row 1 counted from 0; expected finite numbers");
}

TEST_F(Hdf5, RefusesNegativeClassNumbers) {
  write_arrays({{"/x", {{2, 1}, Doubles{1, 2}}}, {"/y", {{2}, Integers{1, -1}}}});
  EXPECT_EQ(refusal("{hdf5: a.h5}"),
            "a.h5: '/y' [2] holds -1 in row 1 counted from 0; integers, one a row, are class numbers 0, 1, 2, ...; for "
            "quantities store y.astype('float64')");
}

TEST_F(Hdf5, NotesLabelsThatBeginAtOne) {
  write_arrays({{"/x", {{2, 1}, Doubles{1, 2}}}, {"/y", {{2}, Integers{1, 2}}}});
  EXPECT_THAT(
      load_raw("{hdf5: a.h5}").notes,
      testing::ElementsAre("a.h5: '/y' [2]: labels go from 1 to 2, so that class 0 of 3 never occurs; subtract 1 "
                           "if it is not meant"));
}

TEST_F(Hdf5, NotesClassesInBetweenThatNeverOccur) {
  write_arrays({{"/x", {{2, 1}, Doubles{1, 2}}}, {"/y", {{2}, Integers{0, 3}}}});
  EXPECT_THAT(load_raw("{hdf5: a.h5}").notes,
              testing::ElementsAre("a.h5: '/y' [2]: 2 of the classes 0 to 3 never occur, the first of them 1"));
}

TEST_F(Hdf5, SaysWhatMakesClassesOfOneHotRows) {
  write_arrays({{"/x", {{2, 1}, Doubles{1, 2}}}, {"/y", {{2, 2}, Integers{0, 1, 1, 0}}}});
  EXPECT_EQ(load_raw("{hdf5: a.h5}").class_advice, "'/y' [2,2] is one-hot; for class numbers store y.argmax(axis=1)");
}

TEST_F(Hdf5, SaysWhatMakesClassesOfFloatingPointNumbers) {
  write_arrays({{"/x", {{2, 1}, Doubles{1, 2}}}, {"/y", {{2}, Doubles{0, 1}}}});
  EXPECT_EQ(load_raw("{hdf5: a.h5}").class_advice,
            "'/y' [2] holds floating-point numbers; for class numbers store y.astype('int64')");
}

TEST_F(Hdf5, NamesTheOrderOfMatlab) {
  write_arrays({{"/x", {{3, 2}, Doubles{1, 2, 3, 4, 5, 6}}}, {"/y", {{1, 2}, Doubles{0, 1}}}});
  EXPECT_EQ(
      refusal("{hdf5: a.h5}"),
      "a.h5: '/x' [3,2] and '/y' [1,2] have their rows last, as MATLAB writes them; expected rows first: transpose "
      "both before they are saved");
}

TEST_F(Hdf5, NeedsNoTargetsForRowsToPredict) {
  write_arrays({{"/x", {{2, 1}, Doubles{1, 2}}}});
  const Form like;
  EXPECT_EQ(size(load_raw("{hdf5: a.h5}", {.like = &like}).targets), 0U);
}

}  // namespace
}  // namespace assay::data
