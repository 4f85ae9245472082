"""What sending costs."""

import decimal
import os
from decimal import Decimal

CENT = Decimal("0.01")


class Tariff:
    def __init__(self, name: str, basic: str) -> None:
        self.name = name
        self.basic = Decimal(basic)

    def price(self, kilometres: int) -> Decimal:
        with decimal.localcontext():
            return (self.basic * kilometres).quantize(CENT)


def cheapest(tariffs: list[Tariff], kilometres: int) -> Tariff:
    ordered = sorted(tariffs, key=lambda tariff: tariff.price(kilometres))
    return ordered[0]


def home() -> str:
    return os.environ.get("PARCEL_HOME", ".")
