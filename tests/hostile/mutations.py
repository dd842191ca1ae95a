"""Ways to make of a sealed run file, or pack, another one that is sealed as well and senseless or damaged inside."""

import random

import h5py
import numpy

from lib import headers, lookup3, resealed

EXTREMES = [0, 1, 2, 7, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 1 << 40, (1 << 63) - 1,
            1 << 63, (1 << 64) - 16, (1 << 64) - 1]
TEXTS = ["", "\x1b]0;owned\x07\x1b[2J", "a\nb", "../../../outside/x", "/tmp/outside/x", "x" * 100_000, "\u202egnp.exe",
         b"\xff\xfe\x80", "nan", "-", "complete", "relu"]


def extreme(data, at, dice):
    width = dice.choice([1, 2, 4, 8])
    value = dice.choice(EXTREMES) & ((1 << 8 * width) - 1)
    data[at : at + width] = value.to_bytes(width, "little")


# ---- bytes


def in_header(data, dice):
    """A byte or a field of an object's header, whose checksum is renewed: only libhdf5's own care is left."""
    begin, end = dice.choice(headers(data))
    for _ in range(dice.choice([1, 1, 1, 2, 4])):
        at = dice.randrange(begin + 4, end - 8)
        if dice.random() < 0.5:
            data[at] ^= 1 << dice.randrange(8)
        else:
            extreme(data, at, dice)
    data[end : end + 4] = lookup3(data[begin:end]).to_bytes(4, "little")


def in_heap(data, dice):
    """The global heap, where texts lie, has no checksum."""
    at = bytes(data).find(b"GCOL", dice.choice([0, len(data) // 2]))
    at = max(at, bytes(data).find(b"GCOL"))
    extreme(data, at + dice.choice([4, 8, 16, 18, 24, 24, 24, dice.randrange(4, 4000)]), dice)


def in_superblock(data, dice):
    extreme(data, 512 + dice.randrange(8, 40), dice)
    data[556:560] = lookup3(data[512:556]).to_bytes(4, "little")


def anywhere(data, dice):
    for _ in range(dice.choice([1, 4, 30])):
        data[dice.randrange(512, len(data))] = dice.randrange(256)


def cut_off(data, dice):
    del data[dice.randrange(520, len(data)) :]


def zeros(data, dice):
    at = dice.randrange(512, len(data))
    data[at : at + dice.randrange(1, 3000)] = bytes(min(len(data) - at, dice.randrange(1, 3000)))


def moved(data, dice):
    at, to, size = dice.randrange(512, len(data)), dice.randrange(512, len(data)), dice.randrange(1, 2000)
    data[to : to + size] = data[at : at + size]


# ---- objects, with h5py


def objects(file):
    found = [("/", file)]
    file.visititems(lambda path, thing: found.append(("/" + path, thing)))
    return found


def attributes(file):
    return [(thing, name) for _, thing in objects(file) for name in thing.attrs]


def data_sets(file):
    return [(path, thing) for path, thing in objects(file) if isinstance(thing, h5py.Dataset)]


def without_object(file, dice):
    path = dice.choice(objects(file)[1:])[0]
    del file[path]


def without_attribute(file, dice):
    thing, name = dice.choice(attributes(file))
    del thing.attrs[name]


def other_values(dice):
    return dice.choice([dice.choice(TEXTS), dice.choice([-1, 0, 2**62, -(2**63)]), float("nan"), float("inf"), 1e308, -1.0,
                        True, numpy.arange(3), ["a", "b"], [], numpy.float32(1), numpy.uint8(3), h5py.Empty("f8"),
                        numpy.array([(1, 2.0)], dtype="i4,f8"), b"fixed", numpy.array([b"ab", b"c"])])


def another_attribute(file, dice):
    thing, name = dice.choice(attributes(file))
    try:
        thing.attrs[name] = other_values(dice)
    except (ValueError, OSError, TypeError):
        thing.attrs[name] = 0  # a text that HDF5 itself refuses


def strange_name(file, dice):
    group = dice.choice([thing for _, thing in objects(file) if isinstance(thing, h5py.Group)])
    name = dice.choice(["a\nb", "\x1b[2J", "..", ".", "x" * 5000, "é\u202e", " "])
    try:
        if dice.random() < 0.5:
            group.attrs[name] = other_values(dice)
        else:
            group[name] = numpy.arange(3.0)
    except (ValueError, OSError, TypeError):
        group.attrs["a\nb"] = 1.0


def replaced(file, dice, make):
    path, old = dice.choice(data_sets(file))
    keep = dict(old.attrs)
    del file[path]
    make(path)
    for name, value in keep.items():
        if name not in ("DIMENSION_LIST", "REFERENCE_LIST", "CLASS", "NAME"):
            file[path].attrs[name] = value


def another_shape(file, dice):
    shape = dice.choice([(), (0,), (1,), (2,), (5, 3), (1, 1, 1, 1, 1, 1), (1,) * 8, (0, 4), (4, 0), (1000,)])
    kind = dice.choice(["f4", "f8", "i8", "u1", "i2", ">f8", "f2"])
    replaced(file, dice, lambda path: file.create_dataset(path, data=numpy.zeros(shape, dtype=kind)))


def enormous(file, dice):
    count = dice.choice([2**20, 2**27, 2**29 - 1, 2**40])
    replaced(file, dice, lambda path: file.create_dataset(path, shape=(count,), dtype="f8", chunks=(2**16,),
                                                          compression=dice.choice([None, "gzip"])))


def strange_numbers(file, dice):
    for path, thing in data_sets(file):
        if thing.dtype.kind == "f" and thing.size and dice.random() < 0.5:
            numbers = thing[...]
            numbers[...] = dice.choice([numpy.nan, numpy.inf, -numpy.inf, 1e300, -1e-300, 0])
            thing[...] = numbers


def a_text(file, dice):
    replaced(file, dice, lambda path: file.create_dataset(path, data=dice.choice(["", "a\x1b[2Jb", "{" * 3000, "x: [1, 2",
                                                                                 "&a [*a]", "y" * 1_000_000])))


def linked(file, dice):
    paths = [path for path, _ in objects(file)[1:]]
    path, other = dice.choice(paths), dice.choice(["/"] + paths)
    if path in other:
        other = "/"
    link = dice.choice([h5py.SoftLink(other), h5py.ExternalLink("/etc/passwd", "/x"), file[other]])
    try:
        del file[path]
        file[path] = link
    except (ValueError, OSError, KeyError):
        file.attrs["linked"] = 1


def many_times(file, dice):
    for group in ("weights", "samples", "buffers"):
        for one in [file] + list(file.get("runs", {}).values()):
            if group in one and "order" in one[group].attrs:
                order = list(one[group].attrs["order"])
                one[group].attrs["order"] = dice.choice([order * 50, order[:-1], order + ["../yaml"], [], order[::-1], ["."]])


IN_BYTES = [in_header, in_header, in_header, in_heap, in_heap, in_superblock, anywhere, cut_off, zeros, moved]
IN_OBJECTS = [without_object, without_attribute, another_attribute, another_attribute, strange_name, another_shape,
              another_shape, enormous, strange_numbers, a_text, linked, many_times]


def mutate(path, seed):
    """Changes the file at `path`. Returns what was done, in a word."""
    dice = random.Random(seed)
    with open(path, "rb") as file:
        data = bytearray(file.read())
    if dice.random() < 0.5:
        change = dice.choice(IN_BYTES)
        change(data, dice)
    else:
        change = dice.choice(IN_OBJECTS)
        with h5py.File(path, "r+") as file:
            change(file, dice)
        with open(path, "rb") as file:
            data = bytearray(file.read())
    with open(path, "wb") as file:
        file.write(resealed(data))
    return change.__name__
