#include "launch/command.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace assay::launch {
namespace {

/// A nameless file on disk: unlike pipes, three of them cannot wait for each other.
using Scratch = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
Scratch scratch() { return {std::tmpfile(), std::fclose}; }

std::string text_of(std::FILE* file) {
  std::string text;
  std::array<char, 4096> buffer{};
  std::rewind(file);
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file)) text.append(buffer.data(), got);
  return text;
}

int spawn(const std::vector<std::string>& words, const std::array<std::FILE*, 3>& files) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (int i = 0; i < 3; ++i) posix_spawn_file_actions_adddup2(&actions, fileno(files[static_cast<std::size_t>(i)]), i);
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t process = 0;
  const int failed = posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return -1;
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(status) && WEXITSTATUS(status) != 127 ? WEXITSTATUS(status) : -1;
}

}  // namespace

Answer call(const std::vector<std::string>& words, const std::string& input) {
  const Scratch in = scratch(), out = scratch(), err = scratch();
  if (!in || !out || !err) return {};
  std::fwrite(input.data(), 1, input.size(), in.get());
  std::rewind(in.get());
  Answer answer;
  answer.exit_code = spawn(words, {in.get(), out.get(), err.get()});
  answer.output = text_of(out.get());
  answer.errors = text_of(err.get());
  return answer;
}

}  // namespace assay::launch
