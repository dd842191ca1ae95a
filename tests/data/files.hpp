#pragma once
/// Data files made for one test, and what loading them says.

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "components.hpp"
#include "data/dataset.hpp"
#include "data/prepare.hpp"
#include "h5/file.hpp"
#include "temporary_folder.hpp"

namespace assay::data {

inline spec::DataSpec source(const std::string& yaml) {
  spec::DataSpec data;
  data.source = testing_support::component(yaml, "data source");
  return data;
}

/// A folder with files made for one test.
class Files : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  RawDataset load_raw(const std::string& yaml, const Reading& reading = {}) {
    return load(source(yaml), folder_, Random(0), reading);
  }
  Dataset<double> load_from(const std::string& yaml) { return apply<double>(load_raw(yaml), {}); }

  /// What a user is told; the exit code must be that of data.
  std::string refusal(const std::string& yaml) {
    try {
      load_from(yaml);
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::data);
      return failure.what();
    }
    return "loaded";
  }

  const testing_support::TemporaryFolder temporary_;
  const std::filesystem::path folder_ = temporary_.path();
};

class Hdf5 : public Files {
 protected:
  void write_arrays(const std::vector<NamedArray>& arrays) {
    h5::Writer writer;
    for (const auto& [path, array] : arrays) writer.write(path, array);
    const auto bytes = writer.finish();
    write("a.h5", {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }
};

}  // namespace assay::data
