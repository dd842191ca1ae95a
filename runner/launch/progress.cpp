#include "launch/progress.hpp"

#include <cmath>
#include <cstdio>
#include <iostream>
#include <sstream>

#include <sys/ioctl.h>
#include <unistd.h>

#include "base/duration.hpp"
#include "base/log.hpp"
#include "base/standard_streams.hpp"

namespace assay::launch {
namespace {

constexpr double kTerminalInterval = 0.1;  // seconds between two updates of the line
constexpr double kPlainInterval = 10;

std::size_t terminal_width() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 100;
}

std::string latest_text(const train::Values& values) {
  std::string text;
  for (const auto& [name, value] : values) {
    if (!name.starts_with("validation_") && !name.starts_with("generator_") && values.size() > 2) continue;
    char number[64];
    std::snprintf(number, sizeof number, " %s %.4g", name.c_str(), value);
    text += number;
  }
  return text;
}

}  // namespace

Progress::Progress(std::size_t total, bool quiet)
    : total_(total), quiet_(quiet), terminal_(streams::obeys_escapes(STDERR_FILENO)) {}

Progress::~Progress() {
  clear_line();
  if (terminal_ && !quiet_ && total_ > 0 && done_ == total_) std::cerr << line() << std::endl;
}

void Progress::expect(std::size_t total, const std::string& news) {
  total_ = total;
  news_ = news;
}

void Progress::started(std::size_t task, const std::string& run) {
  running_[task].name = run;
  show(false);
}

void Progress::reported(std::size_t task, const Report& report) {
  auto& running = running_[task];
  running.share = report.epochs > 0 ? static_cast<double>(report.epoch) / static_cast<double>(report.epochs) : 0;
  running.latest = latest_text(report.values);
  show(false);
}

void Progress::ended(std::size_t task, const std::string& trouble, bool missing) {
  const std::string name = running_[task].name;
  running_.erase(task);
  done_ += missing ? 0 : 1;
  if (!trouble.empty()) {
    failed_ += missing ? 0 : 1;
    clear_line();
    log::warning(name + ": " + trouble);
  }
  show(done_ == total_);
}

void Progress::left(std::size_t task) { running_.erase(task); }

void Progress::printed(const std::string& run, const std::vector<std::string>& lines, bool went_well) {
  if (lines.empty()) return;
  clear_line();
  for (const auto& line : lines)
    if (went_well)
      log::info(run + " | " + line);
    else
      log::warning(run + " | " + line);
}

void Progress::show(bool now) {
  if (quiet_ || total_ == 0) return;
  const auto time = Clock::now();
  const double waited = std::chrono::duration<double>(time - shown_).count();
  if (!now && waited < (terminal_ ? kTerminalInterval : kPlainInterval)) return;
  shown_ = time;
  if (terminal_)
    draw();
  else
    std::cerr << line() << workers(" | ") << std::endl;
}

std::string Progress::line() const {
  double work = static_cast<double>(done_);
  for (const auto& [task, running] : running_) work += running.share;
  const double elapsed = std::chrono::duration<double>(Clock::now() - start_).count();
  std::string text = std::to_string(done_) + '/' + std::to_string(total_) + " runs";
  if (!running_.empty()) text += ", " + std::to_string(running_.size()) + " running";
  if (failed_ > 0) text += ", " + std::to_string(failed_) + " failed";
  if (!news_.empty()) text += "; " + news_;
  if (done_ == total_) return text + " in " + duration_text(elapsed);
  if (elapsed > 1 && work > 0) {
    const double rate = 60 * work / elapsed;
    char number[48];
    std::snprintf(number, sizeof number, rate < 10 ? "%.2g" : "%.0f", rate);
    text += ", " + std::string(number) + " a minute, " +
            duration_text(elapsed / work * (static_cast<double>(total_) - work)) + " left";
  }
  return text;
}

std::string Progress::workers(const char* before_each) const {
  std::string text;
  for (const auto& [task, running] : running_)
    text += before_each + running.name.substr(0, running.name.rfind('-')) + ' ' +
            std::to_string(std::lround(100 * running.share)) + " %" + running.latest;
  return text;
}

/// A line for the whole and one for each worker; the cursor stays at the end of the last.
void Progress::draw() {
  clear_line();
  std::istringstream lines(line() + workers("\n  "));
  std::string text;
  for (std::string one; std::getline(lines, one); ++drawn_)
    text += (drawn_ > 0 ? "\n" : "") + one.substr(0, terminal_width() - 1);
  std::cerr << text << std::flush;
}

void Progress::clear_line() {
  if (!terminal_ || quiet_) return;
  for (; drawn_ > 1; --drawn_) std::cerr << streams::Raw{"\r\033[K\033[A"};
  std::cerr << streams::Raw{"\r\033[K"} << std::flush;
  drawn_ = 0;
}

}  // namespace assay::launch
