// What a search promises: the same trials at any parallelism, no trial twice, failures as the worst.

#include "search/search.hpp"

#include <cmath>
#include <deque>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/tpe.hpp"

namespace assay::search {
namespace {

using ::testing::Each;
using ::testing::IsSupersetOf;

constexpr double kWorst = std::numeric_limits<double>::infinity();

Space mixed() {
  return {{"lr", Axis::Kind::log, 1e-4, 1e-1},
          {"n", Axis::Kind::integer, 16, 256, 16},
          {"f", Axis::Kind::choice, 0, 0, 1, 3}};
}

double loss_of(const Point& point) {
  const double lr = std::log10(point[0] / 3e-3), n = (point[1] - 96) / 240;
  return lr * lr + n * n + (point[2] == 1 ? 0 : 0.3);
}

Search make(const Space& space, std::size_t trials, std::size_t width, std::uint64_t seed = 0,
            std::vector<Start> start = {}) {
  return {space, std::make_unique<Tpe>(space, TpeSettings{}), {trials, width, std::move(start)}, Random(seed)};
}

std::vector<Point> points_of(const Search& search) {
  std::vector<Point> points;
  for (const auto& trial : search.trials()) points.push_back(trial.point);
  return points;
}

/// Trials end in an order of their own: of those under way, at most `workers`, a random one is next.
std::vector<Point> run(Search search, std::size_t workers, std::uint64_t order,
                       double (*loss)(const Point&) = loss_of) {
  Random random(order);
  std::deque<std::size_t> running;
  std::size_t started = 0;
  while (true) {
    search.extend();
    while (running.size() < workers && started < search.trials().size()) running.push_back(started++);
    if (running.empty()) return points_of(search);
    const auto next = running.begin() + static_cast<std::ptrdiff_t>(random.below(running.size()));
    search.tell(*next, loss(search.trials()[*next].point));
    running.erase(next);
  }
}

TEST(Search, HasTheSameTrialsHoweverManyRunAtOnce) {
  const auto one = run(make(mixed(), 60, 4), 1, 0);
  ASSERT_EQ(one.size(), 60);
  for (const std::size_t workers : {2, 3, 4, 16})
    for (const std::uint64_t order : {1, 2, 3}) EXPECT_EQ(run(make(mixed(), 60, 4), workers, order), one);
}

TEST(Search, GoesOnWhereAShorterOneEnded) {
  const auto sixty = run(make(mixed(), 60, 4), 2, 0), thirty = run(make(mixed(), 30, 4), 2, 0);
  EXPECT_EQ(std::vector<Point>(sixty.begin(), sixty.begin() + 30), thirty);
}

TEST(Search, WaitsForTheResultsOfTrialsByItsWidth) {
  Search search = make(mixed(), 60, 4);
  search.extend();
  EXPECT_EQ(search.trials().size(), 4);
  search.tell(1, 0.5);  // 4 needs 0
  search.extend();
  EXPECT_EQ(search.trials().size(), 4);
  search.tell(0, 0.5);
  search.extend();
  EXPECT_EQ(search.trials().size(), 6);
}

TEST(Search, BlindlyNeedsNoResults) {
  const Space space = mixed();
  Search search(space, make_method({.kind = "search method", .name = "random", .place = {}, .arguments = {}}, space),
                {50, 1, {}}, Random(3));
  search.extend();
  EXPECT_EQ(search.trials().size(), 50);
}

TEST(Search, TriesEveryPointOfASmallSpaceOnceAndEnds) {
  const Space small{{"n", Axis::Kind::integer, 1, 4, 1}, {"f", Axis::Kind::choice, 0, 0, 1, 3}};
  const auto points = run(make(small, 60, 2), 2, 0, [](const Point& point) { return point[0]; });
  EXPECT_EQ(points.size(), 12);
  EXPECT_EQ(std::set<Point>(points.begin(), points.end()).size(), 12);
}

TEST(Search, NeverTriesAPointTwice) {
  const auto points = run(make(mixed(), 200, 1), 1, 0);
  EXPECT_EQ(std::set<Point>(points.begin(), points.end()).size(), 200);
}

TEST(Search, BeginsWithWhatIsGiven) {
  Search search = make(mixed(), 60, 4, 0, {{3e-3, 64, std::nullopt}, {std::nullopt, 32, 1}});
  search.extend();
  EXPECT_EQ(search.trials()[0].point[0], 3e-3);
  EXPECT_EQ(search.trials()[0].point[1], 64);
  EXPECT_EQ(search.trials()[1].point[1], 32);
  EXPECT_EQ(search.trials()[1].point[2], 1);
}

TEST(Search, TakesFailuresForTheWorst) {
  const auto fails_high = [](const Point& point) { return point[0] > 1e-2 ? kWorst : loss_of(point); };
  const auto points = run(make(mixed(), 80, 1), 1, 0, fails_high);
  std::size_t late_failures = 0;
  for (std::size_t i = 40; i < 80; ++i) late_failures += points[i][0] > 1e-2;
  EXPECT_LT(late_failures, 8);  // a third of the axis; blindly it would be 13 of 40
}

TEST(Search, FindsAGoodPointSoonerThanChance) {
  double searched = 0, blind = 0;
  const auto best = [](const std::vector<Point>& points) {
    double least = kWorst;
    for (const auto& point : points) least = std::min(least, loss_of(point));
    return least;
  };
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    searched += best(run(make(mixed(), 60, 4, seed), 4, 0));
    std::vector<Point> points;
    for (std::uint64_t i = 0; i < 60; ++i) points.push_back(draw(mixed(), Random(seed).stream(i)));
    blind += best(points);
  }
  EXPECT_LT(searched, blind / 2);
}

TEST(Axis, KeepsFourSignificantDigits) {
  const Axis lr{"lr", Axis::Kind::log, 1e-4, 1e-1}, share{"p", Axis::Kind::linear, 0, 1};
  EXPECT_EQ(lr.value(std::log(0.00123456789)), 0.001235);
  EXPECT_EQ(share.value(0.12345678), 0.1235);
}

TEST(Axis, RoundsByTheRangeWhereThatIsFiner) {
  const Axis narrow{"x", Axis::Kind::linear, 100'000, 100'001};
  EXPECT_EQ(narrow.value(100'000.12345678), 100'000.123);
}

TEST(Axis, StaysWithinItsEnds) {
  const Axis odd{"lr", Axis::Kind::log, 0.00012354, 0.098767};  // rounded, both ends would lie outside
  EXPECT_EQ(odd.value(std::log(0.00012354)), 0.00012354);
  EXPECT_EQ(odd.value(std::log(0.098767)), 0.098767);
}

TEST(Axis, NeverLeavesTheStepsOfIntegers) {
  const Axis n{"n", Axis::Kind::integer, 16, 250, 16};  // 240 is the last
  EXPECT_EQ(n.count(), 15);
  EXPECT_EQ(n.value(1000), 240);
  EXPECT_EQ(n.at(0.999999), 240);
}

}  // namespace
}  // namespace assay::search
