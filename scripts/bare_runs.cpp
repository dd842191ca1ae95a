// What a sweep's machine could do at most: processes that do nothing but store one file each, durably.
//
// Usage: bare_runs FOLDER COUNT WORKERS BYTES     (BYTES 0: fork and wait only). Prints processes a second.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

/// tmp + fsync + rename + fsync of the folder.
void store(const std::string& folder, int number, std::size_t size) {
  const std::vector<char> bytes(size, 'x');
  const std::string name = folder + '/' + std::to_string(number), temporary = name + ".tmp";
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0666);
  if (file < 0 || ::write(file, bytes.data(), size) != static_cast<ssize_t>(size) || ::fsync(file) != 0) _exit(1);
  ::close(file);
  if (::rename(temporary.c_str(), name.c_str()) != 0) _exit(1);
  const int place = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (::fsync(place) != 0) _exit(1);
  ::close(place);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const std::string folder = argv[1];
  const int count = std::atoi(argv[2]), workers = std::atoi(argv[3]);
  const auto size = static_cast<std::size_t>(std::atoll(argv[4]));
  const auto start = std::chrono::steady_clock::now();
  int running = 0, status = 0;
  for (int i = 0; i < count; ++i) {
    if (running == workers) {
      if (::wait(&status) < 0 || status != 0) return 1;
      --running;
    }
    const pid_t process = ::fork();
    if (process < 0) return 1;
    if (process == 0) {
      if (size > 0) store(folder, i, size);
      _exit(0);
    }
    ++running;
  }
  while (running-- > 0)
    if (::wait(&status) < 0 || status != 0) return 1;
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%.1f\n", count / seconds);
}
