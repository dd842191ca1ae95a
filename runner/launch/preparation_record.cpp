#include "launch/preparation_record.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace assay::launch {
namespace {

constexpr const char* kCategory = "category";

void put(const std::vector<data::Scaling>& scaling, std::vector<double>& shift, std::vector<double>& factor) {
  for (const auto& one : scaling) {
    shift.push_back(one.shift);
    factor.push_back(one.factor);
  }
}

std::vector<data::Scaling> scaling_of(const std::vector<double>& shift, const std::vector<double>& factor) {
  std::vector<data::Scaling> scaling;
  for (std::size_t i = 0; i < std::min(shift.size(), factor.size()); ++i) scaling.push_back({shift[i], factor[i]});
  return scaling;
}

Shape shape_of(const std::vector<std::int64_t>& extents) {
  Shape shape;
  for (const auto extent : extents) shape.append(extent);
  return shape;
}

store::PreparationStep record_of(const data::FittedStep& step) {
  store::PreparationStep record;
  record.step = step.step;
  for (const auto& column : step.columns) {
    record.columns.push_back(column.column);
    record.rules.push_back(column.how);
    record.numbers.insert(record.numbers.end(), column.numbers.begin(), column.numbers.end());
    record.names.insert(record.names.end(), column.names.begin(), column.names.end());
    record.number_counts.push_back(static_cast<std::int64_t>(column.numbers.size()));
    record.name_counts.push_back(static_cast<std::int64_t>(column.names.size()));
  }
  return record;
}

data::FittedStep learned_of(const store::PreparationStep& record) {
  data::FittedStep step{record.step, {}};
  auto number = record.numbers.begin();
  auto name = record.names.begin();
  for (std::size_t c = 0; c < record.columns.size(); ++c) {
    const auto numbers_end = number + record.number_counts[c];
    const auto names_end = name + record.name_counts[c];
    step.columns.push_back({record.columns[c], record.rules[c], {number, numbers_end}, {name, names_end}});
    number = numbers_end;
    name = names_end;
  }
  return step;
}

}  // namespace

store::Preparation record_of(const data::Form& form, const data::Preparation& learned) {
  store::Preparation record;
  record.input_shape.assign(form.input.begin(), form.input.end());
  record.target_shape.assign(form.target.begin(), form.target.end());
  record.input_names = form.input_names;
  record.target_names = form.target_names;
  record.class_names = form.class_names;
  record.classes = form.classes;
  record.vocabulary = encode_utf8(form.vocabulary);
  for (const auto& column : form.columns) {
    record.column_names.push_back(column.name);
    record.column_kinds.emplace_back(column.category ? kCategory : "number");
  }
  record.class_weights = learned.class_weights;
  for (const auto& step : learned.steps) record.steps.push_back(record_of(step));
  put(learned.inputs, record.scale_shift, record.scale_factor);
  put(learned.targets, record.target_scale_shift, record.target_scale_factor);
  return record;
}

data::Form form_of(const store::Preparation& record) {
  data::Form form;
  form.input = shape_of(record.input_shape);
  form.target = shape_of(record.target_shape);
  form.input_names = record.input_names;
  for (std::size_t c = 0; c < record.column_names.size(); ++c)
    form.columns.push_back({record.column_names[c], record.column_kinds[c] == kCategory, {}, {}});
  if (!form.columns.empty()) {  // a row as it is before the steps
    form.input_names = record.column_names;
    form.input = Shape({static_cast<std::int64_t>(form.columns.size())});
  }
  form.target_names = record.target_names;
  form.class_names = record.class_names;
  form.classes = record.classes;
  std::size_t stop = 0;
  form.vocabulary = decode_utf8(record.vocabulary, stop);
  form.tokens = !form.vocabulary.empty();
  return form;
}

data::Preparation learned_of(const store::Preparation& record) {
  data::Preparation learned{scaling_of(record.scale_shift, record.scale_factor),
                            scaling_of(record.target_scale_shift, record.target_scale_factor)};
  learned.class_weights = record.class_weights;
  for (const auto& step : record.steps) learned.steps.push_back(learned_of(step));
  return learned;
}

}  // namespace assay::launch
