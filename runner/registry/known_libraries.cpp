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

/// One line a library: stamp, hash, what is wrong with it (nothing: it may enter), and what it holds.
class Memory {
 public:
  struct Line {
    std::string stamp, sha256, fault, components;  ///< "activation relu,layer dense"
  };

  Memory() {
    std::istringstream in(read_cached(kCache));
    std::string first;
    if (!std::getline(in, first) || first != heading()) return;
    for (std::string text; std::getline(in, text);) {
      std::istringstream fields(text);
      Line line;
      for (auto* field : {&line.stamp, &line.sha256, &line.fault, &line.components}) std::getline(fields, *field, '\t');
      add(std::move(line));
    }
  }

  Line* by_stamp(const std::string& stamp) { return find(&Line::stamp, stamp); }
  Line* by_hash(const std::string& sha256) { return find(&Line::sha256, sha256); }
  void add(Line line) { lines_.push_back(std::move(line)); }
  void save() const {
    std::string text = heading() + '\n';
    for (std::size_t i = lines_.size() > kRemembered ? lines_.size() - kRemembered : 0; i < lines_.size(); ++i)
      text += lines_[i].stamp + '\t' + lines_[i].sha256 + '\t' + lines_[i].fault + '\t' + lines_[i].components + '\n';
    write_cached(kCache, text);
  }

 private:
  /// What was true for a program of another ABI need not be for this one.
  static std::string heading() { return "assay libraries 2, ABI " + std::to_string(ASSAY_ABI) + ", " ASSAY_BUILD; }

  Line* find(std::string Line::*field, const std::string& value) {
    for (auto& line : lines_)
      if (line.*field == value) return &line;
    return nullptr;
  }

  std::vector<Line> lines_;
};

std::string joined(const std::vector<ComponentName>& components) {
  std::string text;
  for (const auto& [kind, name] : components) text += (text.empty() ? "" : ",") + kind + ' ' + name;
  return text;
}

std::vector<ComponentName> parted(const std::string& text) {
  std::vector<ComponentName> components;
  std::istringstream in(text);
  for (std::string one; std::getline(in, one, ',');)
    if (const auto space = one.find(' '); space != std::string::npos)
      components.emplace_back(one.substr(0, space), one.substr(space + 1));
  return components;
}

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
      known_[file] = {seen->fault, parted(seen->components)};
    } else if (const auto fault = fault_of_library(file)) {
      known_[file].fault = *fault;
    } else {
      look_into(file, stamp);
    }
  }

  std::map<fs::path, KnownLibrary> finish() {
    const auto troubles = trouble_of_loading(strangers_);
    for (std::size_t i = 0; i < strangers_.size(); ++i) {
      known_[strangers_[i]].fault = troubles[i];
      learned_[i].fault = troubles[i];
      memory_.add(learned_[i]);
    }
    if (!learned_.empty() || moved_) memory_.save();
    return std::move(known_);
  }

 private:
  void look_into(const fs::path& file, const std::string& stamp) {
    const std::string bytes = read_bytes(file), hash = sha256(bytes);
    if (const auto* seen = memory_.by_hash(hash)) {  // a copy, or a file that was touched
      known_[file] = {seen->fault, parted(seen->components)};
      memory_.add({stamp, hash, seen->fault, seen->components});
      moved_ = true;
    } else if (const auto fault = fault_of_seal(bytes)) {
      known_[file].fault = *fault;
    } else {
      strangers_.push_back(file);
      learned_.push_back({stamp, hash, "", ""});
      known_[file] = {};
    }
  }

  Memory memory_;
  std::map<fs::path, KnownLibrary> known_;
  std::vector<fs::path> strangers_;    ///< to be tried
  std::vector<Memory::Line> learned_;  ///< one for each stranger
  bool moved_ = false;
};

}  // namespace

std::map<fs::path, KnownLibrary> look_at(std::span<const fs::path> files) {
  Examination examination;
  for (const auto& file : files) examination.add(file);
  return examination.finish();
}

void remember_components(const std::map<fs::path, std::vector<ComponentName>>& loaded) {
  Memory memory;
  bool changed = false;
  for (const auto& [file, components] : loaded)
    if (auto* line = memory.by_stamp(stamp_of(file)); line && !components.empty()) {
      line->components = joined(components);
      changed = true;
    }
  if (changed) memory.save();
}

}  // namespace assay::registry
