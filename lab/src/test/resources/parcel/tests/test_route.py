from parcel.route import Stop, distance, find, legs


def test_distance():
    stops = [Stop("a", 3), Stop("b", 4)]
    assert distance(stops) == 7


def test_legs():
    stops = [Stop(name, 1) for name in "abc"]
    assert legs(stops) == [("a", "b"), ("b", "c")]


def test_find():
    found = find("abc", 2)
    assert found.kilometres == 2
