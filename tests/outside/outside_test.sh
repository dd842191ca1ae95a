#!/usr/bin/env bash
# A project outside the tree builds a plugin against the installed SDK, and the installed program trains with it.
#
# Usage: outside_test.sh BUILD SOURCE
# slow: configures and builds a project.
set -euo pipefail

build=$1
here=$2/tests/outside
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$build" --prefix "$work/installed" >"$work/log" || { cat "$work/log" >&2; exit 1; }
cmake -S "$here" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/installed" -DCMAKE_BUILD_TYPE=Release >"$work/log"
cmake --build "$work/build" >"$work/log" || { cat "$work/log" >&2; exit 1; }

exported=$(nm -D --defined-only "$work/build/bent_identity.so" | awk '{print $3}')
[[ $exported == assay_plugin ]] || { echo "exports $exported" >&2; exit 1; }

assay=$work/installed/bin/assay
for program in "$build/bin/assay" "$assay"; do # an empty name in the run path stands for the working directory
  path=$(readelf -d "$program" | sed -n 's/.*Library runpath: \[\(.*\)\]/\1/p')
  [[ ":$path:" != *::* || -z $path ]] || { echo "$program looks for libraries in '$path'" >&2; exit 1; }
done
"$assay" plugins list --plugins "$work/build/bent_identity.so" >"$work/listed"
grep -q '^activation  *bent_identity  *f(x) = (sqrt(x^2 + 1) - 1) / 2 + x' "$work/listed" ||
  { cat "$work/listed" >&2; exit 1; }

cd "$work" # results land there
"$assay" run "$here/experiment.yaml" --plugins "$work/build/bent_identity.so" --quiet
stored=$(find results/outside -name '*.h5' | wc -l)
((stored == 2)) || { echo "expected 2 run files, found $stored" >&2; exit 1; }
