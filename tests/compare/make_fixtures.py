#!/usr/bin/python3
"""Writes fixtures/statistics.txt: what SciPy says of samples of 1 to 30 numbers, with ties and zeros among them.

Usage: make_fixtures.py > fixtures/statistics.txt

Each line is NAME NUMBERS... = NUMBERS...; what SciPy does not have (the exact signed-rank distribution with ties,
Holm's adjustment) is computed here from its definition: by going through all 2^n signs, and step by step.
"""

import itertools

import numpy
import scipy
from scipy import stats

NAN = float("nan")


def line(name, given, answer):
    text = lambda numbers: " ".join(repr(float(x)) for x in numbers)
    print(f"{name} {text(given)} = {text(answer)}")


def samples(generator):
    for n in (*range(1, 13), 15, 20, 25, 30):
        yield generator.normal(0.9, 0.05, n)
        yield numpy.round(generator.normal(0.02, 0.05, n), 2)  # ties and zeros


def describe(x):
    n = len(x)
    deviation = numpy.std(x, ddof=1) if n > 1 else NAN
    low, high = stats.t.interval(0.95, n - 1, numpy.mean(x), stats.sem(x)) if n > 1 and deviation > 0 else (NAN, NAN)
    p = stats.ttest_1samp(x, 0).pvalue if n > 1 and deviation > 0 else NAN
    return numpy.mean(x), deviation, numpy.median(x), stats.trim_mean(x, 0.25), low, high, p


def signed_rank(d):
    d = d[d != 0]
    if len(d) == 0:
        return 0, 1
    ranks = stats.rankdata(abs(d))
    statistic = min(ranks[d > 0].sum(), ranks[d < 0].sum())
    if len(set(abs(d))) == len(d):
        return stats.wilcoxon(d, mode="exact").statistic, stats.wilcoxon(d, mode="exact").pvalue
    if len(d) > 15:
        return None
    sums = [sum(rank for rank, sign in zip(ranks, signs) if sign)
            for signs in itertools.product((False, True), repeat=len(d))]
    return statistic, min(1, 2 * numpy.mean([s <= statistic + 1e-9 for s in sums]))


def holm(p):
    order, adjusted, largest = numpy.argsort(p, kind="stable"), numpy.empty(len(p)), 0
    for rank, i in enumerate(order):
        largest = max(largest, p[i] * (len(p) - rank))
        adjusted[i] = min(1, largest)
    return adjusted


def main():
    generator = numpy.random.default_rng(1)
    print(f"# scipy {scipy.__version__}, numpy {numpy.__version__}; made by make_fixtures.py")
    for x in samples(generator):
        line("describe", x, describe(x))
        d = x - 0.9 if abs(x.mean()) > 0.5 else x
        if (answer := signed_rank(d)) is not None:
            line("signed_rank", d, answer)
    line("signed_rank", [0, 0, 0], (0, 1))
    for n in (1, 2, 5, 10):
        a, b = numpy.round(generator.normal(0.9, 0.05, n), 2), numpy.round(generator.normal(0.9, 0.05, n), 2)
        line("vargha_delaney", [*a, *b], [stats.mannwhitneyu(a, b).statistic / n**2])
    for n in (1, 2, 3, 8):
        p = generator.uniform(0, 0.1, n)
        line("holm", p, holm(p))
    for count, n in ((0, 1), (0, 10), (1, 10), (5, 10), (10, 10), (3, 120)):
        interval = stats.binomtest(count, n).proportion_ci(0.95, "exact")
        line("share_interval", [count, n], [interval.low, interval.high])


main()
