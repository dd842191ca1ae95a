# What the scripts that test the program from outside share. Source it first; it makes a folder of its own to work in.
set -euo pipefail
build=$1 source=$2
assay=$build/bin/assay
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# Whether the program was built with sanitizers.
sanitized() { grep -q "^ASSAY_SANITIZE:[A-Z]*=." "$build/CMakeCache.txt"; }

# expect CODE TEXT COMMAND...: the command ends with CODE and prints exactly TEXT on standard error.
expect() {
  local code=$1 text=$2 got=0
  shift 2
  "$@" >output 2>errors || got=$?
  [ "$got" = "$code" ] || fail "'$*' ended with $got, expected $code; it said: $(cat errors)"
  [ "$(cat errors)" = "$text" ] || fail "'$*' said:
$(cat errors)
expected:
$text"
}

# reseal LIBRARY: makes a changed library a whole one again (runner/registry/seal.hpp).
reseal() {
  printf '\nassay-seal sha256 %s\n' "$(sha256sum <"$1" | cut -d' ' -f1)" >>"$1"
}

# An experiment of a few milliseconds: small CODE [sed script]
small() {
  sed -E "${2:-}" >"$1" <<'YAML'
experiment: small
question: Does it work?
data: {source: ring, samples: 64, split: {train: 1, validation: 0, test: 0}}
models:
  gan: {generator: [{dense: 4}, tanh, {dense: 2}], discriminator: [{dense: 4}, relu, {dense: 1}], latent: 2}
  rnn:
    layers: [{lstm: 4}, {dropout: 0.2}, last_step, {dense: 1}]
    data: {source: adding, length: 6, split: {train: 0.5, validation: 0.25, test: 0.25}}
    train: {loss: mse}
train: {epochs: 3, batch: 16, loss: sigmoid_cross_entropy, optimizer: adam}
metrics: [mse, modes]
seeds: 3
YAML
}
