#include "compare/settings.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <unordered_set>

#include "compare/levels.hpp"
#include "spec/figure.hpp"
#include "store/property.hpp"

namespace assay::compare {
namespace {

constexpr std::size_t kMostNamed = 4;
constexpr std::string_view kSource = "data.source.", kDigest = " of SHA-256 ";

using Leaf = std::pair<std::string, h5::Attribute>;

std::string_view without_folders(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// The data file that is called so; null where none is.
const store::DataRecord* file_called(const store::Record& run, std::string_view name) {
  for (const auto& file : run.environment.data)
    if (without_folders(file.path) == without_folders(name)) return &file;
  return nullptr;
}

/// The data file that a leaf names; null where it names none.
const store::DataRecord* file_of(const store::Record& run, std::string_view leaf, const std::string* text) {
  return text && leaf.starts_with(kSource) ? file_called(run, *text) : nullptr;
}

const store::DataRecord* file_of(const store::Record& run, const Leaf& leaf) {
  return file_of(run, leaf.first, std::get_if<std::string>(&leaf.second));
}

void mix(std::size_t& hash, std::size_t more) { hash ^= more + 0x9e3779b97f4a7c15ULL + (hash << 6) + (hash >> 2); }

std::size_t hash_of(const h5::Attribute& value) {
  return std::visit(
      []<class V>(const V& one) {
        if constexpr (std::is_same_v<V, std::vector<std::string>>) {
          std::size_t hash = one.size();
          for (const auto& text : one) mix(hash, std::hash<std::string>()(text));
          return hash;
        } else {
          return std::hash<V>()(one);
        }
      },
      value);
}

/// By the bytes of its data file where the leaf names one.
bool same_leaf(const store::Record& a, const Leaf& in_a, const store::Record& b, const Leaf& in_b) {
  if (in_a.first != in_b.first) return false;
  if (store::names_fold(in_a.first)) return true;
  const auto *file_a = file_of(a, in_a), *file_b = file_of(b, in_b);
  return file_a && file_b ? file_a->sha256 == file_b->sha256 : in_a.second == in_b.second;
}

/// Whether no axis has another value. A run of the same configuration may have come about without the axis.
bool agree_in_axes(const store::Record& a, const store::Record& b) {
  for (const auto& [axis, value] : a.axes) {
    const auto other = level_of(b, axis);
    if (!other || *other == value || key_of_level(*other, axis) == key_of_level(value, axis)) continue;
    const auto *file_a = file_called(a, value), *file_b = file_called(b, *other);
    if (!file_a || !file_b || file_a->sha256 != file_b->sha256) return false;
  }
  return true;
}

/// What tells a setting from others: the digest of a data file, else what it is called.
std::optional<std::string> essence(const store::Record& run, const Setting& setting) {
  const auto* file = file_of(run, setting.name, setting.value ? &*setting.value : nullptr);
  return file ? std::optional(file->sha256) : setting.value;
}

using Essences = std::vector<std::vector<std::optional<std::string>>>;  ///< [run][name]

/// A few of the names, in their order, of which each tells apart what those before it do not.
std::vector<std::size_t> telling_of(const Essences& all, std::size_t names) {
  std::vector<std::size_t> telling;
  std::vector<std::vector<std::optional<std::string>>> seen(all.size());
  std::size_t classes = 1;
  for (std::size_t name = 0; name < names && classes < all.size(); ++name) {
    auto longer = seen;
    for (std::size_t run = 0; run < all.size(); ++run) longer[run].push_back(all[run][name]);
    const std::size_t more = std::set(longer.begin(), longer.end()).size();
    if (more == classes) continue;
    classes = more;
    seen = std::move(longer);
    telling.push_back(name);
  }
  return telling;
}

std::vector<std::string> leaf_names(std::span<const store::Record* const> runs) {
  std::vector<std::string> names;
  std::unordered_set<std::string> known;
  for (const auto* run : runs)
    for (const auto& [leaf, value] : run->config_leaves)
      if (leaf != "model.name" && !store::names_fold(leaf) && known.insert(leaf).second) names.push_back(leaf);
  return names;
}

/// A data file that is called as another one is, but holds other bytes, is told by these.
void tell_files_apart(Differences& differences, std::size_t name, const Essences& essences) {
  const auto called = [&](std::size_t run) { return differences.settings[run][name].value; };
  std::vector<std::size_t> alike;
  for (std::size_t a = 0; a < essences.size(); ++a)
    for (std::size_t b = 0; b < essences.size(); ++b)
      if (called(a) && called(a) == called(b) && essences[a][name] != essences[b][name]) {
        alike.push_back(a);
        break;
      }
  for (const std::size_t run : alike)
    *differences.settings[run][name].value += std::string(kDigest) + essences[run][name]->substr(0, 12);
}

std::string words(const Setting& setting) {
  return setting.value ? setting.name + '=' + *setting.value : "no " + setting.name;
}

}  // namespace

bool same_configuration(const store::Record& a, const store::Record& b) {
  if (a.model != b.model || a.config_leaves.size() != b.config_leaves.size()) return false;
  if (a.config_leaves.empty()) return a.axes == b.axes;
  if (!agree_in_axes(a, b)) return false;
  for (std::size_t i = 0; i < a.config_leaves.size(); ++i)
    if (!same_leaf(a, a.config_leaves[i], b, b.config_leaves[i])) return false;
  return true;
}

std::size_t hash_of_configuration(const store::Record& run) {
  std::size_t hash = std::hash<std::string>()(run.model);
  for (const auto& leaf : run.config_leaves) {
    if (store::names_fold(leaf.first)) continue;
    const auto* file = file_of(run, leaf);
    mix(hash, std::hash<std::string>()(leaf.first));
    mix(hash, file ? std::hash<std::string>()(file->sha256) : hash_of(leaf.second));
  }
  if (run.config_leaves.empty())
    for (const auto& [axis, value] : run.axes) mix(hash, std::hash<std::string>()(value));
  return hash;
}

Setting setting_of(const store::Record& run, const std::string& name) {
  const auto value = store::setting(run, name);
  return {name, value ? std::optional(store::to_text(*value)) : std::nullopt};
}

std::optional<std::string> essence_of(const store::Record& run, const std::string& name) {
  return essence(run, setting_of(run, name));
}

Differences differences_of(std::span<const store::Record* const> runs) {
  Differences found{.settings = std::vector<std::vector<Setting>>(runs.size())};
  Essences essences(runs.size());
  for (const auto& name : leaf_names(runs)) {
    std::vector<Setting> settings;
    std::vector<std::optional<std::string>> own;
    for (const auto* run : runs) {
      settings.push_back(setting_of(*run, name));
      own.push_back(essence(*run, settings.back()));
    }
    if (std::ranges::all_of(own, [&](const auto& one) { return one == own.front(); })) continue;
    found.names.push_back(name);
    for (std::size_t run = 0; run < runs.size(); ++run) {
      found.settings[run].push_back(std::move(settings[run]));
      essences[run].push_back(std::move(own[run]));
    }
    tell_files_apart(found, found.names.size() - 1, essences);
  }
  found.telling = telling_of(essences, found.names.size());
  return found;
}

std::string words(const Differences& differences, std::size_t run) {
  const auto& settings = differences.settings[run];
  std::string text;
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : ", ") + more; };
  if (settings.size() <= kMostNamed) {
    for (const auto& setting : settings) add(words(setting));
    return text;
  }
  for (const std::size_t name : differences.telling) add(words(settings[name]));
  if (const std::size_t more = settings.size() - differences.telling.size(); more > 0)
    add("and " + std::to_string(more) + (more == 1 ? " setting" : " settings") + " more");
  return text;
}

std::string condition(const Setting& setting, std::span<const Setting> others) {
  // "train.loss" alone is the loss that was measured
  const std::string name = (spec::is_loss(setting.name) ? "config." : "") + setting.name;
  const auto equals = [&](const std::string& value) {
    const bool plain = value.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-./") ==
                       std::string::npos;
    return name + " = " + (plain && !value.empty() ? value : '"' + value + '"');
  };
  if (setting.value) return setting.value->find(kDigest) == std::string::npos ? equals(*setting.value) : "";
  std::string text;
  for (const auto& other : others)
    if (other.value && text.find(equals(*other.value)) == std::string::npos)
      text += (text.empty() ? "not " : " and not ") + equals(*other.value);
  return text;
}

}  // namespace assay::compare
