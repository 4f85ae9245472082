"""What stands on parcels: „an“ and a name."""

import re
import unicodedata

from .route import Stop
from .weight import Parcel, kilograms

SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFC", text)
    return SPACES.sub(" ", folded).strip()


def label(parcel: Parcel, stop: Stop) -> str:
    weight = kilograms(parcel.grams())
    return f"{plain(stop.name)} {weight:.2f} kg"


def shout(text: str, mark: str = "!") -> str:
    return plain(text).upper() + mark
