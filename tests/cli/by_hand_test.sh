#!/usr/bin/env bash
# The textbook's numbers, traced and stored.
source "$(dirname "$0")/lib.sh"
"$assay" run "$source/experiments/by_hand.yaml" --trace >trace
[ ! -e results ] || fail "--trace wrote something"
has() { grep -Eq "$1" trace || fail "the trace lacks '$1': $(cat trace)"; }
has '0 dense +\[1,1\] +2\.100000'
has '1 sigmoid +\[1,1\] +0\.890903'
has 'loss half_squared_error +\[\] +0\.005951'
has '0\.weight +\[1,2\] +-0\.010604 +-0\.021207'
has '0\.bias +\[1\] +-0\.010604'
has '0\.weight +\[1,2\] +0\.401060 +0\.602121'
has '0\.bias +\[1\] +0\.501060'
has '0 dense +\[1,1\] +0\.629000'
has '1 sigmoid +\[1,1\] +0\.652263'
"$assay" run "$source/experiments/by_hand.yaml" -q
"$assay" show neuron >shown
grep -Eq '^ *1 +0\.0060' shown || fail "the stored loss is not 0.0060: $(cat shown)"
