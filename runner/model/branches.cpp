#include "model/branches.hpp"

#include <algorithm>
#include <utility>

#include <assay/ivdep.hpp>

#include "model/arena.hpp"

namespace assay::model {
namespace {

template <class T>
std::size_t size_of(const Shape& shape) {
  return aligned<T>(static_cast<std::size_t>(shape.size()));
}

template <class T>
void add(const T* from, std::int64_t count, T* to) {
  ASSAY_IVDEP
  for (std::int64_t i = 0; i < count; ++i) to[i] += from[i];
}

template <class T>
void multiply(const T* from, std::int64_t count, T* to) {
  ASSAY_IVDEP
  for (std::int64_t i = 0; i < count; ++i) to[i] *= from[i];
}

std::string joined_name(const std::string& prefix, const std::string& name) {
  return prefix.empty() ? name : prefix + '.' + name;
}

}  // namespace

template <class T>
Branches<T>::Branches(Join join, std::vector<Path> paths) : join_(join), paths_(std::move(paths)) {}

template <class T>
bool Branches<T>::plan_paths(const Shape& input, Order order) {
  order_ = order;
  parts_.clear();
  bool straight = true;
  for (auto& path : paths_) {
    Part part;
    part.straight = path.layers->size() == 0;
    part.plan = path.layers->plan(input, order);
    straight = straight && !path.layers->turns();
    parts_.push_back(std::move(part));
  }
  return straight;
}

template <class T>
void Branches<T>::check_outputs() const {
  const Shape& first = parts_.front().plan.output;
  const int axis = channel_axis(first);
  for (const auto& part : parts_) {
    Shape other = part.plan.output;
    if (join_ == Join::concat && other.rank() == first.rank()) other[axis] = first[axis];
    if (other == first) continue;
    const std::string found =
        "one path gives " + to_string(first, true) + " and another " + to_string(part.plan.output, true);
    throw Error(found + (join_ == Join::sum       ? "; expected the same shape from all, to add them"
                         : join_ == Join::product ? "; expected the same shape from all, to multiply them"
                                                  : "; expected shapes that differ in features or channels only"));
  }
}

template <class T>
Shape Branches<T>::joined() const {
  Shape shape = parts_.front().plan.output;
  if (join_ != Join::concat) return shape;
  std::int64_t& channels = shape[channel_axis(shape)];
  channels = 0;
  for (const auto& part : parts_) channels += part.plan.output[channel_axis(shape)];
  return shape;
}

template <class T>
Plan Branches<T>::plan(const Shape& input) {
  if (!plan_paths(input, Order::batch_first)) plan_paths(input, Order::batch_last);
  check_outputs();
  output_ = joined();
  Plan whole{.output = output_, .order = order_};
  std::size_t scratch = 0;
  std::int64_t first = 0;
  slice_ = 0, down_ = size_of<T>(input);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    Part& part = parts_[i];
    part.parameter = whole.parameters.size(), part.buffer = whole.buffers.size();
    for (auto parameter : part.plan.parameters) {
      parameter.name = joined_name(paths_[i].name, parameter.name);
      whole.parameters.push_back(std::move(parameter));
    }
    for (auto buffer : part.plan.buffers) {
      buffer.name = joined_name(paths_[i].name, buffer.name);
      whole.buffers.push_back(std::move(buffer));
    }
    if (whole.vocabulary == 0 || (part.plan.vocabulary > 0 && part.plan.vocabulary < whole.vocabulary))
      whole.vocabulary = part.plan.vocabulary;  // of several the smallest
    whole.needs_batch = whole.needs_batch || part.plan.needs_batch;
    part.output = whole.saved;
    if (!part.straight) whole.saved += size_of<T>(part.plan.output);
    part.saved = whole.saved;
    whole.saved += aligned<T>(part.plan.saved);
    part.first = first;
    first += part.plan.output[channel_axis(output_)];
    scratch = std::max(scratch, part.plan.scratch);
    if (join_ != Join::sum) slice_ = std::max(slice_, size_of<T>(part.plan.output));
    whole.operations += part.plan.operations + static_cast<double>(part.plan.output.from(1).size());
  }
  whole.scratch = slice_ + down_ + scratch;
  return whole;
}

template <class T>
Pass<T> Branches<T>::pass_of(std::size_t path, const Pass<T>& whole) const {
  const Part& part = parts_[path];
  Pass<T> pass;
  pass.training = whole.training;
  pass.parameters = whole.parameters.subspan(part.parameter, part.plan.parameters.size());
  pass.buffers = whole.buffers.subspan(part.buffer, part.plan.buffers.size());
  pass.saved = whole.saved.subspan(part.saved, part.plan.saved);
  pass.scratch = whole.scratch.subspan(slice_ + down_, part.plan.scratch);
  pass.random = whole.random.stream(path);
  pass.lengths = whole.lengths;
  pass.workers = whole.workers;
  return pass;
}

template <class T>
View<T> Branches<T>::output_of(std::size_t path, const Pass<T>& whole, std::int64_t batch) const {
  return {whole.saved.data() + parts_[path].output, parts_[path].plan.output.with_batch(batch)};
}

template <class T>
template <class Body>
void Branches<T>::for_stretches(std::size_t path, std::int64_t batch, Body body) const {
  const Shape& part = parts_[path].plan.output;
  if (join_ != Join::concat) return body(std::int64_t{0}, std::int64_t{0}, part.with_batch(batch).size());
  const int axis = channel_axis(output_);
  const bool last = order_ == Order::batch_last;
  const std::int64_t inner = output_.from(axis + 1).size() * (last ? batch : 1);
  const std::int64_t outer = output_.with_batch(last ? 1 : batch).size() / output_.from(axis).size();
  const std::int64_t whole = output_[axis] * inner, own = part[axis] * inner;
  for (std::int64_t i = 0; i < outer; ++i) body(i * whole + parts_[path].first * inner, i * own, own);
}

template <class T>
void Branches<T>::forward(Pass<T>& pass, ConstView<T> x, View<T> y) {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    ConstView<T> from = x;
    if (!parts_[i].straight) {
      const View<T> output = output_of(i, pass, x.batch());
      Pass<T> own = pass_of(i, pass);
      paths_[i].layers->forward(own, x, output);
      from = output;
    }
    const bool first = join_ == Join::concat || i == 0;
    for_stretches(i, x.batch(), [&](std::int64_t to, std::int64_t place, std::int64_t count) {
      if (first)
        std::copy_n(from.data + place, count, y.data + to);
      else if (join_ == Join::sum)
        add(from.data + place, count, y.data + to);
      else
        multiply(from.data + place, count, y.data + to);
    });
  }
}

template <class T>
const T* Branches<T>::gradient_of(std::size_t path, const Pass<T>& pass, const T* x, ConstView<T> dy) const {
  if (join_ == Join::sum) return dy.data;
  T* const slice = pass.scratch.data();
  for_stretches(path, dy.batch(), [&](std::int64_t from, std::int64_t to, std::int64_t count) {
    std::copy_n(dy.data + from, count, slice + to);
  });
  for (std::size_t i = 0; join_ == Join::product && i < parts_.size(); ++i)
    if (i != path) multiply(parts_[i].straight ? x : output_of(i, pass, dy.batch()).data, dy.size(), slice);
  return slice;
}

template <class T>
void Branches<T>::backward(Pass<T>& pass, ConstView<T> x, ConstView<T>, ConstView<T> dy, View<T> dx,
                           std::span<const View<T>> dparameters) {
  const std::int64_t batch = dy.batch();
  bool written = false;  // whether dx holds a part of the sum already
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Part& part = parts_[i];
    ConstView<T> up{gradient_of(i, pass, x.data, dy), part.plan.output.with_batch(batch)};
    if (!part.straight) {
      View<T> down = dx;
      if (dx && written) down.data = pass.scratch.data() + slice_;
      Pass<T> own = pass_of(i, pass);
      const auto gradients =
          dparameters.empty() ? dparameters : dparameters.subspan(part.parameter, part.plan.parameters.size());
      paths_[i].layers->backward(own, x, output_of(i, pass, batch), up, down, gradients);
      up = down;
    }
    if (!dx) continue;
    if (written)
      add(up.data, dx.size(), dx.data);
    else if (up.data != dx.data)
      std::copy_n(up.data, dx.size(), dx.data);
    written = true;
  }
}

template class Branches<float>;
template class Branches<double>;

}  // namespace assay::model
