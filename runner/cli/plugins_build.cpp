// assay plugins build: compiles one source file into a plugin, with the flags that assay_add_plugin uses. They stand in
// lib/assay/plugin-command beside the program, one word a line, written by plugins/sdk/CMakeLists.txt.

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

#include "cli/plugin_verbs.hpp"
#include "cli/session.hpp"
#include "registry/seal.hpp"

namespace assay::cli {
namespace fs = std::filesystem;
namespace po = boost::program_options;
namespace {

void replace_all(std::string& text, const std::string& word, const std::string& value) {
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos; at += value.size())
    text.replace(at, word.size(), value);
}

Words command_for(const fs::path& source, const fs::path& library) {
  const fs::path prefix = fs::read_symlink("/proc/self/exe").parent_path().parent_path();
  const fs::path file = prefix / "lib/assay/plugin-command";
  std::ifstream in(file);
  Words command;
  for (std::string word; std::getline(in, word);) {
    replace_all(word, "{prefix}", prefix.string());
    replace_all(word, "{source}", source.string());
    replace_all(word, "{library}", library.string());
    command.push_back(word);
  }
  if (command.empty())
    throw Failure(ExitCode::plugin, file.string() +
                                        ": it should hold the compiler's command but cannot be read; "
                                        "install Assay again");
  return command;
}

/// Runs the compiler, which says itself what it does not like.
int compile(const Words& command) {
  std::vector<char*> words;
  for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  std::cout << std::flush;
  std::cout.flush();
  const pid_t child = fork();
  if (child < 0)
    throw Failure(ExitCode::plugin, std::string("the compiler cannot be started: ") + std::strerror(errno));
  if (child == 0) {
    execvp(words[0], words.data());
    std::cerr << command[0] << ": " << std::strerror(errno) << std::endl;
    _exit(127);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

}  // namespace

int build_plugin(const Words& words) {
  Options options(
      "plugins build FILE.cpp [options]",
      "Compiles a plugin's source file into a library beside it, with the SDK's own flags. A library of that\n"
      "name is replaced at once, when the new one is whole.");
  options.add().add_options()("output,o", po::value<std::string>(), "the folder to write the library into");
  if (!options.parse(words)) return 0;
  if (options.words().size() != 1) throw Failure(ExitCode::usage, "usage: assay plugins build FILE.cpp");
  const fs::path source = options.words()[0];
  if (!fs::is_regular_file(source)) throw Failure(ExitCode::usage, source.string() + ": there is no such file");
  const fs::path folder = options.has("output") ? fs::path(options.get<std::string>("output")) : source.parent_path();
  const fs::path library = folder / (source.stem().string() + ".so");
  const fs::path part = library.string() + "." + std::to_string(getpid()) + ".part";
  const int code = compile(command_for(source, part));
  std::error_code error;
  if (code != 0) {
    fs::remove(part, error);
    throw Failure(ExitCode::plugin, source.string() + ": the compiler ended with exit code " + std::to_string(code));
  }
  registry::seal(part);
  fs::rename(part, library);
  std::cout << "built " << library.string() << '\n';
  return 0;
}

}  // namespace assay::cli
