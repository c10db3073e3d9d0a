"""messages.csv of every era: direction, groups, who is left out and why, and keys that last."""

import pytest

from nexalink.importers.contract import OwnerIdentity
from nexalink.importers.sightings import InteractionSeen
from tests.importers.linkedin.exports import (
    HEADERS,
    ME,
    OLIVIA,
    OWNER,
    PREAMBLE,
    at,
    message,
    read,
    table,
    url,
)

ANA = ("Ana Example", url("ana"))
BEN = ("Ben Example", url("ben"))
NOON = "2024-03-12 12:00:00"


def modern(*rows: list[str]) -> dict[str, str | bytes]:
    return {"messages.csv": table("messages with drafts", rows)}


def test_direction_comes_from_the_owners_url_never_from_the_folder() -> None:
    found = read(
        modern(
            message("c1", ANA, OLIVIA, NOON, subject="Hi"), message("c1", OLIVIA, ANA, "2024-03-12 11:00:00")
        )
    )
    assert found.messages == [
        InteractionSeen(
            "messages.csv", 2, f"m{at(NOON):x}i", at(NOON), "message", "in", ((url("ana"), "Ana Example"),),
            thread="c1", subject="Hi", text="Hello",
        ),
        InteractionSeen(
            "messages.csv", 3, f"m{at(NOON) - 3600:x}o", at(NOON) - 3600, "message", "out",
            ((url("ana"), "Ana Example"),), thread="c1", text="Hello",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("messages", 10),
        ("messages with drafts", 13),
    ],
)
@pytest.mark.parametrize("quote_all", [False, True])
def test_all_headers_since_2023_read_alike(header: str, columns: int, quote_all: bool) -> None:
    row = message("c1", ANA, OLIVIA, NOON, 'two\nlines, and "quotes"')[:columns]
    found = read({"messages.csv": table(header, [row], quote_all=quote_all)})
    assert [(m.direction, m.text) for m in found.messages] == [("in", 'two\nlines, and "quotes"')]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (message("c", OLIVIA, ANA, NOON, draft="Yes"), "draft"),
        (message("c", ANA, OLIVIA, NOON, folder="SPAM"), "spam"),
        (message("c", ("Acme", ""), OLIVIA, NOON, title="Sponsored Conversation"), "sponsored"),
        (
            message(
                "c",
                ("Acme", ""),
                OLIVIA,
                NOON,
                '<p class="spinmail-quill-editor__spin-break">Hi %FIRSTNAME%</p>',
            ),
            "sponsored",
        ),
        (message("c", ("A Seller", ""), OLIVIA, NOON), "sponsored"),
        (message("c", ("LinkedIn Member", ""), OLIVIA, NOON), "deleted_member"),
        (message("c", ("", ""), OLIVIA, NOON), "deleted_member"),
        (message("c", OLIVIA, ("LinkedIn Member", ""), NOON), "deleted_member"),
        (message("c", ("LinkedIn", ""), OLIVIA, NOON), "robot"),
        (message("c", ("The LinkedIn Team", ""), OLIVIA, NOON), "robot"),
        (message("c", ("Acme", "https://www.linkedin.com/company/acme"), OLIVIA, NOON), "no_person"),
        (message("c", OLIVIA, ("Acme", "https://www.linkedin.com/company/acme"), NOON), "no_person"),
        (message("c", OLIVIA, OLIVIA, NOON), "self"),
        (message("c", ANA, OLIVIA, "2031-01-01 12:00:00"), "future"),
    ],
)
def test_what_is_no_touch_is_left_out_with_its_reason(row: list[str], reason: str) -> None:
    found = read(modern(row))
    assert found.skipped == {reason: 1}
    assert len(found.items) == 1


def test_the_flag_of_a_drafted_conversation_counts_too() -> None:
    row = message("c", OLIVIA, ANA, NOON)
    row[-1] = "Yes"
    assert read(modern(row)).skipped == {"draft": 1}


@pytest.mark.parametrize("folder", ["INBOX", "ARCHIVE", "", "SENT"])
def test_every_folder_but_spam_counts(folder: str) -> None:
    assert len(read(modern(message("c", ANA, OLIVIA, NOON, folder=folder))).messages) == 1


def test_a_message_without_content_is_still_one() -> None:
    assert [m.text for m in read(modern(message("c", ANA, OLIVIA, NOON, ""))).messages] == [""]


def test_html_goes_and_entities_are_decoded_once() -> None:
    text = "<p>R&amp;amp;D &lt;3</p><p>x</p>"
    assert [m.text for m in read(modern(message("c", ANA, OLIVIA, NOON, text))).messages] == ["R&amp;D <3\nx"]


def test_groups_are_their_own_kind_and_count_everybody_besides_the_owner() -> None:
    both = (f"{ANA[0]}, {BEN[0]}", f"{ANA[1]},{BEN[1]}")
    found = read(
        modern(
            message("g", OLIVIA, both, NOON),
            message("g", ANA, (f"{BEN[0]}, Olivia Owner", f"{BEN[1]},{ME}"), "2024-03-12 13:00:00"),
        )
    )
    assert [(m.kind, m.direction, m.people, m.size) for m in found.messages] == [
        ("group", "out", ((ANA[1], ANA[0]), (BEN[1], BEN[0])), 2),
        ("group", "in", ((ANA[1], ANA[0]),), 2),
    ]


def test_recipient_names_with_commas_split_nothing() -> None:
    found = read(modern(message("c", OLIVIA, ("Ana Example, PhD, PMP", ANA[1]), NOON)))
    assert [(m.kind, m.people) for m in found.messages] == [("message", ((ANA[1], "Ana Example"),))]


def test_semicolons_between_urls_split_too() -> None:
    found = read(modern(message("g", OLIVIA, ("Ana, Ben", f"{ANA[1]}; {BEN[1]}"), NOON)))
    assert [m.size for m in found.messages] == [2]


def test_encoded_urls_in_messages_are_the_same_people() -> None:
    found = read(
        modern(
            message("c", ("Zoë", url("zo%C3%AB")), OLIVIA, NOON),
            message("c", ("Zoë", url("zoë")), OLIVIA, NOON),
        )
    )
    assert {m.people[0][0] for m in found.messages} == {url("zoë")}


@pytest.mark.parametrize(
    "date", ["2024-02-30 12:00:00", "2024-03-12 25:00:00", "", "soon", "1970-01-01 00:00:00"]
)
def test_an_impossible_date_is_trouble(date: str) -> None:
    found = read(modern(message("c", ANA, OLIVIA, NOON), message("c", ANA, OLIVIA, date)))
    assert [(trouble.file, trouble.line) for trouble in found.troubles] == [("messages.csv", 3)]
    assert len(found.messages) == 1


def test_messages_of_one_second_keep_apart() -> None:
    found = read(
        modern(*[message("c", ANA, OLIVIA, NOON, text) for text in "abc"], message("d", BEN, OLIVIA, NOON))
    )
    assert len({m.source_key for m in found.messages}) == 4


def test_keys_do_not_depend_on_names_addresses_formatting_or_conversation_ids() -> None:
    before = read(modern(message("c1", ANA, OLIVIA, NOON, "<p>Hello</p>")))
    after = read(modern(message("2-other==", ("Ana Renamed", url("ana-renamed")), OLIVIA, NOON, "Hello")))
    assert before.messages[0].source_key == after.messages[0].source_key


def test_two_spellings_of_one_file_count_once() -> None:
    text = table(
        "messages with drafts",
        [message("c", ANA, OLIVIA, NOON), message("c", ANA, OLIVIA, NOON), message("c", OLIVIA, ANA, NOON)],
    )
    found = read({"messages.csv": text, "Messages.csv": text})
    assert len(found.messages) == 3
    assert found.skipped == {"duplicate": 3}


@pytest.mark.parametrize("between", ["", "\ufeff", PREAMBLE])
def test_two_exports_joined_in_one_file_count_once(between: str) -> None:
    older = table("messages", [message("c", ANA, OLIVIA, NOON)[:10]])
    newer = table("messages with drafts", [message("d", BEN, OLIVIA, NOON), message("c", ANA, OLIVIA, NOON)])
    for joined in (older + between + newer, newer + between + newer, newer + between + older):
        found = read({"messages.csv": joined})
        assert {m.people[0][0] for m in found.messages} == {ANA[1], BEN[1]}
        assert len({m.source_key for m in found.messages}) == 2
        assert set(found.skipped) == {"duplicate"}
        assert found.troubles == []


def test_a_row_of_another_width_is_trouble() -> None:
    text = table("messages with drafts", [message("c", ANA, OLIVIA, NOON)]) + "c,half a row\n"
    found = read({"messages.csv": text})
    assert [trouble.line for trouble in found.troubles] == [3]


def test_a_ten_megabyte_message_is_cut_not_lost() -> None:
    found = read(modern(message("c", ANA, OLIVIA, NOON, "x" * 10_000_000), message("c", ANA, OLIVIA, NOON)))
    assert [len(m.text) for m in found.messages] == [20_000, 5]


def test_robots_are_told_by_the_files_name() -> None:
    text = table("messages with drafts", [message("c", ("Coach", url("coach")), OLIVIA, NOON)])
    for name in (
        "guide_messages.csv",
        "coach_messages.csv",
        "learning_coach_messages.csv",
        "learning_role_play_messages.csv",
    ):
        assert read({name: text}).skipped == {"robot": 1}


# ------------------------------------------------------------------------------ before mid 2023: no recipients' URLs


def middle(*rows: tuple[str, tuple[str, str], str, str]) -> dict[str, str | bytes]:
    listed = [[talk, "", *sender, to, f"{date} UTC", "", "Hello", "INBOX"] for talk, sender, to, date in rows]
    return {"messages.csv": table("messages 2020", listed)}


def test_without_recipients_an_answered_conversation_tells_the_url() -> None:
    found = read(
        middle(("c", ANA, "Olivia Owner", NOON), ("c", OLIVIA, "Ana Example", "2024-03-12 11:00:00"))
    )
    assert [(m.direction, m.people[0][0], m.kind) for m in found.messages] == [
        ("in", ANA[1], "message"),
        ("out", ANA[1], "message"),
    ]


def test_without_recipients_an_unanswered_conversation_joins_by_a_unique_name() -> None:
    files = middle(
        ("c", OLIVIA, "Ana Example, PhD", NOON),
        ("d", OLIVIA, "Ben Example", NOON),
        ("e", BEN, "Olivia Owner", NOON),
    )
    files["Connections.csv"] = table(
        "connections without urls", [["Ana", "Example, PhD", "", "", "", "12 Mar 2020"]]
    )
    found = read(files)
    assert [m.people[0][0] for m in found.messages] == ["linkedin-name:ana example", BEN[1], BEN[1]]
    assert "linkedin-name:ana example" in found.people[0].handles


def test_without_recipients_messages_give_a_connection_its_url_where_the_name_is_unique() -> None:
    files = middle(("e", ANA, "Olivia Owner", NOON))
    files["Connections.csv"] = table(
        "connections without urls", [["Ana", "Example", "", "", "", "12 Mar 2020"]]
    )
    assert read(files).people[0].handles == (
        ANA[1],
        "linkedin-connection:2020-03-12/ana example",
        "linkedin-name:ana example",
    )


def test_a_name_that_two_profiles_bear_joins_nothing() -> None:
    other = ("Ana Example", url("ana-2"))
    files = middle(("e", ANA, "Olivia Owner", NOON), ("f", other, "Olivia Owner", NOON))
    files["Connections.csv"] = table(
        "connections without urls", [["Ana", "Example", "", "", "", "12 Mar 2020"]]
    )
    found = read(files)
    assert found.people[0].handles == ("linkedin-connection:2020-03-12/ana example",)
    assert {m.people[0][0] for m in found.messages} == {ANA[1], other[1]}


def test_without_recipients_groups_are_told_by_their_members() -> None:
    found = read(
        middle(
            ("g", ANA, "Olivia Owner, Ben Example", NOON),
            ("g", BEN, "Olivia Owner, Ana Example", NOON),
            ("g", OLIVIA, "Ana Example, Ben Example", NOON),
            ("h", ANA, "Olivia Owner", NOON),
        )
    )
    assert [(m.kind, m.direction) for m in found.messages] == [
        ("group", "in"),
        ("group", "in"),
        ("group", "out"),
        ("message", "in"),
    ]
    assert found.messages[2].people == ((ANA[1], "Ana Example"), (BEN[1], "Ben Example"))


def test_without_recipients_a_namesake_who_answered_is_not_the_owner() -> None:
    namesake = ("Olivia Owner", url("other-olivia"))
    found = read(
        middle(
            ("c", OLIVIA, "Olivia Owner", NOON),
            ("c", namesake, "Olivia Owner", NOON),
            ("d", OLIVIA, "Olivia Owner", NOON),
        )
    )
    assert [(m.direction, m.people[0][0]) for m in found.messages] == [
        ("out", namesake[1]),
        ("in", namesake[1]),
    ]
    assert found.skipped == {"self": 1}


def test_without_recipients_deleted_and_sponsored_senders_are_left_out_too() -> None:
    found = read(
        middle(
            ("c", ("LinkedIn Member", ""), "Olivia Owner", NOON), ("d", ("Acme", ""), "Olivia Owner", NOON)
        )
    )
    assert found.skipped == {"deleted_member": 1, "sponsored": 1}


# ----------------------------------------------------------------------------------------- 2018: names and Direction


def test_in_2018_names_and_the_direction_column_tell() -> None:
    rows = [
        ["Ana Example", "Olivia Owner", "2018-03-12 12:00:00 UTC", "", "Hello", "INCOMING", "INBOX"],
        ["Olivia Owner", "Ben Example", "10/18/18, 1:21 AM", "", "Hello", "OUTGOING", "SENT"],
        ["LinkedIn Member", "Olivia Owner", "2018-03-12 12:00:00 UTC", "", "Hello", "INCOMING", "ARCHIVED"],
    ]
    files: dict[str, str | bytes] = {"Messages.csv": table("messages 2018", rows)}
    found = read(files, owner=OwnerIdentity(names=frozenset({"Olivia Owner"})))
    assert [(m.direction, m.people, m.thread, m.at) for m in found.messages] == [
        (
            "in",
            (("linkedin-name:ana example", "Ana Example"),),
            "linkedin-name:ana example",
            at("2018-03-12 12:00:00"),
        ),
        (
            "out",
            (("linkedin-name:ben example", "Ben Example"),),
            "linkedin-name:ben example",
            at("2018-10-18 01:21:00"),
        ),
    ]
    assert found.skipped == {"deleted_member": 1}


def test_a_message_has_the_same_key_in_2018_and_today() -> None:
    old = read(
        {
            "Messages.csv": table(
                "messages 2018",
                [["Ana Example", "Olivia Owner", f"{NOON} UTC", "", "Hi", "INCOMING", "INBOX"]],
            )
        }
    )
    assert old.messages[0].source_key == read(modern(message("c", ANA, OLIVIA, NOON))).messages[0].source_key


# ------------------------------------------------------------------------------------------------- who is the owner


def test_the_archive_itself_tells_the_owner_where_nobody_did() -> None:
    rows = [message(f"c{n}", (f"P {n}", url(f"p{n}")), OLIVIA, NOON) for n in range(4)]
    found = read(modern(*rows), owner=OwnerIdentity())
    assert {m.direction for m in found.messages} == {"in"}


def test_where_nothing_tells_the_owner_every_message_is_trouble_that_says_what_to_do() -> None:
    found = read(modern(message("c", ANA, OLIVIA, NOON)), owner=OwnerIdentity())
    assert len(found.troubles) == 1
    assert "--me" in found.troubles[0].message
    assert found.rows["messages.csv"] == 1


def test_people_who_are_no_connections_are_seen_in_messages_only() -> None:
    files = modern(message("c", ANA, OLIVIA, NOON))
    files["Connections.csv"] = table("connections", [["Ben", "Example", BEN[1], "", "", "", "12 Mar 2020"]])
    found = read(files)
    assert [person.handles[0] for person in found.people] == [BEN[1]]
    assert found.messages[0].people == ((ANA[1], "Ana Example"),)


def test_headers_are_those_of_the_format() -> None:
    assert HEADERS["messages"].split(",")[5] == "RECIPIENT PROFILE URLS"
    assert OWNER.handles == {ME}
