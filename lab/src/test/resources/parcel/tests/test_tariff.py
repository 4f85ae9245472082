from decimal import Decimal

from parcel.tariff import Tariff, cheapest, home


class TestTariff:
    def test_price(self):
        tariff = Tariff("slow", "0.333")
        assert tariff.price(3) == Decimal("1.00")

    def test_cheapest(self):
        slow, fast = Tariff("slow", "1"), Tariff("fast", "2")
        assert cheapest([fast, slow], 4) is slow


def test_home():
    place = home()
    assert place
