#!/usr/bin/env bash
# Results never change by a bit: golden.tsv has the result_sha256 of the tiny runs of experiments/tiny.yaml.
#
# They depend on the processor by the width of its vectors, in which sums are split, and by OpenBLAS's kernels; compiler,
# optimisation and number of workers do not matter. So the kernels are pinned here to those of one processor, and there is
# a column of digests for each width that a build may have; a build of a width that has none is skipped.
#
# tests/golden/digests_test.sh BUILD SOURCE --write prints the lines of today's program.
source "$(dirname "$0")/../cli/lib.sh"

arch=$(sed -n 's/^ASSAY_ARCH:[A-Z]*=//p' "$build/CMakeCache.txt")
[ "$arch" = portable ] && arch=x86-64-v2
macros=$(g++ "-march=$arch" -dM -E -x c++ /dev/null 2>/dev/null) || macros=
case "$macros" in
  *__AVX512F__*) width=512 core=Haswell ;;
  *__AVX2__*) width=256 core=Haswell ;;
  *__SSE4_2__*) width=128 core=Nehalem ;;
  *) echo "skipped: there are no golden digests for -march=$arch"; exit 77 ;;
esac
grep -qw fma /proc/cpuinfo || { echo "skipped: the C library's functions differ on processors without FMA"; exit 77; }

OPENBLAS_CORETYPE=$core "$assay" run "$source/tests/golden/experiments/tiny.yaml" -q -j 2 --results results
for file in results/tiny/*.h5; do
  printf 'digest %s\t%s\t%s\n' "$width" "$(basename "$file" .h5)" "$(head -c 512 "$file" | tr -d '\0' | sed -n 's/^result //p')"
done >found
if [ "${3:-}" = --write ]; then
  cat found
  exit
fi
grep "^digest $width" "$source/tests/golden/golden.tsv" >expected ||
  { echo "skipped: there are no golden digests for vectors of $width bits"; exit 77; }
diff expected found >differences || fail "results changed (<: what they were, >: what they are):
$(cat differences)"
