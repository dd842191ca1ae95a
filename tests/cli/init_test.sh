#!/usr/bin/env bash
# Weights may come from a stored run; one that does not fit is refused with its place.
source "$(dirname "$0")/lib.sh"
small small.yaml
"$assay" run small.yaml -q models=rnn seeds=1
run=$(ls results/small/rnn-*.h5)
small again.yaml "s/^    layers: /    init: {from: ${run//\//\\/}}\n    layers: /; s/^experiment: small/experiment: again/"
"$assay" run again.yaml -q models=rnn seeds=1
h5dump -d /weights/0.weight_hh_l0 -o first -b "$run" >/dev/null
h5dump -d /weights_initial/0.weight_hh_l0 -o second -b results/again/rnn-*.h5 >/dev/null
cmp first second || fail "the second run does not start where the first one ended"
sed -i 's/lstm: 4/lstm: 5/' again.yaml
expect 3 "again.yaml:7:18: $run: parameter '0.weight_ih_l0' has shape [20,2] but [16,2] is given" \
  "$assay" run again.yaml models=rnn seeds=1

small start.yaml "s/^    layers: /    init: {parameters: {9.weight: orthogonal}}\n    layers: /"
expect 3 "start.yaml:7:25: there is no parameter or layer '9.weight'; did you mean '3.weight'? (there are 0.bias_hh_l0, 0.bias_ih_l0, 0.weight_hh_l0, 0.weight_ih_l0, 3.bias and 3.weight)" \
  "$assay" run start.yaml models=rnn seeds=1
sed -i 's/9.weight: orthogonal/0.bias_ih_l0: orthogonal/' start.yaml
expect 3 "start.yaml:7:25: initialiser 'orthogonal' needs a matrix or a kernel, but '0.bias_ih_l0' is [16]" \
  "$assay" run start.yaml models=rnn seeds=1
