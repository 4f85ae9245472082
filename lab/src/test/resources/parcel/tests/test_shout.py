from parcel.label import shout


def test_shout():
    said = shout("an alle", mark="?")
    assert said == "AN ALLE?"
