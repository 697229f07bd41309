"""Fit what turns features into a confidence, and choose the threshold, on development documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from training.measure import Case, figures, labelled, labelled_confidence

from reportedly.attribute.tagger import confidence_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PENALTY = 1.0
FOLDS = 6
THRESHOLDS = tuple(round(0.20 + 0.01 * i, 2) for i in range(46))
TOLERANCE = 0.0065
"""F1 that a lower threshold may cost."""
SMOOTH = 3
"""Thresholds to each side that are averaged in, so that a lucky one isn't chosen."""


def neutral(names: Sequence[str]) -> dict[str, float]:
    """Give weights that trust the linker's own judgement: where training begins to look."""
    return {"bias": 0.0, **dict.fromkeys(names, 0.0), "judged": 1.0}


def regression(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Fit a logistic regression with a small quadratic penalty, by Newton's method; the first column is the bias."""
    weights = np.zeros(rows.shape[1])
    penalty = np.eye(rows.shape[1]) * PENALTY
    penalty[0, 0] = 0.0
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - penalty @ weights
        curve = (rows * (chance * (1.0 - chance))[:, None]).T @ rows + penalty
        weights += np.linalg.solve(curve, slope)
    return weights


def expected_error(confidence: np.ndarray, right: np.ndarray, *, bins: int = 10) -> float:
    """Give the expected calibration error over bins of equal width (Guo et al. 2017)."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[place == i].mean() - right[place == i].mean()) * (place == i).mean()
        for i in range(bins)
        if (place == i).any()
    ]
    return float(sum(gaps))


def ranking(confidence: np.ndarray, right: np.ndarray) -> float:
    """Give the area under the ROC curve: how often a right one ranks above a wrong one."""
    order = np.argsort(np.argsort(confidence, kind="stable"), kind="stable") + 1.0
    for value in np.unique(confidence):
        same = confidence == value
        order[same] = order[same].mean()
    positive, negative = int(right.sum()), int((~right).sum())
    return float((order[right].sum() - positive * (positive + 1) / 2) / max(1, positive * negative))


def calibrate(cases: Sequence[Case], guess: dict[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """Give the weights by name, and how well they do on documents they weren't fitted to.

    They stay as guessed where a network that has hardly learnt anything finds no candidates.
    """
    features, right, document = labelled(cases)
    if not features:
        return dict(guess), {"candidates": 0, "ece_all": 0.0, "auroc_all": 0.0}
    names = list(features[0])
    rows = np.array([[1.0, *(one[name] for name in names)] for one in features])
    middle, width = rows.mean(0), rows.std(0)
    middle[0], width[width == 0] = 0.0, 1.0
    width[0] = 1.0
    scaled = (rows - middle) / width
    held_out = np.zeros(len(right))
    for fold in range(FOLDS):
        held = document % FOLDS == fold
        held_out[held] = 1.0 / (1.0 + np.exp(-scaled[held] @ regression(scaled[~held], right[~held])))
    fitted = regression(scaled, right)
    plain = fitted / width
    weights = dict(zip(names, plain[1:].round(4).tolist(), strict=True))
    weights["bias"] = round(float(fitted[0] - (fitted[1:] * middle[1:] / width[1:]).sum()), 4)
    return weights, {
        "candidates": len(right),
        "ece_all": expected_error(held_out, right),
        "auroc_all": ranking(held_out, right),
    }


def reweighed(cases: Sequence[Case], weights: dict[str, float]) -> list[Case]:
    """Give the cases with confidences by other weights."""
    return [
        replace(
            case,
            candidates=[replace(one, confidence=confidence_of(one.features, weights)) for one in case.candidates],
        )
        for case in cases
    ]


def among_kept(cases: Sequence[Case], threshold: float) -> dict[str, float]:
    """Give calibration error and ranking among the attributions that are kept."""
    confidence, right = labelled_confidence(cases, threshold)
    return {"ece": expected_error(confidence, right), "auroc": ranking(confidence, right)}


def choose_threshold(cases: Sequence[Case]) -> float:
    """Choose the lowest threshold whose neighbourhood has about the best attribution F1: recall is worth more then."""
    f1 = np.array([figures(cases, threshold=one)["attr_f1"] for one in THRESHOLDS])
    around = [f1[max(0, i - SMOOTH) : i + SMOOTH + 1].mean() for i in range(len(f1))]
    return THRESHOLDS[int(np.argmax(np.array(around) >= max(around) - TOLERANCE))]


__all__ = ["among_kept", "calibrate", "choose_threshold", "expected_error", "neutral", "ranking", "reweighed"]
