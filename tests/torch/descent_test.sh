#!/usr/bin/env bash
# Every optimizer, schedule and objective against PyTorch or its reference formula: fifty float64 steps, the same weights.
# One that is new and has no twin fails the test by name.
# slow: imports PyTorch.
set -euo pipefail
build=$1 source=$2
if ! /usr/bin/python3 -c 'import torch, h5py' 2>/dev/null; then
  echo "skipped: needs Debian's python3-torch and python3-h5py"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
twins=0
/usr/bin/python3 "$source/tests/torch/descent.py" experiments "$work" "$build/bin/assay" || twins=$?
"$build/bin/assay" run descent.yaml descent_gan.yaml -q
[ "$(ls results/descent/*.h5 | wc -l)" = "$(grep -c '^  [a-z]' descent.yaml)" ]
[ "$(ls results/descent_gan/*.h5 | wc -l)" = "$(grep -c '^  [a-z]' descent_gan.yaml)" ]
/usr/bin/python3 "$source/tests/torch/descent.py" check "$work"/results/descent*/*.h5
exit "$twins"
