#include "data/steps.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "data/conform.hpp"
#include "data/files.hpp"

namespace assay::data {
namespace {

using Names = std::vector<std::string>;
using Rows = std::vector<std::int64_t>;

class Steps : public Files {
 protected:
  /// `steps` as an experiment has them; the source is csv, file: x.csv and `more`.
  static spec::DataSpec spec_of(const Names& steps, const std::string& more = "") {
    auto spec = source("{csv: {file: x.csv" + more + "}}");
    for (const auto& step : steps) spec.prepare.push_back(testing_support::component(step, "preparation"));
    return spec;
  }
  RawDataset raw(const spec::DataSpec& spec) { return load(spec, folder_, Random(0)); }
  Dataset<double> prepared(const Names& steps, const Rows& train, const std::string& more = "") {
    const auto spec = spec_of(steps, more);
    const auto found = raw(spec);
    return apply<double>(found, fit(found, spec, train));
  }
  std::string told(const Names& steps, const Rows& train = {0, 1}, const std::string& more = "") {
    try {
      prepared(steps, train, more);
    } catch (const Failure& failure) {
      return failure.what();
    }
    return "prepared";
  }
};

TEST_F(Steps, FillInWhatIsMissingByWhatTheTrainingRowsShow) {
  write("x.csv", "age,y\n1,0.5\n,0.5\n5,0.5\n9,0.5\n");
  EXPECT_EQ(prepared({"{impute: median}"}, {0, 1, 2}).inputs, (Shared<double>{1, 3, 5, 9}));
  EXPECT_EQ(prepared({"{impute: mean}"}, {0, 1, 3}).inputs, (Shared<double>{1, 5, 5, 9}));
  EXPECT_EQ(prepared({"{impute: {number: constant, constant: -1}}"}, {0}).inputs, (Shared<double>{1, -1, 5, 9}));
}

TEST_F(Steps, TellWhatWasMissing) {
  write("x.csv", "age,size,y\n1,2,0.5\n,2,0.5\n5,,0.5\n");
  const auto data = prepared({"{impute: {flag: true}}"}, {0, 1});
  EXPECT_EQ(data.input_names, (Names{"age", "age (missing)", "size"}));  // in training rows only age is missing
  EXPECT_EQ(data.inputs, (Shared<double>{1, 0, 2, 1, 1, 2, 5, 0, 2}));
}

TEST_F(Steps, GiveMissingNamesAnInputOfTheirOwn) {
  write("x.csv", "city,y\nb,0.5\n?,0.5\na,0.5\nb,0.5\n");
  const auto own = prepared({"impute"}, {0, 1, 2, 3}, ", missing: ['?']");
  EXPECT_EQ(own.input_names, (Names{"city=(missing)", "city=a", "city=b"}));
  EXPECT_EQ(own.inputs, (Shared<double>{0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1}));
  const auto common = prepared({"{impute: {category: most_frequent}}"}, {0, 1, 2, 3}, ", missing: ['?']");
  EXPECT_EQ(common.inputs, (Shared<double>{0, 1, 0, 1, 1, 0, 0, 1}));
}

// scikit-learn's OneHotEncoder(min_frequency=2, handle_unknown="infrequent_if_exist") on aaabbcd.
TEST_F(Steps, LetRareAndUnseenNamesShareAnInput) {
  write("x.csv", "n,k,y\n0,a,0.5\n0,a,0.5\n0,a,0.5\n0,b,0.5\n0,b,0.5\n0,c,0.5\n0,d,0.5\n0,e,0.5\n");
  const auto data = prepared({"{one_hot: {columns: k, rare: 2}}"}, {0, 1, 2, 3, 4, 5, 6});
  EXPECT_EQ(data.input_names, (Names{"n", "k=a", "k=b", "k=(rest)"}));
  EXPECT_EQ(data.inputs[7 * 4 + 3], 1);
  const auto all = prepared({"one_hot"}, {0, 1, 2, 3, 4, 5, 6});
  EXPECT_EQ(all.input_names, (Names{"n", "k=a", "k=b", "k=c", "k=d"}));
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(all.inputs[7 * 5 + i], 0);
}

TEST_F(Steps, FollowEachOther) {
  write("x.csv", "fare,y\n0,0.5\n,0.5\n7,0.5\n");
  const auto data = prepared({"{log: {columns: fare, plus: 1}}", "{impute: mean}", "{scale: minmax}"}, {0, 1, 2});
  EXPECT_NEAR(data.inputs[1], 0.5, 1e-15);  // a rounding; between ln 1 and ln 8
  EXPECT_EQ(data.inputs[2], 1);
}

TEST_F(Steps, LeaveInputsOfZeroAndOneUnscaled) {
  write("x.csv", "a,city,y\n1,p,0.5\n2,q,0.5\n3,p,0.5\n");
  auto spec = spec_of({"one_hot"});
  spec.scale = spec::Scale::standard;
  const auto found = raw(spec);
  const auto data = apply<double>(found, fit(found, spec, {0, 1, 2}));
  EXPECT_NEAR(data.inputs[0], -std::sqrt(1.5), 1e-15);  // two roundings
  EXPECT_EQ(data.inputs[1], 1);
}

TEST_F(Steps, LearnFromTrainingRowsOnly) {
  const Names steps{"{impute: {flag: true}}", "{log: {columns: fare, plus: 1}}", "{one_hot: {columns: city, rare: 2}}",
                    "{scale: normal}", "{scale: {by: quantile, columns: age}}"};
  const std::string train = "1,3,a,0.5\n,4,a,0.5\n5,9,b,0.5\n8,1,,0.5\n";
  const auto learned = [&](const std::string& others) {
    write("x.csv", "age,fare,city,y\n" + train + others);
    const auto spec = spec_of(steps);
    const auto found = raw(spec);
    const auto preparation = fit(found, spec, {0, 1, 2, 3});
    const auto data = apply<double>(found, preparation);
    return std::pair(preparation.steps,
                     std::vector<double>(data.inputs.begin(), data.inputs.begin() + 4 * data.input[0]));
  };
  EXPECT_EQ(learned("2,3,a,0.5\n"), learned("-1e9,1e9,zebra,0.5\n,,,0.5\n"));
}

TEST_F(Steps, TakeAnotherTablesColumnsByName) {
  write("x.csv", "age,city,y\n1,b,0.5\n,a,1.5\n5,,2.5\n");
  const auto spec = spec_of({"{impute: {flag: true}}", "scale"});
  const auto found = raw(spec);
  const auto preparation = fit(found, spec, {0, 1, 2});
  const auto own = apply<double>(found, preparation);
  write("x.csv", "city,more,age\nb,w,1\na,,\n,w,5\nnew,w,5\n");
  Form like = found;
  auto other = load(spec, folder_, Random(0), {.like = &like});
  conform(other, like);
  const auto same = apply<double>(other, preparation);
  ASSERT_EQ(same.input_names, own.input_names);
  EXPECT_TRUE(std::equal(own.inputs.begin(), own.inputs.end(), same.inputs.begin()));
}

TEST_F(Steps, RefuseWhatNothingFillsIn) {
  write("x.csv", "age,y\n1,0.5\n,0.5\n3,0.5\n");
  EXPECT_EQ(told({"scale"}),
            "x.csv:3:1: a value is missing in column 'age', and no step of 'prepare' fills it in; say prepare: "
            "[impute, ...], or leave the column out: columns: {age: ignore}");
  EXPECT_EQ(told({"impute"}, {1}),
            "x.csv: column 'age' has no value in any training row; leave it out: columns: {age: ignore}");
  write("x.csv", "age,b,y\n,1,0.5\n,2,0.5\n");
  EXPECT_EQ(told({"impute"}), "x.csv: column 'age' has no value in any row; leave it out: columns: {age: ignore}");
}

TEST_F(Steps, RefuseLogarithmsOfNoPositiveNumber) {
  write("x.csv", "age,y\n1,0.5\n-3,0.5\n3,0.5\n");
  EXPECT_EQ(told({"{log: age}", "impute"}),
            "x.csv: row 2, column 'age': the steps of 'prepare' make no finite number of -3; a logarithm is of numbers "
            "above 0, {log: {columns: ..., plus: ...}}");
  EXPECT_EQ(told({"{log: age}", "impute"}, {0, 2}).substr(0, 27), "x.csv: row 2, column 'age':");
}

TEST_F(Steps, RefuseWhatTheyCannotDo) {
  write("x.csv", "age,city,y\n1,a,0.5\n2,b,0.5\n");
  EXPECT_EQ(told({"{scale: {columns: agee}}"}),
            "test:1:22: 'scale' names column 'agee', which is no input; did you mean 'age'? (they are age and city)");
  EXPECT_EQ(told({"{log: city}"}), "test:1:10: column 'city' holds names and 'log' takes numbers");
  EXPECT_EQ(told({"{one_hot: [age]}"}),
            "test:1:14: column 'age' holds numbers and 'one_hot' takes names; if its numbers are names, say columns: "
            "{age: category}");
  EXPECT_EQ(told({"one_hot", "one_hot"}), "test:1:4: column 'city' is made into numbers twice");
  EXPECT_EQ(told({"one_hot", "impute"}),
            "test:1:4: 'impute' comes behind the step that makes column 'city' into numbers; put it before that");
  EXPECT_EQ(told({"{impute: {constant: 3}}"}),
            "test:1:24: 'constant' of 'impute' is for number: constant, but 'number' is 'median'");
}

TEST(StepsOfOtherSources, AreRefused) {
  auto spec = source("{ring: {samples: 4}}");
  spec.prepare.push_back(testing_support::component("impute", "preparation"));
  try {
    fit(load(spec, "", Random(0)), spec, {0});
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    EXPECT_STREQ(failure.what(),
                 "test:1:4: 'prepare' is for the columns of a table, source: csv; other numbers have 'scale'");
  }
}

}  // namespace
}  // namespace assay::data
