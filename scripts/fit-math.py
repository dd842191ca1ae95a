#!/usr/bin/python3
"""Prints the polynomial coefficients of plugins/sdk/include/assay/vector_math.hpp.

Usage: scripts/fit-math.py        (needs numpy and scipy)

Each polynomial is fitted to a weighted error by least squares on Chebyshev nodes, made near-minimax by Lawson's
reweighting (Lawson 1961): points where the error is large count more in the next round. Coefficients are then rounded
to float one by one, lowest order first, and the rest is fitted again around each rounded one. The program prints, with
every coefficient as an exact hexadecimal float, the largest weighted error that remains, in units of 2^-24.
"""

import numpy
from scipy import special

ROUNDS = 60
NODES = 400


def chebyshev_nodes(low, high):
    angles = (numpy.arange(NODES) + 0.5) * numpy.pi / NODES
    return 0.5 * (low + high) + 0.5 * (high - low) * numpy.cos(angles)


def lawson(columns, target, weight):
    """Coefficients whose largest weighted error over the nodes is nearly the smallest possible."""
    emphasis = numpy.ones_like(target)
    best, best_error = None, numpy.inf
    for _ in range(ROUNDS):
        scale = weight * numpy.sqrt(emphasis)
        found = numpy.linalg.lstsq(columns * scale[:, None], target * scale, rcond=None)[0]
        error = numpy.abs((columns @ found - target) * weight)
        if error.max() < best_error:
            best, best_error = found, error.max()
        emphasis *= error / error.max()
        emphasis /= emphasis.mean()
    return best, best_error


def fit(x, target, weight, degree):
    """Float coefficients c[0] + c[1] x + ... and the largest weighted error."""
    powers = numpy.vander(x, degree + 1, increasing=True)
    fixed = []
    for order in range(degree + 1):
        rest = target - powers[:, :order] @ numpy.array(fixed)
        found, _ = lawson(powers[:, order:], rest, weight)
        fixed.append(float(numpy.float32(found[0])))
    return fixed, (numpy.abs(powers @ numpy.array(fixed) - target) * weight).max()


def fit_ratio(x, target, first, degrees):
    """Float coefficients of p(x) / q(x), whose first ones are given, and the largest relative error.

    p - target q is linear in the coefficients; dividing it by the q of the round before makes it the error of p / q
    (Sanathanan & Koerner 1963). Coefficients are rounded in turns, those of low orders first.
    """
    above, below = (numpy.vander(x, degree + 1, increasing=True) for degree in degrees)
    columns = numpy.hstack([above, -target[:, None] * below])
    orders = numpy.concatenate([numpy.arange(degree + 1) for degree in degrees])
    fixed = numpy.where(orders == 0, numpy.repeat(first, [degree + 1 for degree in degrees]), 0.0)
    free = [i for i in numpy.argsort(orders, kind="stable") if orders[i] > 0]
    bottom = numpy.ones_like(x)
    while free:
        known = numpy.array([i not in free for i in range(len(orders))])
        for _ in range(4):
            fixed[free], _ = lawson(columns[:, free], -columns[:, known] @ fixed[known], 1 / (bottom * target))
            bottom = below @ fixed[degrees[0] + 1:]
        lowest = free.pop(0)
        fixed[lowest] = numpy.float32(fixed[lowest])
    p, q = numpy.split(fixed, [degrees[0] + 1])
    return p, q, numpy.abs(above @ p / (below @ q) / target - 1).max()


def show(name, formula, coefficients, error):
    print(f"// {name}: {formula}; fit error {error * 2**24:.3f} x 2^-24")
    literals = []
    for c in coefficients:
        mantissa, exponent = float(c).hex().split("p")
        literals.append(mantissa.rstrip("0").rstrip(".") + "p" + exponent.lstrip("+") + "f")
    print("{" + ", ".join(literals) + "}")


def exponential():
    r = chebyshev_nodes(-0.5 * numpy.log(2), 0.5 * numpy.log(2))
    wide = r.astype(numpy.longdouble)
    target = ((numpy.expm1(wide) - wide) / wide**2).astype(float)
    show("exp", "e^r = 1 + r + r^2 q(r), |r| <= ln(2)/2", *fit(r, target, r**2 / numpy.exp(r), 4))
    show("expm1", "e^r - 1 = r + r^2 q(r), |r| <= ln(2)/2", *fit(r, target, r**2 / numpy.abs(numpy.expm1(r)), 5))


def logarithm():
    f = chebyshev_nodes(numpy.sqrt(0.5) - 1, numpy.sqrt(2) - 1)
    wide = f.astype(numpy.longdouble)
    target = ((numpy.log1p(wide) - wide + wide**2 / 2) / wide**3).astype(float)
    show("log1p", "ln(1 + f) = f - f^2/2 + f^3 q(f), 1 + f from sqrt(1/2) to sqrt(2)",
         *fit(f, target, numpy.abs(f**3 / numpy.log1p(f)), 7))


def error_function():
    square = chebyshev_nodes(0, 16)
    x = numpy.sqrt(square)
    # p(0) / q(0) is 2 / sqrt(pi) closer than a float is; of sixty such pairs this one ends with the smallest error.
    first = (float(numpy.float32(1.3671875 * 2 / numpy.sqrt(numpy.pi))), 1.3671875)
    p, q, error = fit_ratio(square, special.erf(x) / x, first, (6, 5))
    show("erf p", "erf(x) = x p(x^2) / q(x^2), |x| <= 4", p, error)
    show("erf q", "", q, error)


def normal_tail():
    top = 15.0
    t = chebyshev_nodes(0, top / (top + 3))  # closer to 0, where the ratio bends
    x = 3 * t / (1 - t)
    p, q, error = fit_ratio(x, 0.5 * special.erfcx(x / numpy.sqrt(2)), (0.5, 1.0), (4, 5))
    show("normal tail p", "e^(x^2/2) (how much of the normal distribution lies below -x) = p(x) / q(x), x <= 15", p, error)
    show("normal tail q", "", q, error)


def sine():
    square = chebyshev_nodes(0, numpy.pi**2 / 4)
    r = numpy.sqrt(square).astype(numpy.longdouble)
    target = ((numpy.sin(r) - r) / r**3).astype(float)
    r = r.astype(float)
    show("sin", "sin(r) = r + r^3 q(r^2), |r| <= pi/2", *fit(square, target, r**3 / numpy.sin(r), 4))


if __name__ == "__main__":
    exponential()
    logarithm()
    error_function()
    normal_tail()
    sine()
