import pytest

from nexalink.measures.reasons import Reason


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_short_phrase_of_its_own(reason: Reason) -> None:
    assert bool(reason.phrase) == (reason != Reason.KNOWN)
    assert len(reason.phrase.split()) <= 12
    assert not reason.phrase.endswith(".")


def test_no_two_reasons_sound_alike() -> None:
    phrases = [reason.phrase for reason in Reason]
    assert len(set(phrases)) == len(phrases)


def test_reasons_fit_a_small_number_and_known_is_zero() -> None:
    assert Reason.KNOWN == 0
    assert max(Reason) < 128
