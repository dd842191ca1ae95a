# Of 200 damaged and foreign HDF5 files in a folder each is named with what is wrong; the others are compared.
. "$(dirname "$0")/lib.sh"
/usr/bin/python3 -c 'import h5py' 2>/dev/null || { echo "skipped: no h5py (scripts/setup --tests)"; exit 77; }

small one.yaml
"$assay" run one.yaml -q
"$assay" compare results/small -F 'model = rnn' -m test.loss >expected
/usr/bin/python3 "$2/tests/cli/damaged_test.py" results/small results/small/*.h5 >told

code=0
timeout 120 "$assay" compare results/small -F 'model = rnn' -m test.loss >output 2>errors || code=$?
[ "$code" = 6 ] || fail "ended with $code instead of 6: $(tail -3 errors)"
diff expected output || fail "the good runs are compared otherwise than alone"
[ "$(wc -l <told)" = 200 ] || fail "there are $(wc -l <told) files"
while IFS=$'\t' read -r name pattern; do
  [ "$(grep -c "$name: " errors)" = 1 ] || fail "$name is named $(grep -c "$name: " errors) times"
  grep -q "$name: $pattern" errors || fail "$name: expected '$pattern', told: $(grep "$name: " errors)"
done <told
for verb in list export; do
  code=0
  timeout 120 "$assay" "$verb" results/small >output 2>errors || code=$?
  [ "$code" = 6 ] || fail "$verb ended with $code"
  [ "$(grep -c 'bad-...\.h5: ' errors)" = 200 ] || fail "$verb names $(grep -c 'bad-...\.h5: ' errors) files"
done
