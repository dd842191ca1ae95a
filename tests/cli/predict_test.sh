# Stored weights at work: the stored metrics to the last digit, the stored samples to the last bit.
. "$(dirname "$0")/lib.sh"

cat >shapes.yaml <<'YAML'
experiment: shapes
data: {source: csv, file: points.csv, split: {train: 0.6, validation: 0.2, test: 0.2}, scale: standard}
models:
  plain: [{dense: 8}, tanh, {dense: 3}]
  normed: {layers: [{dense: 8}, batch_norm, relu, {dense: 3}], train: {precision: float64, early_stopping: {patience: 1}}}
  gan:
    generator: [{dense: 4}, relu, {dense: 2}]
    discriminator: [{dense: 4}, relu, {dense: 1}]
    latent: 3
    data: {source: ring, samples: 128}
    train: {loss: sigmoid_cross_entropy}
  text:
    layers: [{one_hot: 6}, {gru: 6}, {dense: 6}]
    data: {source: text, file: letters.txt, window: 8}
train: {epochs: 4, batch: 16, loss: softmax_cross_entropy, optimizer: adam}
metrics: [accuracy]
sample: {count: 50, length: 40, temperature: 0.9}
seeds: 2
YAML
awk 'BEGIN { srand(3); print "a,b,class"; for (i = 0; i < 150; ++i) printf "%f,%f,%d\n", rand() + i % 3, rand() * 9 - i % 3, i % 3 }' >points.csv
awk 'BEGIN { srand(4); for (i = 0; i < 600; ++i) printf "%s", substr("abcde\n", int(rand() * 6) + 1, 1) }' >letters.txt
"$assay" run shapes.yaml -q || fail "cannot train"

predict() { "$assay" predict "$@" --folder . -o predictions.csv; }
for file in results/shapes/{plain,normed,text}-*.h5; do
  predict "$file" >output
  "$assay" export "$file" -o run.csv
  python3 - <<'PYTHON' || fail "$file: $(cat output) is not what run.csv says"
import csv
stored = next(csv.DictReader(open("run.csv")))
for name, value in map(str.split, open("output")):
    assert stored[name] == value, (name, value, stored[name])
PYTHON
  [ "$(wc -l <output)" = 2 ] || fail "$file: told $(cat output)"
done

# All rows of the same data, in another file: scaled as in the training, and 150 of them.
plain=$(ls results/shapes/plain-*.h5 | head -1)
cp points.csv again.csv
predict "$plain" --data again.csv >output
[ "$(wc -l <predictions.csv)" = 151 ] || fail "$(wc -l <predictions.csv) lines instead of 151"
# A file of some rows gives these rows' predictions, though not every class occurs in it.
cp predictions.csv all.csv
(head -1 points.csv; sed -n '2p;3p;5p' points.csv) >few.csv
predict "$plain" --data few.csv >output
diff <(sed -n '2p;3p;5p' all.csv | cut -d, -f2-) <(tail -n +2 predictions.csv | cut -d, -f2-) || fail "few rows differ from all"

# Columns go by their names, in any order, with others beside them; no column of the run may be missing.
awk -F, '{ print $3 "," $2 ",7," $1 }' points.csv | sed '1s/,7,/,more,/' >turned.csv
cp predictions.csv few-predictions.csv
predict "$plain" --data again.csv >output
predict "$plain" --data turned.csv >output 2>errors
diff all.csv predictions.csv || fail "another order of columns gives other predictions"
grep -q "turned.csv: 'more' is no input of the run and not used" errors || fail "said $(cat errors)"
printf 'a,bb,class\n1,2,0\n' >narrow.csv
expect 5 "narrow.csv:1:1: there is no column 'b'; did you mean 'bb'? (the run takes a and b; the file has a and bb)" \
  "$assay" predict "$plain" --folder . --data narrow.csv
printf '1,2,3\n4,5,6\n1,2,3,4\n' >ragged.csv
expect 5 "ragged.csv:3:1: this line has 4 columns; expected 3 as in the first" \
  "$assay" predict "$plain" --folder . --data ragged.csv

# Without targets, in part or altogether; the run file knows all that is needed, wherever one is.
cut -d, -f1,2 points.csv >unlabelled.csv
mkdir -p elsewhere
(cd elsewhere && "$assay" predict "../$plain" --data ../unlabelled.csv >predictions.csv 2>errors) || fail "$(cat elsewhere/errors)"
diff <(cut -d, -f1,3- all.csv) elsewhere/predictions.csv || fail "predictions without targets differ"
grep -q "no row has a target, so that nothing is measured" elsewhere/errors || fail "said $(cat elsewhere/errors)"
(sed -n 1,4p points.csv; sed -n '5,$p' points.csv | sed 's/,[0-9]*$/,/') >partly.csv
predict "$plain" --data partly.csv >output 2>errors
grep -q "partly.csv: 3 of 150 rows have a target; metrics are over these" errors || fail "said $(cat errors)"
grep -q "^test.accuracy " output || fail "nothing was measured"
[ "$(sed -n 6p predictions.csv | cut -d, -f2)" = "" ] || fail "an unknown target is told as $(sed -n 6p predictions.csv)"
(cd elsewhere && "$assay" predict "../$plain" >/dev/null 2>errors) || fail "own data are not found: $(cat elsewhere/errors)"
mv points.csv moved.csv
"$assay" predict "$plain" 2>errors && fail "data that are gone were found"
grep -q "the run's data, 'points.csv', is not found from .*; say with --folder where it starts from" errors || fail "said $(cat errors)"
mv moved.csv points.csv

printf 'a,b,class\n1,2,0\n4,5,7\n' >more.csv
expect 5 "more.csv: a target is no class number from 0 to 2" "$assay" predict "$plain" --folder . --data more.csv
gan=$(ls results/shapes/gan-*.h5 | head -1) text=$(ls results/shapes/text-*.h5 | head -1)
expect 6 "a GAN predicts nothing; 'assay sample' shows what it makes" "$assay" predict "$gan" --folder .
echo "abcXabcabcabc" >foreign.txt
expect 5 "foreign.txt: has the character 'X', which the run never saw" "$assay" predict "$text" --folder . --data foreign.txt

# Samples: again what was stored; with another seed something else.
"$assay" show "$text" | sed '1,/^sample$/d' >stored.txt
"$assay" sample "$text" --folder . >sampled.txt
diff stored.txt sampled.txt || fail "the text is not the stored one"
"$assay" sample "$text" --folder . --seed 9 | cmp -s - sampled.txt && fail "another seed wrote the same text"
[ "$("$assay" sample "$text" --folder . --length 7 | wc -c)" = 8 ] || fail "not 7 characters"
"$assay" sample "$gan" --folder . -o points-made.csv
[ "$(wc -l <points-made.csv)" = 51 ] || fail "$(wc -l <points-made.csv) lines of points"
if /usr/bin/python3 -c 'import h5py' 2>/dev/null; then
  /usr/bin/python3 - "$gan" <<'PYTHON' || fail "the points are not the stored ones"
import sys, h5py, numpy
made = numpy.loadtxt("points-made.csv", delimiter=",", skiprows=1)
assert numpy.array_equal(made, h5py.File(sys.argv[1])["samples/generated"][()].astype(float))
PYTHON
fi
expect 2 "assay: the run makes no samples; a GAN takes --count, a language model --length" "$assay" sample "$plain" --folder .
echo changed >>letters.txt
"$assay" predict "$text" --folder . 2>errors >output && fail "changed data were taken"
grep -q '^letters.txt: is not what the run was trained on: SHA-256 ' errors || fail "said $(cat errors)"
