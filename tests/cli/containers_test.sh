# Temporary files of programs in other containers are left alone, though their host has our name and their process numbers
# mean nobody here.
source "$(dirname "$0")/lib.sh"
[ "$(id -u)" = 0 ] && unshare --pid --fork --mount-proc true 2>/dev/null || { echo "skipped: no PID namespaces here"; exit 77; }
small small.yaml
mkdir -p results/small

# The name that a program in a namespace of its own gives a temporary file: it is killed while it writes to a pipe's end.
contained() { unshare --pid --fork --mount-proc "$@"; }
"$assay" run small.yaml -q --results elsewhere
space() { printf '%s' "$(cat /proc/sys/kernel/random/boot_id) $(readlink /proc/self/ns/pid)" | sha256sum | cut -c1-12; }
here=$(space) there=$(contained bash -c "$(declare -f space); space")
[ "$here" != "$there" ] || fail "a namespace has the word of another"
touch "results/small/.a.h5.$(hostname)-$there.999999.tmp" "results/small/.b.h5.$(hostname)-$here.999999.tmp" \
  "results/small/.c.h5.$(hostname).999999.tmp" "results/small/.d.h5.elsewhere-$here.999999.tmp" "results/small/.e.h5.$(hostname)-$here.1.tmp"
touch -d '2 days ago' "results/small/.f.h5.$(hostname)-$there.999999.tmp"
"$assay" run small.yaml -q
left=$(cd results/small && ls -A | grep '\.tmp$' | cut -c2 | tr -d '\n')
[ "$left" = acde ] || fail "of the temporary files a (another container's), b (ours, dead), c and d (others'), e (ours, alive) and f (old) are left: $left"

# Two programs, each in a namespace of its own, share a folder: neither takes away what the other is writing.
small many.yaml 's/^experiment: small/experiment: many/; s/epochs: 3/epochs: 1/; s/seeds: 3/seeds: 60/'
contained "$assay" run many.yaml models=rnn -j2 -q 2>first & 
one=$!
contained "$assay" run many.yaml models=rnn -j2 -q 2>second || fail "the second ended with $?: $(cat second)"
wait $one || fail "the first ended with $?: $(cat first)"
[ "$(ls results/many/*.h5 | wc -l)" = 60 ] || fail "there are $(ls results/many/*.h5 | wc -l) of 60 runs"
