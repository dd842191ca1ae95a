#pragma once
/// An experiment file as a tree in which every node knows where it stands. This is all that is left of YAML outside of
/// yaml_reader.cpp; axes and overrides work on it before anything is given a meaning.

#include <string>
#include <string_view>
#include <vector>

#include "base/failure.hpp"

namespace assay::spec {

struct Entry;

struct Node {
  enum class Kind { null, scalar, list, map };

  Kind kind = Kind::null;
  Place place;
  std::string text;            ///< of a scalar, as written
  bool quoted = false;         ///< of a scalar: "64" is a word, 64 is a number
  std::vector<Node> items;     ///< of a list
  std::vector<Entry> entries;  ///< of a map, in the order of the file; keys are unique

  /// The value under `key`, or null where this is no map or has no such key.
  const Node* find(std::string_view key) const;
  Node* find(std::string_view key);
};

struct Entry {
  std::string key;
  Place place;  ///< of the key
  Node value;
};

/// What a node is, in the words of error messages: "a list", "the number 3", "the word 'adam'".
std::string describe(const Node& node);

}  // namespace assay::spec
