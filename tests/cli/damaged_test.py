"""Makes 200 damaged and foreign HDF5 files beside the run files of a folder. Usage: damaged_test.py FOLDER GOOD...

Prints a line NAME<tab>PATTERN for each: what must be said of it.
"""

import pathlib
import random
import sys

import h5py
import numpy

folder = pathlib.Path(sys.argv[1])
good = [pathlib.Path(name).read_bytes() for name in sys.argv[2:]]
dice = random.Random(1)
count = 0


def told(pattern):
    """The next file's name, of which `pattern` must be said."""
    global count
    count += 1
    name = f"bad-{count:03d}.h5"
    print(f"{name}\t{pattern}")
    return folder / name


def damaged(times, pattern, change):
    for _ in range(times):
        data = bytearray(dice.choice(good))
        told(pattern).write_bytes(change(data))


def flipped(data, first, last):
    data[dice.randrange(first, last if last > 0 else len(data))] ^= 1 << dice.randrange(8)
    return data


def foreign(times, pattern, fill):
    for i in range(times):
        with h5py.File(told(pattern), "w") as file:
            fill(file, i)


def external_link(file, i):
    file["x"] = h5py.ExternalLink("/etc/passwd", f"/{i}")


def soft_link(file, i):
    file["x"] = h5py.SoftLink(f"/elsewhere{i}")


def external_storage(file, i):
    file.create_dataset("x", shape=(8,), dtype="u1", external=[("/etc/passwd", 0, 8)])


def virtual(file, i):
    layout = h5py.VirtualLayout(shape=(4,), dtype="f8")
    layout[:] = h5py.VirtualSource("/etc/passwd", "x", shape=(4,))
    file.create_virtual_dataset("x", layout)


def lzf(file, i):
    file.create_dataset("deep/x", data=numpy.arange(1000.0 + i), compression="lzf")


def enormous(file, i):
    file.create_dataset("x", shape=(2**40 + i,), dtype="f8", chunks=(1024,))


def plain(file, i):
    file["x"] = numpy.arange(i + 1)


damaged(40, "damaged: ", lambda data: data[: dice.randrange(11, len(data))])
damaged(20, "damaged: the seal in its first 512 bytes is broken", lambda data: flipped(data, 12, 512))
damaged(50, "damaged: its SHA-256 differs", lambda data: flipped(data, 512, 0))
damaged(10, "damaged: .* bytes expected, ", lambda data: data + bytes(dice.randrange(1, 100)))
damaged(2, "not written by assay: the file is empty", lambda data: b"")
damaged(8, "not written by assay$", lambda data: bytes(len(data)))
# Without the seal they are HDF5 files of other origin; with a flipped byte libhdf5 may do anything with them.
damaged(5, "not written by assay: it holds a run, but its seal is gone", lambda data: bytes(512) + data[512:])
damaged(15, "not written by assay: ", lambda data: flipped(bytearray(bytes(512) + data[512:]), 600, 4000))
foreign(8, "not written by assay: .*a link into another file", external_link)
foreign(4, "not written by assay: .*a soft link", soft_link)
foreign(8, "not written by assay: .*keeps its values in another file", external_storage)
foreign(8, "not written by assay: .*virtual", virtual)
foreign(8, "not written by assay: .*filter", lzf)
foreign(4, "not written by assay: .*", enormous)
foreign(10, "not written by assay: an HDF5 file of other origin", plain)
assert count == 200, count
