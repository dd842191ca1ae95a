"""Writes splits_reference.json: what scikit-learn's unshuffled splitters do with 60 random problems.

Groups come in the order of their names and are fewer than 16, so that NumPy's sort of them is stable.
"""
import json
import pathlib

import numpy as np
from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold, TimeSeriesSplit

draw = np.random.default_rng(7)
problems = []
for _ in range(15):
    rows, folds = int(draw.integers(12, 60)), int(draw.integers(2, 7))
    classes = draw.integers(0, 4, rows)
    for name in range(4):
        classes[name * 2 : name * 2 + 2] = name
    groups = np.sort(draw.integers(0, 12, rows))
    groups = np.unique(groups, return_inverse=True)[1]
    x = np.zeros(rows)
    least = min(folds, int(np.bincount(classes).min()), len(np.unique(groups)))
    test, gap = int(draw.integers(1, 4)), int(draw.integers(0, 3))
    window = TimeSeriesSplit(3, test_size=test, gap=gap)
    problems.append({
        "rows": rows, "folds": folds, "few": least, "classes": classes.tolist(), "groups": groups.tolist(),
        "test": test, "gap": gap,
        "kfold": [part.tolist() for _, part in KFold(folds).split(x)],
        "stratified": [part.tolist() for _, part in StratifiedKFold(least).split(x, classes)] if least > 1 else [],
        "grouped": [part.tolist() for _, part in GroupKFold(least).split(x, groups=groups)] if least > 1 else [],
        "window": [[train.tolist(), part.tolist()] for train, part in window.split(x)],
        "window_of_all": [[train.tolist(), part.tolist()] for train, part in TimeSeriesSplit(3).split(x)],
    })
text = json.dumps(problems, separators=(",", ":")).replace('},{"rows"', '},\n{"rows"')
pathlib.Path(__file__).with_suffix(".json").write_text(text + "\n")
