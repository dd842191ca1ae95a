#!/usr/bin/env bash
# scripts/check-layers passes on the tree and names every forbidden include of a copy.
#
# Usage: check_layers_test.sh BUILD SOURCE
set -euo pipefail

source_dir=$2
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

fresh_copy() {
  rm -rf "${copy:?}"/*
  mkdir "$copy/docs"
  cp "$source_dir/docs/architecture.md" "$copy/docs/"
  cp -r "$source_dir/runner" "$source_dir/plugins" "$copy/"
}

# expect_refusal FILE INCLUDE MESSAGE: the include, put first into the copy's file, gives exactly this one line.
expect_refusal() {
  fresh_copy
  printf '#include %s\n%s' "$2" "$(cat "$copy/$1")" >"$copy/$1"
  local said
  if said=$("$source_dir/scripts/check-layers" "$copy" 2>&1); then
    echo "check-layers accepts $2 in $1" >&2
    exit 1
  fi
  if [[ $said != "$1:1: $3" ]]; then
    printf 'expected: %s\nsaid:     %s\n' "$1:1: $3" "$said" >&2
    exit 1
  fi
}

"$source_dir/scripts/check-layers"
fresh_copy
"$source_dir/scripts/check-layers" "$copy"

expect_refusal runner/spec/experiment.hpp '"plan/run.hpp"' \
  "forbidden arrow spec -> plan; spec may include base, h5"
expect_refusal runner/store/record.hpp '"train/outcome.hpp"' \
  "forbidden arrow store -> train; store may include base, h5, plan, spec"
expect_refusal runner/base/failure.hpp '"h5/file.hpp"' \
  "forbidden arrow base -> h5; base may include no other room"
expect_refusal runner/plan/run.hpp '"run.hpp"' \
  "\"run.hpp\" names no room; write \"room/file.hpp\""
expect_refusal runner/store/record.hpp '<hdf5.h>' \
  "runner/store includes <hdf5.h>, whose one room is runner/h5"
expect_refusal runner/plan/run.hpp '<boost/optional.hpp>' \
  "<boost/optional.hpp> has no room yet; name one in scripts/check-layers"
expect_refusal plugins/activations/relu.cpp '"base/failure.hpp"' \
  "a plugin includes <assay/...>, standard and own detail/ headers, not \"base/failure.hpp\""
expect_refusal plugins/layers/dense.cpp '"../../runner/base/failure.hpp"' \
  "a plugin includes <assay/...>, standard and own detail/ headers, not \"../../runner/base/failure.hpp\""
expect_refusal plugins/losses/mse.cpp '<boost/optional.hpp>' \
  "a plugin includes <assay/...>, standard and own detail/ headers, not <boost/optional.hpp>"
expect_refusal plugins/sdk/include/assay/tensor.hpp '<hdf5.h>' \
  "plugins/sdk includes <hdf5.h>, whose one room is runner/h5"
