"""Where parcels go."""

import itertools
import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Stop:
    name: str
    kilometres: int


def distance(stops: Iterable[Stop]) -> int:
    total = 0
    for stop in stops:
        total += stop.kilometres
    return total


def legs(stops: list[Stop]) -> list[tuple[str, str]]:
    names = [stop.name for stop in stops]
    return list(itertools.pairwise(names))


def find(name: str, limit: int = sys.maxsize) -> Stop:
    return Stop(name, min(limit, len(name)))
