#!/usr/bin/env bash
# What training knows of test rows is refused before anything is trained, or told, as `leaks` says; the experiments that
# are shipped have none.
source "$(dirname "$0")/lib.sh"

# experiment NAME DATA [MODEL]: a small one of classes.
experiment() {
  local network='[{dense: 2}]' targets=
  case $2 in 'source: csv'*) targets=', targets: classes' ;; esac
  cat >"$1.yaml" <<YAML
experiment: $1
data: {$2$targets}
models: {m: ${3:-$network}}
train: {epochs: 1, batch: 8, loss: softmax_cross_entropy, optimizer: adam}
metrics: [accuracy]
YAML
}
# told TEXT COMMAND...: it ends well and warns of exactly TEXT.
told() {
  local text=$1
  shift
  expect 0 "$text" "$@"
}
quiet() { "$assay" run "$@" -q; }

# --- equal rows
{ echo a,b,y; for i in $(seq 1 30); do echo "$i,$((i * i % 17)),$((i % 2))"; done; for i in $(seq 1 10); do echo "$i,$((i * i % 17)),$((i % 2))"; done; } >twice.csv
experiment twice 'source: csv, file: twice.csv, split: {train: 30, test: 10, order: sequential}'
same='twice.yaml:2:45: 10 of 10 test rows (100 %) have the inputs of training rows (first: twice.csv:2 = twice.csv:32, twice.csv:3 = twice.csv:33, twice.csv:4 = twice.csv:34, twice.csv:5 = twice.csv:35, twice.csv:6 = twice.csv:36)'
expect 5 "$same; leave them out of one part, or leaks: tell if few different inputs are bound to be equal" "$assay" run twice.yaml
[ ! -e results ] || fail "something was trained"
told "warning: $same; leave them out of one part, or leaks: tell if few different inputs are bound to be equal" quiet twice.yaml data.leaks=tell
told "" quiet twice.yaml data.leaks=ignore
[ "$(ls results/twice/*.h5 | wc -l)" = 1 ] || fail "what is done with leaks makes another run"
told "" quiet twice.yaml 'data.split={train: 0.7, test: 0.3, group: duplicates}'
told "" quiet twice.yaml 'data.split={folds: 3, group: duplicates}' data.split.fold=0
expect 3 "<command line>:1:1: 'data.leaks' is 'warn'; expected one of ignore, refuse and tell" "$assay" run twice.yaml data.leaks=warn

sed -i '2,31!d' twice.csv && sed -i '1i a,b,y' twice.csv && echo 1,1,0 >>twice.csv
told "warning: twice.yaml:2:45: some rows have the same inputs and different classes: no model can be right on more than 96.8 % of all rows
warning: twice.yaml:2:45: 1 of 8 test rows (12 %) have the inputs of training rows (first: twice.csv:2 = twice.csv:32), too few to move a score by more than its standard error" \
  quiet twice.yaml data.split.train=23 data.split.test=8

# --- groups
{ echo patient,part,a,y; for i in $(seq 1 24); do echo "p$((i % 6)),$([ $i -le 16 ] && echo train || echo test),$i,$((i % 2))"; done; } >groups.csv
experiment groups 'source: csv, file: groups.csv, split: {by: part, group: patient}'
expect 5 "groups.yaml:2:46: 8 of 8 test rows (100 %) are of groups that training rows are of (first: groups.csv:6 = groups.csv:18, groups.csv:7 = groups.csv:19, groups.csv:2 = groups.csv:20, groups.csv:3 = groups.csv:21, groups.csv:4 = groups.csv:22); give a group's rows one part, or say leaks: tell" \
  "$assay" run groups.yaml
told "" quiet groups.yaml 'data.split={folds: 3, group: patient}' 'data.columns={part: ignore}'
told "" quiet groups.yaml 'data.split={by: part}' 'data.columns={patient: ignore}'
h5dump -d /samples/test_rows -o rows -b LE "$(ls -t results/groups/*.h5 | head -1)" >/dev/null
[ "$(od -An -v -t d8 -w8 rows | tr -d ' ' | tr '\n' ' ')" = "16 17 18 19 20 21 22 23 " ] || fail "not the rows of the column: $(od -An -t d8 rows)"

# --- columns that are not there
expect 5 "groups.csv:1:1: there is no column 'pateint'; did you mean 'patient'?" "$assay" run groups.yaml data.split.group=pateint
experiment none "source: iris, file: $source/experiments/data/iris.csv, split: {folds: 3, group: patient}" '[{dense: 3}]'
column=$(head -2 none.yaml | tail -1 | grep -bo 'patient' | cut -d: -f1)
expect 3 "none.yaml:2:$((column + 1)): 'split.group' names the column 'patient', but source 'iris' has no columns; read a table with source: csv, or say group: duplicates" "$assay" run none.yaml
expect 3 "<command line>:1:1: 'split.by' names the column 'part', but source 'iris' has no columns; read a table with source: csv, or say shares" \
  "$assay" run none.yaml 'data.split={by: part}'
sed -i '5s/train//' groups.csv
expect 5 "groups.csv:5:4: a value is missing in column 'part', by which the rows are divided" "$assay" run groups.yaml 
sed -i '5s/,,/,dev,/' groups.csv
expect 5 "groups.csv:5: 'dev' in column 'part' is no part; expected train, validation or test" "$assay" run groups.yaml

# --- windows of one series
experiment sun "source: sunspots, file: $source/experiments/data/sunspots.csv, window: 12" '{layers: [{rnn: 4}, last_step, {dense: 1}], train: {loss: mse}}'
sed -i 's/accuracy/mse/' sun.yaml
overlap='windows of 12 overlap by 11, and shuffled rows bring parts of validation and test windows into training; say split: {order: sequential, ...}'
expect 5 "sun.yaml:2:7: $overlap" "$assay" run sun.yaml
told "warning: sun.yaml:2:7: $overlap" quiet sun.yaml data.leaks=tell
told "" quiet sun.yaml 'data.split={train: 0.7, test: 0.3, order: sequential}'
told "" quiet sun.yaml 'data.split={folds: 3, order: sequential, window: expanding}' data.split.fold=0
tr -dc 'a-z' <"$source/README.md" | head -c 2000 >letters.txt
letters=$(fold -w1 letters.txt | sort -u | wc -l)
experiment text 'source: text, file: letters.txt, window: 16, stride: 8' "[{embedding: {vocabulary: $letters, units: 4}}, {rnn: 4}, {dense: $letters}]"
expect 5 "text.yaml:2:7: windows of 16 overlap by 8, and shuffled rows bring parts of validation and test windows into training; say split: {order: sequential, ...}" \
  "$assay" run text.yaml
told "warning: <command line>:1:1: windows of 16 overlap by 8, so that the first 1 behind a cut have characters from before it; say split: {gap: 1, ...}" \
  quiet text.yaml 'data.split={train: 0.7, test: 0.3, order: sequential}'
told "" quiet text.yaml 'data.split={train: 0.7, test: 0.3, order: sequential, gap: 1}'
told "" quiet text.yaml data.stride=16

# --- weights that have seen the test rows
experiment first "source: iris, file: $source/experiments/data/iris.csv, scale: standard, split: {train: 0.7, test: 0.3}" '[{dense: 3}]'
"$assay" run first.yaml -q data.leaks=ignore
run=$(ls results/first/*.h5)
experiment second "source: iris, file: $source/experiments/data/iris.csv, scale: standard, leaks: refuse, split: {train: 0.7, test: 0.3}" \
  "{layers: [{dense: 3}], init: {from: $run}}"
"$assay" run second.yaml -q seeds='[0]' 2>said || fail "the same division: $(cat said)"
code=0
"$assay" run second.yaml seeds='[1]' 2>said || code=$?
[ $code = 5 ] && grep -Eq "^second.yaml:2:[0-9]+: [0-9]+ of 45 test rows \([0-9]+ %\) are among those that the weights of '$run' were trained on for seed 1; give both experiments one division, split: \{seed: 1, \.\.\.\}, or say leaks: tell$" said ||
  fail "weights that have seen the test rows: $code, $(cat said)"
"$assay" run first.yaml -q data.split.seed=1 data.leaks=ignore
fixed=$(ls -t results/first/*.h5 | head -1)
"$assay" run second.yaml -q seeds='[1,2]' data.split.seed=1 "models.m.init={from: $fixed}" 2>said || fail "one division for both: $(cat said)"

# --- what is shipped
for yaml in "$source"/experiments/*.yaml; do
  "$assay" plan "$yaml" --csv >/dev/null 2>said || fail "$yaml: $(cat said)"
  ! grep -E 'have the inputs|the same inputs|are of groups|overlap|were trained on|not known' said || fail "an alarm on $yaml"
done
