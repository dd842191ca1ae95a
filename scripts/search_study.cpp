// What the search of room `search` is worth, and what verdicts on tuned arms are worth, in numbers. See search-study.
//
//   speed                 time of a suggestion
//   functions             regret on functions whose least value is known
//   tables FILE...        the same on tables of real trainings
//   trap [FILE...]        how often two identical arms are called different after tuning

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <memory>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

#include "search/search.hpp"
#include "search/tpe.hpp"

namespace {

using assay::Random;
using namespace assay::search;

/// Something to be made small, measured with noise.
struct Problem {
  std::string name;
  Space space;
  std::function<double(const Point&, Random&)> measured;
  std::function<double(const Point&)> truth;
  std::function<double(const Point&)> deviation = [](const Point&) { return 0.0; };  ///< of a measurement
  double best = 0, median = 1;
};

class Blind final : public Method {
  bool learns() const override { return false; }
  std::vector<Point> suggest(std::span<const Trial>, Random&) override { return {}; }
};

std::unique_ptr<Method> method(bool tpe, const Space& space) {
  if (tpe) return std::make_unique<Tpe>(space, TpeSettings{});
  return std::make_unique<Blind>();
}

/// The best of so many trials, by what was measured.
Point tuned(const Problem& problem, bool tpe, std::size_t trials, std::size_t width, const Random& random) {
  Search search(problem.space, method(tpe, problem.space), {trials, width, {}}, random.stream("search"));
  Random noise = random.stream("noise");
  std::size_t told = 0, best = 0;
  for (search.extend(); told < search.trials().size(); search.extend()) {
    search.tell(told, problem.measured(search.trials()[told].point, noise));
    if (*search.trials()[told].loss < *search.trials()[best].loss) best = told;
    ++told;
  }
  return search.trials()[best].point;
}

// ---- functions

Problem function(const char* name, std::size_t dimensions, double low, double high, double (*f)(const Point&),
                 double least) {
  Space space;
  for (std::size_t i = 0; i < dimensions; ++i)
    space.push_back({"x" + std::to_string(i), Axis::Kind::linear, low, high});
  return {name, space, [f](const Point& x, Random&) { return f(x); }, f, {}, least};
}

double sphere(const Point& x) {
  double sum = 0;
  for (const double one : x) sum += one * one;
  return sum;
}

double rosenbrock(const Point& x) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < x.size(); ++i)
    sum += 100 * std::pow(x[i + 1] - x[i] * x[i], 2) + std::pow(1 - x[i], 2);
  return sum;
}

double branin(const Point& u) {
  const double x = 15 * u[0] - 5, y = 15 * u[1], pi = std::numbers::pi;
  return std::pow(y - 5.1 / (4 * pi * pi) * x * x + 5 / pi * x - 6, 2) + 10 * (1 - 1 / (8 * pi)) * std::cos(x) + 10;
}

double hartmann6(const Point& x) {
  constexpr double alpha[] = {1, 1.2, 3, 3.2};
  constexpr double a[4][6] = {
      {10, 3, 17, 3.5, 1.7, 8}, {.05, 10, 17, .1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, .05, 10, .1, 14}};
  constexpr double p[4][6] = {{.1312, .1696, .5569, .0124, .8283, .5886},
                              {.2329, .4135, .8307, .3736, .1004, .9991},
                              {.2348, .1451, .3522, .2883, .3047, .6650},
                              {.4047, .8828, .8732, .5743, .1091, .0381}};
  double sum = 0;
  for (int i = 0; i < 4; ++i) {
    double inner = 0;
    for (std::size_t j = 0; j < 6; ++j) inner += a[i][j] * std::pow(x[j] - p[i][j], 2);
    sum -= alpha[i] * std::exp(-inner);
  }
  return sum;
}

double ackley(const Point& x) {
  double squares = 0, cosines = 0;
  for (const double one : x) squares += one * one, cosines += std::cos(2 * std::numbers::pi * one);
  const auto n = static_cast<double>(x.size());
  return -20 * std::exp(-.2 * std::sqrt(squares / n)) - std::exp(cosines / n) + 20 + std::numbers::e;
}

void print_functions() {
  const std::vector<Problem> problems{
      function("sphere, 10", 10, -5, 5, sphere, 0),         function("Rosenbrock, 10", 10, -5, 5, rosenbrock, 0),
      function("Branin", 2, 0, 1, branin, .397887),         function("Hartmann, 6", 6, 0, 1, hartmann6, -3.32237),
      function("Ackley, 5", 5, -32.768, 32.768, ackley, 0), function("quadratic, 2", 2, -10, 10, sphere, 0)};
  constexpr std::uint64_t kSeeds = 60;
  std::printf("mean regret after 100 trials, %d seeds, width 1\n%-16s %12s %12s\n", static_cast<int>(kSeeds), "",
              "random", "tpe");
  for (const auto& problem : problems) {
    double regret[2] = {0, 0};
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed)
      for (const bool tpe : {false, true})
        regret[tpe] += (problem.truth(tuned(problem, tpe, 100, 1, Random(seed))) - problem.best) / kSeeds;
    std::printf("%-16s %12.4g %12.4g\n", problem.name.c_str(), regret[0], regret[1]);
  }
}

// ---- tables

/// A file: "name maximize|minimize n i10 c3 ..." (integers, choices), then a line of scores for each point, the last
/// axis fastest.
struct Table {
  std::vector<std::vector<double>> scores;
  Space space;

  std::size_t row(const Point& point) const {
    std::size_t row = 0;
    for (std::size_t i = 0; i < space.size(); ++i) row = row * space[i].count() + static_cast<std::size_t>(point[i]);
    return row;
  }
};

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double deviation_of(const std::vector<double>& values) {
  if (values.size() < 2) return 0;
  const double mean = mean_of(values);
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

Problem read_table(const char* file) {
  std::ifstream in(file);
  const auto table = std::make_shared<Table>();
  std::string name, direction, line;
  std::size_t axes = 0;
  in >> name >> direction >> axes;
  for (std::size_t i = 0; i < axes; ++i) {
    std::string kind;
    in >> kind;
    const std::size_t count = std::stoul(kind.substr(1));
    const std::string axis = "x" + std::to_string(i);
    if (kind[0] == 'c')
      table->space.push_back({axis, Axis::Kind::choice, 0, 0, 1, count});
    else
      table->space.push_back({axis, Axis::Kind::integer, 0, static_cast<double>(count - 1), 1});
  }
  std::getline(in, line);
  std::vector<double> means;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::vector<double> scores;
    for (double score = 0; words >> score;) scores.push_back(direction == "maximize" ? -score : score);
    means.push_back(mean_of(scores));
    table->scores.push_back(std::move(scores));
  }
  std::ranges::sort(means);
  Problem problem{name, table->space, {}, {}};
  problem.measured = [table](const Point& point, Random& random) {
    const auto& scores = table->scores[table->row(point)];
    return scores[random.below(scores.size())];
  };
  problem.truth = [table](const Point& point) { return mean_of(table->scores[table->row(point)]); };
  problem.deviation = [table](const Point& point) { return deviation_of(table->scores[table->row(point)]); };
  problem.best = means.front();
  problem.median = means[means.size() / 2];
  return problem;
}

void print_tables(const std::vector<Problem>& problems) {
  constexpr std::uint64_t kSeeds = 60;
  std::printf("(truth of the chosen - best) / (median - best) after 100 noisy trials, %d seeds\n%-28s %8s %8s %8s\n",
              static_cast<int>(kSeeds), "", "random", "width 1", "width 4");
  double logs[3] = {0, 0, 0};
  for (const auto& problem : problems) {
    double regret[3] = {0, 0, 0};
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed)
      for (int way = 0; way < 3; ++way) {
        const Point chosen = tuned(problem, way > 0, 100, way == 2 ? 4 : 1, Random(seed));
        regret[way] += (problem.truth(chosen) - problem.best) / (problem.median - problem.best) / kSeeds;
      }
    for (int way = 0; way < 3; ++way) logs[way] += std::log(regret[way]) / static_cast<double>(problems.size());
    std::printf("%-28s %8.4f %8.4f %8.4f\n", problem.name.c_str(), regret[0], regret[1], regret[2]);
  }
  std::printf("%-28s %8.4f %8.4f %8.4f\n", "geometric mean", std::exp(logs[0]), std::exp(logs[1]), std::exp(logs[2]));
}

// ---- speed

double seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

void print_speed() {
  for (const auto& [dimensions, trials] : {std::pair<std::size_t, std::size_t>{10, 100}, {10, 1'000}, {40, 1'000}}) {
    double fastest = 1e9;
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      const Problem problem = function("", dimensions, -5, 5, sphere, 0);
      const double before = seconds();
      tuned(problem, true, trials, 1, Random(seed));
      fastest = std::min(fastest, seconds() - before);
    }
    std::printf("%zu axes, %zu trials: %.3f s, %.3f ms a suggestion (processor time, best of 5)\n", dimensions, trials,
                fastest, 1e3 * fastest / static_cast<double>(trials));
  }
}

// ---- the trap

/// A model whose accuracy depends smoothly on five settings, a little on chance properties of each combination, and on
/// the seed: what is left when the worst settings are known.
Problem made_up() {
  Space space;
  for (int i = 0; i < 5; ++i) space.push_back({"x" + std::to_string(i), Axis::Kind::integer, 0, 9, 1});
  const auto truth = [](const Point& x) {
    double loss = 0;
    Random own(20'251'128);
    for (std::size_t i = 0; i < x.size(); ++i) {
      loss += 4e-4 * static_cast<double>(i + 1) * std::pow(x[i] - 3 - static_cast<double>(i) / 2, 2);
      own = own.stream(static_cast<std::uint64_t>(x[i]));
    }
    return loss + .004 * own.normal();
  };
  Problem problem{"made up", space, {}, truth, [](const Point&) { return .012; }};
  problem.measured = [truth](const Point& x, Random& random) { return truth(x) + .012 * random.normal(); };
  return problem;
}

double t_of(const std::vector<double>& differences) {
  const double deviation = deviation_of(differences);
  return mean_of(differences) / deviation * std::sqrt(static_cast<double>(differences.size()));
}

/// Two-sided, at 5 %.
double critical_t(std::size_t n) {
  switch (n) {
    case 5:
      return 2.7764451051978;
    case 6:
      return 2.5705818366147;
    case 10:
      return 2.2621571628540;
    default:
      return 2.0930240544082;  // 20
  }
}

double judged(const Problem& problem, const Point& point, Random& random) {
  return problem.truth(point) + problem.deviation(point) * random.normal();
}

/// One search for each of two arms, whose winners run with n fresh seeds.
bool once_differs(const Problem& problem, std::size_t n, const Random& random) {
  std::vector<double> differences(n);
  const Point a = tuned(problem, true, 50, 1, random.stream("a")), b = tuned(problem, true, 50, 1, random.stream("b"));
  Random judge = random.stream("judge");
  for (double& difference : differences) difference = judged(problem, a, judge) - judged(problem, b, judge);
  return std::abs(t_of(differences)) > critical_t(n);
}

/// A search for each arm and seed, whose winner's test counts.
bool per_seed_differs(const Problem& problem, std::size_t n, const Random& random) {
  std::vector<double> differences(n);
  for (std::size_t seed = 0; seed < n; ++seed) {
    const Random own = random.stream(seed);
    const Point a = tuned(problem, true, 30, 4, own.stream("a")), b = tuned(problem, true, 30, 4, own.stream("b"));
    Random judge = own.stream("judge");
    differences[seed] = judged(problem, a, judge) - judged(problem, b, judge);
  }
  return std::abs(t_of(differences)) > critical_t(n);
}

void print_share(const std::vector<Problem>& problems, const char* what, std::size_t n, std::uint64_t repeats,
                 bool (*differs)(const Problem&, std::size_t, const Random&)) {
  std::uint64_t all = 0, found = 0;
  for (std::size_t i = 0; i < problems.size(); ++i)
    for (std::uint64_t repeat = 0; repeat < repeats; ++repeat, ++all)
      found += differs(problems[i], n, Random(repeat).stream(i).stream(what));
  const double share = static_cast<double>(found) / static_cast<double>(all);
  std::printf("%-44s %2zu seeds: %4.1f %% of %d comparisons (+- %.1f)\n", what, n, 100 * share, static_cast<int>(all),
              100 * std::sqrt(share * (1 - share) / static_cast<double>(all)));
  std::fflush(stdout);
}

void print_trap(const std::vector<Problem>& problems, std::uint64_t repeats) {
  std::printf("two identical arms called different, paired t-test at 5 %%\n");
  const char* once = "one search of 50 trials, winner on fresh seeds";
  print_share(problems, once, 10, repeats, once_differs);
  print_share(problems, once, 20, repeats, once_differs);
  const char* each = "one search of 30 trials for each seed";
  for (const std::size_t n : {5, 6, 10}) print_share(problems, each, n, repeats, per_seed_differs);
}

}  // namespace

int main(int count, char** words) {
  const std::string what = count > 1 ? words[1] : "";
  std::vector<Problem> problems;
  for (int i = 2; i < count; ++i) problems.push_back(read_table(words[i]));
  if (what == "speed")
    print_speed();
  else if (what == "functions")
    print_functions();
  else if (what == "tables")
    print_tables(problems);
  else if (what == "trap")
    print_trap(problems.empty() ? std::vector{made_up()} : problems, problems.empty() ? 2'000 : 250);
  else
    return std::fprintf(stderr, "search_study speed | functions | tables FILE... | trap [FILE...]\n"), 2;
}
