// What a layer's plan promises, and whether its calls keep to it.
#include <set>

#include "check/layer_subject.hpp"

namespace assay::check {
namespace {

/// What backward gives, all in one: dx, then each parameter's gradient.
std::vector<double> backward_of(LayerHarness<double>& harness, const std::vector<double>& x,
                                const std::vector<double>& y, const std::vector<double>& dy) {
  harness.clear_gradients();
  auto all = harness.backward(x, y, dy);
  for (const auto& gradient : harness.gradients()) all.insert(all.end(), gradient.begin(), gradient.end());
  return all;
}

bool equal(const Plan& a, const Plan& b) {
  if (a.output != b.output || a.saved != b.saved || a.scratch != b.scratch || a.operations != b.operations ||
      a.parameters.size() != b.parameters.size() || a.buffers.size() != b.buffers.size())
    return false;
  for (std::size_t p = 0; p < a.parameters.size(); ++p)
    if (a.parameters[p].name != b.parameters[p].name || a.parameters[p].shape != b.parameters[p].shape) return false;
  return true;
}

void check_names(Trial& trial, const Plan& plan) {
  std::set<std::string> names;
  const auto once = [&](const std::string& name) {
    trial.expect(!name.empty() && names.insert(name).second,
                 [&] { return "the name '" + name + "' is empty or used twice among parameters and buffers"; });
  };
  for (const auto& parameter : plan.parameters) once(parameter.name);
  for (const auto& buffer : plan.buffers) once(buffer.name);
}

}  // namespace

void layer::plan(Trial& trial) {
  for_layers<double>(trial, [](const LayerCase<double>& at) {
    const Plan first = at.layer.plan(at.shape);
    const Plan large = at.layer.plan(at.shape.with_batch(9));
    at.trial.expect(equal(first, at.layer.plan(at.shape)), [] { return "planning again gives another plan"; });
    at.trial.expect(first.output[0] == at.shape[0],
                    [&] { return "the output " + to_string(first.output) + " has another batch than the input"; });
    at.trial.expect(large.output == first.output.with_batch(9),
                    [&] { return "for a batch of 9 the output is " + to_string(large.output); });
    at.trial.expect(first.operations >= 0 && large.operations == first.operations,
                    [] { return "operations are not those of one sample"; });
    check_names(at.trial, first);
  });
}

/// The runner may overwrite x and y as soon as nobody reads them. A plan that says so where it happens on some shapes
/// only is in order; one that says so where it never happens wastes memory.
void layer::reads(Trial& trial) {
  bool claims_x = false, claims_y = false, ever_x = false, ever_y = false;
  for_layers<double>(trial, [&](const LayerCase<double>& at) {
    auto harness = at.harness();
    const auto x = at.inputs(), dy = at.output_gradient(harness), y = harness.forward(x, true);
    const auto usual = backward_of(harness, x, y, dy);
    const std::vector<double> no_x(x.size(), at.tokens ? 0.0 : kNaN<double>), no_y(y.size(), kNaN<double>);
    const bool reads_x = !same(backward_of(harness, no_x, y, dy), usual);
    const bool reads_y = !same(backward_of(harness, x, no_y, dy), usual);
    const Plan& plan = harness.plan();
    claims_x |= plan.reads_input, ever_x |= reads_x;
    claims_y |= plan.reads_output, ever_y |= reads_y;
    at.trial.expect(!reads_x || plan.reads_input, [] { return "backward reads x, the plan says otherwise"; });
    at.trial.expect(!reads_y || plan.reads_output, [] { return "backward reads y, the plan says otherwise"; });
  });
  trial.look_at("");
  trial.expect(!claims_x || ever_x, [] { return "backward never reads x, the plan says otherwise"; });
  trial.expect(!claims_y || ever_y, [] { return "backward never reads y, the plan says otherwise"; });
}

void layer::in_place(Trial& trial) {
  for_layers<double>(trial, [](const LayerCase<double>& at) {
    auto harness = at.harness();
    if (!harness.plan().in_place) return;
    const auto x = at.inputs(), dy = at.output_gradient(harness);
    for (const bool training : {true, false}) {
      const auto y = harness.forward(x, training), dx = harness.backward(x, y, dy);
      at.trial.expect(same(harness.forward_in_place(x, training), y), [] { return "y on top of x is another"; });
      at.trial.expect(same(harness.backward_in_place(x, y, dy), dx), [] { return "dx on top of dy is another"; });
    }
  });
}

}  // namespace assay::check
