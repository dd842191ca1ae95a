# A score that is NaN is a missing score: in every table n and all statistics are of those that there are.
. "$(dirname "$0")/lib.sh"

/usr/bin/python3 - <<'PY' # 4 of 60 rows are of the rare class, so that the test part of some seeds has none
import random
random.seed(3)
with open("data.csv", "w") as file:
    print("a,b,y", file=file)
    for row in range(60):
        rare = row % 15 == 0
        print(f"{random.gauss(rare, 1):.4f},{random.gauss(rare, 1):.4f},{int(rare)}", file=file)
PY
cat >e.yaml <<'YAML'
experiment: e
question: What of a rare class?
data: {source: csv, file: data.csv, targets: quantities, scale: standard}
models: {a: [{dense: 1}], b: [{dense: 8}, tanh, {dense: 1}]}
train: {epochs: 5, batch: 16, loss: sigmoid_cross_entropy, optimizer: {adam: {lr: 0.02}}}
metrics: [auc, accuracy]
seeds: 12
compare: {metric: test.auc}
YAML
"$assay" run e.yaml --results r -q
sed 's/^experiment: e/experiment: f/; s/epochs: 5/epochs: 6/' e.yaml >f.yaml
"$assay" run f.yaml --results r -q

"$assay" compare r/e --format json >compare.json
"$assay" compare r/e --rows model --format json >pivot.json
"$assay" compare r/e r/f --format json >tasks.json
"$assay" export r/e -o runs.json
/usr/bin/python3 - <<'PY'
import json, statistics

runs = json.load(open("runs.json"))
scores = {}
for run in runs:
    if run["test.auc"] is not None:
        scores.setdefault(run["model"], []).append(run["test.auc"])
assert all(2 <= len(values) < 12 for values in scores.values()), f"the case is none: {scores}"


def check(row, values):
    close = lambda a, b: abs(a - b) < 1e-12  # sums in another order
    assert row["n"] == len(values), row
    assert close(row["mean"], statistics.mean(values)), row
    assert close(row["sd"], statistics.stdev(values)), row
    assert row["median"] == statistics.median(values), row
    assert row["min"] == min(values) and row["max"] == max(values), row


compared = json.load(open("compare.json"))
for arm in compared["arms"]:
    check(arm, scores[arm["model"]])
    assert arm["unscored"] == 12 - len(scores[arm["model"]])
    assert 0 <= arm["mean_low"] and arm["mean_high"] <= 1, arm
for row in json.load(open("pivot.json")):
    check(row, scores[row["model"]])
for arm in json.load(open("tasks.json"))["arms"]:
    if arm["experiment"] == "e":
        check(arm, scores[arm["model"]])
n = {model: 12 - len(values) for model, values in scores.items()}
note = (f"test.auc is no number in some runs (a {n['a']} of 12, b {n['b']} of 12): they have no score, and all numbers "
        "are of those that have one")
assert note in compared["notes"], compared["notes"]
assert not any("missing on one side" in text for text in compared["notes"])
PY
"$assay" compare r/e >table
grep -q 'no number' table || fail "no column of runs without a number: $(cat table)"
grep -E '^(a|b) ' table | head -2 | grep -q -- ' - ' && fail "a '-' in the table of arms: $(cat table)"
"$assay" compare r/e --rows model >output
grep -q '^note: test.auc is no number' output || fail "the pivot has no note"

# What is not measured fulfils no condition.
"$assay" list r/e -F 'test.auc != 0.123' >output
grep -q ' - ' output && fail "a missing score is compared: $(cat output)"
exit 0
