#!/usr/bin/env bash
# Tables as people have them, from the file to what the program says: names as classes, dialects, what is no table.
source "$(dirname "$0")/lib.sh"

cat >e.yaml <<'YAML'
experiment: e
data: {source: csv, file: data.csv, scale: standard, split: {train: 40, validation: 10, test: 10}}
models: {m: [{dense: 4}, tanh, {dense: 2}]}
train: {epochs: 2, loss: softmax_cross_entropy, optimizer: {adam: {lr: 0.01}}}
metrics: [accuracy]
seeds: 1
YAML
table() { awk -v sep="$1" -v no="$2" -v yes="$3" 'BEGIN { srand(1); print "a" sep "b" sep "label"; for (i = 0; i < 60; ++i) printf "%.4f%s%.4f%s%s\n", rand(), sep, rand(), sep, i % 2 ? yes : no }'; }

table , no yes >data.csv
"$assay" run e.yaml >said 2>&1 || fail "names as classes: $(cat said)"
grep -q "^data.csv: target, 'label', is 2 classes, no and yes$" said || fail "the classes are not told: $(cat said)"

table , 1 2 >data.csv
"$assay" plan e.yaml >said 2>&1 || fail "classes from 1: $(cat said)"
grep -q "^data.csv: target, 'label', is taken for 2 classes, 1 and 2; if they are quantities, say targets: quantities$" said ||
  fail "classes from 1 are not told: $(cat said)"

table ';' no yes >data.csv
expect 5 "data.csv:1:1: no line has a ',', but with ';' as the delimiter each has 3 cells; say delimiter: ';'" "$assay" plan e.yaml
"$assay" plan e.yaml data.delimiter=auto >/dev/null 2>said || fail "delimiter: auto: $(cat said)"

table , no yes | iconv -t UTF-16 >data.csv
"$assay" plan e.yaml >/dev/null 2>said || fail "UTF-16: $(cat said)"
table , no yes | tr '\n' '\r' >data.csv
"$assay" plan e.yaml >/dev/null 2>said || fail "CR: $(cat said)"

(printf '\xef\xbb\xbf'; table , 0 1 | tail -n +2) >data.csv
"$assay" plan e.yaml data.split='{train: 60, validation: 0, test: 0}' >/dev/null 2>said || fail "a row is lost: $(cat said)"

table , no yes | xz >data.csv
expect 5 "data.csv: it is packed with xz; only gzip is unpacked; unpack it with: xz -d data.csv" "$assay" plan e.yaml

# Settings at their defaults are not part of a run's identity.
table , no yes >data.csv
plain=$("$assay" plan e.yaml --csv 2>/dev/null)
[ "$plain" = "$("$assay" plan e.yaml data.header=auto data.encoding=auto data.decimal=. --csv 2>/dev/null)" ] ||
  fail "defaults that are said give another run"
[ "$plain" != "$("$assay" plan e.yaml data.header=true --csv 2>/dev/null)" ] || fail "header: true is the same run"

# A table of points is read by the same rules.
sed -e 's/dense: 4}/dense: $units}/' -e 's/lr: 0.01/lr: $rate/' -e '$ a sweep: {points: points.csv}' e.yaml >swept.yaml
printf '\xef\xbb\xbfunits,"rate"\r\n4,"0.1"\r\n\r\n8,0.2\r\n' >points.csv
[ "$("$assay" plan swept.yaml --csv 2>said | tail -n +2 | wc -l)" = 2 ] || fail "points: $(cat said)"
printf 'units,rate\n4,0.1\n8\n' >points.csv
expect 3 "points.csv:3:1: has 1 cells; expected 2 as in the first line
swept.yaml:3:22: there is no axis 'units' in 'sweep'; expected 'sweep: {units: [values]}'
swept.yaml:4:72: there is no axis 'rate' in 'sweep'; expected 'sweep: {rate: [values]}'" "$assay" plan swept.yaml
printf 'units,rate\n4,1\n"8,2\n' >points.csv
expect 3 "points.csv:3:1: a quote opens a cell here and is never closed
swept.yaml:3:22: there is no axis 'units' in 'sweep'; expected 'sweep: {units: [values]}'
swept.yaml:4:72: there is no axis 'rate' in 'sweep'; expected 'sweep: {rate: [values]}'" "$assay" plan swept.yaml
