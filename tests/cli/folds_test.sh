#!/usr/bin/env bash
# Folds from a plan to stored runs: every row of iris is tested once a repeat, whatever the seed, and what is missing is
# trained later.
source "$(dirname "$0")/lib.sh"
cat >iris.yaml <<YAML
experiment: iris
data: {source: iris, file: $source/experiments/data/iris.csv, scale: standard,
       split: {folds: 10, repeats: 2, validation: 0.1, stratify: true}}
models: {fnn: [{dense: 8}, tanh, {dense: 3}]}
train: {epochs: 3, batch: 16, loss: softmax_cross_entropy, optimizer: {adam: 0.01}}
metrics: [accuracy]
YAML
python=/usr/bin/python3
iris=$source/experiments/data/iris.csv

# --- the plan
"$assay" plan iris.yaml --csv >plan.csv 2>notes || fail "$(cat notes)"
[ "$(head -1 plan.csv)" = "run,model,seed,state,fold,repeat" ] || fail "the plan's columns: $(head -1 plan.csv)"
[ "$(sed 1d plan.csv | cut -d, -f5,6 | sort -u | wc -l)" = 20 ] || fail "not 20 folds are planned"
grep -q "^warning: iris.yaml:3:15: 2 of 150 test rows (1.3 %) have the inputs of training rows for repeat [01] (first: .*), too few to move a score by more than its standard error$" notes ||
  fail "the notes: $(cat notes)"

# --- trained, and what is deleted trained again to the same bits
"$assay" run iris.yaml -q 2>/dev/null
[ "$(ls results/iris/*.h5 | wc -l)" = 20 ] || fail "not 20 runs are stored"
digest() { sed -n 's/^result //p' <(head -c 512 "$1" | tr -d '\0'); }
for run in results/iris/*.h5; do echo "$(basename "$run") $(digest "$run")"; done >before
rm $(ls results/iris/*.h5 | sed -n '2p;7p;19p')
[ "$("$assay" plan iris.yaml --csv 2>/dev/null | grep -c 'to train')" = 3 ] || fail "not three runs are missing"
"$assay" run iris.yaml 2>said
grep -q "20 runs, 17 were stored, 3 trained" said || fail "$(cat said)"
for run in results/iris/*.h5; do echo "$(basename "$run") $(digest "$run")"; done >after
cmp before after || fail "a run that was trained again is another one"
"$assay" run iris.yaml data.split.repeats=3 2>said
grep -q "30 runs, 20 were stored, 10 trained" said || fail "more repeats train the others again: $(cat said)"
rm -f $("$assay" list results/iris -F 'repeat = 2' --format csv | sed '1d;s/,.*//;s|.*|results/iris/&.h5|')

# --- what runs say of themselves
[ "$("$assay" list results/iris -F 'fold = 2' --format csv | sed 1d | cut -d, -f3,4 | sort)" = "2,0
2,1" ] || fail "fold = 2: $("$assay" list results/iris -F 'fold = 2')"
"$assay" list results/iris --format csv | head -1 | grep -qx 'run,seed,fold,repeat,status,test.accuracy,seconds' ||
  fail "list has the columns $("$assay" list results/iris --format csv | head -1)"
one=$(sed -n '2s/,.*//p' plan.csv)
"$assay" show "$one" | grep -qx "fold       0 of repeat 0" || fail "show says nothing of the fold"
"$assay" export results/iris | head -1 | grep -q '^run,experiment,model,seed,fold,repeat,status' || fail "export"
"$assay" export results/iris --long | head -1 | grep -q '^run,model,seed,fold,repeat,epoch' || fail "export --long"

# --- the rows that were tested
cat >rows.py <<'PYTHON'
import glob, h5py, numpy as np
labels = [line.strip().split(",")[-1] for line in open(__import__("sys").argv[1])]
labels = [label for label in labels if label][-150:]
by_repeat = {}
for file in glob.glob("results/iris/*.h5"):
    with h5py.File(file) as run:
        rows = run["samples/test_rows"][()]
        assert rows.dtype == np.int64 and run.attrs["format_minor"] == 2
        assert run["config"].attrs["data.split.fold"] == run.attrs["fold"]
        targets = run["samples/test_targets"][()]
        assert [int(labels[row]) for row in rows] == [int(target) for target in targets]
        assert sorted(np.bincount(targets.astype(int))) == [5, 5, 5]
        by_repeat.setdefault(int(run.attrs["repeat"]), []).append(rows)
assert sorted(by_repeat) == [0, 1]
for folds in by_repeat.values():
    assert sorted(np.concatenate(folds)) == list(range(150))
assert sorted(map(tuple, by_repeat[0])) != sorted(map(tuple, by_repeat[1]))
PYTHON
if $python -c 'import h5py' 2>/dev/null; then $python rows.py "$iris"; fi
"$assay" predict "$one" -o predictions.csv >/dev/null
[ "$(head -1 predictions.csv)" = "sample,row,target,prediction,output_0,output_1,output_2" ] || fail "$(head -1 predictions.csv)"
h5dump -d /samples/test_rows -o rows -b LE "results/iris/$one.h5" >/dev/null
[ "$(od -An -v -t d8 -w8 rows | tr -d ' ')" = "$(sed 1d predictions.csv | cut -d, -f2)" ] || fail "predict has other rows"

# --- folds do not move with the seed, and one may be chosen
tests() { "$assay" run iris.yaml -q --results "$1" seeds="[$1]" data.split.fold=4 data.split.repeat=1 2>/dev/null
  h5dump -d /samples/test_rows -o "rows.$1" -b LE "$1"/iris/*.h5 >/dev/null; }
tests 1 && tests 2
cmp rows.1 rows.2 || fail "the seed moves the folds"
[ "$("$assay" plan iris.yaml 'data.split={folds: all}' --csv 2>/dev/null | sed 1d | wc -l)" = 150 ] ||
  fail "leave one out"
"$assay" plan "$source/experiments/digits.yaml" data.split.folds=5 seeds=1 models=fnn activation=relu --csv 2>/dev/null |
  sed 1d | wc -l | grep -qx 5 || fail "digits in five folds"
