#pragma once
/// Which rows of a run's data were trained on before: those of the stored run that its weights come from.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "launch/perform.hpp"
#include "plan/run.hpp"

namespace assay::launch {

class FormerRows {
 public:
  explicit FormerRows(const Context& context) : context_(context) {}

  struct Rows {
    std::vector<std::int64_t> train;
    std::vector<std::int32_t> numbers;  ///< of all rows: each its own
    std::uint64_t seed = 0;             ///< of the run that is to begin with them, where its data depends on that
  };

  /// Null where the run starts afresh, or from one of other data. That it cannot be known is told. Throws
  /// Failure(results) where the stored run cannot be read.
  const Rows* rows(const plan::Run& run);

 private:
  struct Former {
    spec::RunSpec spec;
    std::uint64_t seed = 0;
    std::vector<std::string> data;  ///< SHA-256 of each file
  };

  const std::optional<Former>& former(const plan::Run& run);
  std::optional<Rows> find(const plan::Run& run, const Former& former) const;

  const Context& context_;
  std::map<std::string, std::optional<Former>> formers_;  ///< by file
  std::map<std::string, std::optional<Rows>> rows_;       ///< by file, data and seed
};

}  // namespace assay::launch
