from nexalink.measures.nicknames import forms


def test_every_form_is_one_lower_case_word_in_a_group_of_several() -> None:
    found = forms()
    assert all(name == name.lower() and " " not in name for name in found)
    groups = {number for numbers in found.values() for number in numbers}
    for group in groups:
        assert sum(group in numbers for numbers in found.values()) >= 2


def test_a_short_form_may_belong_to_several_names_that_stay_apart() -> None:
    found = forms()
    assert found["alex"] & found["alexander"]
    assert found["alex"] & found["alexandra"]
    assert not found["alexander"] & found["alexandra"]
