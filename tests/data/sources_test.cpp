#include "data/dataset.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include "data/files.hpp"
#include "readable_name.hpp"

namespace assay::data {
namespace {

namespace fs = std::filesystem;

const fs::path kShipped = fs::path(ASSAY_SOURCE_DIR) / "experiments";

template <class T = double>
Dataset<T> load_shipped(const std::string& yaml, std::uint64_t seed = 0) {
  constexpr auto kPrecision = sizeof(T) == 8 ? spec::Precision::float64 : spec::Precision::float32;
  return apply<T>(load(source(yaml), kShipped, Random(seed), {.precision = kPrecision}), {});
}

/// An IDX file: header for the extents, then the bytes 0, 1, 2, ...
std::string idx(std::initializer_list<unsigned> extents, std::size_t bytes) {
  std::string text{'\0', '\0', '\x08', static_cast<char>(extents.size())};
  for (const unsigned extent : extents)
    for (const int shift : {24, 16, 8, 0}) text += static_cast<char>(extent >> shift);
  for (std::size_t i = 0; i < bytes; ++i) text += static_cast<char>(i);
  return text;
}

TEST(Noise, HasTheShapeAndTheTargetsAskedFor) {
  const auto classes = load_shipped("{noise: {shape: [1, 4, 5], samples: 300, classes: 3}}");
  EXPECT_EQ(classes.rows, 300);
  EXPECT_EQ(classes.input, Shape({1, 4, 5}));
  EXPECT_EQ(classes.inputs.size(), 300U * 20U);
  EXPECT_EQ(std::set<double>(classes.targets.begin(), classes.targets.end()), (std::set<double>{0, 1, 2}));
  const auto quantities = load_shipped("{noise: {shape: [7], samples: 5, outputs: 2}}");
  EXPECT_EQ(quantities.target, Shape({2}));
  EXPECT_EQ(quantities.targets.size(), 10U);
  EXPECT_TRUE(load_shipped("{noise: {shape: [2], samples: 5}}").targets.empty());
}

TEST(Noise, FollowsEachTokenByTheNext) {
  const auto data = load_shipped("{noise: {shape: [6], samples: 40, tokens: 9}}");
  EXPECT_TRUE(data.tokens);
  EXPECT_EQ(data.classes, 9);
  EXPECT_EQ(data.target, data.input);
  for (std::size_t row = 0; row < 40; ++row)
    for (std::size_t t = 0; t + 1 < 6; ++t) ASSERT_EQ(data.targets[row * 6 + t], data.inputs[row * 6 + t + 1]);
  EXPECT_EQ(*std::max_element(data.inputs.begin(), data.inputs.end()), 8);
}

TEST(Digits, AreTheShippedSet) {
  const auto data = load_shipped("digits");
  EXPECT_EQ(data.rows, 1797);
  EXPECT_EQ(data.input, Shape({64}));
  EXPECT_EQ(data.classes, 10);
  EXPECT_EQ(data.target.rank(), 0);
  std::array<int, 10> counts{};
  for (const double target : data.targets) ++counts[static_cast<std::size_t>(target)];
  EXPECT_EQ(counts, (std::array{178, 182, 177, 183, 181, 182, 181, 179, 174, 180}));  // the repository's own counts
}

TEST(Digits, CarryTheirFilesHash) {
  const auto data = load_shipped("digits");
  ASSERT_EQ(data.files.size(), 1U);
  EXPECT_EQ(data.files[0].path, "data/digits.csv.gz");
  EXPECT_EQ(data.files[0].sha256.size(), 64U);
  EXPECT_EQ(data.files[0].bytes, fs::file_size(kShipped / "data/digits.csv.gz"));
}

TEST(Mnist10k, AreThePublishedFiles) {
  const auto data = load_shipped<float>("mnist10k");
  EXPECT_EQ(data.rows, 10'000);
  EXPECT_EQ(data.input, Shape({1, 28, 28}));
  EXPECT_EQ(data.classes, 10);
  EXPECT_EQ(*std::max_element(data.inputs.begin(), data.inputs.end()), 1.0F);
  EXPECT_EQ(data.targets[0], 7);  // the first image is a seven
}

TEST(Iris, HasThreeClassesOfFifty) {
  const auto data = load_shipped("iris");
  EXPECT_EQ(data.rows, 150);
  EXPECT_EQ(data.classes, 3);
  EXPECT_EQ(std::count(data.targets.begin(), data.targets.end(), 2.0), 50);
}

TEST(Sunspots, PredictTheYearAfterTheWindow) {
  const auto data = load_shipped("{sunspots: {window: 3, unit: 1}}");
  EXPECT_EQ(data.rows, 306);
  EXPECT_EQ(data.input, Shape({3, 1}));
  EXPECT_EQ(data.inputs[3], data.inputs[1]);   // windows overlap
  EXPECT_EQ(data.targets[0], data.inputs[5]);  // the target is the next window's last year
}

TEST(Text, MakesTokensOfTheSortedCharacters) {
  const auto data = load_shipped("{text: {file: data/tinyshakespeare.txt.gz, window: 8}}");
  EXPECT_EQ(data.vocabulary.size(), 65U);
  EXPECT_TRUE(std::is_sorted(data.vocabulary.begin(), data.vocabulary.end()));
  EXPECT_TRUE(data.tokens);
  std::u32string first;
  for (std::size_t i = 0; i < 8; ++i) first += data.vocabulary[static_cast<std::size_t>(data.inputs[i])];
  EXPECT_EQ(first, U"First Ci");
  EXPECT_EQ(data.targets[0], data.inputs[1]);
  EXPECT_EQ(data.targets[7], data.inputs[8]);
}

TEST(Ring, LiesNearItsModes) {
  const auto data = load_shipped("{ring: {modes: 5, radius: 3, deviation: 0.1, samples: 500}}");
  ASSERT_EQ(data.modes.size(), 10U);
  for (std::size_t row = 0; row < 500; ++row) {
    double nearest = 1e9;
    for (std::size_t k = 0; k < 5; ++k)
      nearest = std::min(nearest, std::hypot(data.inputs[2 * row] - data.modes[2 * k],
                                             data.inputs[2 * row + 1] - data.modes[2 * k + 1]));
    EXPECT_LT(nearest, 0.6);  // six deviations
  }
}

TEST(Ring, IsDrawnAnewForAnotherSeed) {
  EXPECT_NE(load_shipped("ring", 1).inputs, load_shipped("ring", 2).inputs);
  EXPECT_EQ(load_shipped("ring", 1).inputs, load_shipped("ring", 1).inputs);
}

TEST(Adding, SumsTheTwoMarkedNumbersOnePerHalf) {
  const auto data = load_shipped("{adding: {length: 9, samples: 200}}");
  for (std::size_t row = 0; row < 200; ++row) {
    double sum = 0;
    int marks = 0, early = 0;
    for (std::size_t t = 0; t < 9; ++t) {
      const double value = data.inputs[(row * 9 + t) * 2], mark = data.inputs[(row * 9 + t) * 2 + 1];
      sum += value * mark;
      marks += static_cast<int>(mark);
      early += t < 4 ? static_cast<int>(mark) : 0;
    }
    EXPECT_EQ(marks, 2);
    EXPECT_EQ(early, 1);
    EXPECT_EQ(sum, data.targets[row]);
  }
}

/// The value of a key is the token behind it where it comes first.
TEST(Recall, AsksForEachKeyTheValueThatItHad) {
  const auto data = load_shipped("{recall: {pairs: 5, keys: 7, values: 3, samples: 300}}");
  std::set<double> asked_first, classes;
  for (std::size_t row = 0; row < 300; ++row) {
    const double *x = &data.inputs[row * 15], *target = &data.targets[row * 15];
    EXPECT_EQ(std::set<double>({x[0], x[2], x[4], x[6], x[8]}).size(), 5U);
    EXPECT_EQ(std::set<double>(x + 10, x + 15), std::set<double>({x[0], x[2], x[4], x[6], x[8]}));
    for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(target[i], -100);
    for (std::size_t i = 10; i < 15; ++i)
      for (std::size_t pair = 0; pair < 5; ++pair)
        if (x[2 * pair] == x[i]) {
          EXPECT_EQ(target[i] + 7, x[2 * pair + 1]);
          if (i == 10) asked_first.insert(static_cast<double>(pair));
        }
    classes.insert(target + 10, target + 15);
  }
  EXPECT_EQ(asked_first.size(), 5U);
  EXPECT_EQ(classes, (std::set<double>{0, 1, 2}));
}

TEST(Recall, NeedsAsManyKeysAsPairs) {
  try {
    load_shipped("{recall: {pairs: 5, keys: 4}}");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::data);
    EXPECT_NE(std::string(failure.what()).find("5 pairs of different keys need as many keys; there are 4"),
              std::string::npos)
        << failure.what();
  }
}

TEST(Parity, TellsAtEachStepWhetherTheOnesSoFarAreOdd) {
  const auto data = load_shipped("{parity: {length: 9, samples: 100}}");
  double ones = 0;
  for (std::size_t row = 0; row < 100; ++row) {
    double sum = 0;
    for (std::size_t t = 0; t < 9; ++t) {
      sum += data.inputs[row * 9 + t];
      EXPECT_EQ(data.targets[row * 9 + t], std::fmod(sum, 2));
    }
    ones += sum;
  }
  EXPECT_NEAR(ones / 900, 0.5, 5 * 0.5 / 30);  // five deviations
}

class Logic : public testing::TestWithParam<std::pair<const char*, Shared<double>>> {};
TEST_P(Logic, HasItsTruthTable) { EXPECT_EQ(load_shipped(GetParam().first).targets, GetParam().second); }
INSTANTIATE_TEST_SUITE_P(Functions, Logic,
                         testing::Values(std::pair{"{logic: and}", Shared<double>{0, 0, 0, 1}},
                                         std::pair{"{logic: or}", Shared<double>{0, 1, 1, 1}},
                                         std::pair{"{logic: xor}", Shared<double>{0, 1, 1, 0}}),
                         [](const auto& one) { return testing_support::readable_name(one.param.first); });

TEST(Table, IsWhatTheExperimentSays) {
  const auto data = load_shipped("{table: {inputs: [[1, 2], [3, 4]], targets: [[5], [6]]}}");
  EXPECT_EQ(data.rows, 2);
  EXPECT_EQ(data.inputs, (Shared<double>{1, 2, 3, 4}));
  EXPECT_EQ(data.targets, (Shared<double>{5, 6}));
}

TEST_F(Files, CsvTakesTheLastColumnAsTarget) {
  write("a.csv", "1,2,0.5\n3,4,1.5\n");
  const auto data = load_from("{csv: a.csv}");
  EXPECT_EQ(data.inputs, (Shared<double>{1, 2, 3, 4}));
  EXPECT_EQ(data.targets, (Shared<double>{0.5, 1.5}));
  EXPECT_EQ(data.classes, 0);
}

TEST_F(Files, CsvRecognisesClasses) {
  write("a.csv", "1,2,0\n3,4,1\n5,6,1\n");
  EXPECT_EQ(load_from("{csv: a.csv}").classes, 2);
  EXPECT_EQ(load_from("{csv: {file: a.csv, targets: quantities}}").classes, 0);
}

TEST_F(Files, CsvFindsATargetByName) {
  write("a.csv", "price;size\n1.5;2\n2.5;3\n");
  const auto data = load_from("{csv: {file: a.csv, target: price, delimiter: ;}}");
  EXPECT_EQ(data.targets, (Shared<double>{1.5, 2.5}));
}

TEST_F(Files, CsvSuggestsATarget) {
  write("a.csv", "price,size\n1,2\n");
  EXPECT_EQ(refusal("{csv: {file: a.csv, target: prize}}"),
            "a.csv:1:1: there is no column 'prize'; did you mean 'price'?");
}

TEST_F(Files, CsvRefusesAColumnThatIsNotThere) {
  write("a.csv", "1,2\n");
  EXPECT_EQ(refusal("{csv: {file: a.csv, target: '3'}}"), "a.csv: there is no column 3; it has 2");
}

TEST_F(Files, CsvRefusesARaggedLine) {
  write("a.csv", "1,2,3\n4,5\n");
  EXPECT_EQ(refusal("{csv: a.csv}"), "a.csv:2:1: this line has 2 columns; expected 3 as in the first");
}

TEST_F(Files, CsvRefusesAWord) {
  write("a.csv", "1,2,3\n4,five,6\n");
  EXPECT_EQ(refusal("{csv: a.csv}"),
            "a.csv:2:3: 'five' is not a finite number, in column 2; if they are names, say columns: {2: category}");
}

TEST_F(Files, CsvRefusesNotANumber) {
  write("a.csv", "1,2\n4,nan\n");
  EXPECT_EQ(
      refusal("{csv: a.csv}"),
      "a.csv:2:3: 'nan' is not a finite number, in column 2; if it says that a value is missing, leave out the row");
}

TEST_F(Files, CsvRefusesAnEmptyFile) {
  write("a.csv", "");
  EXPECT_EQ(refusal("{csv: a.csv}"), "a.csv: it is empty");
}

TEST_F(Files, CsvRefusesOnlyAHeader) {
  write("a.csv", "a,b\n");
  EXPECT_EQ(refusal("{csv: a.csv}"), "a.csv: it has a header but no numbers");
}

TEST_F(Files, CsvRefusesTargetsThatAreNoClasses) {
  write("a.csv", "1,0.5\n2,1\n");
  EXPECT_EQ(refusal("{csv: {file: a.csv, targets: classes}}"),
            "a.csv: the target, column 2, holds 2 different numbers from 0.5 to 1; classes are 2 to 1000 whole numbers "
            "or names; if these are quantities, say targets: quantities");
}

TEST_F(Files, MissingFileGetsASuggestion) {
  write("digits.csv", "1,2\n");
  EXPECT_EQ(refusal("{csv: digts.csv}"), "test:1:10: data file 'digts.csv' does not exist (looked in " +
                                             folder_.string() + "); did you mean 'digits.csv'?");
}

TEST_F(Files, DamagedGzipIsRefused) {
  std::ifstream in(kShipped / "data/digits.csv.gz", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  bytes[5000] = static_cast<char>(bytes[5000] ^ 0x55);
  write("a.csv.gz", bytes);
  EXPECT_EQ(refusal("{csv: a.csv.gz}"), "a.csv.gz: it is a damaged gzip file");
}

TEST_F(Files, TruncatedGzipIsRefused) {
  std::ifstream in(kShipped / "data/digits.csv.gz", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  write("a.csv.gz", bytes.substr(0, bytes.size() / 2));
  EXPECT_EQ(refusal("{csv: a.csv.gz}"), "a.csv.gz: it is a damaged gzip file");
}

TEST_F(Files, IdxReadsImagesAndLabels) {
  write("x", idx({2, 2, 3}, 12));
  write("y", idx({2}, 2));
  const auto data = load_from("{idx: {images: x, labels: y}}");
  EXPECT_EQ(data.input, Shape({1, 2, 3}));
  EXPECT_EQ(data.inputs[11], 11.0 / 255);
  EXPECT_EQ(data.targets, (Shared<double>{0, 1}));
}

TEST_F(Files, IdxRefusesAWrongBeginning) {
  write("x", "\x01\x02\x08\x03 and more text");
  EXPECT_EQ(refusal("{idx: {images: x, labels: x}}"),
            "x: it is not an IDX file: it does not begin with two zero bytes and a header");
}

TEST_F(Files, IdxRefusesAnotherType) {
  std::string bytes = idx({1, 2, 2}, 4);
  bytes[2] = 0x0d;
  write("x", bytes);
  EXPECT_EQ(refusal("{idx: {images: x, labels: x}}"), "x: byte 2, the type, is 13; expected 8, unsigned bytes");
}

TEST_F(Files, IdxRefusesAnotherRank) {
  write("x", idx({4, 4}, 16));
  EXPECT_EQ(refusal("{idx: {images: x, labels: x}}"), "x: byte 3, the number of axes, is 2; expected 3");
}

TEST_F(Files, IdxRefusesATruncatedFile) {
  write("x", idx({2, 2, 3}, 11));
  write("y", idx({2}, 2));
  EXPECT_EQ(refusal("{idx: {images: x, labels: y}}"), "x: it has 11 bytes of data from byte 16 on; expected 12");
}

TEST_F(Files, IdxRefusesExtentsThatOverflow) {
  write("x", idx({0xffffffff, 0xffffffff, 0xffffffff}, 4));
  write("y", idx({2}, 2));
  EXPECT_EQ(refusal("{idx: {images: x, labels: y}}"), "x: its sizes, at byte 4, are 0 or too large");
}

TEST_F(Files, IdxRefusesAnotherNumberOfLabels) {
  write("x", idx({2, 2, 3}, 12));
  write("y", idx({3}, 3));
  EXPECT_EQ(refusal("{idx: {images: x, labels: y}}"), "y: it has 3 labels but x has 2 images");
}

TEST_F(Files, TextRefusesToBeShorterThanTheWindow) {
  write("t", "abc");
  EXPECT_EQ(refusal("{text: {file: t, window: 3}}"), "t: it has 3 characters; expected more than the window of 3");
}

TEST_F(Files, TextStepsByItsStride) {
  write("t", "abcdef");
  EXPECT_EQ(load_from("{text: {file: t, window: 2, stride: 1}}").rows, 4);
}

TEST(Load, GivesTheSameNumbersInBothPrecisions) {
  const auto single = load_shipped<float>("ring");
  const auto twofold = load_shipped<double>("ring");
  for (std::size_t i = 0; i < single.inputs.size(); ++i)
    EXPECT_EQ(single.inputs[i], static_cast<float>(twofold.inputs[i]));
}

}  // namespace
}  // namespace assay::data
