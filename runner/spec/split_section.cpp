#include "spec/split_section.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "spec/scalar.hpp"
#include "spec/section.hpp"

namespace assay::spec {
namespace {

constexpr std::string_view kCommandLine = "<command line>";
constexpr std::int64_t kMostFolds = 100'000;

bool is_overridden(const Node* node) { return node && node->place.file == kCommandLine; }

/// What the command line replaces: shares by folds, and everything by a column.
Node without_replaced(Node node) {
  const bool folds = is_overridden(node.find("folds")), by = is_overridden(node.find("by"));
  std::erase_if(node.entries, [&](const Entry& entry) {
    const bool share = entry.key == "train" || entry.key == "test";
    const bool gives_way = (folds && share) || (by && (share || entry.key == "validation" || entry.key == "order"));
    return gives_way && !is_overridden(&entry.value);
  });
  return node;
}

class SplitReader {
 public:
  SplitReader(const Node& node, Diagnostics& diagnostics)
      : node_(node), section_(node, "split", diagnostics), diagnostics_(diagnostics) {}

  Split read() {
    const std::size_t before = diagnostics_.messages().size();
    split_.place = node_.place;
    read_values();
    section_.finish();
    if (diagnostics_.messages().size() > before) return split_;
    if (!split_.by.empty())
      check_column();
    else if (split_.folds != 0)
      check_folds();
    else
      check_shares();
    return split_;
  }

 private:
  void read_values() {
    split_.train = section_.real("train", 0, at_least(0));
    split_.validation = section_.real("validation", 0, at_least(0));
    split_.test = section_.real("test", 0, at_least(0));
    static constexpr std::array<std::string_view, 2> kOrders{"shuffled", "sequential"};
    split_.shuffled = section_.choice("order", kOrders, 0) == 0;
    read_folds();
    read_strata();
    read_column("group", "a column, or duplicates", split_.group, split_.group_place);
    read_column("by", "a column that says train, validation or test", split_.by, split_.by_place);
    read_window();
    split_.gap = section_.integer("gap", 0, 0);
    if (const Node* seed = section_.get("seed")) {
      split_.seed = to_natural(*seed);
      if (!split_.seed) section_.complain(*seed, "seed", "integer >= 0");
    }
  }

  void read_folds() {
    const Node* folds = section_.get("folds");
    if (folds && folds->kind == Node::Kind::scalar && folds->text == "all") {
      split_.folds = Split::kAllFolds;
    } else if (folds) {
      const auto number = to_integer(*folds);
      if (number && *number >= 2 && *number <= kMostFolds)
        split_.folds = *number;
      else
        section_.complain(*folds, "folds", "integer >= 2, or all: every row once");
    }
    split_.repeats = section_.integer("repeats", 1, 1);
    if (section_.get("fold")) split_.fold = section_.integer("fold", 0, 0);
    if (section_.get("repeat")) split_.repeat = section_.integer("repeat", 0, 0);
  }

  void read_strata() {
    const Node* node = section_.get("stratify");
    const bool automatic = node && node->kind == Node::Kind::scalar && node->text == "auto";
    const auto asked = node && !automatic ? to_boolean(*node) : std::nullopt;
    if (node && !automatic && !asked) return section_.complain(*node, "stratify", "true, false or auto");
    if (node) split_.strata_place = node->place;
    const bool in_folds = split_.folds > 0 && !node_.find("window");
    if (asked)
      split_.strata = *asked ? Split::Strata::asked : Split::Strata::none;
    else if (automatic || in_folds)
      split_.strata = Split::Strata::possible;
  }

  void read_column(const char* key, const char* expected, std::string& name, Place& place) {
    const Node* node = section_.get(key);
    if (!node) return;
    if (node->kind != Node::Kind::scalar || node->text.empty()) return section_.complain(*node, key, expected);
    name = node->text;
    place = node->place;
  }

  /// `expanding`, `{rolling: {train: 500}}`, `{rolling: 500}`.
  void read_window() {
    const Node* node = section_.get("window");
    if (!node) return;
    split_.window = Split::Window::expanding;
    if (node->kind == Node::Kind::scalar && node->text == "expanding") return;
    split_.window = Split::Window::rolling;
    const Node* rows = node->entries.size() == 1 ? node->find("rolling") : nullptr;
    if (rows && rows->kind == Node::Kind::map && rows->entries.size() == 1) rows = rows->find("train");
    const auto number = rows ? to_integer(*rows) : std::nullopt;
    if (!number || *number < 1) return section_.complain(*node, "window", "expanding, or {rolling: {train: ROWS}}");
    split_.window_rows = *number;
  }

  void complain(std::string_view key, const std::string& why) {
    const Node* node = node_.find(key);
    diagnostics_.add(node ? node->place : node_.place, "'split." + std::string(key) + "' " + why);
  }

  /// Complains about those of `keys` that are given.
  void none_of(std::span<const std::string_view> keys, const std::string& why) {
    for (const auto key : keys)
      if (node_.find(key)) complain(key, why);
  }

  void check_column() {
    static constexpr std::array<std::string_view, 12> kOthers{"train",    "validation", "test",    "order",
                                                              "stratify", "folds",      "repeats", "fold",
                                                              "repeat",   "window",     "gap",     "seed"};
    none_of(kOthers, "has no meaning beside 'by': the column says every row's part; leave one out");
    if (split_.group == Split::kDuplicates)
      complain("group", "keeps rows together, but 'by' says every row's part; leave one out");
  }

  void check_order() {
    if (split_.shuffled) {
      static constexpr std::array<std::string_view, 2> kOfTime{"window", "gap"};
      none_of(kOfTime, "is of rows in the file's order; say order: sequential");
      return;
    }
    static constexpr std::array<std::string_view, 1> kSeed{"seed"};
    none_of(kSeed, "draws nothing where the order is sequential; leave one out");
    if (!split_.group.empty() && (split_.folds == 0 || split_.window != Split::Window::none))
      complain(
          "group",
          "keeps rows together wherever they stand, order: sequential cuts them in the file's order; leave one out");
  }

  void check_folds() {
    static constexpr std::array<std::string_view, 2> kShares{"train", "test"};
    const bool window = split_.window != Split::Window::none;
    none_of(std::span(kShares).first(window ? 1 : 2),
            "has no meaning beside 'folds': each fold is the test part once, the others train; leave it out");
    check_order();
    if (window && split_.test != std::floor(split_.test)) complain("test", "of a window is a number of rows");
    if (split_.gap > 0 && !split_.shuffled && !window)
      complain("gap", "needs a window: folds without one train on what comes after the test part, too");
    if (window && split_.strata == Split::Strata::asked)
      complain("stratify", "has no meaning in windows, which keep the file's order; leave it out");
    if (split_.folds == Split::kAllFolds) check_all_folds(window);
    if (split_.repeats > 1 && !split_.shuffled)
      complain("repeats", "would give the same folds again in the file's order; leave one out");
    if (split_.validation >= 1 && split_.validation != std::floor(split_.validation))
      complain("validation", "is neither a share below 1 nor a number of rows");
    if (split_.fold && split_.folds > 0 && *split_.fold >= split_.folds)
      complain("fold", "counts from 0 to " + std::to_string(split_.folds - 1));
    if (split_.repeat && node_.find("repeats") && *split_.repeat >= split_.repeats)
      complain("repeat", "counts from 0 to " + std::to_string(split_.repeats - 1));
    if (split_.folds * split_.repeats > kMostFolds)
      complain("repeats", "and 'folds' multiply to more than 100000 runs");
  }

  void check_all_folds(bool window) {
    if (window) complain("window", "needs a number of folds, not all");
    if (split_.strata != Split::Strata::none)
      complain("stratify", "has no meaning where each fold is one row or group; leave it out");
    if (split_.repeats > 1)
      complain("repeats", "would test the same rows again where every row is tested; leave it out");
  }

  void check_shares() {
    static constexpr std::array<std::string_view, 4> kOfFolds{"repeats", "fold", "repeat", "window"};
    none_of(kOfFolds, "is of folds; say how many: folds: 10");
    check_order();
    if (split_.gap > 0 && split_.strata != Split::Strata::none)
      complain("gap", "is between parts in one piece, which 'stratify' takes from everywhere; leave one out");
    const std::array parts{split_.train, split_.validation, split_.test};
    const bool counts = std::ranges::all_of(parts, [](double part) { return part == std::floor(part); });
    if (split_.train == 0)
      diagnostics_.add(node_.place, "'split.train' is 0 or missing; expected a share or a number of rows");
    if (are_shares(split_) || counts) return;
    if (std::ranges::all_of(parts, [](double part) { return part <= 1; }))
      diagnostics_.add(node_.place, "the shares of 'split' add up to more than 1");
    else
      diagnostics_.add(node_.place,
                       "'split' mixes shares with numbers of rows; expected all shares <= 1, or all integers");
  }

  const Node& node_;
  Section section_;
  Diagnostics& diagnostics_;
  Split split_;
};

}  // namespace

bool are_shares(const Split& split) { return split.train + split.validation + split.test <= 1 + 1e-9; }

Split read_split(const Node* node, Diagnostics& diagnostics) {
  if (!node) return {};
  const Node kept = without_replaced(*node);
  return SplitReader(kept, diagnostics).read();
}

}  // namespace assay::spec
