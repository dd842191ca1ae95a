#!/usr/bin/env bash
# Every plugin exports the one data symbol of the handshake, shares nothing with other libraries of the process
# (STB_GNU_UNIQUE), and calls no float function of libm: such a call would keep its loop scalar.
#
# Usage: symbols_test.sh BUILD SOURCE
set -euo pipefail

plugins=$1/lib/assay/plugins
grep -q '^ASSAY_SANITIZE:[A-Z]*=.' "$1/CMakeCache.txt" && { echo "skipped: sanitizers add symbols"; exit 77; }
libm=' (exp|expm1|log|log1p|tanh|erf|sin|cos|pow)f(@|$)'

count=0
failed=0
complain() {
  echo "$1" >&2
  failed=1
}
for library in "$plugins"/*.so; do
  name=$(basename "$library")
  exported=$(nm -D --defined-only "$library" | awk '{print $2, $3}')
  [[ $exported == "R assay_plugin" || $exported == "D assay_plugin" ]] ||
    complain "$name: expected the data symbol assay_plugin alone, found: $exported"
  unique=$(nm "$library" | awk '$2 == "u"')
  [[ -z $unique ]] || complain "$name: process-wide unique symbols: $unique"
  scalar=$(nm -D --undefined-only "$library" | grep -E "$libm" || true)
  [[ -z $scalar ]] || complain "$name: calls of scalar float functions: $scalar"
  count=$((count + 1))
done
sources=$(find "$2"/plugins/{activations,layers,losses,optimizers} -maxdepth 1 -name '*.cpp' | wc -l)
((count == sources)) || complain "$sources source files but $count plugins in $plugins"
echo "$count plugins"
exit $failed
