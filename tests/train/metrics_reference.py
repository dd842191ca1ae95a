#!/usr/bin/python3
"""Writes metrics_reference.json: outputs, targets and what scikit-learn, SciPy and NumPy say about them.

usage: metrics_reference.py > metrics_reference.json     (Debian: python3-sklearn python3-scipy python3-numpy)
"""
import json
import sys

import numpy as np
import scipy
import sklearn
from scipy.spatial.distance import cdist, pdist
from scipy.special import expit, softmax
from scipy.stats import energy_distance
from sklearn import metrics

rng = np.random.default_rng(5)


def calibration_error(confidence, right, bins=15):
    """Guo et al. 2017, as their program bins: open below, closed above."""
    total = 0.0
    for low in np.arange(bins) / bins:
        inside = (confidence > low) & (confidence <= low + 1 / bins)
        if inside.any():
            total += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return total


def scores(truth, predicted, average):
    return [float(score(truth, predicted, average=average, zero_division=0))
            for score in (metrics.precision_score, metrics.recall_score, metrics.f1_score)]


def named(macro, micro):
    names = ("precision", "recall", "f1")
    return dict(zip(names, macro)) | dict(zip((name + "_micro" for name in names), micro))


def classes(rows, count, missing=None):
    truth = rng.integers(0, count, size=rows)
    if missing is not None:
        truth[truth == missing] = 0
    logits = rng.normal(size=(rows, count)) + 1.5 * np.eye(count)[truth]
    p = softmax(logits, axis=1)
    predicted = logits.argmax(axis=1)
    expected = {"accuracy": metrics.accuracy_score(truth, predicted)}
    expected |= named(scores(truth, predicted, "macro"), scores(truth, predicted, "micro"))
    expected["calibration_error"] = calibration_error(p.max(axis=1), predicted == truth)
    if missing is None:
        expected["auc"] = (metrics.roc_auc_score(truth, p[:, 1]) if count == 2 else
                           metrics.roc_auc_score(truth, p, multi_class="ovr", average="macro"))
    if count > 2:
        expected["top_2"] = metrics.top_k_accuracy_score(truth, logits, k=2, labels=range(count))
    return {"decision": "argmax", "y": logits, "target": truth, "shape": list(logits.shape), "target_shape": [rows],
            "expected": expected, "confusion": metrics.confusion_matrix(truth, predicted, labels=range(count))}


def padded(rows, steps, count, ignore):
    """Sequences of classes whose later steps are left out: all scores are those of the other steps alone."""
    truth = rng.integers(0, count, size=(rows, steps))
    truth[:, steps // 2:] = ignore
    logits = rng.normal(size=(rows, steps, count))
    counted = truth != ignore
    t, p = truth[counted], softmax(logits[counted], axis=1)
    present = sorted(set(range(count)) - {ignore})
    predicted = p.argmax(axis=1)
    expected = {"accuracy": metrics.accuracy_score(t, predicted)}
    expected |= named(scores(t, predicted, "macro"), scores(t, predicted, "micro"))
    expected["calibration_error"] = calibration_error(p.max(axis=1), predicted == t)
    expected["auc"] = np.mean([metrics.roc_auc_score(t == c, p[:, c]) for c in present])
    expected["top_2"] = metrics.top_k_accuracy_score(t, p, k=2, labels=range(count))
    return {"decision": "argmax", "y": logits, "target": truth, "shape": list(logits.shape), "target_shape": [rows, steps],
            "ignore": ignore, "expected": expected,
            "confusion": metrics.confusion_matrix(t, predicted, labels=range(count))}


def decisions(rows, outputs):
    truth = rng.integers(0, 2, size=(rows, outputs))
    logits = np.round(rng.normal(size=(rows, outputs)) + truth, 1)  # with ties
    predicted = (logits >= 0).astype(int)
    p = expit(logits)
    one = outputs == 1
    flat = (truth[:, 0], predicted[:, 0]) if one else (truth, predicted)
    expected = named(scores(*flat, "binary" if one else "macro"), scores(*flat, "binary" if one else "micro"))
    expected["auc"] = metrics.roc_auc_score(truth, logits, average="macro")
    expected["calibration_error"] = calibration_error(np.maximum(p, 1 - p).ravel(), (predicted == truth).ravel())
    return {"decision": "sign", "y": logits, "target": truth, "shape": [rows, outputs], "target_shape": [rows, outputs],
            "expected": expected, "confusion": metrics.confusion_matrix(*flat) if one else []}


def quantities(rows, outputs):
    target = 1000 + rng.normal(size=(rows, outputs))
    target[:, -1] = 3
    y = target + rng.normal(size=(rows, outputs)) * 0.5
    expected = {"r2": metrics.r2_score(target, y), "mse": metrics.mean_squared_error(target, y),
                "mae": metrics.mean_absolute_error(target, y)}
    return {"decision": "none", "y": y, "target": target, "shape": [rows, outputs], "target_shape": [rows, outputs],
            "expected": expected, "confusion": []}


def kernel(squares, bandwidth):
    return np.mean([np.exp(-squares / (2 * (m * bandwidth) ** 2)) for m in (0.25, 0.5, 1, 2, 4)], axis=0)


def two_samples(rows, dimensions):
    a, b = rng.normal(size=(rows, dimensions)), rng.normal(size=(rows, dimensions)) * 1.3 + 0.2
    directions = rng.normal(size=(7, dimensions))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    sliced = np.mean([np.abs(np.sort(a @ d) - np.sort(b @ d)).mean() for d in directions])
    energy = 2 * cdist(a, b).mean() - cdist(a, a).mean() - cdist(b, b).mean()
    if dimensions == 1:
        assert np.isclose(energy, energy_distance(a[:, 0], b[:, 0]) ** 2, rtol=1e-12)
        assert np.isclose(sliced, scipy.stats.wasserstein_distance(a[:, 0], b[:, 0]), rtol=1e-12)
    distances = np.sort(pdist(b))
    bandwidth = distances[len(distances) // 2]
    within = [kernel(pdist(x) ** 2, bandwidth).mean() for x in (a, b)]
    mmd = sum(within) - 2 * kernel(cdist(a, b) ** 2, bandwidth).mean()
    return {"a": a, "b": b, "dimensions": dimensions, "directions": directions, "sliced_wasserstein": sliced,
            "energy_distance": energy, "bandwidth": bandwidth, "mmd": mmd}


def plain(value):
    if isinstance(value, np.ndarray):
        return value.ravel().tolist()
    return value.item() if isinstance(value, np.generic) else value


json.dump({"made_with": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
           "answers": [classes(60, 4), classes(50, 2), classes(40, 5, missing=3), decisions(70, 1), decisions(30, 3),
                       quantities(25, 3)],
           "two_samples": [two_samples(40, 1), two_samples(31, 3)],
           "padded": [padded(15, 6, 4, ignore) for ignore in (-100, -1, 0, 3)]}, sys.stdout, default=plain)
print()
