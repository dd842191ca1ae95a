"""Reads the run file of tests/store/example_record.hpp as a user would, and recomputes its digest from the description
in results/README.md."""

import hashlib
import sys

import h5py
import numpy as np

DIMENSION_SCALES = {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST", "DIMENSION_LABELS"}
TYPES = {"u1": "u8", "i8": "i64", "f4": "f32", "f8": "f64"}


def seal_of(path):
    block = open(path, "rb").read(512)
    lines, _, rest = block.rstrip(b"\0").rpartition(b"seal ")
    assert rest.strip().decode() == hashlib.sha256(lines).hexdigest(), "the seal's own hash"
    words = dict(line.split(" ", 1) for line in lines.decode().splitlines())
    return words


def line(path, value):
    """One line of the digest, for the value of a data set or attribute as h5py gives it."""
    if isinstance(value, (str, bytes)):
        texts, shape, kind = [value], (), "text"
    elif isinstance(value, np.ndarray) and value.dtype == object:
        texts, shape, kind = list(value), value.shape, "text"
    else:
        value = np.asarray(value)
        shape, kind = value.shape, TYPES[value.dtype.str[1:]]
        data = np.ascontiguousarray(value).tobytes()
    if kind == "text":
        data = b"".join((text if isinstance(text, bytes) else text.encode()) + b"\0" for text in texts)
    extents = ",".join(str(extent) for extent in shape)
    return f"{path} {kind} [{extents}] {hashlib.sha256(data).hexdigest()}\n"


def digest_of(file):
    lines = []

    def add(path, thing):
        if path.split("/")[1] in ("timing", "environment", "preparation") or path == "/samples/test_rows":
            return
        for name in thing.attrs:
            if name not in DIMENSION_SCALES and name != "result_sha256":
                value = np.int64(0) if name == "format_minor" else thing.attrs[name]
                lines.append(line(f"{path}@{name}", value))
        if isinstance(thing, h5py.Dataset):
            lines.append(line(path, thing[()]))

    add("/", file)
    file.visititems(lambda path, thing: add("/" + path, thing))
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def check(path):
    seal = seal_of(path)
    content = open(path, "rb").read()
    assert int(seal["bytes"]) == len(content)
    assert seal["sha256"] == hashlib.sha256(content[512:]).hexdigest()

    with h5py.File(path, "r") as file:
        assert file.attrs["format"] == "assay" and file.attrs["format_major"] == 1
        assert file.attrs["status"] == "complete" and seal["status"] == "complete"
        assert file.attrs["run_id"] == seal["run"]
        assert file.attrs["seed"] == 7 and file.attrs["fold"] == 3 and file.attrs["repeat"] == 1
        assert dict(file["config/axes"].attrs) == {"width": "64", "activation": "relu"}

        assert file["config/yaml"].asstr()[()].startswith("seed: 7\n")
        assert file["config"].attrs["train.optimizer.adam.lr"] == 0.001
        assert file["config"].attrs["train.shuffle"] == 1
        assert list(file["config"].attrs["metrics"]) == ["accuracy"]

        metrics = {name: values[:] for name, values in file["metrics"].items()}
        assert metrics["epoch"].tolist() == [1, 2, 3]
        assert metrics["validation_accuracy"].tolist() == [0.1, 0.6, 0.9]
        assert file["metrics/train_loss"].dims[0][0] == file["metrics/epoch"]
        assert file[file.attrs["default"]].attrs["signal"] == "validation_loss"
        assert file["final"].attrs["test.accuracy"] == 0.9375

        assert file.attrs["format_minor"] == 2
        assert list(file["preparation"].attrs["input_names"]) == ["size", "rooms"]
        assert file["preparation/scale/factor"][()].tolist() == [0.5, 0.25]
        assert list(file["preparation/1_impute"].attrs["columns"]) == ["size", "city"]
        assert file["preparation/1_impute/numbers"][()].tolist() == [4.5]
        assert file["preparation/vocabulary"].asstr()[()] == "a\u00e9"

        order = list(file["weights"].attrs["order"])
        assert order == ["0.weight", "0.bias", "2.weight"]
        weight = file["weights/0.weight"][()]
        assert weight.shape == (16, 64) and weight.dtype == np.float32
        assert weight[1, 3] == np.float32(np.float32(0.1) * np.float32(67) - np.float32(1))
        assert file["checkpoint/optimizer/exp_avg/0.weight"].shape == (16, 64)
        assert file["samples/confusion"][()].tolist() == [[5, 1], [0, 6]]
        assert file["samples/test_rows"][()].tolist() == [4, 0, 9]
        assert file["samples/text"].asstr()[()].endswith("\u2014\n")
        assert file["environment/plugins/layer.dense"].attrs["sha256"] == "a" * 64

        assert digest_of(file) == file.attrs["result_sha256"] == seal["result"], "the digest"


check(sys.argv[1])
print("h5py reads config, metrics, weights and the rest; the digest is right")
