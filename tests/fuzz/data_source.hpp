#pragma once
/// Data sources by the text of an experiment's section, in both precisions.

#include <string>

#include <assay/random.hpp>

#include "data/dataset.hpp"
#include "fuzz.hpp"
#include "spec/data_section.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::fuzz {

class Sources final : public spec::Catalogue {
 public:
  const spec::Signature* find(std::string_view kind, std::string_view name) const override {
    for (const auto& one : all_)
      if (one.kind == kind && one.name == name) return &one;
    return nullptr;
  }
  std::vector<std::string> names(std::string_view) const override { return {}; }

 private:
  std::vector<spec::Signature> all_ = data::sources();
};

/// Loads `{source: csv, file: ..., ...}`, whose files stand in the folder of file().
inline void load_or_refuse(const std::string& section, bool doubles) {
  Diagnostics diagnostics;
  const spec::DataSpec data = spec::read_data(spec::parse_yaml(section, "fuzz"), Sources(), diagnostics);
  diagnostics.finish(ExitCode::experiment);  // a mistake in this file, not in the bytes
  data::Reading reading;
  if (doubles) reading.precision = spec::Precision::float64;
  read_or_refuse([&] { data::load(data, file("").parent_path(), Random(0), reading); });
}

}  // namespace assay::fuzz
