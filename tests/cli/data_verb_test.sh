#!/usr/bin/env bash
# assay data: what an experiment's data is.
source "$(dirname "$0")/lib.sh"

cat >e.yaml <<'YAML'
experiment: e
data:
  source: csv
  file: people.csv
  target: label
  split: {train: 6, validation: 2, test: 2, order: sequential}
  prepare: [impute, scale]
models: {m: [{dense: 2}]}
train: {epochs: 1, loss: softmax_cross_entropy, optimizer: adam}
seeds: 2
YAML
cat >people.csv <<'CSV'
age,city,label
31,Oslo,no
,Rome,yes
44,Oslo,no
31,,no
50,Rome,yes
18,Oslo,no
62,Bern,yes
40,Oslo,no
39,Rome,no
27,Oslo,yes
CSV
"$assay" data e.yaml >said 2>/dev/null || fail "it ends with $?"
cat >expected <<'TEXT'
people.csv: 10 rows, 2 columns of inputs, 2 classes

column  type      missing  distinct  range     most frequent
──────  ────────  ───────  ────────  ────────  ─────────────
age     number       10 %         8  18 to 62  31 (20 %)
city    category     10 %         3            Oslo (50 %)

class  rows  share
─────  ────  ─────
no        6   60 %
yes       4   40 %

seed  train              validation     test
────  ─────────────────  ─────────────  ─────────────
   0  6: 66.7 %, 33.3 %  2: 50 %, 50 %  2: 50 %, 50 %
   1  6: 66.7 %, 33.3 %  2: 50 %, 50 %  2: 50 %, 50 %

a network sees [4]
TEXT
diff expected said || fail "it shows the above"
[ ! -e results ] || fail "it writes something"

"$assay" data e.yaml --format json 2>/dev/null | python3 -c '
import json, sys
one, = json.load(sys.stdin)
assert one["columns"][0] == {"name": "age", "type": "number", "missing": 1, "distinct": 8, "range": [18, 62],
                             "most_frequent": {"value": "31", "rows": 2}}, one
assert one["parts"][1]["validation"] == {"rows": 2, "classes": [1, 1]}, one
assert one["input_names"] == ["age", "city=(missing)", "city=Oslo", "city=Rome"], one
'

# Columns are shown even where the preparation is refused.
expect 5 "people.csv: target, 'label', is 2 classes, no and yes
people.csv: column 'city' holds 3 names (Bern, Oslo, Rome)
people.csv:3:1: a value is missing in column 'age', and no step of 'prepare' fills it in; say prepare: [impute, ...], or leave the column out: columns: {age: ignore}" \
  "$assay" data e.yaml data.prepare='[scale]'
grep -q "^city    category" output || fail "the columns are not shown: $(cat output)"
expect 2 "assay: --format is 'csv'; expected text or json" "$assay" data e.yaml --format csv
