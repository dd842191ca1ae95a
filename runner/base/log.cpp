#include "base/log.hpp"

#include <iostream>

#include <boost/core/null_deleter.hpp>
#include <boost/log/core.hpp>
#include <boost/log/expressions.hpp>
#include <boost/log/sinks/sync_frontend.hpp>
#include <boost/log/sinks/text_ostream_backend.hpp>
#include <boost/log/sources/record_ostream.hpp>
#include <boost/log/sources/severity_logger.hpp>
#include <boost/smart_ptr/make_shared.hpp>

namespace assay::log {
namespace {

namespace logging = boost::log;

std::string prefix(Level level) {
  switch (level) {
    case Level::warning:
      return "warning: ";
    default:
      return "";
  }
}

void set_up_once() {
  static const bool done = [] {
    using Sink = logging::sinks::synchronous_sink<logging::sinks::text_ostream_backend>;
    auto sink = boost::make_shared<Sink>();
    sink->locked_backend()->add_stream(boost::shared_ptr<std::ostream>(&std::cerr, boost::null_deleter()));
    sink->locked_backend()->auto_flush(true);
    sink->set_formatter(logging::expressions::stream << logging::expressions::smessage);
    logging::core::get()->add_sink(sink);
    return true;
  }();
  static_cast<void>(done);
}

Level& shown() {
  static Level level = Level::info;
  return level;
}

void write(Level level, const std::string& line) {
  if (level < shown()) return;
  set_up_once();
  logging::sources::severity_logger<Level> logger;
  BOOST_LOG_SEV(logger, level) << prefix(level) << line;
}

}  // namespace

void show_from(Level level) { shown() = level; }

void debug(const std::string& line) { write(Level::debug, line); }
void info(const std::string& line) { write(Level::info, line); }
void warning(const std::string& line) { write(Level::warning, line); }
void error(const std::string& line) { write(Level::error, line); }

}  // namespace assay::log
