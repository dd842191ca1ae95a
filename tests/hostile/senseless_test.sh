# Files with a valid seal and nonsense inside are named, one line each, and the others are read: no crash, no hang, no more
# memory than a file of that size deserves, nothing outside of the folder, nothing that a terminal would obey.
source "$(dirname "$0")/../cli/lib.sh"
python=/usr/bin/python3
$python -c 'import h5py' 2>/dev/null || { echo "skipped: no h5py (scripts/setup --tests)"; exit 77; }
export PYTHONPATH=$source/tests/hostile PYTHONDONTWRITEBYTECODE=1
small small.yaml
"$assay" run small.yaml -q
"$assay" run small.yaml -q models=rnn seeds=1 --results good >/dev/null 2>&1
rnn=$(basename "$(ls results/small/rnn-*.h5 | head -1)")
mkdir bad
cp good/small/*.h5 bad/

# change NAME <PYTHON: bad/NAME.h5 is the run, changed and sealed again; `file` is it, opened with h5py
change() {
  cp "results/small/$rnn" "bad/$1.h5"
  $python -c "
import sys, h5py, numpy
from lib import rewrite
def change(file):
$(sed 's/^/    /')
rewrite(sys.argv[1], change)" "bad/$1.h5"
}

# says NAME PATTERN [MEGABYTES]: show refuses it in one line, in little time and memory
says() {
  local code=0
  /usr/bin/env time -f %M -o memory timeout -s KILL 60 "$assay" show "bad/$1.h5" >output 2>errors || code=$?
  [ $code = 6 ] || fail "$1: show ended with $code: $(head -c 600 output errors)"
  [ "$(wc -l <errors)" = 1 ] && grep -q "^bad/$1.h5: $2" errors || fail "$1: expected '$2', said: $(cat errors)"
  [ ! -s output ] || fail "$1: show printed $(head -c 300 output)"
  [ "$(tail -1 memory)" -lt 1000000 ] || sanitized || fail "$1: $(tail -1 memory) kB"
}

for epochs in 5 3000000; do
  change "short-column-$epochs" <<PY
for name in list(file["metrics"]): del file["metrics"][name]
file["metrics"].create_dataset("epoch", data=numpy.arange($epochs), compression="gzip")
file["metrics"]["train_loss"] = numpy.array([0.5])
PY
  says "short-column-$epochs" "damaged: 'train_loss' has 1 numbers, but 'epoch' has $epochs$"
done
change long-column <<<'del file["metrics/train_loss"]; file["metrics/train_loss"] = numpy.zeros(50)'
says long-column "damaged: 'train_loss' has 50 numbers, but 'epoch' has 3$"
change square-column <<<'del file["metrics/train_loss"]; file["metrics/train_loss"] = numpy.zeros((3, 1))'
says square-column "damaged: '/metrics/train_loss' has shape \[3,1\]; expected a number an epoch$"
change speeds <<<'del file["timing/samples_per_second"]; file["timing/samples_per_second"] = numpy.zeros(7)'
says speeds "damaged: 'samples_per_second' has 7 numbers, but 'epoch_seconds' has 3$"

for group in config final config/axes; do
  change "newline-${group//\//-}" <<<"file['$group'].attrs['a\nb'] = 'c' if '$group' != 'final' else 1.0"
  says "newline-${group//\//-}" "damaged: .* is called 'a\\\\nb'; expected a name in one line without control characters$"
done
change escape-in-a-name <<<'file["metrics"]["\x1b[2J"] = numpy.zeros(3)'
says escape-in-a-name "damaged: a metric is called '.x1b\[2J'; expected a name in one line without control characters$"
change no-name <<<'file.attrs["model"] = ""'
says no-name "damaged: its model is ''; expected letters, digits, _ and -$"
for key in experiment model run_id; do
  change "escaping-$key" <<<"file.attrs['$key'] = '../../other/x'"
  says "escaping-$key" "damaged: its $key is '../../other/x'; expected letters, digits, _ and -$"
done

# Gigabytes of zeros in a few kilobytes: chunks that were never written, one name many times, an attribute.
change bomb <<'PY'
name = file["weights"].attrs["order"][0]
del file["weights"][name]
file["weights"].create_dataset(name, shape=(2**29 - 1,), dtype="f8", chunks=(2**24,), compression="gzip")
PY
says bomb "with '/weights/[^']*' it says more than [0-9]* MB, which is too much for a file of its size$"
change many-bombs <<'PY'
for i in range(40):
    file["weights"].create_dataset(f"z{i}", shape=(2**20,), dtype="f8", chunks=(2**20,), compression="gzip")
file["weights"].attrs["order"] = [f"z{i}" for i in range(40)]
PY
says many-bombs "with '/weights/z[0-9]*' it says more than [0-9]* MB, which is too much for a file of its size$"
change one-name-often <<<'file["weights"].create_dataset("z", shape=(2**20,), dtype="f8", chunks=(2**20,)); file["weights"].attrs["order"] = ["z"] * 1000'
says one-name-often "with '/weights/z' it says more than [0-9]* MB, which is too much for a file of its size$"

# Texts lie in HDF5's global heap, the one structure without a checksum: libhdf5 crashes on it or does not end.
for size in fffffffffffffff0 4000000000000000 0000000000100000; do
  cp "results/small/$rnn" "bad/heap-$size.h5"
  $python - "bad/heap-$size.h5" $size <<'PY'
import sys
from lib import resealed
data = bytearray(open(sys.argv[1], "rb").read())
at = data.find(b"GCOL") + 24
data[at:at + 8] = int(sys.argv[2], 16).to_bytes(8, "little")
open(sys.argv[1], "wb").write(resealed(data))
PY
  says "heap-$size" "."
done

# Every verb that reads a folder names each of them and goes on with the sound one.
count=$(($(ls bad/*.h5 | wc -l) - 1))
for verb in "list bad" "compare bad -m test.loss" "export bad" "export bad --long" "pack bad -o packed.h5" "report bad -m test.loss -o page.html" \
  "list bad -F 'max(train.loss) > 0'"; do
  code=0
  eval "timeout -s KILL 120 '$assay' $verb" >output 2>errors || code=$?
  [ $code = 6 ] || fail "$verb ended with $code: $(tail -3 errors)"
  for file in bad/*.h5; do
    case $file in bad/rnn-*) continue ;; esac
    case "$verb $file" in
      "list bad bad/"* | "compare"* | "export bad bad/"*)  # only what summaries hold is looked at
        case $file in *column* | *speeds* | *bomb* | *one-name* | *escape-in-a-name*) continue ;; esac ;;
    esac
    [ "$(grep -c "$file: " errors)" -ge 1 ] || fail "$verb does not name $file: $(cat errors)"
  done
done
"$assay" list packed.h5 --format csv >output
[ "$(wc -l <output)" = 2 ] || fail "the pack holds other runs than the sound one: $(cat output)"
[ $count -ge 18 ] || fail "only $count files were tried"

# A pack cannot write where it wants to, and one bad run in it does not hide the others.
"$assay" pack results/small -o pack.h5 >/dev/null
mkdir -p in/side other
for what in "experiment ../../other/above" "experiment $work/other/absolute" "model ../../../other/model" "run_id ../../other/id"; do
  cp pack.h5 in/bad.h5
  $python - in/bad.h5 $what <<'PY'
import sys
from lib import digest_of, rewrite
def change(file):
    run = file["runs"][list(file["runs"])[0]]
    run.attrs[sys.argv[2]] = sys.argv[3]
    run.attrs["result_sha256"] = digest_of(run)
rewrite(sys.argv[1], change)
PY
  code=0
  (cd in/side && rm -rf results && "$assay" unpack ../bad.h5 >../output 2>../errors) || code=$?
  [ $code = 6 ] || fail "unpack of a pack with '$what' ended with $code"
  grep -q "^warning: ../bad.h5: damaged: its ${what%% *} is '" in/errors || fail "unpack of '$what' said $(cat in/errors)"
  [ "$(cat in/output)" = "../bad.h5: 5 runs written, 0 were there already" ] || fail "unpack of '$what' wrote $(cat in/output)"
  [ -z "$(find other in -name '*.h5' -not -path 'in/bad.h5' -not -path 'in/side/results/small/*')" ] || fail "unpack of '$what' wrote outside"
done

# A terminal is shown what would command it.
$python - <<'PY'
import glob
from lib import rewrite
def change(file):
    file.attrs["question"] = "\x1b]0;owned\x07\x1b[2J\x1b[31mred \u009b2J \u202eleft"
    file.attrs["message"] = "line\r\x1b[1Ahidden"
    del file["config/yaml"]
    file["config/yaml"] = "a: \x1b[2J\n"
for name in glob.glob("results/small/*.h5"):
    rewrite(name, change)
PY
gan=$(ls results/small/gan-*.h5 | head -1)
for verb in "compare results/small -F model=rnn -m test.loss" "show $gan" "show $gan --config" "list results/small --columns message,question" \
  "list results/small --columns message --format csv" "export results/small" "diff results/small/$rnn $gan" "predict results/small/$rnn" \
  "list $gan$(printf '\033')[2J" "plugins show $(printf '\033[2J')" "run $(printf '\033]0;x\007').yaml" "$(printf '\033[2J')"; do
  # shellcheck disable=SC2086
  "$assay" $verb >output 2>&1 || true
  grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]' output && fail "'$verb' prints control characters: $(cat -v output)"
done
"$assay" compare results/small -F model=rnn -m test.loss >output
grep -qF '\x1b]0;owned\x07\x1b[2J\x1b[31mred \u009b2J \u202eleft' output || fail "compare does not show the question: $(head -3 output)"
"$assay" report results/small -F model=rnn -m test.loss -o page.html >/dev/null
grep -qP '[\x00-\x08\x0b-\x1f\x7f]' page.html && fail "the page holds control characters"
exit 0
