"""Weighted terms, and how alike two such sets are. Weights are whole numbers: their sums depend on no order."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple


class Vector(NamedTuple):
    """Terms with their weights, and the vector's length."""

    weights: Mapping[str, int]
    length: float


def vector(weights: Mapping[str, int]) -> Vector:
    """Measure weighted terms. An empty vector has length one, so that it is like nothing."""
    return Vector(weights, math.sqrt(sum([weight * weight for weight in weights.values()])) or 1.0)


def cosine(one: Vector, other: Vector) -> float:
    """Give the cosine of two vectors, 0 to 1."""
    small, large = one.weights, other.weights
    if len(small) > len(large):
        small, large = large, small
    return sum([weight * large[term] for term, weight in small.items() if term in large]) / (one.length * other.length)
