"""Validates all shipped experiments, and the wrong files of tests/spec/wrong, with the schema that `assay schema` prints.

Asks the program and the schema of the same values, which must agree.

Usage: validate.py SCHEMA.json SOURCE PROGRAM
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

# Wrong files that are valid to a schema, and why. Every other one must be invalid; and these must be valid, so that the
# list does not outlive its reasons.
BEYOND = {
    "another place of the file decides": [
        "adversarial_without_gan", "axis_twice", "bad_baseline", "bad_compare_by", "compared_metric_not_measured",
        "condition_of_unknown_axis", "conditions_leave_nothing", "misspelt_compared_metric",
        "misspelt_stopping_metric", "stopping_without_validation", "undefined_axis", "unused_axis",
        "zip_of_unequal_length", "misspelt_axis_value", "override_model", "override_value_is_wrong",
        "overrides_in_wrong_places", "bad_overrides", "axis_of_empty_maps", "no_axis_at_all",
        "objective_beside_loss", "override_beside_a_component",
        "plateau_of_a_misspelt_metric", "preactivations_of_a_gan", "preactivations_without_validation",
        "stopping_by_what_training_does_not_measure",
        "block_above_its_parts", "block_named_like_an_activation", "block_of_itself", "block_unused",
        "repeat_of_an_undefined_name", "repeat_over_an_axis", "repeat_over_an_unused_name",
        "search_axis_is_swept", "search_for_misspelt", "search_for_seconds", "search_is_compared_by", "search_of_nothing",
        "search_sees_the_test", "search_width_is_large", "search_width_of_random",
    ],
    "a language within a text": [
        "axis_series_backwards", "axis_not_a_list", "condition_ends_early", "random_space_without_sense", "points_missing",
        "axis_quoted_series", "axis_too_long", "condition_with_a_backreference", "points_is_a_folder",
        "search_axis_has_one_value", "search_end_does_not_fit", "search_start_is_outside",
    ],
    "arithmetic": [
        "bad_split_mixed", "bad_split_sum", "split_without_training", "too_many_runs",
        "init_values_are_ragged", "init_not_a_number", "bad_seed_range", "random_too_many",
        "block_too_large", "repeat_of_unequal_length", "repeat_too_often",
    ],
    "what a reader of YAML makes of the text": ["duplicate_key", "tag"],
    "a model's patch is free": ["unknown_key_in_patch"],
}



# Settings of `train` (and others) that both know, and such that both refuse.
RIGHT = {
    "checkpoint": ["{every: 30s}", "{every: 30 s}", "{every: 1.5h}", "{every: 100 ms}", "{every: 2 epochs}", "{every: 1 epoch}"],
    "clip": ["none", "{norm: 1}", "$s"],
    "early_stopping": ["none", "{}", "{patience: 3}"],
    "average": ["none", "{}", "{decay: 0.5}"],
    "schedule": ["none", "constant", "cosine", "$s"],
    "groups": ["none", "[{match: '*.bias', freeze: true}]"],
}
WRONG = {
    "checkpoint": ["{every: 30}", "{every: s}", "{every: 30 years}", "{every: 0 epochs}", "{}"],
    "clip": ["null", "off", "{}", "1"],
    "early_stopping": ["null", "5", "constant"],
    "average": ["null", "0.9", "true"],
    "schedule": ["null", "off", "5"],
    "groups": ["null", "{}", "bias"],
}
EXPERIMENT = """experiment: e
data: {source: csv, file: rows.csv, leaks: ignore}
models: {m: {layers: [{dense: 2}]}}
train: {epochs: 1, loss: softmax_cross_entropy, optimizer: adam, %s: %s}
sweep: {s: [none]}
"""


def agree(program, validator):
    """What of RIGHT is refused, or of WRONG is not, by the program or the schema."""
    for settings, right in [(RIGHT, True), (WRONG, False)]:
        for key, values in settings.items():
            for value in values:
                text = EXPERIMENT % (key, value)
                if "$s" not in text:
                    text = text.replace("sweep: {s: [none]}\n", "")
                with tempfile.TemporaryDirectory() as folder:
                    file = pathlib.Path(folder) / "e.yaml"
                    file.write_text(text, encoding="utf-8")
                    (file.parent / "rows.csv").write_text("x,y\n" + "1,0\n2,1\n" * 20, encoding="utf-8")
                    said = subprocess.run([program, "plan", str(file)], capture_output=True, text=True, cwd=folder)
                verdicts = {"program": said.returncode == 0, "schema": validator.is_valid(yaml.load(text, Yaml12))}
                for judge, found in verdicts.items():
                    if found != right:
                        yield f"the {judge} {'takes' if found else 'refuses'} {key}: {value} {said.stderr[:200]}"


class Yaml12(yaml.SafeLoader):
    """As editors' language servers read: 1e-3 is a number, yes is a word."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"true|false", "tf"), ("null", r"null|~|", "n~\0"), ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
]:
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))
# int before float, which would take whole numbers as well
for resolvers in Yaml12.yaml_implicit_resolvers.values():
    resolvers.sort(key=lambda pair: not pair[0].endswith("int"))
Yaml12.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def main():
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    source = pathlib.Path(sys.argv[2])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    mistakes = []

    shipped = sorted((source / "experiments").rglob("*.yaml"))
    for path in shipped:
        for error in validator.iter_errors(yaml.load(path.read_text(encoding="utf-8"), Yaml12)):
            mistakes.append(f"{path.name} is refused: {error.json_path}: {error.message[:300]}")

    beyond = {name for names in BEYOND.values() for name in names}
    wrong, refused = sorted((source / "tests/spec/wrong").glob("*.yaml")), 0
    for path in wrong:
        try:
            invalid = not validator.is_valid(yaml.load(path.read_text(encoding="utf-8"), Yaml12))
        except (yaml.YAMLError, RecursionError, ValueError):
            continue  # no schema is asked
        refused += invalid
        if invalid == (path.stem in beyond):
            mistakes.append(f"{path.name} is " + ("invalid, but listed as beyond a schema" if invalid else "valid"))
    for name in beyond - {path.stem for path in wrong}:
        mistakes.append(f"there is no wrong file {name}.yaml")

    mistakes.extend(agree(sys.argv[3], validator))
    print(f"{len(shipped)} experiments valid, {refused} of {len(wrong)} wrong files invalid")
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    return 1 if mistakes or not shipped or not refused else 0


if __name__ == "__main__":
    sys.exit(main())
