#!/usr/bin/env bash
# What data and losses may not hold or mean together is told before anything is trained: refused with exit code 5, or
# noted where it is legal and seldom meant.
source "$(dirname "$0")/lib.sh"

# experiment NAME DATA LAYERS TRAIN
experiment() {
  cat >"$1.yaml" <<YAML
experiment: $1
data: {$2}
models: {m: $3}
train: {epochs: 1, optimizer: {adam: {lr: 0.01}}, $4}
metrics: [accuracy]
seeds: 1
YAML
}

# rows NAME TARGETS...: 3 columns, the last one these targets over and over, 60 rows
rows() {
  local name=$1 i
  shift
  echo a,b,label >"$name"
  for ((i = 0; i < 60; i++)); do
    local at=$((i % $# + 1))
    echo "0.$((i * 7 % 97)),0.$((i * 31 % 89)),${!at}" >>"$name"
  done
}

# refused CODE TEXT COMMAND...: the command ends with CODE, and the last that it says is exactly TEXT.
refused() {
  local code=$1 text=$2 got=0
  shift 2
  "$@" >output 2>errors || got=$?
  [ "$got" = "$code" ] || fail "'$*' ended with $got, expected $code; it said: $(cat errors)"
  [ "$(tail -1 errors)" = "$text" ] || fail "'$*' said:
$(cat errors)
expected at the end:
$text"
}

# notes NAME TEXT: planning warns of exactly this.
notes() {
  "$assay" plan "$1.yaml" >output 2>errors || fail "$1 is refused: $(cat errors)"
  [ "$(grep '^warning: ' errors)" = "$2" ] || fail "plan of $1 said:
$(cat errors)
expected this warning:
$2"
}

rows bits.csv 1 0 0
rows signs.csv 1 1 0 -1
rows counts.csv 0 1 2 3 4 5 6 7 8
rows prices.csv 179000.5 250000 0

# --- refused
experiment hinge 'source: csv, file: signs.csv, targets: quantities' '[{dense: 1}]' 'loss: hinge'
for loss in hinge perceptron; do
  expect 5 "signs.csv: column 'label' holds -1 in row 3 counted from 0; loss '$loss' takes 0 or 1; write 0 for -1, or have labels numbered with 'targets: classes'" \
    "$assay" run hinge.yaml train.loss=$loss
done
expect 5 "signs.csv: column 'label' holds -1 in row 3 counted from 0; loss 'sigmoid_cross_entropy' takes numbers from 0 to 1; write 0 for -1, or have labels numbered with 'targets: classes'" \
  "$assay" plan hinge.yaml train.loss=sigmoid_cross_entropy
expect 5 "signs.csv: column 'label' holds class -1 in row 3 counted from 0; loss 'focal' takes class numbers from 0 to 1; number the classes from 0, or have such targets left out: focal: {ignore: -1}" \
  "$assay" plan hinge.yaml train.loss=focal 'models.m=[{dense: 2}]' data.target=label
experiment prices 'source: csv, file: prices.csv, targets: quantities' '[{dense: 3}]' 'loss: softmax_cross_entropy'
expect 5 "prices.csv: column 'label' holds class 179000.5 in row 0 counted from 0; loss 'softmax_cross_entropy' takes class numbers from 0 to 2; give the network an output for each class, numbered from 0" \
  "$assay" run prices.yaml
expect 5 "prices.csv: column 'label' holds 179000.5 in row 0 counted from 0; loss 'sigmoid_cross_entropy' takes numbers from 0 to 1; take a loss of quantities such as mse" \
  "$assay" run prices.yaml 'models.m=[{dense: 1}]' train.loss=sigmoid_cross_entropy
[ ! -e results ] || fail "something was trained"

# --- two classes and one output; class-like counts as quantities
experiment binary 'source: csv, file: bits.csv' '[{dense: 4}, tanh, {dense: 1}]' 'loss: sigmoid_cross_entropy'
for loss in sigmoid_cross_entropy hinge perceptron; do
  "$assay" run binary.yaml train.loss=$loss -q
done
[ "$(find results/binary -name '*.h5' | wc -l)" = 3 ] || fail "not all losses of one output were trained"
experiment counts 'source: csv, file: counts.csv' '[{dense: 4}, tanh, {dense: 1}]' 'loss: mse'
"$assay" run counts.yaml -q
experiment wide 'source: csv, file: counts.csv' '[{dense: 9}]' 'loss: mse'
refused 3 "wide.yaml:4:57: loss 'mse': the network's output is [N,9] but the targets are [N]; this loss expects the same shape; the targets are class numbers: take softmax_cross_entropy with an output for each, or give one output" \
  "$assay" run wide.yaml

# --- noted
experiment twice 'source: csv, file: bits.csv' '[{dense: 2}, softmax]' 'loss: softmax_cross_entropy'
notes twice "warning: twice.yaml:3:26: the last layer, 'softmax', gives numbers from 0 to 1, but loss 'softmax_cross_entropy' takes logits, of any size: its cross-entropy cannot fall below 0.31; leave 'softmax' out"
experiment raw 'source: csv, file: bits.csv' '[{dense: 2}]' 'loss: nll'
notes raw "warning: raw.yaml:3:15: the last layer, 'dense', gives no log-probabilities, which loss 'nll' takes: it can fall below 0 without bound; put log_softmax behind it, or take softmax_cross_entropy"
experiment alone 'source: csv, file: bits.csv, split: {train: 33, validation: 4, test: 4}' \
  '[{dense: 8}, batch_norm, relu, {dense: 2}]' 'batch: 32, loss: softmax_cross_entropy'
notes alone "warning: alone.yaml:4:8: 33 training samples in batches of 32 leave a last batch of one, where what batch_norm gives does not depend on the sample; choose another 'batch', or layer_norm"
experiment fine 'source: csv, file: bits.csv, split: {train: 34, validation: 4, test: 4}' \
  '[{dense: 8}, batch_norm, relu, {dense: 2}]' 'batch: 32, loss: softmax_cross_entropy'
notes fine ""
