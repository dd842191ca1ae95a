#!/usr/bin/env bash
# Tables with what people's tables have, from the raw file to a verdict, and again through a run's stored preparation.
source "$(dirname "$0")/lib.sh"
/usr/bin/python3 -c 'import h5py' 2>/dev/null || { echo "skipped: no h5py (scripts/setup --tests)"; exit 77; }
/usr/bin/python3 "$source/tests/cli/make_tables.py"

cat >titanic.yaml <<'YAML'
experiment: titanic
data:
  source: csv
  file: titanic.csv
  target: Survived
  classes: ["0", "1"]
  columns: {PassengerId: ignore, Name: ignore, Ticket: ignore, Pclass: category}
  split: {train: 0.6, validation: 0.2, test: 0.2}
  prepare:
    - {impute: {flag: true}}
    - {log: {columns: Fare, plus: 1}}
    - {one_hot: {columns: category, rare: 5}}
    - {scale: robust}
  balance: {classes: weights}
models:
  linear: [{dense: 2}]
  net: [{dense: 8}, relu, {dense: 2}]
train: {epochs: 5, loss: softmax_cross_entropy, optimizer: {adam: {lr: 0.01}}}
metrics: [accuracy]
seeds: 3
compare: {metric: test.accuracy}
YAML
cat >adult.yaml <<'YAML'
experiment: adult
data:
  source: csv
  parts: {train: adult.data, test: adult.test}
  comment: "|"
  missing: ["", "?"]
  spellings: {"<=50K.": "<=50K", ">50K.": ">50K"}
  split: {validation: 0.2}
  prepare:
    - impute
    - {log: {columns: ["6"], plus: 1}}
    - {one_hot: {columns: category, rare: 10}}
    - scale
models:
  linear: [{dense: 2}]
  net: [{dense: 8}, relu, {dense: 2}]
train: {epochs: 5, loss: softmax_cross_entropy, optimizer: {adam: {lr: 0.01}}}
metrics: [accuracy]
seeds: 3
YAML
cat >housing.yaml <<'YAML'
experiment: housing
data:
  source: csv
  file: housing.csv
  target: value
  prepare: [impute, {scale: {by: normal, columns: [rooms, bedrooms, income]}}]
  target_scale: standard
models:
  linear: [{dense: 1}]
  net: [{dense: 8}, tanh, {dense: 1}]
train: {epochs: 5, loss: mse, optimizer: adam}
metrics: [rmse, r2]
seeds: 3
YAML
for name in adult titanic housing; do
  [ "$(wc -l <$name.yaml)" -le 25 ] || fail "$name.yaml is longer than 25 lines"
  "$assay" run $name.yaml >said 2>&1 || fail "$name: $(cat said)"
  "$assay" compare results/$name >verdict 2>&1 || fail "$name: $(cat verdict)"
  grep -q linear verdict || fail "$name has no verdict: $(cat verdict)"
done

# Classes that the test part spells in another way, columns that are not the training part's: refused where they stand.
expect 5 "adult.test:2:53: '<=50K.' is none of the classes <=50K and >50K; if it is another spelling of one, say spellings: {\"<=50K.\": \"<=50K\"}" \
  "$assay" plan adult.yaml data.spellings='{}'
expect 3 "<command line>:1:1: 'parts' has 'tests'; expected train, validation or test; did you mean 'test'?" \
  "$assay" plan adult.yaml data.parts='{train: adult.data, tests: adult.test}'
"$assay" show "$(ls results/adult/net-*.h5 | head -1)" >shown
grep -Eq '^true . predicted +<=50K +>50K$' shown || fail "the confusion has no names: $(cat shown)"
"$assay" predict "$(ls results/adult/net-*.h5 | head -1)" 2>/dev/null | cut -d, -f3,4 | sed 1d | tr ',' '\n' | sort -u >classes
[ "$(cat classes)" = "<=50K
>50K" ] || fail "the classes have no names: $(cat classes)"
[ "$(/usr/bin/python3 -c "import glob, h5py; print(len(h5py.File(glob.glob('results/adult/net-*.h5')[0])['samples/test_targets']))")" = 400 ] ||
  fail "the test part is not the test file"

# A raw table with its columns in another order gives the stored predictions, bit for bit.
run=$(ls results/titanic/net-*.h5 | head -1)
"$assay" predict "$run" -o own.csv >own.said 2>/dev/null
/usr/bin/python3 - "$run" <<'PY'
import csv, sys, h5py
with h5py.File(sys.argv[1]) as run:
    preparation = run["preparation"]
    assert list(preparation.attrs["column_names"]) == ["Pclass", "Sex", "Age", "Fare", "Cabin", "Embarked"]
    assert preparation["1_flag"].attrs["columns"] == ["Age"], preparation["1_flag"].attrs["columns"]
    assert "(missing)" in list(preparation["4_one_hot"].attrs["names"])
    assert len(preparation["class_weights"]) == 2
rows = list(csv.reader(open("titanic.csv", newline="")))
with open("permuted.csv", "w", newline="") as out:
    table = csv.writer(out)
    for row in rows:
        table.writerow(row[::-1][:-2])  # neither PassengerId nor Survived
PY
"$assay" predict "$run" --data permuted.csv -o other.csv >/dev/null 2>other.said || fail "$(cat other.said)"
"$assay" predict "$run" --data titanic.csv -o all.csv >/dev/null 2>/dev/null
/usr/bin/python3 - <<'PY'
import csv
def outputs(name):
    rows = list(csv.DictReader(open(name)))
    keys = [key for key in rows[0] if key.startswith("output") or key.startswith("y")]
    return [[row[key] for key in keys] for row in rows]
own, other, all_rows = outputs("own.csv"), outputs("other.csv"), outputs("all.csv")
assert other == all_rows, "the order of columns changes predictions"
assert all(row in all_rows for row in own), "predictions of raw rows are not the stored ones"
PY

# Whatever stands in the rows that are not trained on: all that is learned stays the same bits.
"$assay" run housing.yaml data.split='{train: 0.6, validation: 0.2, test: 0.2, order: sequential}' models=net seeds=1 \
  --results before >said 2>&1 || fail "$(cat said)"
/usr/bin/python3 - <<'PY'
import csv
rows = list(csv.reader(open("housing.csv")))
for i, row in enumerate(rows[481:]):
    row[:] = [str(1e6 + i), str(-i), "", str(7 * i), str(1 + i), "MARS", str(1e7 - i)]
csv.writer(open("housing.csv", "w"), lineterminator="\n").writerows(rows)
PY
"$assay" run housing.yaml data.split='{train: 0.6, validation: 0.2, test: 0.2, order: sequential}' models=net seeds=1 \
  --results after >said 2>&1 || fail "$(cat said)"
/usr/bin/python3 - before/housing/*.h5 after/housing/*.h5 <<'PY'
import sys, h5py
def bits(name):
    found = {}
    with h5py.File(name) as run:
        def visit(path, thing):
            if path.split("/")[0] in ("preparation", "weights"):
                found[path] = thing[()].tobytes() if isinstance(thing, h5py.Dataset) else None
                found.update({path + "@" + key: repr(value) for key, value in thing.attrs.items()})
        run.visititems(visit)
    return found
before, after = map(bits, sys.argv[1:])
assert len(before) > 20 and before == after, {key for key in before if before[key] != after.get(key)}
PY

# What is missing is refused where nothing fills it in, and what cannot be followed with its place.
/usr/bin/python3 "$source/tests/cli/make_tables.py"
expect 5 "titanic.csv: column 'Sex' holds 2 names (female, male)
titanic.csv: column 'Cabin' holds 74 names (C1, C10, C11, C12, C13, ...)
titanic.csv: column 'Embarked' holds 3 names (C, Q, S)
titanic.csv:$(awk 'NR > 1 && /male,,/ { print NR; exit }' titanic.csv):$(awk 'NR > 1 && /male,,/ { print index($0, "male,,") + 5; exit }' titanic.csv): a value is missing in column 'Age', and no step of 'prepare' fills it in; say prepare: [impute, ...], or leave the column out: columns: {Age: ignore}" \
  "$assay" plan titanic.yaml data.prepare='[one_hot]'
