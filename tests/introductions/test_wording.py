"""Texts that ask and introduce, whatever is known."""

from nexalink.introductions.wording import asking_text, making_text


def test_without_a_job_or_a_reason_the_text_still_reads() -> None:
    text = asking_text(name="Ada", other="Bo Sample", other_works="", why="  ")
    assert "introduce you to Bo Sample? I think you would" in text
    assert "()" not in text


def test_without_a_name_the_greeting_still_reads() -> None:
    assert asking_text(name="", other="Bo", other_works="", why="").startswith("Hi there,")


def test_the_introduction_names_both_with_what_they_do() -> None:
    text = making_text(
        first="Ada Example", second="Bo Sample", first_works="Nurse", second_works="", why="You sail."
    )
    assert text.startswith("Hi Ada, hi Bo,")
    assert "Ada Example – Nurse\nBo Sample\n\nYou sail." in text
