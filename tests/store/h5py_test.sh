#!/bin/bash
# Other programs read a run file: h5py everything, h5dump the documented layout. $1 is the build folder, $2 the source.
set -eu
here=$(dirname "$(readlink -f "$0")")
python=
for candidate in python3 /usr/bin/python3; do
  if "$candidate" -c 'import h5py' 2>/dev/null; then python=$candidate; break; fi
done
if [ -z "$python" ]; then echo "skipped: no python3 with h5py (apt: python3-h5py)"; exit 77; fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
ASSAY_EXAMPLE_FILE=$folder/example.h5 "$1/tests/store_test" --gtest_filter=RunFile.IsReadAsWritten > "$folder/log" ||
  { cat "$folder/log"; exit 1; }
"$python" "$here/h5py_check.py" "$folder/example.h5"

if ! command -v h5dump > /dev/null; then echo "h5dump is missing: the dumped layout was not compared"; exit 0; fi
h5dump -H "$folder/example.h5" > "$folder/header"
h5dump -n 0 "$folder/example.h5" | sed "s|$folder/||" | diff "$here/example_layout.txt" -
echo "h5dump shows the documented layout"
