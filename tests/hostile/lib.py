"""What the scripts of this folder share: valid seals and digests on files of Assay that were changed by hand.

A seal proves that a file is whole, not that it makes sense; so what is behind one must be read as if anybody wrote it.
"""

import hashlib

import h5py
import numpy

SCALES = {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST", "DIMENSION_LABELS"}
TYPES = {"u1": "u8", "i8": "i64", "f4": "f32", "f8": "f64"}


def seal_of(data):
    """The lines of a file's seal by their first words."""
    text = bytes(data[:512]).split(b"\0")[0].decode("utf-8", "replace")
    return dict(line.split(" ", 1) for line in text.splitlines() if " " in line)


def resealed(data, **keys):
    """The file with a seal that fits what it holds; `keys` replace what the seal says."""
    seal = {**seal_of(data), **keys}
    body = bytes(data[512:])
    text = f"assay-run 1\nbytes {512 + len(body)}\nsha256 {hashlib.sha256(body).hexdigest()}\n"
    for key in ("result", "status", "run", "origin"):
        if key in seal:
            text += f"{key} {seal[key]}\n"
    text += f"seal {hashlib.sha256(text.encode()).hexdigest()}\n"
    return text.encode().ljust(512, b"\0") + body


def line_of(path, value):
    """One line of a digest (runner/store/digest.hpp)."""
    texts = [value] if isinstance(value, (str, bytes)) else None
    shape = ()
    if isinstance(value, numpy.ndarray) and value.dtype == object:
        texts, shape = list(value), value.shape
    if texts is not None:
        kind = "text"
        data = b"".join((t if isinstance(t, bytes) else t.encode("utf-8", "surrogateescape")) + b"\0" for t in texts)
    else:
        value = numpy.asarray(value)
        shape, kind, data = value.shape, TYPES[value.dtype.str[1:]], numpy.ascontiguousarray(value).tobytes()
    return f"{path} {kind} [{','.join(map(str, shape))}] {hashlib.sha256(data).hexdigest()}\n"


def digest_of(group):
    """result_sha256 of a run: a file's root, or a group of a pack."""
    lines = []

    def add(path, thing):
        if path.split("/")[1] in ("timing", "environment"):
            return
        for name in thing.attrs:
            if name not in SCALES and name != "result_sha256":
                lines.append(line_of(f"{path}@{name}", thing.attrs[name]))
        if isinstance(thing, h5py.Dataset):
            lines.append(line_of(path, thing[()]))

    add("/", group)
    group.visititems(lambda path, thing: add("/" + path, thing))
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def rewrite(path, change):
    """Changes a sealed file with h5py and seals it again."""
    with h5py.File(path, "r+") as file:
        change(file)
    with open(path, "rb") as file:
        data = file.read()
    with open(path, "wb") as file:
        file.write(resealed(data))


def lookup3(data):
    """Bob Jenkins' hash of 2006, the checksum of HDF5's metadata."""
    mask = 0xFFFFFFFF

    def rot(x, k):
        return ((x << k) | (x >> (32 - k))) & mask

    a = b = c = (0xDEADBEEF + len(data)) & mask
    at = 0
    while len(data) - at > 12:
        words = [int.from_bytes(data[at + i : at + i + 4], "little") for i in (0, 4, 8)]
        a, b, c = (a + words[0]) & mask, (b + words[1]) & mask, (c + words[2]) & mask
        a = ((a - c) & mask) ^ rot(c, 4); c = (c + b) & mask
        b = ((b - a) & mask) ^ rot(a, 6); a = (a + c) & mask
        c = ((c - b) & mask) ^ rot(b, 8); b = (b + a) & mask
        a = ((a - c) & mask) ^ rot(c, 16); c = (c + b) & mask
        b = ((b - a) & mask) ^ rot(a, 19); a = (a + c) & mask
        c = ((c - b) & mask) ^ rot(b, 4); b = (b + a) & mask
        at += 12
    rest = bytes(data[at:]).ljust(12, b"\0")
    if at < len(data):
        words = [int.from_bytes(rest[i : i + 4], "little") for i in (0, 4, 8)]
        a, b, c = (a + words[0]) & mask, (b + words[1]) & mask, (c + words[2]) & mask
        c = ((c ^ b) - rot(b, 14)) & mask
        a = ((a ^ c) - rot(c, 11)) & mask
        b = ((b ^ a) - rot(a, 25)) & mask
        c = ((c ^ b) - rot(b, 16)) & mask
        a = ((a ^ c) - rot(c, 4)) & mask
        b = ((b ^ a) - rot(a, 14)) & mask
        c = ((c ^ b) - rot(b, 24)) & mask
    return c


def headers(data):
    """Begin and end of each object header of version 2 whose checksum is at its end."""
    found = []
    at = bytes(data).find(b"OHDR")
    while at >= 0:
        flags = data[at + 5] if at + 6 < len(data) else 0
        size_at = at + 6 + (16 if flags & 0x20 else 0) + (4 if flags & 0x10 else 0)
        width = 1 << (flags & 3)
        size = int.from_bytes(data[size_at : size_at + width], "little")
        end = size_at + width + size
        if end + 4 <= len(data) and lookup3(data[at:end]) == int.from_bytes(data[end : end + 4], "little"):
            found.append((at, end))
        at = bytes(data).find(b"OHDR", at + 4)
    return found
