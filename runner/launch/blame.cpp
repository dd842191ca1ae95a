#include "launch/blame.hpp"

#include <array>
#include <csignal>
#include <cstring>
#include <new>
#include <vector>

#include <dlfcn.h>
#include <execinfo.h>
#include <unistd.h>

namespace assay::launch {
namespace {

struct Suspect {
  std::string file;      // "swish.so"
  std::string sentence;  // "bactivation 'swish' (swish.so)", as it goes over the channel
};

// Handlers get no arguments, so what they need is here, filled before they can be called and not changed after.
std::vector<Suspect>* suspects = nullptr;
int channel = -1;
const Suspect* ran_out = nullptr;

/// The innermost frame that lies in one of the plugins. backtrace() allocates only when called for the first time.
const Suspect* find_suspect() {
  std::array<void*, 64> frames{};
  const int count = backtrace(frames.data(), static_cast<int>(frames.size()));
  for (int i = 0; i < count; ++i) {
    Dl_info info{};
    if (dladdr(frames[static_cast<std::size_t>(i)], &info) == 0 || info.dli_fname == nullptr) continue;
    const char* slash = std::strrchr(info.dli_fname, '/');
    const char* name = slash ? slash + 1 : info.dli_fname;
    for (const auto& suspect : *suspects)
      if (suspect.file == name) return &suspect;
  }
  return nullptr;
}

extern "C" void confess(int signal) {
  if (const Suspect* suspect = find_suspect()) {
    const auto& text = suspect->sentence;
    if (write(channel, text.c_str(), text.size() + 1) < 0) _exit(128 + signal);  // with its NUL
  }
  if (signal == SIGALRM) _exit(128 + SIGALRM);
  std::signal(signal, SIG_DFL);
  raise(signal);
}

void no_memory() {
  if (!ran_out) ran_out = find_suspect();
  throw std::bad_alloc();
}

void catch_signal(int signal) {
  struct sigaction action {};
  action.sa_handler = confess;
  action.sa_flags = static_cast<int>(SA_ONSTACK | SA_RESETHAND);
  sigaction(signal, &action, nullptr);
}

}  // namespace

void prepare_blame() {
  void* frame = nullptr;
  static const int once = backtrace(&frame, 1);
  static_cast<void>(once);
}

void watch_for_blame(std::span<const store::PluginRecord> plugins, int descriptor) {
  static std::vector<Suspect> list;
  for (const auto& plugin : plugins)
    list.push_back({plugin.file, "b" + plugin.kind + " '" + plugin.name + "' (" + plugin.file + ')'});
  suspects = &list;
  channel = descriptor;
  prepare_blame();

  static std::array<char, 64 * 1024> handler_stack;
  const stack_t stack{.ss_sp = handler_stack.data(), .ss_flags = 0, .ss_size = handler_stack.size()};
  sigaltstack(&stack, nullptr);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGALRM, SIGSYS}) catch_signal(signal);
  std::set_new_handler(no_memory);
}

std::string out_of_memory_in() { return ran_out ? ran_out->sentence.substr(1) : ""; }

}  // namespace assay::launch
