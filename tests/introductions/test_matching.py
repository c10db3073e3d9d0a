"""Words of wishes and gifts: rare words tell, common ones do not; nobody is matched with themself."""

from hypothesis import given
from hypothesis import strategies as st

from nexalink.introductions.matching import match_wishes, text_of, word_stems

TEXTS = st.dictionaries(
    st.integers(1, 9), st.text(st.sampled_from("abcdef ghij.\n'ßé"), max_size=40), max_size=6
)


def test_forms_of_a_word_meet() -> None:
    (match,) = match_wishes({1: "Hiring nurses"}, {2: "knows every nurse"})
    assert (match.seeker, match.giver, match.words) == (1, 2, ("nurses",))


def test_rare_words_weigh_more_than_common_ones() -> None:
    gifts = dict.fromkeys(range(3, 6), "python") | {2: "python falconry", 9: "cooking", 10: "law"}
    found = match_wishes({1: "python, falconry"}, gifts)
    assert found[0].giver == 2
    assert found[0].words[0] == "falconry"
    assert found[0].weight > found[1].weight


def test_what_everybody_has_tells_nothing() -> None:
    assert match_wishes({1: "python"}, dict.fromkeys(range(2, 30), "python")) == []


def test_filler_words_and_numbers_say_nothing() -> None:
    assert word_stems("I am looking for the new 2026 team and more") == {}
    assert list(word_stems("AI")) == ["ai"]


def test_lists_and_other_values_are_read() -> None:
    assert text_of({"goals": ["sail", 5], "challenges": None}, "goals", "challenges") == "sail. 5"


@given(TEXTS, TEXTS)
def test_matches_are_of_two_people_ordered_and_positive(
    wishes: dict[int, str], gifts: dict[int, str]
) -> None:
    found = match_wishes(wishes, gifts)
    assert all(match.seeker != match.giver and match.weight > 0 and match.words for match in found)
    assert [match.weight for match in found] == sorted((match.weight for match in found), reverse=True)
    assert len({(match.seeker, match.giver) for match in found}) == len(found)
    assert found == match_wishes(dict(reversed(wishes.items())), dict(reversed(gifts.items())))
