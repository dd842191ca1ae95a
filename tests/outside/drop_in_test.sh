#!/usr/bin/env bash
# One file of at most 12 lines dropped into plugins/activations/ is built, listed and usable: nothing else is edited.
#
# Usage: drop_in_test.sh BUILD SOURCE
# slow: builds the tree with one more plugin.
set -euo pipefail

build=$1
source_dir=$2
here=$source_dir/tests/outside
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

lines=$(wc -l <"$here/bent_identity.cpp")
((lines <= 12)) || { echo "bent_identity.cpp has $lines lines" >&2; exit 1; }

# A copy of the tree with the new file; of it only the new plugin is built, the rest comes from the given build.
mkdir "$work/tree"
cp -r "$source_dir"/{CMakeLists.txt,CMakePresets.json,plugins,runner} "$work/tree/"
cp "$here/bent_identity.cpp" "$work/tree/plugins/activations/"
cmake -S "$work/tree" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DASSAY_TESTS=OFF >"$work/log"
cmake --build "$work/build" --target plugin_bent_identity >"$work/log" || { cat "$work/log" >&2; exit 1; }
mkdir -p "$work/build/bin"
cp "$build/bin/assay" "$work/build/bin/"
cp "$build"/lib/assay/plugins/*.so "$work/build/lib/assay/plugins/"

cd "$work" # results land there
build/bin/assay plugins list >listed
grep -q '^activation  *bent_identity ' listed || { cat listed >&2; exit 1; }
build/bin/assay plugins show bent_identity >shown
grep -q 'f(x) = (sqrt(x^2 + 1) - 1) / 2 + x' shown || { cat shown >&2; exit 1; }
build/bin/assay run "$here/experiment.yaml" --quiet
stored=$(find results/outside -name '*.h5' | wc -l)
((stored == 2)) || { echo "expected 2 run files, found $stored" >&2; exit 1; }
