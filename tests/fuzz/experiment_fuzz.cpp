// An experiment file, with overrides in a first line "# overrides: a=1 b=2": read, and expanded to its runs.
#include <sstream>
#include <string>
#include <vector>

#include "fake_catalogue.hpp"
#include "fuzz.hpp"
#include "plan/run.hpp"
#include "spec/experiment.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(assay::fuzz::text_of(data, size)), mark = "# overrides: ";
  std::vector<std::string> overrides;
  if (text.starts_with(mark)) {
    std::istringstream words(text.substr(mark.size(), text.find('\n') - mark.size()));
    for (std::string word; words >> word;) overrides.push_back(word);
  }
  assay::fuzz::read_or_refuse([&] {
    const auto experiment = assay::spec::parse_experiment(text, assay::fuzz::file("experiment.yaml"), overrides);
    assay::plan::expand(experiment, assay::testing_support::FakeCatalogue());
  });
  return 0;
}
