#include "launch/preparation_record.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace assay::launch {
namespace {

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
  put(learned.inputs, record.scale_shift, record.scale_factor);
  put(learned.targets, record.target_scale_shift, record.target_scale_factor);
  return record;
}

data::Form form_of(const store::Preparation& record) {
  data::Form form;
  form.input = shape_of(record.input_shape);
  form.target = shape_of(record.target_shape);
  form.input_names = record.input_names;
  form.target_names = record.target_names;
  form.class_names = record.class_names;
  form.classes = record.classes;
  std::size_t stop = 0;
  form.vocabulary = decode_utf8(record.vocabulary, stop);
  form.tokens = !form.vocabulary.empty();
  return form;
}

data::Preparation learned_of(const store::Preparation& record) {
  return {scaling_of(record.scale_shift, record.scale_factor),
          scaling_of(record.target_scale_shift, record.target_scale_factor)};
}

}  // namespace assay::launch
