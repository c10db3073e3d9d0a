import pytest

from nexalink.interactions.queries import Entry, Timeline
from nexalink.web.pages.timeline import TimelinePart, timeline_part
from tests.factories import moment


def part(*entries: Entry, pages: int = 1, number: int = 1, kind: str = "", source: str = "") -> TimelinePart:
    found = Timeline(tuple(entries), number, pages, len(entries), (("message", 2), ("mail", 1)))
    return timeline_part(found, zone="Europe/Berlin", kind=kind, source=source, sources=("linkedin", "mail"))


@pytest.mark.parametrize(
    ("kind", "direction", "size", "said", "way"),
    [
        ("message", "in", 1, "They wrote", "received"), ("message", "out", 1, "You wrote", "given"),
        ("mail", "out", 3, "You mailed", "given"), ("meeting", "mutual", 1, "You met", "both"),
        ("meeting", "mutual", 4, "You met with 3 others", "both"), ("note", "", 1, "Note", ""),
        ("endorsement", "in", 1, "You received an endorsement", "received"),
        ("recommendation", "out", 1, "You gave a recommendation", "given"), ("touch", "out", 1, "You got in touch", "given"),
    ],
)  # fmt: skip
def test_every_entry_says_who_did_what(kind: str, direction: str, size: int, said: str, way: str) -> None:
    found = part(Entry(moment(3), kind, direction, "mail", "Subject", "Text", size))
    line = found.months[0].moments[0]
    assert (line.words, line.way, line.source) == (said, way, "Mail")


def test_entries_stand_in_their_months() -> None:
    entries = [Entry(moment(days), "message", "in", "linkedin", "", "") for days in (1, 2, 40, 400)]
    found = part(*entries)
    assert [(month.name, len(month.moments)) for month in found.months] == [
        ("November 2026", 2), ("October 2026", 1), ("October 2025", 1),
    ]  # fmt: skip


def test_filters_and_pages_keep_each_other() -> None:
    found = part(pages=3, number=2, kind="mail", source="mail")
    assert found.pager.after == "?kind=mail&source=mail&page=3#timeline"
    assert found.pager.before == "?kind=mail&source=mail#timeline"
    chosen = [choice.label for choice in (*found.kinds, *found.sources) if choice.chosen]
    assert chosen == ["Mails 1", "Mail"]


def test_one_source_is_nothing_to_choose_from() -> None:
    found = Timeline((), 1, 1, 0, ())
    alone = timeline_part(found, zone="UTC", kind="", source="", sources=("mail",))
    assert alone.sources == ()
    assert alone.answer.startswith("Nothing happened between you yet")
