#!/usr/bin/env bash
# Whole trainings in float64 against PyTorch: the same initial weights and batches give the same weights after 50 steps.
# slow: imports PyTorch and trains 20 networks.
set -euo pipefail
build=$1 source=$2
if ! /usr/bin/python3 -c 'import torch, h5py' 2>/dev/null; then
  echo "skipped: needs Debian's python3-torch and python3-h5py"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$source"/tests/torch/replay*.yaml "$work"
cd "$work"
/usr/bin/python3 "$source/tests/torch/replay.py" data .
"$build/bin/assay" run replay.yaml replay_gan.yaml -q
[ "$(ls results/replay/*.h5 | wc -l)" = 18 ]
[ "$(ls results/replay_gan/*.h5 | wc -l)" = 2 ]
/usr/bin/python3 "$source/tests/torch/replay.py" check "$work"/results/replay*/*.h5
