#!/usr/bin/env python3
"""Shows run files that were changed, with a seal that fits, to every verb that reads some.

Usage: mutated_runs.py PROGRAM COUNT [FIRST]     from an empty folder; FIRST: the number of the first change

No verb may crash, go on for 5 seconds, take a gigabyte, write outside of what it was told, send control characters to
the terminal, or end otherwise than documented. Prints what did, and how to have it again, and ends with 1. COUNT is small
in the test suite and 3,000 before a release.
"""

import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from mutations import mutate  # noqa: E402

PROGRAM, COUNT = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2])
FIRST = int(sys.argv[3]) if len(sys.argv) > 3 else 0
SECONDS, KILOBYTES = 5, 1 << 20
SLOW = 6 if os.environ.get("ASSAY_SLOW") else 1  # sanitizers
EXPERIMENTS = {
    "fnn": """
data: {source: csv, file: d.csv, leaks: ignore}
models: {a: [{dense: 8}, relu, {dense: 3}], b: [{dense: 4}, $activation, {dense: 3}]}
train: {epochs: 3, batch: 16, loss: softmax_cross_entropy, optimizer: adam}
metrics: [accuracy]
sweep: {activation: [relu, tanh]}
seeds: 2""",
    "lstm": """
data: {source: text, file: t.txt, window: 8, leaks: ignore}
models: {l: [{embedding: {vocabulary: 12, units: 4}}, {lstm: 6}, {dense: 12}]}
train: {epochs: 2, batch: 16, loss: softmax_cross_entropy, optimizer: adam}
metrics: [bits_per_character]
sample: {length: 20}
seeds: 2""",
    "gan": """
data: {source: ring, samples: 64, split: {train: 1, validation: 0, test: 0}}
models: {g: {generator: [{dense: 4}, tanh, {dense: 2}], discriminator: [{dense: 4}, relu, {dense: 1}], latent: 2}}
train: {epochs: 3, batch: 16, loss: sigmoid_cross_entropy, optimizer: adam}
metrics: [modes]
seeds: 2""",
}


def prepare():
    """The files that are changed: runs of three kinds, and a pack."""
    pathlib.Path("d.csv").write_text("".join(f"{i % 7 + 0.5},{i % 5},{i % 3}\n" for i in range(60)))
    pathlib.Path("t.txt").write_text("hello world " * 40)
    good = []
    for name, body in EXPERIMENTS.items():
        text = f"experiment: {name}\nquestion: Which?{body}\n"
        if name == "lstm":
            letters = len(set("hello world "))
            text = text.replace("12", str(letters))
        pathlib.Path(f"{name}.yaml").write_text(text)
        subprocess.run([PROGRAM, "run", f"{name}.yaml", "-q", "-j1"], check=True)
        good.append(sorted(pathlib.Path("results", name).glob("*.h5")))
    subprocess.run([PROGRAM, "pack", "results/fnn", "-o", "pack.h5"], check=True, stdout=subprocess.DEVNULL)
    return [(files[0].resolve(), files[1].resolve()) for files in good] + [(pathlib.Path("pack.h5").resolve(), good[0][1].resolve())]


def verbs(packed, name):
    run = f"r/bad.h5/{name}" if packed else "r/bad.h5"
    whole = "r/bad.h5" if packed else "r"
    yield from (["show", run], ["show", run, "--config"], ["list", whole], ["diff", run, "good.h5"], ["compare", whole])
    yield from (["compare", whole, "--format", "json"], ["export", whole], ["export", whole, "--long", "-o", "x.csv"])
    yield from (["export", whole, "-o", "x.npz"], ["list", whole, "-F", "max(train.loss) > 0 and model = a"])
    yield from (["pack", whole, "-o", "p.h5"], ["unpack", "r/bad.h5" if packed else "p.h5", "--results", "out"])
    yield from (["predict", run, "--folder", "..", "-o", "y.csv"], ["sample", run, "--folder", "..", "-o", "s.csv"])
    yield ["report", whole, "-o", "r.html"]


def measured(words, folder, log):
    """Exit code, seconds, kilobytes."""
    began = time.monotonic()
    with open(folder / log, "wb") as out:
        process = subprocess.Popen([PROGRAM, *words], cwd=folder, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                   env={**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache")})
        limit = time.monotonic() + 12 * SECONDS * SLOW
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > limit:
                process.kill()
            time.sleep(0.003)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.monotonic() - began, usage.ru_maxrss


def faults(words, folder):
    code, seconds, kilobytes = measured(words, folder, "said")
    said = (folder / "said").read_bytes()
    if not 0 <= code <= 6:
        yield f"ends with {code}"
    if re.search(rb"^assay: (?!which|the |unknown|expected|give|no |cannot|there|this|'|--)", said, re.M) and code == 1:
        yield "ends as nothing documented does"
    if seconds > SECONDS * SLOW:
        yield f"takes {seconds:.1f} s"
    if kilobytes > KILOBYTES * SLOW:
        yield f"takes {kilobytes // 1024} MB"
    if re.search(rb"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]", said):
        yield "sends control characters"


def try_one(number, bases):
    base, good = bases[number % len(bases)]
    folder = pathlib.Path(f"try-{number}").resolve()
    (folder / "r").mkdir(parents=True)
    shutil.copy(base, folder / "r/bad.h5")
    shutil.copy(good, folder / "good.h5")
    shutil.copy(good, folder / "r/good.h5")
    packed = base.name == "pack.h5"
    change = mutate(folder / "r/bad.h5", number)
    found = []
    for words in verbs(packed, "a-0" if not packed else PACKED):
        for fault in faults(words, folder):
            said = (folder / "said").read_bytes()[-200:]
            found.append(f"change {number} ({change} of {base.name}): assay {' '.join(words)} {fault}: {said!r}")
    shutil.rmtree(folder) if not found else None
    return found


bases = prepare()
PACKED = sorted(pathlib.Path("results/fnn").glob("*.h5"))[0].stem
before = {str(path) for path in pathlib.Path(".").rglob("*")}
with ThreadPoolExecutor(int(os.environ.get("JOBS", "2"))) as pool:
    results = list(pool.map(lambda number: try_one(number, bases), range(FIRST, FIRST + COUNT)))
wrong = [fault for found in results for fault in found]
outside = [path for path in pathlib.Path(".").rglob("*") if str(path) not in before and path.parts[0][:4] != "try-" and path.parts[0] != "cache"]
wrong += [f"written outside: {path}" for path in outside]
if pathlib.Path("/tmp/outside").exists():
    wrong.append("written outside: /tmp/outside")
print("\n".join(wrong))
print(f"{COUNT} changed files, {sum(1 for found in results if found)} of them trouble; largest memory of a child "
      f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")
sys.exit(1 if wrong else 0)
