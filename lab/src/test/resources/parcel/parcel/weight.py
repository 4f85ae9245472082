"""What parcels weigh."""

import math
from typing import Final

GRAMS: Final = 1000


class Parcel:
    """A box and what is in it; weighs its parts — and its wrapping."""

    def __init__(self, length: int, weights: list[int]) -> None:
        self.length = length
        self.weights = weights

    def grams(self) -> int:
        """The weight with wrapping, 12 g a started decimetre."""
        wrapping = 12 * math.ceil(self.length / 10)
        return sum(self.weights) + wrapping


def kilograms(grams: int) -> float:
    return grams / GRAMS


def heavier(one: Parcel, other: Parcel) -> Parcel:
    if one.grams() >= other.grams():
        return one
    return other
