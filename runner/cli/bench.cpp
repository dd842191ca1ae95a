// assay bench: how fast an experiment trains. Times whole training steps on the path that every run takes.

#include <algorithm>
#include <array>
#include <cstdio>
#include <iostream>

#include "cli/session.hpp"
#include "train/peak.hpp"

namespace assay::cli {
namespace po = boost::program_options;
namespace {

/// A line of printf's format.
template <class... Values>
void print(const char* format, Values... values) {
  std::array<char, 1024> text{};
  std::snprintf(text.data(), text.size(), format, values...);
  std::cout << text.data();
}

void print_line(const plan::Run& run, const train::Speed& speed) {
  print("%-24s %12.0f samples/s %10.4f ms/step (%.4f to %.4f) %8.2f MB\n", run.name().c_str(), speed.samples_per_second,
        1e3 * speed.seconds_per_step, 1e3 * speed.fastest, 1e3 * speed.slowest, static_cast<double>(speed.bytes) / 1e6);
}

/// `peak` is that of one core, in operations a second.
void print_json(const plan::Run& run, const train::Speed& speed, std::int64_t threads, double peak) {
  print(
      "{\"run\": \"%s\", \"samples_per_s\": %.6g, \"ms_per_step\": %.6g, \"ms_min\": %.6g, "
      "\"ms_max\": %.6g, \"steps\": %lld, \"parameters\": %lld, \"forward_flops\": %.0f, \"bytes\": %zu, \"threads\": "
      "%lld, \"fma_peak_gflops\": %.4g}\n",
      run.name().c_str(), speed.samples_per_second, 1e3 * speed.seconds_per_step, 1e3 * speed.fastest,
      1e3 * speed.slowest, static_cast<long long>(speed.steps), static_cast<long long>(speed.parameters),
      speed.operations, speed.bytes, static_cast<long long>(threads), peak / 1e9);
}

}  // namespace

int bench(const Words& words) {
  constexpr double kPeakSeconds = 0.03;  // before and after: the clock's speed changes

  Options options("bench FILE... [key=value...] [options]",
                  "Trains each run of the experiments for a few seconds and says how fast that goes:\n"
                  "the median over nine blocks of whole training steps, and the fastest and slowest block.\n"
                  "Stores nothing.");
  add_session_options(options);
  options.add().add_options()("seconds", po::value<double>()->default_value(2), "timed seconds for each run")(
      "threads", po::value<unsigned>()->default_value(1), "threads that share each step")(
      "json", "one JSON object for each run, one a line");
  if (!options.parse(words)) return 0;
  const double seconds = options.get<double>("seconds");
  if (!(seconds > 0)) throw Failure(ExitCode::usage, "--seconds needs a number above 0");
  for (const auto& session : open_sessions(options)) {
    session->environment.threads = threads_of(options);
    for (const auto& run : session->runs) {
      const double peak = train::fma_peak(kPeakSeconds);
      const auto speed = launch::measure_speed(session->context(), run, seconds);
      if (options.has("json"))
        print_json(run, speed, session->environment.threads, std::max(peak, train::fma_peak(kPeakSeconds)));
      else
        print_line(run, speed);
    }
  }
  return 0;
}

}  // namespace assay::cli
