#pragma once
/// What an experiment's data is, for `assay data`: as it was read, and as it is divided and prepared.

#include <cstdint>
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "data/column_facts.hpp"
#include "data/dataset.hpp"

namespace assay::cli {

/// Rows of one part, and of each class in it.
struct Part {
  std::string name;
  std::int64_t rows = 0;
  std::vector<std::int64_t> classes;
};

/// The parts that one seed has, or one fold.
struct Division {
  const plan::Run* run = nullptr;
  std::vector<Part> parts;
};

/// One way of reading data that runs of the experiment have.
struct DataFacts {
  std::vector<const plan::Run*> runs;  ///< one a seed and fold
  data::RawDataset raw;
  std::vector<data::ColumnFacts> columns;
  std::vector<std::string> inputs;  ///< names after the preparation; may be empty
  Shape input;                      ///< one sample after the preparation
  std::vector<Division> divisions;  ///< the first ones
};

/// Some rows, or all of them, counted by class.
Part part_of(const data::RawDataset& raw, const char* name, const std::vector<std::int64_t>& rows);
Part whole_of(const data::RawDataset& raw);

/// Runs by their data, one run a division; nothing is read yet.
std::vector<DataFacts> data_of(const Session& session);

/// Reads the data, and looks at its columns before anything of them is refused.
void load(const Session& session, DataFacts& facts);

/// Divides and prepares it, for the first divisions. Throws Failure(data) as a run would.
void divide(Session& session, DataFacts& facts);

}  // namespace assay::cli
