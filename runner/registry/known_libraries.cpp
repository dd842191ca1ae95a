#include "registry/known_libraries.hpp"

#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

#include <sys/stat.h>

#include <assay/plugin.hpp>

#include "base/sha256.hpp"
#include "registry/cache.hpp"
#include "registry/elf.hpp"
#include "registry/seal.hpp"
#include "registry/trial_load.hpp"

namespace assay::registry {
namespace fs = std::filesystem;
namespace {

constexpr const char* kCache = "libraries";
constexpr std::size_t kRemembered = 1000;

/// What changes whenever a file's bytes do: place, size and times. Empty where there is no such file.
std::string stamp_of(const fs::path& file) {
  struct stat facts {};
  if (stat(file.c_str(), &facts) != 0) return "";
  std::ostringstream text;
  text << facts.st_dev << ':' << facts.st_ino << ':' << facts.st_size << ':' << facts.st_mtim.tv_sec << '.'
       << facts.st_mtim.tv_nsec << ':' << facts.st_ctim.tv_sec << '.' << facts.st_ctim.tv_nsec;
  return text.str();
}

/// One line a library: stamp, hash, and what is wrong with it (nothing: it may enter).
struct Memory {
  struct Line {
    std::string stamp, sha256, fault;
  };
  std::vector<Line> lines;

  Memory() {
    std::istringstream in(read_cached(kCache));
    std::string first;
    if (!std::getline(in, first) || first != heading()) return;
    for (std::string line; std::getline(in, line);) {
      const auto a = line.find('\t'), b = line.find('\t', a + 1);
      if (b != std::string::npos)
        lines.push_back({line.substr(0, a), line.substr(a + 1, b - a - 1), line.substr(b + 1)});
    }
  }

  /// What was true for a program of another ABI need not be for this one.
  static std::string heading() { return "assay libraries, ABI " + std::to_string(ASSAY_ABI) + ", " ASSAY_BUILD; }

  const Line* by_stamp(const std::string& stamp) const {
    for (const auto& line : lines)
      if (line.stamp == stamp) return &line;
    return nullptr;
  }
  const Line* by_hash(const std::string& sha256) const {
    for (const auto& line : lines)
      if (line.sha256 == sha256) return &line;
    return nullptr;
  }
  void save() const {
    std::string text = heading() + '\n';
    for (std::size_t i = lines.size() > kRemembered ? lines.size() - kRemembered : 0; i < lines.size(); ++i)
      text += lines[i].stamp + '\t' + lines[i].sha256 + '\t' + lines[i].fault + '\n';
    write_cached(kCache, text);
  }
};

std::string read_bytes(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Goes through files: what is remembered, what is seen from outside, and what is left to be tried.
class Examination {
 public:
  void add(const fs::path& file) {
    const std::string stamp = stamp_of(file);
    if (const auto* seen = stamp.empty() ? nullptr : memory_.by_stamp(stamp)) {
      faults_[file] = seen->fault;
    } else if (const auto fault = fault_of_library(file)) {
      faults_[file] = *fault;
    } else {
      look_into(file, stamp);
    }
  }

  std::map<fs::path, std::string> finish() {
    const auto troubles = trouble_of_loading(strangers_);
    for (std::size_t i = 0; i < strangers_.size(); ++i) {
      faults_[strangers_[i]] = troubles[i];
      learned_[i].fault = troubles[i];
    }
    memory_.lines.insert(memory_.lines.end(), learned_.begin(), learned_.end());
    if (!learned_.empty() || moved_) memory_.save();
    return std::move(faults_);
  }

 private:
  void look_into(const fs::path& file, const std::string& stamp) {
    const std::string bytes = read_bytes(file), hash = sha256(bytes);
    if (const auto* seen = memory_.by_hash(hash)) {  // a copy, or a file that was touched
      faults_[file] = seen->fault;
      memory_.lines.push_back({stamp, hash, faults_[file]});
      moved_ = true;
    } else if (const auto fault = fault_of_seal(bytes)) {
      faults_[file] = *fault;
    } else {
      strangers_.push_back(file);
      learned_.push_back({stamp, hash, ""});
    }
  }

  Memory memory_;
  std::map<fs::path, std::string> faults_;
  std::vector<fs::path> strangers_;    ///< to be tried
  std::vector<Memory::Line> learned_;  ///< one for each stranger
  bool moved_ = false;
};

}  // namespace

std::map<fs::path, std::string> faults_of(std::span<const fs::path> files) {
  Examination examination;
  for (const auto& file : files) examination.add(file);
  return examination.finish();
}

}  // namespace assay::registry
