#!/usr/bin/env bash
# Killed anywhere, or with a disk that fails or is full, the same command ends with the same bits: the short form of
# scripts/faults.
source "$(dirname "$0")/lib.sh"
command -v h5dump >/dev/null || { echo "skipped: h5dump is missing"; exit 77; }
faults() { python3 "$source/scripts/faults" --build "$build" "$@"; }
if sanitized; then # whose library must come before the injected one
  faults --only kills --kills 5
  faults --only full
else
  faults --kills 20 --every 9
fi
