#pragma once
/// JSON, as the program writes it for other programs: `--json`, the schema, the page's data. Keys keep their order.
/// What a researcher writes is YAML (spec/yaml_reader.hpp); runs are HDF5 (store).

#include <nlohmann/json.hpp>

namespace assay {

using Json = nlohmann::ordered_json;

}  // namespace assay
