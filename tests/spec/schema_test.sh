#!/usr/bin/env bash
# A real validator of JSON Schema agrees with the program: all shipped experiments are valid, and of the wrong files those
# are invalid that a schema can know.
#
# Usage: schema_test.sh BUILD SOURCE
set -euo pipefail

python3 -c 'import jsonschema, yaml' 2>/dev/null || { echo "skipped: python3-jsonschema or python3-yaml is missing"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1/bin/assay" schema >"$work/schema.json"
python3 "$2/tests/spec/validate.py" "$work/schema.json" "$2" "$1/bin/assay"
