# What other programs read: CSV with pandas, arrays with NumPy, packs with h5py, LaTeX with pdflatex.
. "$(dirname "$0")/lib.sh"
/usr/bin/python3 -c 'import h5py, numpy, pandas' 2>/dev/null || { echo "skipped: no pandas or h5py (scripts/setup --tests)"; exit 77; }

small one.yaml
"$assay" run one.yaml -q
"$assay" export results/small -o runs.csv
"$assay" export results/small -o runs.npz
"$assay" export results/small -o runs.json
"$assay" export results/small --long -o long.csv -F 'model = rnn'
"$assay" pack results/small -o one.h5 >output
grep -q '^one.h5: 6 runs, [0-9]* bytes$' output || fail "pack said $(cat output)"

/usr/bin/python3 - <<'PYTHON'
import glob, json
import h5py, numpy, pandas

runs = pandas.read_csv("runs.csv", float_precision="round_trip").set_index("run")
arrays, rows, pack = numpy.load("runs.npz"), json.load(open("runs.json")), h5py.File("one.h5")["runs"]
assert len(runs) == len(rows) == len(pack) == 6
for name in glob.glob("results/small/*-*.h5"):
    with h5py.File(name) as file:
        run = name.rsplit("/", 1)[1][:-3]
        row = list(arrays["run"]).index(run)
        for metric, value in file["final"].attrs.items():
            assert runs.loc[run, metric] == value, (run, metric)
            assert arrays[metric][row] == value, (run, metric)
            assert pack[run]["final"].attrs[metric] == value, (run, metric)
        assert runs.loc[run, "config.train.batch"] == 16
        for weight, values in file["weights"].items():
            assert numpy.array_equal(values[()], pack[run]["weights"][weight][()]), weight
        for column, values in file["metrics"].items():
            assert numpy.array_equal(values[()], pack[run]["metrics"][column][()]), column
long = pandas.read_csv("long.csv", float_precision="round_trip")
assert len(long) == 3 * 3 * long.metric.nunique()
curves = long.pivot(index=["run", "epoch"], columns="metric", values="value")
with h5py.File(glob.glob("results/small/rnn-*.h5")[0]) as file:
    run = "rnn-" + file.attrs["run_id"]
    assert numpy.array_equal(curves.loc[run]["train_loss"], file["metrics/train_loss"][()])
PYTHON

# A pack stands for its folder, and gives back the same files.
for words in "-F model=rnn -m test.loss" "-F model=rnn -m test.loss --format json" "-F model=gan -m generator_loss --rows seed"; do
  # shellcheck disable=SC2086
  diff <("$assay" compare results/small $words) <("$assay" compare one.h5 $words) || fail "compare $words differs"
done
diff <("$assay" list results/small) <("$assay" list one.h5) || fail "list differs"
run=$(ls results/small | grep -m1 '^rnn-.*h5$'); run=${run%.h5}
diff <("$assay" show "results/small/$run.h5" | grep -v ^file) <("$assay" show "one.h5/$run" | grep -v ^file) || fail "show differs"
"$assay" unpack one.h5 --results again >output
grep -qx 'one.h5: 6 runs written, 0 were there already' output || fail "unpack said $(cat output)"
for file in results/small/*-*.h5; do cmp "$file" "again/small/$(basename "$file")" || fail "$file differs after unpacking"; done
"$assay" unpack one.h5 --results again | grep -qx 'one.h5: 0 runs written, 6 were there already' || fail "unpacked twice"
expect 2 "assay: one.h5: exists already; it is not replaced" "$assay" pack results/small -o one.h5
expect 2 "assay: cannot tell a format from the name 'runs.xls'; expected .csv, .json or .npz" \
  "$assay" export results/small -o runs.xls
head -c 3000 one.h5 >cut.h5
expect 6 "warning: cut.h5: damaged: $(stat -c %s one.h5) bytes expected, 3000 found" "$assay" list cut.h5

# Two runs of one configuration and another seed differ in nothing else.
seeds=($("$assay" list results/small -F 'model = rnn and seed < 2' --format csv | tail -n +2 | cut -d, -f1))
"$assay" diff "${seeds[0]}" "${seeds[0]}" --results results/small | grep -qx 'the same results, to the last bit' ||
  fail "a run differs from itself"
"$assay" diff "${seeds[0]}" "${seeds[1]}" --results results/small >output
grep -qE '^seed +[01] +[01]$' output || fail "diff does not tell the seed: $(cat output)"
grep -qx 'the same environment' output || fail "the environments differ: $(cat output)"
grep -qE '^0\.weight_ih_l0 .*[0-9.]+ +[0-9.]+$' output || fail "diff does not tell how far weights are apart: $(cat output)"

command -v pdflatex >/dev/null || exit 0
{
  echo '\documentclass{article}\usepackage{booktabs}\usepackage[landscape,margin=5mm]{geometry}\begin{document}\tiny'
  "$assay" compare results/small -F 'model = rnn' -m test.loss --format latex
  "$assay" compare results/small -F 'model = rnn' -m test.loss --rows seed --cols model --format latex
  echo '\end{document}'
} >tables.tex
pdflatex -interaction=nonstopmode -halt-on-error tables.tex >latex.log || fail "LaTeX: $(grep -A3 '^!' latex.log)"
