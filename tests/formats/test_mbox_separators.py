"""Separator lines of all programs, and lines that only begin like one."""

import pytest

from nexalink.formats.mbox_separators import (
    begins_attachment,
    looks_like_separator,
    separates,
    separates_anywhere,
    usual_separator,
)

FIELD = b"Subject: x\n"


@pytest.mark.parametrize(
    "line",
    [
        b"From ana@example.com Fri Sep 16 22:26:51 2016\n",
        b"From 1545668983435175434@xxx Fri Sep 16 22:26:51 +0000 2016\r\n",
        b"From MAILER-DAEMON Fri Sep 16 22:26:51 2016 remote from mail\n",
        b"From ana@example.com Fri, 16 Sep 2016 22:26 +0200\n",
        b"From -\n",
        b"From 1844347792267117879@xxx\n",
    ],
)
def test_separators_need_a_field_after_them(line: bytes) -> None:
    assert looks_like_separator(line + FIELD)
    assert separates(bytearray(line + FIELD), 0, len(line + FIELD))
    assert not looks_like_separator(line + b"and so on\n")


@pytest.mark.parametrize(
    "line",
    [
        b"From here on we walk.\n",
        b"From 10:30 on in 2016\n",
        b"From Monday 9:00\n",
        b"From ana@example.com Fri Sep 16 22:26:51\n",  # no year
        b"From ana\n",
        b"from ana@example.com Fri Sep 16 22:26:51 2016\n",
    ],
)
def test_sentences_are_no_separators(line: bytes) -> None:
    assert not looks_like_separator(line + FIELD)


def test_an_address_alone_needs_a_field_that_only_mail_programs_write() -> None:
    assert looks_like_separator(b"From ana@example.com\nReceived: by x\n")
    assert not looks_like_separator(b"From ana@example.com\nTo: you\n")


def test_the_ordinary_form_is_a_separator_by_the_general_rule_too() -> None:
    data = bytearray(b"From ana@example.com Fri Sep  6 22:26:51 2016\nSubject: x\n")
    assert usual_separator(data, 0, len(data)) == data.index(b"Subject")
    assert separates(data, 0, len(data))
    assert usual_separator(bytearray(b"From - Fri Sep 16 2016\nA: b\n"), 0, 28) == -1


def test_netscape_and_eudora_are_known_anywhere() -> None:
    assert separates_anywhere(bytearray(b"From - \n"), 0)
    assert separates_anywhere(bytearray(b"From ???@??? Mon"), 0)
    assert not separates_anywhere(bytearray(b"From ana@example.com Mon"), 0)


def test_the_beginning_of_an_attached_message_is_told_by_the_part_before_it() -> None:
    assert begins_attachment(b"text\n--b\nContent-Type: message/rfc822\nContent-Disposition: inline\n\n")
    assert begins_attachment(b"--b\r\nContent-Type: message/rfc822\r\n\r\n")
    assert not begins_attachment(b"--b\nContent-Type: message/rfc822\n\nFrom: a\n\n")
    assert not begins_attachment(b"--b\nContent-Type: text/plain\n\n")
