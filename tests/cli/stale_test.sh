#!/usr/bin/env bash
# A stored run whose plugin or data has changed is stale: it says why, and runs again unless told not to.
source "$(dirname "$0")/lib.sh"
cat >table.csv <<'CSV'
a,b,y
1,2,0.5
2,1,0.25
3,4,0.75
4,3,0.5
CSV
cat >stale.yaml <<'YAML'
experiment: stale
data: {source: csv, file: table.csv, target: y, split: {train: 2, validation: 1, test: 1}}
models: {m: [{dense: 2}, $activation, {dense: 1}]}
train: {epochs: 2, loss: mse, optimizer: {sgd: 0.01}}
sweep: {activation: [tanh, relu]}
seeds: 2
YAML
"$assay" run stale.yaml -q
"$assay" plan stale.yaml >planned
grep -q "4 stored, 0 to train" planned || fail "right after running: $(tail -1 planned)"

sed -i 's/0.75/0.80/' table.csv
"$assay" plan stale.yaml >planned
grep -q "4 stale" planned || fail "plan does not see changed data: $(cat planned)"
grep -q "data file .*table.csv was changed" planned || fail "plan does not say why: $(cat planned)"
"$assay" run stale.yaml --keep-stale 2>said
grep -q "4 were stored, 0 trained" said || fail "--keep-stale said $(cat said)"
"$assay" run stale.yaml 2>said
grep -q "4 stored runs are stale and run again: data file .*table.csv was changed" said || fail "it said $(cat said)"
grep -q "0 were stored, 4 trained" said || fail "it said $(cat said)"

# Appending to a library changes its hash and nothing else. The program finds its plugins beside itself.
mkdir house
cp -r "$build/bin" "$build/lib" house/
printf '\0' >>house/lib/assay/plugins/tanh.so
reseal house/lib/assay/plugins/tanh.so
house/bin/assay plan stale.yaml >planned 2>&1 || fail "plan failed: $(cat planned)"
grep -q "2 stale" planned || fail "expected 2 stale runs: $(cat planned)"
grep -q "2 stale: activation 'tanh' was changed" planned || fail "plan does not say which plugin: $(cat planned)"
