#!/usr/bin/python3
"""Writes fixtures/statistics.txt: what SciPy says of samples of 1 to 30 numbers, with ties and zeros among them.

Usage: make_fixtures.py > fixtures/statistics.txt

Each line is NAME NUMBERS... = NUMBERS...; what SciPy does not have is Holm's adjustment (statsmodels has it), and the
exact signed-rank distribution with ties, which is computed here from its definition: whole numbers of sign
combinations, by going through all 2^n of them up to n = 12 and by multiplying polynomials beyond.
"""

import itertools
import warnings
from fractions import Fraction

import numpy
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests

NAN = float("nan")


def line(name, given, answer):
    text = lambda numbers: " ".join(repr(float(x)) for x in numbers)
    print(f"{name} {text(given)} = {text(answer)}")


def samples(generator):
    for n in range(1, 31):
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
    if len(d) <= 12:
        sums = [sum(rank for rank, sign in zip(ranks, signs) if sign)
                for signs in itertools.product((False, True), repeat=len(d))]
        return statistic, min(1, 2 * numpy.mean([s <= statistic + 1e-9 for s in sums]))
    ways = {0: 1}
    for rank in ranks:
        longer = dict(ways)
        for total, count in ways.items():
            longer[total + rank] = longer.get(total + rank, 0) + count
        ways = longer
    below = sum(count for total, count in ways.items() if total <= statistic)
    return statistic, min(1, float(Fraction(2 * below, 2 ** len(d))))


def bootstrap(x, seed):
    """The interval, and the means of SciPy's resamples to compute it from."""
    answer = stats.bootstrap((x,), numpy.mean, n_resamples=99, method="BCa", random_state=seed)
    return answer.bootstrap_distribution, answer.confidence_interval


def friedman(scores):
    """Chi squared, its p, Iman and Davenport's F and its p; scores by [task][level]."""
    tasks, levels = scores.shape
    chi2, p = stats.friedmanchisquare(*scores.T)
    f = (tasks - 1) * chi2 / (tasks * (levels - 1) - chi2)
    return chi2, p, f, stats.f.sf(f, levels - 1, (levels - 1) * (tasks - 1))


def main():
    generator = numpy.random.default_rng(1)
    warnings.simplefilter("ignore")  # SciPy's remarks on samples of one
    print(f"# scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, numpy {numpy.__version__}; "
          "made by make_fixtures.py")
    for x in samples(generator):
        line("describe", x, describe(x))
        d = x - 0.9 if abs(x.mean()) > 0.5 else x
        line("signed_rank", d, signed_rank(d))
    line("signed_rank", [0, 0, 0], (0, 1))
    for n in (1, 2, 5, 10, 30):
        a, b = numpy.round(generator.normal(0.9, 0.05, n), 2), numpy.round(generator.normal(0.9, 0.05, n), 2)
        line("vargha_delaney", [*a, *b], [stats.mannwhitneyu(a, b).statistic / n**2])
    for n in (1, 2, 3, 8):
        p = generator.uniform(0, 0.1, n)
        line("holm", p, multipletests(p, method="holm")[1])
    for n in (*range(1, 31), 120):
        for count in sorted({0, 1, n // 3, n}):
            interval = stats.binomtest(count, n).proportion_ci(0.95, "exact")
            line("share_interval", [count, n], [interval.low, interval.high])
    for n in range(2, 31):
        # Multiples of 1/1024 and, with ties, of 1/8: their sums have no rounding by which equal means would differ.
        x = numpy.round(1024 * generator.exponential(1, n)) / 1024 if n % 2 else numpy.round(generator.normal(0, 8, n)) / 8
        means, interval = bootstrap(x, n)
        line("bca", [n, *x, *means], interval)
    for tasks, levels in ((2, 3), (3, 3), (6, 4), (10, 5), (30, 8)):
        for digits in (9, 1):  # without and with ties
            scores = numpy.round(generator.normal(0.9, 0.1, (tasks, levels)), digits)
            line("friedman", [levels, *scores.flat], friedman(scores))
    for levels in range(2, 11):
        line("range_quantile", [levels, 0.95], [stats.studentized_range.ppf(0.95, levels, numpy.inf)])


main()
