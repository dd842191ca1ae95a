#!/usr/bin/env bash
# slow: hundreds of runs
# A search has the same trials and results at any -j, in shards, by two programs, after kills, and as a longer one's
# beginning; what compare makes of its trials.
source "$(dirname "$0")/lib.sh"

cat >tuned.yaml <<'YAML'
experiment: tuned
question: Does it work?
data: {source: adding, samples: 200, length: 6, split: {train: 0.5, validation: 0.25, test: 0.25}}
models:
  rnn: [{rnn: {units: $units, activation: $act}}, last_step, {dense: 1}]
  gru: [{gru: $units}, last_step, {dense: 1}]
train: {epochs: 2, batch: 16, loss: mse, optimizer: {adam: {lr: $lr}}}
search:
  space: {lr: log(1e-4, 1e-1), units: int(2, 16, step 2), act: [tanh, relu, elu]}
  trials: 15
  for: validation.loss
  width: 3
seeds: 2
compare: {metric: test.loss}
YAML

digests() { for file in "$1"/tuned/*.h5; do echo "$(basename "$file") $(head -c 512 "$file" | grep -a ^result)"; done; }
expect_same() {
  diff -r one/tuned/search "$1/tuned/search" >differences || fail "the trials of $1 are others: $(cat differences)"
  [ "$(digests one)" = "$(digests "$1")" ] || fail "the results of $1 are others"
}
train() { "$assay" run tuned.yaml -q "${@:2}" --results "$1"; }

"$assay" plan tuned.yaml --results one >planned
grep -q '^tuned: 4 searches for validation.loss, by tpe$' planned || fail "it said $(cat planned)"
grep -q '^tuned: 60 runs, 0 stored, 60 to train$' planned || fail "it said $(cat planned)"
[ ! -e one ] || fail "planning wrote"
train one -j1
[ "$(ls one/tuned/*.h5 | wc -l)" = 60 ] || fail "expected 60 runs: $(ls one/tuned)"
"$assay" plan tuned.yaml --results one | grep -q '^tuned: 60 runs, 60 stored, 0 to train$' || fail "not all are stored"

train two -j2
expect_same two
"$assay" run tuned.yaml -j16 --results sixteen 2>said
grep -q 'note: -j16 keeps at most 12 workers busy: each search has at most 3 trials under way (search.width)' said ||
  fail "it said $(cat said)"
expect_same sixteen
for shard in 2/3 1/3 3/3; do train shards -j2 --shard "$shard"; done
expect_same shards
train programs -j1 &
train programs -j1
wait $! || fail "the other program ended with $?"
train programs -j1 # whoever ended first has not seen the last runs of the other
expect_same programs
for i in 1 2 3 4 5 6 7 8; do
  timeout -s KILL "0.$((i * 13 % 9 + 1))" "$assay" run tuned.yaml -q -j2 --results killed || true
done 2>/dev/null
train killed -j2
expect_same killed

# A longer search goes on where the shorter one ended, and its tables may be deleted.
train longer -j2 search.trials=9
rm -r longer/tuned/search
train longer -j2
expect_same longer

# A run that a grid stored before is a trial as it is.
read -r lr units act < <(python3 -c '
import json, sys
print(*(json.load(open(sys.argv[1]))["trials"][4]["values"][axis] for axis in ("lr", "units", "act")))' \
  one/tuned/search/rnn-*-0.json)
sed '/^search:/,/^  width:/d; /gru/d; s/^seeds: 2/seeds: 1/' tuned.yaml |
  sed "s/\$lr/$lr/; s/\$units/$units/; s/\$act/$act/" >grid.yaml
"$assay" run grid.yaml -q --results grid
"$assay" run tuned.yaml -j2 --results grid 2>said
grep -q '60 runs, 1 were stored, 59 trained' said || fail "the run of the grid was trained again: $(cat said)"
diff -r one/tuned/search grid/tuned/search >differences || fail "the trials beside a grid are others: $(cat differences)"
winners() { "$assay" compare "$1" | sed -n '/^What the searches chose/,$p'; }
winners one/tuned >without
winners grid/tuned >with_grid
diff without with_grid >differences || fail "a run of the grid is compared otherwise: $(cat differences)"

# What compare says.
"$assay" compare one/tuned >compared
grep -q '^tuned by tpe with 15 trials for each model and seed; a score is that of the trial with the best validation.loss$' \
  compared || fail "it said $(cat compared)"
grep -q ', when tuned with 15 trials' compared || fail "it said $(cat compared)"
expect 2 "assay: 'lr' was searched: its values are trials of a search, which looks longest where it found the best, and no arms; sweep over it to compare them" \
  "$assay" compare one/tuned --by lr
rm -r longer && train longer -j2 search.trials=9 seeds=1 && train longer -j2 "seeds=[1]"
"$assay" compare longer/tuned 2>said && fail "unequal budgets are compared"
grep -q 'searches of different lengths are not compared, for the longer one is better by its luck alone' said ||
  fail "it said $(cat said)"
rm "$(ls one/tuned/rnn-*.h5 | head -1)"
"$assay" compare one/tuned 2>said && fail "a search with a missing trial is judged"
grep -q 'is not complete: trial [0-9]* is not among the runs' said || fail "it said $(cat said)"
