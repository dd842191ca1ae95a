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


def show(name, formula, coefficients, error):
    print(f"// {name}: {formula}; fit error {error * 2**24:.3f} x 2^-24")
    literals = []
    for c in coefficients:
        mantissa, exponent = c.hex().split("p")
        literals.append(mantissa.rstrip("0").rstrip(".") + "p" + exponent.lstrip("+") + "f")
    print("{" + ", ".join(literals) + "}")


def exponential():
    r = chebyshev_nodes(-0.5 * numpy.log(2), 0.5 * numpy.log(2))
    wide = r.astype(numpy.longdouble)
    target = ((numpy.expm1(wide) - wide) / wide**2).astype(float)
    show("expm1", "e^r - 1 = r + r^2 q(r), |r| <= ln(2)/2", *fit(r, target, r**2 / numpy.abs(numpy.expm1(r)), 5))


def logarithm():
    f = chebyshev_nodes(numpy.sqrt(0.5) - 1, numpy.sqrt(2) - 1)
    wide = f.astype(numpy.longdouble)
    target = ((numpy.log1p(wide) - wide + wide**2 / 2) / wide**3).astype(float)
    show("log1p", "ln(1 + f) = f - f^2/2 + f^3 q(f), 1 + f from sqrt(1/2) to sqrt(2)",
         *fit(f, target, numpy.abs(f**3 / numpy.log1p(f)), 7))


def error_function():
    square = chebyshev_nodes(0, 0.81)
    x = numpy.sqrt(square)
    show("erf", "erf(x) = x + x q(x^2), |x| <= 0.9", *fit(square, special.erf(x) / x - 1, x / special.erf(x), 5))
    a = chebyshev_nodes(0.9, 4)
    show("erfc", "ln(1 - erf(a)) = p(a), 0.9 <= a <= 4",
         *fit(a, special.log_ndtr(-a * numpy.sqrt(2)) + numpy.log(2), special.erfc(a) / special.erf(a), 6))


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
    sine()
