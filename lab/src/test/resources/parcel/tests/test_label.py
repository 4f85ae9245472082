import parcel


def test_label():
    from parcel.route import Stop

    made = parcel.label(parcel.Parcel(10, [488]), Stop(" Bad  Aibling ", 5))
    assert made == "Bad Aibling 0.50 kg"
