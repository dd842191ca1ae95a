#pragma once
/// A record in which every field says something, and a folder to write it to.

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "store/record.hpp"
#include "temporary_folder.hpp"

namespace assay::store {

inline Array floats(const Shape& shape) {
  std::vector<float> numbers(static_cast<std::size_t>(shape.size()));
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = 0.1f * static_cast<float>(i) - 1;
  return {shape, numbers};
}

inline Environment example_environment() {
  Environment environment;
  environment.folder = "/home/somebody/experiments";
  environment.program_version = "0.1.0";
  environment.git_commit = "dc3f8839";
  environment.git_dirty = true;
  environment.git_diff = "--- a/README.md\n+++ b/README.md\n";
  environment.git_diff_sha256 = std::string(64, 'd');
  environment.compiler = "g++ 12.2.0";
  environment.flags = "-O3 -march=native";
  environment.blas = "OpenBLAS 0.3.21";
  environment.blas_core = "SkylakeX";
  environment.cpu = "some processor";
  environment.host = "node07";
  environment.os = "Linux 6.1 x86_64";
  environment.command = "assay run digits.yaml";
  environment.threads = 2;
  environment.plugins = {{"layer", "dense", "dense.so", std::string(64, 'a')},
                         {"activation", "relu", "relu.so", std::string(64, 'b')}};
  environment.data = {{"data/digits.csv", 491'520, std::string(64, 'c')}};
  return environment;
}

inline Timing example_timing() {
  return {"2001-02-03T04:05:06Z", "2001-02-03T04:05:08Z", 2.25, 123456789, {1.0, 0.75, 0.5}, {1000, 1333, 2000}};
}

inline Record example_record() {
  Record record;
  record.id = "3f2a91c07b5e6d48";
  record.experiment = "digits";
  record.model = "fnn";
  record.question = "Which architecture reads handwritten digits best?";
  record.seed = 7;
  record.fold = 3;
  record.repeat = 1;
  record.status = Status::complete;
  record.message = "stopped early: no better validation.loss for 10 epochs";
  record.axes = {{"width", "64"}, {"activation", "relu"}};
  record.config = "seed: 7\ntrain: {epochs: 3}\n";
  record.config_leaves = {{"seed", std::int64_t{7}},
                          {"train.optimizer.adam.lr", 0.001},
                          {"train.shuffle", true},
                          {"data.source", std::string("digits")},
                          {"metrics", std::vector<std::string>{"accuracy"}}};
  record.input = "experiment: digits  # as the author wrote it\n";
  record.metrics = {{"epoch", {1, 2, 3}},
                    {"train_loss", {2.3, 1.1, 0.4}},
                    {"validation_loss", {2.4, 1.3, 0.6}},
                    {"validation_accuracy", {0.1, 0.6, 0.9}},
                    {"bits_per_character", {3.5, 2.5, 2.25}}};
  record.final_values = {{"test.accuracy", 0.9375}, {"best.validation.loss", 0.6}, {"parameters", 4810}};
  record.preparation = {{2},
                        {},
                        {"size", "rooms"},
                        {"kind"},
                        {"flat", "house"},
                        2,
                        {1.5, -2},
                        {0.5, 0.25},
                        {1e6},
                        {1.0 / 3.0},
                        "a\xc3\xa9",
                        {"size", "city"},
                        {"number", "category"},
                        {{"impute", {"size", "city"}, {"median", "most_frequent"}, {4.5}, {"Rome"}, {1, 0}, {0, 1}},
                         {"one_hot", {"city"}, {"rest"}, {}, {"Oslo", "Rome"}, {0}, {2}}},
                        {1.5, 0.75}};
  record.weights = {{"0.weight", floats({16, 64})}, {"0.bias", floats({16})}, {"2.weight", floats({10, 16})}};
  record.weights_initial = {{"0.weight", floats({2, 3})}};
  record.weights_best = {{"0.weight", floats({3, 2})}};
  record.weights_average = {{"0.weight", floats({3, 2})}};
  record.buffers = {{"1.running_mean", {{2}, std::vector<double>{0.5, 1.5}}}};
  record.optimizer = {{"exp_avg/0.weight", floats({16, 64})}, {"exp_avg_sq/0.weight", floats({16, 64})}};
  record.steps = 117;
  record.samples = {{"points", floats({4, 2})}, {"confusion", {{2, 2}, std::vector<std::int64_t>{5, 1, 0, 6}}}};
  record.test_rows = {4, 0, 9};
  record.sample_text = "To be, or not to be\xe2\x80\x94\n";
  record.timing = example_timing();
  record.environment = example_environment();
  return record;
}

/// A folder of its own for every test, removed at its end.
class InFolder : public testing::Test {
 protected:
  std::filesystem::path file(const std::string& name = "run.h5") const { return folder_ / name; }

  /// Names of all that lies in the folder, hidden files too.
  std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
      found.push_back(entry.path().filename().string());
    return found;
  }

  testing_support::TemporaryFolder temporary_;
  std::filesystem::path folder_ = temporary_.path();
};

}  // namespace assay::store
