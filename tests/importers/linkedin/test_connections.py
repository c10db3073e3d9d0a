"""Connections.csv: people, ghosts, dates of every era, and two exports in one file."""

from datetime import date

import pytest

from nexalink.importers.sightings import PersonSeen, Skipped, Trouble
from tests.importers.linkedin.exports import PREAMBLE, read, table, url


def connection(
    first: str, last: str, slug: str, on: str = "12 Mar 2024", *, email: str = "", job: str = ""
) -> list[str]:
    company, _, title = job.partition("/")
    return [first, last, url(slug) if slug else "", email, company, title, on]


def test_a_row_is_a_person_with_employer_date_and_handles() -> None:
    text = PREAMBLE + table(
        "connections",
        [connection("Ana", "Example", "ana-example", email="Ana@Example.com", job="Acme/Engineer")],
    )
    found = read({"Connections.csv": text.rstrip("\n")})
    assert found.items == [
        PersonSeen(
            "Connections.csv", 5, url("ana-example"), "connection", "Ana Example", "Ana", "Example",
            (url("ana-example"), "mailto:ana@example.com", "linkedin-connection:2024-03-12/ana example"),
            "Acme", "Engineer", date(2024, 3, 12), is_connection=True, all_names=("Ana Example",),
        )
    ]  # fmt: skip


def test_percent_encoded_urls_equal_raw_ones() -> None:
    rows = [connection("Zoë", "Example", "zo%C3%AB-example"), connection("李", "例", "%E6%9D%8E%E4%BE%8B-7")]
    found = read({"Connections.csv": PREAMBLE + table("connections", rows)})
    assert [person.handles[0] for person in found.people] == [url("zoë-example"), url("李例-7")]


def test_ghost_rows_are_counted_and_are_nobody() -> None:
    text = table("connections", [connection("Ana", "Example", "ana"), connection("LinkedIn", "Member", "")])
    found = read({"Connections.csv": PREAMBLE + text + ",,,,,,07 Jun 2026\n,,,,,,\n"})
    assert found.skipped == {"ghost": 1, "no_person": 1, "deleted_member": 1}
    assert len(found.people) == 1
    assert found.rows["Connections.csv"] == 4


@pytest.mark.parametrize("preamble", [PREAMBLE, "", "Notes:\n\n"])
def test_the_header_is_found_with_and_without_its_notice(preamble: str) -> None:
    found = read({"Connections.csv": preamble + table("connections", [connection("Ana", "Example", "ana")])})
    assert [(person.name, person.line) for person in found.people] == [
        ("Ana Example", preamble.count("\n") + 2)
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("07 Jun 2026", date(2026, 6, 7)),
        ("7 Jun 2026", date(2026, 6, 7)),
        ("10/18/18, 1:21 AM", date(2018, 10, 18)),
        ("4-Apr-21", date(2021, 4, 4)),
        ("18-Jun-24", date(2024, 6, 18)),
        ("04-Apr-2021", date(2021, 4, 4)),
        ("2024-06-18", date(2024, 6, 18)),
        ("18.06.2024", date(2024, 6, 18)),
        ("12 mars 2024", date(2024, 3, 12)),
        ("12 Mär 2024", date(2024, 3, 12)),
        ("12 de marzo de 2024", date(2024, 3, 12)),
        ("12 févr. 2024", date(2024, 2, 12)),
        ("12. Dez. 2024", date(2024, 12, 12)),
        ("2024年3月12日", date(2024, 3, 12)),
        ("12\u00a0Mar\u00a02024", date(2024, 3, 12)),
        ("", None),
    ],
)
def test_dates_of_all_eras_and_of_spreadsheets(written: str, day: date | None) -> None:
    found = read({"Connections.csv": table("connections", [connection("Ana", "Example", "ana", written)])})
    assert [person.connected_on for person in found.people] == [day]


@pytest.mark.parametrize(
    "written", ["31 Feb 2024", "12 Foo 2024", "yesterday", "3/4/2021", "12 Mar 1024", "00 Mar 2024"]
)
def test_an_impossible_date_is_trouble_with_file_and_line(written: str) -> None:
    rows = [connection("Ben", "Example", "ben"), connection("Ana", "Example", "ana", written)]
    found = read({"Connections.csv": table("connections", rows)})
    assert [(trouble.file, trouble.line) for trouble in found.troubles] == [("Connections.csv", 3)]
    assert written in found.troubles[0].message
    assert found.rows["Connections.csv"] == 2


def test_slashed_dates_are_read_where_one_of_them_tells_the_order() -> None:
    rows = [connection("Ana", "Example", "ana", "3/4/2021"), connection("Ben", "Example", "ben", "25/4/2021")]
    found = read({"Connections.csv": table("connections", rows)})
    assert [person.connected_on for person in found.people] == [date(2021, 4, 3), date(2021, 4, 25)]
    rows[1][-1] = "4/25/2021"
    found = read({"Connections.csv": table("connections", rows)})
    assert [person.connected_on for person in found.people] == [date(2021, 3, 4), date(2021, 4, 25)]


@pytest.mark.parametrize(
    ("first", "last", "name", "every_name"),
    [
        (" Ana ", "Example ", "Ana Example", ("Ana Example",)),
        ("Ana", "Example, PhD, PMP", "Ana Example", ("Ana Example", "Ana Example, PhD, PMP")),
        ("Ana", "Example MBA", "Ana Example", ("Ana Example", "Ana Example MBA")),
        ("Ana", "Ma", "Ana Ma", ("Ana Ma",)),
        ("Ana", "E.", "Ana E.", ("Ana E.",)),
        ("Ana", "", "Ana", ("Ana",)),
        ("Ana\u00a0Maria", "Exam\u200bple", "Ana Maria Example", ("Ana Maria Example",)),
        ("Ana 🚀", "Example (She/Her)", "Ana 🚀 Example", ("Ana 🚀 Example", "Ana 🚀 Example (She/Her)")),
    ],
)
def test_names_are_cleaned_and_kept(first: str, last: str, name: str, every_name: tuple[str, ...]) -> None:
    found = read({"Connections.csv": table("connections", [connection(first, last, "ana")])})
    assert (found.people[0].name, found.people[0].all_names) == (name, every_name)


@pytest.mark.parametrize("name", ["Ana 🚀", "\U0001d400na", "An\u200da", "ÁNA"])
def test_emoji_and_mathematical_letters_do_not_matter_when_names_are_compared(name: str) -> None:
    found = read({"Connections.csv": table("connections", [connection(name, "Example", "")])})
    assert "linkedin-name:ana example" in found.people[0].handles


def test_odd_company_texts_stay_as_they_are() -> None:
    text = table(
        "connections",
        [["Ana", "Example", url("ana"), "", ' R&D \\ "Best"  GmbH ', "CEO | Advisor", "12 Mar 2024"]],
    )
    person = read({"Connections.csv": text}).people[0]
    assert (person.company, person.title) == ('R&D \\ "Best" GmbH', "CEO | Advisor")


def test_without_urls_a_unique_name_joins_and_a_shared_one_does_not() -> None:
    rows = [
        ["Ana", "Example", "", "Acme", "", "12 Mar 2020"],
        ["Ben", "Example", "", "", "", "12 Mar 2020"],
        ["Ben", "Example", "", "", "Cook", "13 Mar 2020"],
    ]
    found = read({"Connections.csv": table("connections without urls", rows)})
    assert [person.handles for person in found.people] == [
        ("linkedin-connection:2020-03-12/ana example", "linkedin-name:ana example"),
        ("linkedin-connection:2020-03-12/ben example",),
        ("linkedin-connection:2020-03-13/ben example",),
    ]
    assert len({person.source_key for person in found.people}) == 3


def test_two_of_one_name_and_day_share_no_stand_in_but_stay_two() -> None:
    rows = [["Ben", "Example", "", "A", "", "12 Mar 2020"], ["Ben", "Example", "", "B", "", "12 Mar 2020"]]
    found = read({"Connections.csv": table("connections without urls", rows)})
    assert [person.handles for person in found.people] == [(), ()]
    assert len({person.source_key for person in found.people}) == 2


def test_an_old_row_and_a_newer_one_with_a_url_share_a_stand_in() -> None:
    old = read(
        {
            "Connections.csv": table(
                "connections without urls", [["Ana", "Example", "", "", "", "12 Mar 2020"]]
            )
        }
    )
    new = read(
        {"Connections.csv": table("connections", [connection("Ana", "Example, PhD", "ana", "12 Mar 2020")])}
    )
    assert set(old.people[0].handles) & set(new.people[0].handles) == {
        "linkedin-connection:2020-03-12/ana example"
    }


def test_two_exports_in_one_file_keep_the_newer_row() -> None:
    older = [
        connection("Ana", "Example", "ana", "12 Mar 2020", job="Old"),
        connection("Ben", "Example", "ben", "1 Mar 2020"),
    ]
    newer = [
        connection("Cy", "Example", "cy", "1 May 2024"),
        connection("Ana", "Example", "ana", "12 Mar 2020", job="New"),
        connection("Ben", "Example", "ben", "1 Mar 2020"),
    ]
    for files in (
        {"Connections.csv": table("connections", older) + table("connections", newer)},
        {"Connections.csv": table("connections", newer) + PREAMBLE + table("connections", older)},
        {"Connections.csv": table("connections", older), "Connections (1).csv": table("connections", newer)},
    ):
        found = read({**files})
        assert {person.name: person.company for person in found.people} == {
            "Ana Example": "New",
            "Ben Example": "",
            "Cy Example": "",
        }
        assert found.skipped == {"duplicate": 2}
        assert sum(found.rows.values()) == 5


def test_exports_of_two_eras_in_one_file_are_both_read() -> None:
    text = table("connections without urls", [["Ana", "Example", "", "", "", "12 Mar 2020"]])
    text += table("connections", [connection("Ben", "Example", "ben", "13 Mar 2024")])
    found = read({"Connections.csv": text})
    assert [(person.name, person.connected_on) for person in found.people] == [
        ("Ana Example", date(2020, 3, 12)),
        ("Ben Example", date(2024, 3, 13)),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_spreadsheets_resave_it_in_their_own_way(encoding: str, delimiter: str) -> None:
    lines = [
        "First Name,Last Name,URL,Company,Connected On",
        "Zoë,Example,https://www.linkedin.com/in/zoe,Acme,4-Apr-21",
    ]
    data = "\r\n".join(lines).replace(",", delimiter).encode(encoding)
    found = read({"Connections (1).csv": data})
    assert [(person.name, person.company, person.connected_on) for person in found.people] == [
        ("Zoë Example", "Acme", date(2021, 4, 4))
    ]


def test_a_short_row_is_trouble_and_the_rest_is_read() -> None:
    text = table("connections", [connection("Ana", "Example", "ana")]) + "Ben,Exam\n"
    text += "Cy,Example,https://www.linkedin.com/in/cy,,,,12 Mar 2024,,\n"
    found = read({"Connections.csv": text})
    assert [person.name for person in found.people] == ["Ana Example", "Cy Example"]
    assert [(trouble.line, type(trouble)) for trouble in found.troubles] == [(3, Trouble)]


def test_a_stray_quotation_mark_costs_one_row() -> None:
    text = table("connections", [connection("Ana", "Example", "ana")])
    text += '"Ben,Example,https://www.linkedin.com/in/ben,,,,12 Mar 2024\n'
    text += "Cy,Example,https://www.linkedin.com/in/cy,,,,12 Mar 2024\n"
    found = read({"Connections.csv": text})
    assert [person.name for person in found.people] == ["Ana Example", "Cy Example"]
    assert [trouble.line for trouble in found.troubles] == [3]


def test_nul_bytes_are_named_and_the_row_is_kept() -> None:
    text = table("connections", [connection("A\0na", "Example", "ana"), connection("Ben", "Example", "ben")])
    found = read({"Connections.csv": text})
    assert [person.name for person in found.people] == ["Ana Example", "Ben Example"]
    assert [(trouble.line, trouble.counts_row) for trouble in found.troubles] == [(2, False)]
    assert found.rows["Connections.csv"] == 2


def test_one_ghost_is_one_item() -> None:
    found = read({"Connections.csv": table("connections", [["", "", "", "", "", "", "07 Jun 2026"]])})
    assert found.items == [Skipped("Connections.csv", 2, "ghost")]


def test_a_header_alone_is_an_empty_file() -> None:
    assert read({"Connections.csv": PREAMBLE + table("connections", [])}).items == []


def test_two_people_of_one_name_with_urls_stay_two() -> None:
    rows = [connection("Ana", "Example", "ana-1"), connection("Ana", "Example", "ana-2", "13 Mar 2024")]
    found = read({"Connections.csv": table("connections", rows)})
    assert not set(found.people[0].handles) & set(found.people[1].handles)
    assert not any(
        handle.startswith("linkedin-name:") for person in found.people for handle in person.handles
    )


def test_a_name_of_emoji_alone_is_still_a_row_with_a_key() -> None:
    rows = [["🚀", "", "", "", "", ""], ["🚀", "", "", "", "Cook", ""]]
    found = read({"Connections.csv": table("connections without urls", rows)})
    assert [person.handles for person in found.people] == [(), ()]
    assert len({person.source_key for person in found.people} - {""}) == 2
