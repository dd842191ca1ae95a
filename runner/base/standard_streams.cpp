#include "base/standard_streams.hpp"

#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <string>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "base/utf8.hpp"
#include "base/visible.hpp"

namespace assay::streams {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;

/// Bytes at the end of `text` that may be the beginning of a character, or of a line's end.
std::size_t unfinished(std::string_view text) {
  if (text.ends_with('\r')) return 1;
  for (std::size_t size = 1; size <= 3 && size <= text.size(); ++size) {
    const auto byte = static_cast<unsigned char>(text[text.size() - size]);
    if ((byte & 0xc0) == 0x80) continue;
    const std::size_t whole = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return whole > size ? size : 0;
  }
  return 0;
}

class Outlet final : public std::streambuf {
 public:
  Outlet(int descriptor, bool by_lines) : descriptor_(descriptor), by_lines_(by_lines) {}

  int error() const { return error_; }
  void put_raw(std::string_view text) {
    pass(true);
    write(text);
  }
  /// A character that is still not whole will not become so.
  void finish() { pass(true); }

 protected:
  int_type overflow(int_type c) override {
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    const char one = traits_type::to_char_type(c);
    return xsputn(&one, 1) == 1 ? c : traits_type::eof();
  }
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    waiting_.append(text, static_cast<std::size_t>(size));
    if (waiting_.size() >= kPiece || (by_lines_ && waiting_.find('\n') != std::string::npos)) pass(false);
    return error_ == 0 ? size : 0;
  }
  int sync() override {
    pass(false);
    return error_ == 0 ? 0 : -1;
  }

 private:
  void pass(bool all) {
    const std::size_t size = waiting_.size() - (all ? 0 : unfinished(waiting_));
    write(visible(std::string_view(waiting_).substr(0, size)));
    waiting_.erase(0, size);
  }

  /// After a failure nothing more is tried: what is there would have a gap.
  void write(std::string_view text) {
    while (!text.empty() && error_ == 0) {
      const ssize_t written = ::write(descriptor_, text.data(), text.size());
      if (written >= 0)
        text.remove_prefix(static_cast<std::size_t>(written));
      else if (errno == EAGAIN)
        wait();
      else if (errno != EINTR)
        error_ = errno;
    }
  }

  /// A shell may share a terminal or a pipe that another program made non-blocking.
  void wait() const {
    pollfd watched{descriptor_, POLLOUT, 0};
    ::poll(&watched, 1, -1);
  }

  int descriptor_, error_ = 0;
  bool by_lines_;
  std::string waiting_;
};

/// They outlive std::cout, which is flushed after all destructors.
Outlet& output() {
  static Outlet& made = *new Outlet(STDOUT_FILENO, isatty(STDOUT_FILENO) == 1);
  return made;
}
Outlet& errors() {
  static Outlet& made = *new Outlet(STDERR_FILENO, true);
  return made;
}

}  // namespace

void open_closed() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
    if (::fcntl(stream, F_GETFD) < 0 && errno == EBADF) ::open("/dev/null", O_RDWR);  // takes the lowest free number
}

void guard() {
  std::cout.rdbuf(&output());
  std::cerr.rdbuf(&errors());
  std::clog.rdbuf(&errors());
}

int finish() {
  std::cout.flush();
  output().finish();
  errors().finish();
  return output().error();
}

bool obeys_escapes(int descriptor) {
  const char* kind = std::getenv("TERM");
  return isatty(descriptor) == 1 && (!kind || std::string_view(kind) != "dumb");
}

std::ostream& operator<<(std::ostream& out, Raw raw) {
  if (auto* outlet = dynamic_cast<Outlet*>(out.rdbuf())) {
    outlet->put_raw(raw.text);
    return out;
  }
  return out << raw.text;
}

}  // namespace assay::streams
