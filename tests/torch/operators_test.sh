#!/usr/bin/env bash
# Every shipped activation, layer and loss against PyTorch in float64: values and gradients, on random shapes.
# slow: imports PyTorch.
set -euo pipefail
build=$1 source=$2
if ! /usr/bin/python3 -c 'import torch' 2>/dev/null; then
  echo "skipped: needs Debian's python3-torch"
  exit 77
fi
for seed in 1 2; do
  "$build/tests/torch_operators" "$build/lib/assay/plugins" "$seed" | /usr/bin/python3 "$source/tests/torch/operators.py"
done
