import math

from parcel.weight import Parcel, heavier, kilograms


def test_wrapping_counts():
    parcel = Parcel(25, [100, 200])
    assert parcel.grams() == 336


def test_thousand_grams():
    grams = 1500
    assert math.isclose(kilograms(grams), 1.5)


def test_heavier():
    light = Parcel(1, [1])
    heavy = Parcel(1, [2])
    assert heavier(light, heavy) is heavy
