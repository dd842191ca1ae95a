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

printf 'a,b,c,class\n1,2,3,0\n4,5,6,1\n' >wide.csv
expect 5 "wide.csv: a row of it is [3]; the run takes [2]" "$assay" predict "$plain" --folder . --data wide.csv
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
