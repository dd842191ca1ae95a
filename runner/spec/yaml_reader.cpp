#include "spec/yaml_reader.hpp"

#include <fstream>
#include <sstream>
#include <unordered_map>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "spec/calls.hpp"

namespace assay::spec {
namespace {

constexpr std::uintmax_t kMostBytes = 4'000'000;
constexpr std::size_t kMostNodes = 100'000;
constexpr std::size_t kMostDepth = 64;

[[noreturn]] void refuse(const Place& place, const std::string& text) {
  throw Failure(ExitCode::experiment, to_string(place) + ": " + text);
}

/// Builds the tree from the parser's events and refuses what an experiment has no use for, before it can grow.
class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(std::string file) : file_(std::move(file)) {}

  Node take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ == 0) return;
    if (root_.kind == Node::Kind::null)  // the parser takes ",o]d" for a document without a value
      refuse(place(mark), "found nothing that is YAML; expected 'experiment:', 'data:', 'models:' ... at the top");
    refuse(place(mark), "a second document begins here; expected one experiment a file");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(mark, anchor, "", Node{Node::Kind::null, place(mark), {}, false, {}, {}});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(place(mark), "aliases (*name) are not allowed; write the value out");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    add(mark, anchor, tag, Node{Node::Kind::scalar, place(mark), value, tag == "!", {}, {}});
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, anchor, tag, Node::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, anchor, tag, Node::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or map that is not finished yet; of a map perhaps a key that waits for its value.
  struct Open {
    Node node;
    bool has_key = false;
    std::string key;
    Place key_place;
  };

  Place place(const YAML::Mark& mark) const { return {file_, mark.line + 1, mark.column + 1}; }

  void check(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& tag) {
    if (anchor != 0) refuse(place(mark), "anchors (&name) are not allowed; write the value out where it is used");
    if (!tag.empty() && tag != "?" && tag != "!") refuse(place(mark), "tags (" + tag + ") are not allowed");
    if (++nodes_ > kMostNodes)
      refuse(place(mark), "more than " + std::to_string(kMostNodes) + " values; expected an experiment, not data");
  }

  void open(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& tag, Node::Kind kind) {
    check(mark, anchor, tag);
    if (open_.size() >= kMostDepth) refuse(place(mark), "nested deeper than " + std::to_string(kMostDepth) + " levels");
    if (!open_.empty() && open_.back().node.kind == Node::Kind::map && !open_.back().has_key)
      refuse(place(mark), "a key must be a word, not a list or a map");
    open_.push_back({Node{kind, place(mark), {}, false, {}, {}}, false, {}, {}});
  }

  void add(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& tag, Node node) {
    check(mark, anchor, tag);
    put(std::move(node));
  }

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    join_calls(node.items);
    join_calls(node.entries);
    refuse_duplicates(node.entries);
    put(std::move(node));
  }

  /// Of a whole map, when its calls are put together: they may have ends in common.
  static void refuse_duplicates(const std::vector<Entry>& entries) {
    std::unordered_map<std::string_view, int> lines;  // 50,000 keys must not take seconds
    for (const auto& entry : entries) {
      const auto [first, is_new] = lines.emplace(entry.key, entry.place.line);
      if (!is_new)
        refuse(entry.place,
               "duplicate key '" + entry.key + "'; it stands in line " + std::to_string(first->second) + " already");
    }
  }

  void put(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == Node::Kind::list) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.has_key) {
      take_key(parent, std::move(node));
    } else {
      // The parser has the place of nothing somewhere behind it.
      if (node.kind == Node::Kind::null) node.place = parent.key_place;
      parent.node.entries.push_back({std::move(parent.key), parent.key_place, std::move(node)});
      parent.has_key = false;
    }
  }

  static void take_key(Open& parent, Node node) {
    if (node.kind != Node::Kind::scalar || node.text.empty())
      refuse(node.place, "a key is empty (or null or ~, as YAML reads unless quoted); expected a word");
    if (node.text == "<<" && !node.quoted) refuse(node.place, "merge keys (<<) are not allowed; write the values out");
    parent.key = std::move(node.text);
    parent.key_place = std::move(node.place);
    parent.has_key = true;
  }

  std::string file_;
  Node root_;
  std::vector<Open> open_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

void check_size(std::uintmax_t bytes, const std::string& name) {
  if (bytes > kMostBytes)
    refuse({name, 0, 0},
           "it has " + std::to_string(bytes) + " bytes; an experiment has at most " + std::to_string(kMostBytes));
}

/// The parser looks for the end of every bracket before it tells of the first, with 240 bytes each: too many are
/// refused before it sees them.
void check_brackets(std::string_view text, const std::string& name) {
  std::size_t brackets = 0;
  Place place{name, 1, 0};
  for (const char c : text) {
    ++place.column;
    if ((c == '[' || c == '{') && ++brackets > kMostNodes)
      refuse(place, "more than " + std::to_string(kMostNodes) + " brackets; expected an experiment, not data");
    if (c != '\n') continue;
    ++place.line;
    place.column = 0;
  }
}

/// The parser's complaint; about a line that a tab indents it often says something else.
[[noreturn]] void refuse_syntax(std::string_view text, const std::string& name, const YAML::Exception& error) {
  std::size_t begin = 0;
  for (int line = 0; line < error.mark.line && begin != std::string_view::npos; ++line) {
    begin = text.find('\n', begin);
    if (begin != std::string_view::npos) ++begin;
  }
  const std::string_view line = begin < text.size() ? text.substr(begin) : "";
  const std::size_t blank = line.find_first_not_of(' ');
  if (blank != std::string_view::npos && line[blank] == '\t')
    refuse({name, error.mark.line + 1, static_cast<int>(blank) + 1}, "a tab indents this line; expected spaces");
  refuse({name, error.mark.line + 1, error.mark.column + 1}, "this is not YAML: " + error.msg);
}

}  // namespace

Node parse_yaml(std::string_view text, const std::string& name) {
  check_size(text.size(), name);
  check_brackets(text, name);
  std::istringstream in{std::string(text)};
  TreeBuilder builder(name);
  try {
    YAML::Parser parser(in);
    if (parser.HandleNextDocument(builder) && parser) parser.HandleNextDocument(builder);
  } catch (const YAML::Exception& error) {
    refuse_syntax(text, name, error);
  }
  Node root = builder.take();
  if (root.kind == Node::Kind::null)
    refuse({name, 0, 0}, "the file is empty; expected 'experiment:', 'data:', 'models:' ...");
  if (root.kind != Node::Kind::map)
    refuse(root.place, "found " + describe(root) + "; expected 'experiment:', 'data:', 'models:' ... at the top");
  return root;
}

Node read_yaml(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) refuse({file.string(), 0, 0}, "there is no such file");
  if (!std::filesystem::is_regular_file(file, error)) refuse({file.string(), 0, 0}, "it is not a regular file");
  const auto size = std::filesystem::file_size(file, error);
  std::ifstream in(file, std::ios::binary);
  if (error || !in) refuse({file.string(), 0, 0}, "it cannot be read");
  check_size(size, file.string());
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return parse_yaml(text, file.string());
}

}  // namespace assay::spec
