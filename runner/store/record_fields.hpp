#pragma once
/// The fields of a Record and of what it holds, for base/packing.hpp. What is not named here does not come back from
/// read(), which tests/store/run_file_test.cpp would notice.

#include "store/record.hpp"
#include "store/stamped_files.hpp"

namespace assay {

template <class Archive>
void each_field(Archive& archive, Array& value) {
  archive(value.shape, value.numbers);
}

template <class Archive>
void each_field(Archive& archive, NamedArray& value) {
  archive(value.name, value.array);
}

namespace store {

template <class Archive>
void each_field(Archive& archive, Column& value) {
  archive(value.name, value.values);
}

template <class Archive>
void each_field(Archive& archive, PluginRecord& value) {
  archive(value.kind, value.name, value.file, value.sha256, value.checked);
}

template <class Archive>
void each_field(Archive& archive, DataRecord& value) {
  archive(value.path, value.bytes, value.sha256);
}

template <class Archive>
void each_field(Archive& archive, SearchRecord& value) {
  archive(value.id, value.role, value.trial, value.seed, value.metric, value.method, value.axes, value.space,
          value.points);
}

template <class Archive>
void each_field(Archive& archive, Environment& value) {
  archive(value.folder, value.git_diff, value.git_diff_sha256, value.program_version, value.git_commit, value.compiler,
          value.flags, value.blas, value.blas_core, value.cpu, value.host, value.os, value.command, value.git_dirty,
          value.threads, value.attempts, value.plugins, value.data, value.search);
}

template <class Archive>
void each_field(Archive& archive, PreparationStep& value) {
  archive(value.step, value.columns, value.rules, value.numbers, value.names, value.number_counts, value.name_counts);
}

template <class Archive>
void each_field(Archive& archive, Preparation& value) {
  archive(value.classes, value.input_names, value.target_names, value.class_names, value.input_shape,
          value.target_shape, value.scale_shift, value.scale_factor, value.target_scale_shift,
          value.target_scale_factor, value.vocabulary, value.column_names, value.column_kinds, value.steps,
          value.class_weights);
}

template <class Archive>
void each_field(Archive& archive, Timing& value) {
  archive(value.started, value.ended, value.seconds, value.peak_memory, value.epoch_seconds, value.samples_per_second);
}

template <class Archive>
void each_field(Archive& archive, Record& value) {
  archive(value.id, value.experiment, value.model, value.question, value.seed, value.status, value.message, value.axes);
  archive(value.fold, value.repeat, value.test_rows);
  archive(value.config, value.config_leaves, value.input, value.metrics, value.final_values);
  archive(value.weights, value.weights_initial, value.weights_best, value.weights_average, value.buffers);
  archive(value.optimizer, value.steps, value.position, value.samples, value.sample_text);
  archive(value.preparation, value.timing, value.environment);
}

template <class Archive>
void each_field(Archive& archive, StampedFile& value) {
  archive(value.name, value.stamp.bytes, value.stamp.modified, value.stamp.inode);
}

}  // namespace store
}  // namespace assay
