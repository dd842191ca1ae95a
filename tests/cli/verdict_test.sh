# On real data: ten seeds of the digits tell a CNN from an RNN, and not an architecture from itself.
. "$(dirname "$0")/lib.sh"

# twin is fnn, but a layer that does nothing moves its weights to another stream of random numbers.
sed -E 's|^  lstm:.*|  twin: [flatten, {dense: 64}, $activation, {dense: 10}]|' "$source/experiments/digits.yaml" >digits.yaml
ln -s "$source/experiments/data" data
"$assay" run digits.yaml activation=relu train.epochs=8 seeds=10 -j 2 -q

verdict() { "$assay" compare results/digits "$@" --format json | /usr/bin/python3 -c '
import json, sys
for one in json.load(sys.stdin)["comparisons"]: print(one["model"], one["verdict"].split(" (")[0])'; }
of_rnn=$(verdict --baseline rnn)
of_fnn=$(verdict --baseline fnn)
grep -q '^cnn better$' <<<"$of_rnn" || fail "the CNN is not called better: $of_rnn"
grep -qE '^twin (equivalent|undecided)$' <<<"$of_fnn" || fail "fnn and twin: $of_fnn"

# What it is about is told, and is asked for; less is claimed with more confidence.
"$assay" compare results/digits >all
grep -q '^About new data of this kind: seeds divide the same rows anew' all || fail "no claim"
"$assay" compare results/digits compare.about='these rows' >rows
grep -q '^About these rows' rows || fail "no claim about these rows"
expect 2 "assay: verdicts are not about 'new dat'; did you mean 'new data'?
there are new data and these rows" "$assay" compare results/digits --about 'new dat'

# Fewer seeds than the test needs are told.
"$assay" compare results/digits --about 'these rows' -F 'seed < 3' >few
grep -q '^note: fewer than 6 pairs' few || fail "no note about 3 pairs"
expect 2 "assay: -F chooses runs by test.accuracy, which came out of their training: what is left are the lucky seeds, and any arm looks better by its best ones; choose by configuration, and compare all" \
  "$assay" compare results/digits -F 'test.accuracy > 0.97'
