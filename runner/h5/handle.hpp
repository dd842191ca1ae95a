#pragma once
/// An HDF5 identifier with an owner. HDF5 may report a lost write only when something is closed, so whoever writes
/// calls close(), which throws; the destructor closes silently and is for reading and for unwinding.

#include <string>
#include <utility>

#include <hdf5.h>

namespace assay::h5 {

/// Throws Error "cannot <verb> '<path>': <libhdf5's reason>".
[[noreturn]] void fail(const char* verb, const std::string& path);

/// A status or a number below zero is a failure.
template <class Status>
Status check(Status status, const char* verb, const std::string& path) {
  if (status < 0) fail(verb, path);
  return status;
}

class Handle {
 public:
  using Close = herr_t (*)(hid_t);

  Handle() = default;
  Handle(hid_t id, Close closer, const char* verb, const std::string& path)
      : id_(check(id, verb, path)), close_(closer) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }

  operator hid_t() const { return id_; }  // NOLINT(google-explicit-constructor): stands for the identifier in calls

  void close() {
    if (id_ >= 0) check(close_(std::exchange(id_, -1)), "close", "an object");
  }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

}  // namespace assay::h5
