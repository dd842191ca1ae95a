#pragma once
/// A network ready to train: layers made from plugins, all their memory, and forward and backward passes over it.

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <assay/layer.hpp>
#include <assay/random.hpp>
#include <assay/tensor.hpp>

#include "base/array.hpp"
#include "model/arena.hpp"
#include "model/sequence.hpp"
#include "registry/registry.hpp"
#include "spec/run_spec.hpp"

namespace assay::model {

/// Where a parameter lies in the vector of all weights.
struct Extent {
  std::string name;                 ///< "0.weight"
  std::size_t begin = 0, size = 0;  ///< with the padding behind it
};

template <class T>
class Network {
 public:
  /// `input` is one sample's shape, `batch` the largest number of samples at once. Throws Failure(experiment) with the
  /// place of a layer that does not fit. With `keep_outputs` every layer's output can be looked at (output_of).
  Network(const spec::NetworkSpec& spec, const registry::Registry& registry, const Shape& input, std::int64_t batch,
          bool keep_outputs = false);

  /// Shape of the output for a full batch.
  const Shape& output_shape() const { return plan_.output; }
  std::int64_t batch() const { return input_[0]; }
  std::int64_t parameter_count() const;
  /// Floating-point operations of a forward pass for one sample.
  double operations() const { return plan_.operations; }

  /// Has the layers share their work; `workers` must outlive this. Before the first forward pass. Changes no bit.
  void use(Workers& workers);
  /// Null where one thread does all.
  Workers* workers() const { return workers_; }

  /// Draws all weights as the layers ask for, or as `init` says of "prefix" + name, and resets buffers. The stream of a
  /// parameter depends on its name only. Throws Failure(experiment) where an initialiser does not fit its tensor.
  void initialise(const Random& random, const spec::InitSpec& init = {}, const std::string& prefix = "");
  std::vector<std::string> parameter_names() const;

  /// [step: no allocation] The output lies in the network and lasts until the next forward pass.
  ConstView<T> forward(ConstView<T> x, bool training, const Random& random = {});

  /// Where the loss writes its gradient: as large as the last output.
  View<T> output_gradient() const;

  /// [step: no allocation] From output_gradient() to the weights' gradients, which are added to, and to dx where it is
  /// not empty. With `learn` false the weights' gradients stay as they are. x is what forward saw.
  void backward(ConstView<T> x, View<T> dx = {}, bool learn = true);

  /// All weights and gradients, each one vector (with a little zero padding between tensors).
  std::span<T> weights() const { return weights_.all(); }
  std::span<T> gradients() const { return gradients_.all(); }
  /// The parameters in the order of the vector, one directly behind the other.
  std::vector<Extent> extents() const;

  /// [setup] Says that nobody wants these parameters' gradients. They are not computed for layers of which nothing else
  /// is wanted, and nothing is propagated below the last layer that learns.
  void freeze(const std::vector<std::string>& parameters);

  /// One array for each parameter, cut from `vector` (weights(), gradients(), or an optimizer's slot).
  std::vector<NamedArray> named(std::span<const T> vector) const;
  std::vector<NamedArray> named_buffers() const;

  /// The inverse: fills the parameters given, wherever the names match. Throws Error for a name that the network does
  /// not have (did you mean), or another shape. With `all` a missing parameter is an error too.
  void assign(std::span<const NamedArray> arrays, std::span<T> vector, bool all) const;
  void assign_buffers(std::span<const NamedArray> arrays);

  /// The input holds token numbers 0 to below this, and this padding; 0: any numbers.
  std::int64_t vocabulary() const { return plan_.vocabulary; }
  double padding() const { return plan_.padding; }
  /// Whether a sample alone in its batch teaches some layer nothing.
  bool needs_batch() const { return plan_.needs_batch; }

  const Sequence<T>& sequence() const { return *sequence_; }
  /// The spec's component names, one a stage, for reports.
  const std::vector<std::string>& stage_names() const { return stage_names_; }

  /// Bytes of everything the network holds.
  std::size_t bytes() const;

 private:
  void lay_out();
  Pass<T> pass() const;

  std::unique_ptr<Sequence<T>> sequence_;
  std::vector<std::string> stage_names_;
  Shape input_;  ///< with the batch
  Plan plan_;
  std::vector<std::size_t> offsets_;  ///< of each parameter in weights and gradients
  Arena<T> weights_, gradients_, buffers_, saved_, scratch_, output_, output_gradient_;
  std::vector<ConstView<T>> parameter_views_;
  std::vector<View<T>> gradient_views_, buffer_views_;
  ConstView<T> last_output_;
  bool last_training_ = false;
  Workers* workers_ = nullptr;
  Random last_random_;
};

extern template class Network<float>;
extern template class Network<double>;

}  // namespace assay::model
