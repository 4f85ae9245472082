"""Parcels: what they weigh, where they go, what stands on them."""

from .label import label as label
from .weight import Parcel as Parcel
