# Runs of several settings in one folder, as further commands with overrides leave them, are arms of their own; a verdict
# is given only where every level has the same settings, else the refusal names the -F that chooses, and that works.
. "$(dirname "$0")/lib.sh"

/usr/bin/python3 - <<'PY' # two classes of two features, 60 rows
import random
random.seed(1)
with open("data.csv", "w") as file:
    print("a,b,kind", file=file)
    for row in range(60):
        kind = row % 2
        print(f"{random.gauss(kind, 1):.4f},{random.gauss(-kind, 1):.4f},{kind}", file=file)
PY
cat >e.yaml <<'YAML'
experiment: e
question: Does a hidden layer help?
data: {source: csv, file: data.csv, target: kind, scale: standard}
models: {a: [{dense: 2}], b: [{dense: 8}, tanh, {dense: 2}]}
train: {epochs: 4, batch: 16, loss: softmax_cross_entropy, optimizer: {adam: {lr: 0.01}}}
metrics: [accuracy]
seeds: 4
compare: {metric: test.loss}
YAML

# arms FOLDER [options]: a line an arm, "model settings n"
arms() { "$assay" compare "$@" --format json | /usr/bin/python3 -c '
import json, sys
for arm in json.load(sys.stdin)["arms"]: print(arm["model"], arm["settings"] or "-", int(arm["n"]))'; }

# mean FOLDER [options]: mean of the difference
mean() { "$assay" compare "$@" --format json | /usr/bin/python3 -c '
import json, sys
for one in json.load(sys.stdin)["comparisons"]: print(int(one["pairs"]), round(one["difference"], 12))'; }

"$assay" run e.yaml --results first -q
plain=$(mean first/e)

# Every setting makes arms of its own; each mean difference is that of the averages within the seeds.
for setting in train.optimizer.adam.lr=0.1 train.epochs=2 train.batch=32 data.scale=none train.precision=float64 \
  'data.split={train: 0.5, validation: 0.25, test: 0.25}'; do
  rm -rf both second && cp -r first both
  "$assay" run e.yaml "$setting" --results both -q
  "$assay" run e.yaml "$setting" --results second -q
  [ "$(arms both/e | wc -l)" = 4 ] || fail "$setting: $(arms both/e)"
  [ "$(arms both/e | awk '{print $NF}' | sort -u)" = 4 ] || fail "$setting: n is not 4: $(arms both/e)"
  average=$(printf '%s\n%s\n' "$plain" "$(mean second/e)" | awk '{s += $2} END {printf "%.6f", s / 2}')
  found=$(mean both/e | awk '{printf "%.6f", $2}')
  [ "$average" = "$found" ] || fail "$setting: the difference is $found, not $average"
  # shellcheck disable=SC2046
  diff <("$assay" compare both/e) <("$assay" compare $(ls -r both/e/*.h5)) || fail "$setting: the order of the files decides"
done
arms both/e >output
grep -q '^a data.split.train=' output || fail "the split names no arm: $(cat output)"
"$assay" compare both/e >output
grep -q 'each seed has 2 combinations of other settings' output || fail "no note of what is averaged"

# An override for fewer seeds, as the README has it, is refused; each choice that is named works.
rm -rf both && cp -r first both
"$assay" run e.yaml train.epochs=2 seeds=3 --results both -q
expect 2 "assay: the runs of each model are not of the same settings (a: train.epochs=4 (4 seeds) and train.epochs=2 (3 seeds); b: train.epochs=4 (4 seeds) and train.epochs=2 (3 seeds)): a difference between them would be one of settings, too
choose one with -F 'train.epochs = 4' or -F 'train.epochs = 2'" "$assay" compare both/e
[ "$(mean both/e -F 'train.epochs = 4')" = "$plain" ] || fail "the choice of the first runs gives $(mean both/e -F 'train.epochs = 4')"
mean both/e -F 'train.epochs = 2' | grep -q '^3 ' || fail "the choice of the second runs"
expect 2 "$(cat errors)" "$assay" report both/e

# One model with another architecture, or another rate.
for setting in 'models.b=[{dense: 16}, tanh, {dense: 2}]' 'models.b.layers.0.dense=16'; do
  rm -rf both && cp -r first both
  "$assay" run e.yaml models=b "$setting" --results both -q 2>/dev/null || continue
  "$assay" compare both/e >output 2>errors && fail "two architectures of b are compared as one"
  choice=$(grep -o "not model = b or [^']*" errors | head -1)
  [ -n "$choice" ] || fail "no choice is named: $(cat errors)"
  "$assay" compare both/e -F "$choice" >output || fail "-F '$choice' does not choose"
done

# The loss's own parameters make test.loss another one; for accuracy the runs are averaged.
rm -rf both && cp -r first both
"$assay" run e.yaml train.loss.softmax_cross_entropy.label_smoothing=0.1 --results both -q
"$assay" compare both/e >output 2>errors && fail "losses with and without smoothing are averaged"
grep -q 'the runs are of different loss functions' errors || fail "$(cat errors)"
"$assay" compare both/e -F "$(grep -o "train.loss[^']*= 0.1" errors | head -1)" >output || fail "the choice of a loss does not work"
"$assay" compare both/e --metric test.accuracy >output || fail "accuracies are refused"

# A copy of the data under another name is the same data: no run counts twice. Other data are refused.
rm -rf both && cp -r first both
cp data.csv copy.csv
"$assay" run e.yaml data.file=copy.csv --results both -q
[ "$(mean both/e)" = "$plain" ] || fail "copies count: $(mean both/e), not $plain"
[ "$(arms both/e)" = "$(arms first/e)" ] || fail "copies are arms: $(arms both/e)"
"$assay" compare both/e >output
grep -q '^note: 8 runs say once more what another one says' output || fail "no note of the copies"
"$assay" report both/e -o copies.html | grep -q ': 8 runs' || fail "copies are drawn"
sed '2d' data.csv >other.csv
rm -rf both && cp -r first both
"$assay" run e.yaml data.file=other.csv --results both -q
expect 2 "assay: the runs are of different data (a: data.source.csv.file=data.csv (4 seeds) and data.source.csv.file=other.csv (4 seeds); b: data.source.csv.file=data.csv (4 seeds) and data.source.csv.file=other.csv (4 seeds)): their scores do not measure the same
choose one with -F 'data.source.csv.file = data.csv' or -F 'data.source.csv.file = other.csv'" "$assay" compare both/e
[ "$(mean both/e -F 'data.source.csv.file = data.csv')" = "$plain" ] || fail "the choice of the data"
"$assay" compare first/e first/e --format json >output
grep -q '"n": 8' output && fail "a folder that is named twice counts twice"

# Several experiments are named with their questions; the copy of one is no task of its own.
sed 's/^experiment: e/experiment: f/; s/hidden layer help/second task agree/; s/data.csv/other.csv/' e.yaml >f.yaml
"$assay" run f.yaml --results first -q
"$assay" compare first/e first/f --format json | /usr/bin/python3 -c '
import json, sys
found = json.load(sys.stdin)["experiments"]
expected = [{"experiment": "e", "question": "Does a hidden layer help?"}, {"experiment": "f", "question": "Does a second task agree?"}]
sys.exit(found != expected and f"experiments: {found}")'

# A level is found however its number is written.
sed 's/lr: 0.01/lr: $rate/; s/^seeds/sweep: {rate: [0.01, 0.3]}\nseeds/' e.yaml >swept.yaml
"$assay" run swept.yaml models=a --results swept -q
"$assay" compare swept/e --by rate --baseline 3e-1 >output
grep -q '^Against rate 0.3,' output || fail "3e-1 is not 0.3"
