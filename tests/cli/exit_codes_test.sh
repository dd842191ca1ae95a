#!/usr/bin/env bash
# Every kind of trouble has its exit code and its whole message, and leaves nothing behind.
source "$(dirname "$0")/lib.sh"
small good.yaml

verbs=$("$assay" --help | awk '/^  [a-z]/ {print $1}' | sort | paste -sd, | sed 's/,/, /g; s/\(.*\), /\1 and /')
expect 2 "assay: unknown verb 'rnu'; did you mean 'run'?
usage: assay $verbs ..." "$assay" rnu
expect 2 "assay: which experiment? give the name of a YAML file" "$assay" run
expect 2 "assay: unknown option '--job'; did you mean '--jobs'?
usage: assay run FILE... [key=value...] [options]" "$assay" run good.yaml --job 3
expect 2 "assay: --jobs needs at least one worker" "$assay" run good.yaml -j 0

expect 3 "nothing.yaml: there is no such file" "$assay" run nothing.yaml
small shapes.yaml 's/\{dense: 2\}\]/{dense: 3}]/; s/\[\{lstm: 4\}/[flatten, {lstm: 4}/'
expect 3 "shapes.yaml:5:20: the generator's output is [N,3] but a sample of the data is [2]
shapes.yaml:7:24: layer 'lstm': expects a sequence [N,T,F] but gets [N,12]; for token numbers [N,T] set vocabulary" "$assay" run shapes.yaml
small loss.yaml 's/loss: mse/loss: softmax_cross_entropy/'
expect 3 "loss.yaml:9:19: loss 'softmax_cross_entropy': the network's output is [N,1] but the targets are [N,1]; expected logits [N,C] for class numbers [N], or [N,T,C] for [N,T]" \
  "$assay" run loss.yaml
small refused.yaml 's/optimizer: adam/optimizer: {sgd: {nesterov: true}}/'
expect 3 "refused.yaml:10:72: optimizer 'sgd': nesterov needs a momentum above 0" "$assay" run refused.yaml

mkdir empty broken
expect 4 "nowhere: there is no such folder of plugins" "$assay" run good.yaml --plugins nowhere
head -c 3000 "$build/lib/assay/plugins/relu.so" >broken/relu.so
expect 4 "broken/relu.so: it is truncated: 3000 bytes are fewer than its header promises" "$assay" run good.yaml --plugins broken
cp "$build/lib/assay/plugins/relu.so" broken/relu.so
expect 4 "activation 'relu' is in two libraries: broken/relu.so and $build/lib/assay/plugins/relu.so; remove one" \
  "$assay" plugins list --plugins broken
expect 4 "$build/tests/bad_plugins/wrong_abi.so: it was built for plugin ABI 999 but this program speaks ABI 3; rebuild it with this program's SDK" \
  env ASSAY_PLUGIN_PATH="$build/tests/bad_plugins/wrong_abi.so" "$assay" plugins list

data() { small data.yaml "s/source: ring, samples: 64/$1/"; }
mkdir sets
printf '1,2,0\n3,4,1\n5,6\n' >sets/ragged.csv
printf '1,2,0\n3,x,1\n' >sets/words.csv
printf '\1\2\3\4\5\6\7\10' >sets/wrong.idx
: >sets/empty.csv
data "source: csv, file: sets\/raged.csv"
expect 5 "data.yaml:3:27: data file 'sets/raged.csv' does not exist (looked in $work/sets); did you mean 'ragged.csv'?" "$assay" run data.yaml
data "source: csv, file: sets\/ragged.csv"
expect 5 "sets/ragged.csv:3:1: this line has 2 columns; expected 3 as in the first" "$assay" run data.yaml
data "source: csv, file: sets\/words.csv"
expect 5 "sets/words.csv:2:3: 'x' is not a finite number, in column 2; if they are names, say columns: {2: category}" "$assay" run data.yaml
data "source: csv, file: sets\/empty.csv"
expect 5 "sets/empty.csv: it is empty" "$assay" run data.yaml
data "source: idx, images: sets\/wrong.idx, labels: sets\/wrong.idx"
expect 5 "sets/wrong.idx: it is not an IDX file: it does not begin with two zero bytes and a header" "$assay" run data.yaml
data "source: hdf5, file: sets\/words.csv"
"$assay" run data.yaml >/dev/null 2>errors && fail "a CSV file was taken for HDF5" || [ $? = 5 ] || fail "wrong exit code for a foreign HDF5 file"
small few.yaml 's/train: 1, validation: 0/train: 60, validation: 10/'
expect 5 "few.yaml:3:42: 'split' asks for 60 + 10 + 0 rows; there are 64, and at least one must be for training" "$assay" run few.yaml

[ ! -e results ] || fail "trouble left results behind"
expect 6 "results: no such folder; expected a folder of run files (*.h5)" "$assay" compare
"$assay" run good.yaml -q
file=$(ls results/small/*.h5 | head -1)
printf 'x' | dd of="$file" bs=1 seek=3000 conv=notrunc status=none
"$assay" compare results/small >output 2>errors && fail "a damaged file went unnoticed" || [ $? = 6 ] || fail "wrong exit code for a damaged file"
grep -q "^warning: $file: damaged" errors || fail "a damaged file is called $(cat errors)"
grep -q "^rnn" output || fail "the other runs are not compared"

small diverging.yaml 's/^experiment: small/experiment: diverging/; s/train: \{loss: mse\}/train: {loss: mse, optimizer: {sgd: 1e30}}/'
"$assay" run diverging.yaml -q 2>errors && fail "a diverged run went unnoticed" || [ $? = 1 ] || fail "wrong exit code for a diverged run"
grep -q "diverged: the loss became" errors || fail "a diverged run is called $(cat errors)"
[ "$(ls results/diverging/*.h5 | wc -l)" = 6 ] || fail "the sweep did not go on"
"$assay" run diverging.yaml -q 2>errors && fail "a stored diverged run went unnoticed" || [ $? = 1 ] || fail "wrong exit code the second time"
grep -q "diverged (stored earlier)" errors || fail "the second time it said $(cat errors)"
