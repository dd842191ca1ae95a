#!/usr/bin/env bash
# What a run says that it takes, weights, gradients, optimizer, activations and data, is what its process takes: until
# training ends it holds at most 1.3 times as much beyond what a tiny run needs.
source "$(dirname "$0")/lib.sh"
! sanitized || { echo "skipped: sanitizers need memory of their own"; exit 77; }
/usr/bin/python3 -c 'import h5py' 2>/dev/null || { echo "skipped: no h5py (scripts/setup --tests)"; exit 77; }

# trained MODEL LAYERS NUMBERS SAMPLES: one run in a program of its own, so that none holds the data of another.
trained() {
  cat >"$1.yaml" <<YAML
experiment: memory
data: {source: noise, shape: [$3], classes: 10, samples: $4, split: {train: 1}}
models: {$1: [$2]}
train: {epochs: 1, batch: 512, loss: softmax_cross_entropy, optimizer: adam}
YAML
  "$assay" run "$1.yaml" -q
}
trained tiny '{dense: 10}' 1 16
trained wide '{dense: 1024}, relu, {dense: 1024}, relu, {dense: 10}' 784 8192
trained recurrent '{reshape: [28, 28]}, {lstm: 256}, last_step, {dense: 10}' 784 8192
/usr/bin/python3 - <<'PYTHON'
import glob, h5py, sys
found = {}
for file in glob.glob("results/memory/*.h5"):
    with h5py.File(file) as run:
        found[run.attrs["model"]] = run["final"].attrs["memory"], run["timing"].attrs["peak_memory"]
bad = 0
said_tiny, took_tiny = found.pop("tiny")
for model, (said, took) in sorted(found.items()):
    ratio = (took - took_tiny) / (said - said_tiny)
    print(f"{model}: says {said / 1e6:.1f} MB, takes {(took - took_tiny) / 1e6:.1f} MB beyond a tiny run, {ratio:.2f} times")
    bad += not 0.7 < ratio < 1.3  # less would mean that it says what it does not take; more is the design's limit
sys.exit(bad)
PYTHON
