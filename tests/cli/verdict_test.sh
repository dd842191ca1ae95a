# On real data: ten seeds of the digits tell a CNN from an RNN, and not an architecture from itself.
. "$(dirname "$0")/lib.sh"

# twin is fnn, but a layer that does nothing moves its weights to another stream of random numbers.
sed -E 's|^  lstm:.*|  twin: [flatten, {dense: 64}, $activation, {dense: 10}]|' "$source/experiments/digits.yaml" >digits.yaml
ln -s "$source/experiments/data" data
"$assay" run digits.yaml activation=relu train.epochs=8 seeds=10 -j 2 -q

verdict() { "$assay" compare results/digits "$@" --format json | /usr/bin/python3 -c '
import json, sys
for one in json.load(sys.stdin)["comparisons"]: print(one["model"], one["verdict"].split(" (")[0])'; }
verdict --baseline rnn | grep -q '^cnn better$' || fail "the CNN is not called better: $(verdict --baseline rnn)"
verdict --baseline fnn | grep -qE '^twin (equivalent|undecided)$' || fail "fnn and twin: $(verdict --baseline fnn)"

# Fewer seeds than the test needs are told.
"$assay" compare results/digits -F 'seed < 3' | grep -q '^note: fewer than 6 pairs' || fail "no note about 3 pairs"
expect 2 "assay: -F chooses runs by test.accuracy, which came out of their training: what is left are the lucky seeds, and any arm looks better by its best ones; choose by configuration, and compare all" \
  "$assay" compare results/digits -F 'test.accuracy > 0.97'
