# A program that is started without standard streams loses no run, whichever of them are closed.
source "$(dirname "$0")/lib.sh"
small small.yaml
mkdir reference
"$assay" run small.yaml -q --results reference
count=0
while read -r closed; do
  count=$((count + 1))
  code=0
  bash -c "exec '$assay' run small.yaml --results results-$count $closed" || code=$?
  [ $code = 0 ] || fail "with $closed it ended with $code"
  [ "$(ls "results-$count/small" | grep -c '\.h5$')" = 6 ] || fail "with $closed there are only $(ls "results-$count/small")"
done <<'STREAMS'
<&- >&- 2>&-
<&- >&-
<&- 2>&-
>&- 2>&-
<&-
>&-
2>&-
STREAMS
run=$(ls results-1/small/rnn-*.h5 | head -1)
bash -c "exec '$assay' report results-1/small -o page.html <&- >&- 2>&-" || fail "a report without streams ended with $?"
grep -q '</html>' page.html || fail "the page is not whole"
bash -c "exec '$assay' export results-1/small -o runs.csv <&- >&- 2>&-" || fail "an export without streams ended with $?"
[ "$(wc -l <runs.csv)" = 7 ] || fail "the export holds $(wc -l <runs.csv) lines"
bash -c "exec '$assay' show '$run' <&- 2>&-" | grep -q '^experiment small' || fail "show says nothing where two others are closed"
