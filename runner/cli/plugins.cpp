// assay plugins: finds the word that says what to do with plugins.

#include <algorithm>
#include <iostream>

#include "base/suggest.hpp"
#include "cli/plugin_verbs.hpp"

namespace assay::cli {
namespace {

constexpr Verb kWords[] = {
    {"list", "list the components that are found, of all kinds or one", list_plugins},
    {"show", "show what one does and takes, and how an experiment writes it", show_plugin},
    {"check", "prove one: its gradient, its edges, its memory, its speed", check_plugin},
    {"new", "write the source file of a new one", new_plugin},
    {"build", "compile a source file with the SDK's own flags", build_plugin},
};

void print_help() {
  std::cout << "usage: assay plugins WORD [options]\n\n";
  for (const auto& word : kWords) {
    std::string name = word.name;
    name.resize(8, ' ');
    std::cout << "  " << name << word.summary << '\n';
  }
  std::cout << "\n'assay plugins WORD --help' tells more about one.\n";
}

}  // namespace

int plugins(const Words& words) {
  if (!words.empty() && (words[0] == "--help" || words[0] == "-h")) {
    print_help();
    return 0;
  }
  // Options may come before the word: `assay plugins --plugins DIR list`.
  Words known;
  for (const auto& word : kWords) known.emplace_back(word.name);
  const auto first = std::find_first_of(words.begin(), words.end(), known.begin(), known.end());
  if (first == words.end()) {
    const std::string near =
        words.empty() ? "" : "'" + words[0] + "' is no word of it" + did_you_mean(words[0], known) + "\n";
    throw Failure(ExitCode::usage,
                  near + "usage: assay plugins list | show NAME | check NAME | new KIND NAME | build FILE");
  }
  Words rest(words.begin(), first);
  rest.insert(rest.end(), first + 1, words.end());
  return std::find_if(std::begin(kWords), std::end(kWords), [&](const Verb& word) { return *first == word.name; })
      ->run(rest);
}

}  // namespace assay::cli
