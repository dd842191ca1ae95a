#include <iostream>

#include "base/log.hpp"
#include "base/suggest.hpp"
#include "cli/verb.hpp"

namespace assay::cli {
namespace po = boost::program_options;

Options::Options(std::string usage, std::string about) : usage_(std::move(usage)), about_(std::move(about)) {
  described_.add_options()("help,h", "show this help")("verbose,v", "tell more")("quiet,q",
                                                                                 "tell only what goes wrong");
}

bool Options::parse(const Words& words) {
  try {
    po::options_description all;
    all.add(described_).add_options()("words", po::value<Words>());
    po::positional_options_description positional;
    positional.add("words", -1);
    po::store(po::command_line_parser(words)
                  .options(all)
                  .positional(positional)
                  .style(po::command_line_style::unix_style & ~po::command_line_style::allow_guessing)
                  .run(),
              values_);
    po::notify(values_);
  } catch (const po::unknown_option& error) {
    Words known;
    for (const auto& option : described_.options())
      known.push_back(option->canonical_display_name(po::command_line_style::allow_long));
    throw Failure(ExitCode::usage, "unknown option '" + error.get_option_name() + "'" +
                                       did_you_mean(error.get_option_name(), known) + "\nusage: assay " + usage_);
  } catch (const po::error& error) {
    throw Failure(ExitCode::usage, std::string(error.what()) + "\nusage: assay " + usage_);
  }
  if (has("help")) {
    std::cout << "usage: assay " << usage_ << "\n\n" << about_ << "\n\n" << described_;
    return false;
  }
  if (has("words")) positional_ = get<Words>("words");
  if (has("verbose")) log::show_from(log::Level::debug);
  if (has("quiet")) log::show_from(log::Level::warning);
  return true;
}

}  // namespace assay::cli
