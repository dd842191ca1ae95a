# Numbers keep their digits on the way from the file to the training and back.
. "$(dirname "$0")/lib.sh"

train() { cat >"$1.yaml" && "$assay" run "$1.yaml" -q || fail "cannot train $1"; }

# Linear in unix seconds: float32 has steps of 128 s there.
awk 'BEGIN { print "t,y"; for (i = 0; i < 200; ++i) printf "%d,%.3f\n", 1700000000 + i, 5 + 0.25 * i }' >time.csv
train time <<'YAML'
experiment: time
data: {source: csv, file: time.csv, targets: quantities, scale: standard, target_scale: standard, split: {train: 1}}
models: {m: [{dense: 1}]}
train: {epochs: 300, batch: 200, loss: mse, optimizer: {sgd: {lr: 0.1}}}
seeds: 1
YAML
loss=$("$assay" show results/time/*.h5 | awk '$1 == "train.loss" { print $2 }')
awk -v loss="$loss" 'BEGIN { exit !(loss < 1e-6) }' || fail "train.loss is $loss"

# Prices come back as prices, from a folder without the data.
awk 'BEGIN { srand(1); print "size,price"; for (i = 0; i < 100; ++i) { s = 50 + 100 * rand(); printf "%.2f,%.0f\n", s, 3000 * s + 20000 } }' >houses.csv
train houses <<'YAML'
experiment: houses
data: {source: csv, file: houses.csv, scale: standard, target_scale: standard}
models: {m: [{dense: 1}]}
train: {epochs: 300, batch: 16, loss: mse, optimizer: {adam: {lr: 0.05}}}
metrics: [mae]
seeds: 1
YAML
printf 'size\n100\n60\n' >new.csv
mkdir -p away
(cd away && "$assay" predict ../results/houses/m-*.h5 --data ../new.csv 2>/dev/null) >predictions.csv
awk -F, 'NR == 2 { exit !($2 > 319000 && $2 < 321000) }' predictions.csv || fail "320000 is predicted as $(sed -n 2p predictions.csv)"
awk -F, 'NR == 3 { exit !($2 > 199000 && $2 < 201000) }' predictions.csv || fail "200000 is predicted as $(sed -n 3p predictions.csv)"

# One file is one experiment, however its name is spelled.
for name in ./houses.csv away/../houses.csv "$PWD/houses.csv" "../${PWD##*/}/houses.csv"; do
  "$assay" plan houses.yaml data.file="$name" | grep -q "1 runs, 1 stored" || fail "$name is another experiment"
done

# What float32 cannot hold is refused before the training; float64 takes it.
awk 'BEGIN { print "x,y"; for (i = 0; i < 20; ++i) printf "%s,%d\n", i == 4 ? "1e39" : i, i % 2 }' >large.csv
cat >large.yaml <<'YAML'
experiment: large
data: {source: csv, file: large.csv, targets: classes}
models: {m: [{dense: 2}]}
train: {epochs: 1, loss: softmax_cross_entropy, optimizer: sgd}
YAML
expect 5 "large.csv: row 5, column 'x': 1e+39 is beyond what float32 holds, 3.4e38; scale it or train with 'precision: float64'" \
  "$assay" run large.yaml
"$assay" run large.yaml train.precision=float64 -q || fail "float64 does not take 1e39"

# The odd row of two halves goes to the first.
awk 'BEGIN { print "x,y"; for (i = 0; i < 151; ++i) printf "%d,%d\n", i, i % 2 }' >odd.csv
sed 's/large/odd/; s/classes}/classes, split: {train: 0.5, validation: 0.5}}/' large.yaml >odd.yaml
"$assay" plan odd.yaml >/dev/null || fail "halves of 151 rows are refused"

# A text of eleven characters, three bytes each.
letters=(甲 乙 丙 丁 戊 己 庚 辛 壬 癸 。)
for ((i = 0; i < 400; ++i)); do printf %s "${letters[i * 7 % 11]}"; done >letters.txt
train letters <<'YAML'
experiment: letters
data: {source: text, file: letters.txt, window: 16, leaks: ignore, split: {train: 0.8, validation: 0.1, test: 0.1}}
models: {m: [{embedding: {vocabulary: 11, units: 8}}, {gru: 16}, {dense: 11}]}
train: {epochs: 2, loss: softmax_cross_entropy, optimizer: adam}
metrics: [bits_per_character]
sample: {length: 50}
seeds: 1
YAML
written=$("$assay" sample results/letters/m-*.h5)
[ "$(printf %s "$written" | LC_ALL=C.UTF-8 wc -m)" = 50 ] || fail "not 50 characters: $written"
[ -z "$(printf %s "$written" | tr -d '甲乙丙丁戊己庚辛壬癸。')" ] || fail "other characters: $written"
