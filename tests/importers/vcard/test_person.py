import io

import pytest

from nexalink.formats.vcard import Card, read_cards
from nexalink.importers.contact_records import ContactDraft, handles_of
from nexalink.importers.vcard.person import draft_of, group_members, is_group, uid_of


def card(*lines: str) -> Card:
    text = "\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])
    found = next(read_cards(io.BytesIO(text.encode())))
    assert isinstance(found, Card)
    return found


def draft(*lines: str) -> ContactDraft:
    return draft_of(card(*lines))


def facts(*lines: str) -> dict[str, str]:
    return dict(draft(*lines).facts)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("N:Doe;John;Richter,James;Mr.;Sr.", ("John", "Richter James", "Doe")),
        ("N:Doe;John;Richter\\, James;;", ("John", "Richter James", "Doe")),
        ("N:Okafor, Ben;;;;", ("Ben", "", "Okafor")),
        ("N:Doe;John", ("John", "", "Doe")),
        ("N:Doe", ("", "", "Doe")),
    ],
)
def test_names_in_parts(line: str, names: tuple[str, str, str]) -> None:
    found = draft(line)
    assert (found.given, found.middle, found.family) == names


def test_a_nickname_stands_in_for_a_missing_name() -> None:
    assert draft("NICKNAME:Annie,Nan").name == "Annie"
    assert draft("FN:Ana Bell", "NICKNAME:Annie").name == "Ana Bell"


def test_phones_as_uris_and_with_bare_types() -> None:
    found = draft("TEL;VALUE=uri;TYPE=work:tel:+1-418-555-0154;ext=102", "TEL;HOME;VOICE:+44 20 7946 0123")
    assert handles_of(found) == ("tel:+14185550154", "tel:+442079460123")


@pytest.mark.parametrize(
    "line",
    [
        "X-SOCIALPROFILE;type=linkedin:http\\://www.linkedin.com/in/ana-bell",
        "X-SOCIALPROFILE;TYPE=LinkedIn;x-user=ana-bell:x-apple:ana-bell",
        "X-SOCIALPROFILE;type=linkedin:ana-bell",
        "SOCIALPROFILE;SERVICE-TYPE=LinkedIn:https://linkedin.com/in/ana-bell/",
        "URL;TYPE=PROFILE:https://de.linkedin.com/in/ana-bell?trk=x",
        "IMPP;X-SERVICE-TYPE=LinkedIn:https://www.linkedin.com/in/ana-bell",
        "X-LINKEDIN:ana-bell",
        "item1.X-WHATEVER:see https://www.linkedin.com/in/ana-bell",
    ],
)
def test_linkedin_profiles_are_handles(line: str) -> None:
    assert handles_of(draft(line)) == ("https://www.linkedin.com/in/ana-bell",)


def test_a_profile_in_a_note_is_somebody_s_but_not_surely_theirs() -> None:
    assert handles_of(draft("NOTE:ask https://www.linkedin.com/in/ben-okafor")) == ()


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["BDAY:19800322"], "1980-03-22"),
        (["BDAY;VALUE=date:1980-03-22"], "1980-03-22"),
        (["BDAY;X-APPLE-OMIT-YEAR=1604:1604-07-15"], "--07-15"),
        (["BDAY:--0715"], "--07-15"),
        (["BDAY;ALTID=1:20160801", "BDAY;ALTID=1;VALUE=text:2016-08-01"], "2016-08-01"),
        (["BDAY;VALUE=text:circa 1800"], None),
        (["BDAY:"], None),
    ],
)
def test_birthdays(lines: list[str], day: str | None) -> None:
    assert facts("FN:Ana", *lines).get("birthday") == day


def test_anniversaries_in_every_dress() -> None:
    assert facts("ANNIVERSARY:20090808T1430-0500")["anniversary"] == "2009-08-08"
    assert facts("X-EVOLUTION-ANNIVERSARY:1980-03-22")["anniversary"] == "1980-03-22"
    assert facts("i.X-ABDATE:1975-03-01", "i.X-ABLabel:_$!<Anniversary>!$_")["anniversary"] == "1975-03-01"
    assert facts("i.X-ABDATE:1975-03-01", "i.X-ABLabel:First day")["date"] == "First day: 1975-03-01"


def test_relations_in_every_dress() -> None:
    assert facts("i.X-ABRELATEDNAMES:Jenny", "i.X-ABLabel:_$!<Spouse>!$_")["related"] == "spouse: Jenny"
    assert facts("X-EVOLUTION-SPOUSE:Maria")["related"] == "spouse: Maria"
    assert facts("X-MS-MANAGER:Ada Lind")["related"] == "manager: Ada Lind"
    assert facts("RELATED;TYPE=friend;VALUE=text:Ben Okafor")["related"] == "friend: Ben Okafor"
    assert facts("RELATED;TYPE=friend:urn:uuid:1")["x-related"] == "friend: urn:uuid:1"
    assert facts("AGENT:BEGIN:VCARD\\nFN:Susan Thomas\\nEND:VCARD\\n")["related"] == "agent: Susan Thomas"


def test_jobs_departments_and_roles() -> None:
    found = draft("ORG:Acme\\, Inc.;Sales;North", "TITLE:Buyer", "ORG:Orbit", "ROLE:Sailor")
    assert found.jobs == [("Acme, Inc.", "Buyer"), ("Orbit", "")]
    assert ("department", "Sales, North") in found.facts
    assert ("role", "Sailor") in found.facts
    assert draft("ORG:Acme", "ROLE:Baker").jobs == [("Acme", "Baker")]


def test_translations_count_once() -> None:
    found = draft(
        "ORG;ALTID=1;LANGUAGE=en:Example Works", "ORG;ALTID=1;LANGUAGE=ja:例社", "TITLE;ALTID=1:Head"
    )
    assert found.jobs == [("Example Works", "Head")]


@pytest.mark.parametrize(
    "line",
    [
        "KIND:group",
        "kind:GROUP",
        "X-ADDRESSBOOKSERVER-KIND:group",
        "KIND:org",
        "KIND:location",
        "X-ABShowAs:COMPANY",
        "MEMBER:urn:uuid:1",
    ],
)
def test_cards_that_are_no_person(line: str) -> None:
    assert draft("FN:Sailing", line).organisation


def test_a_person_with_a_member_line_stays_one() -> None:
    assert not draft("FN:Ana", "KIND:individual", "MEMBER:urn:uuid:1").organisation


def test_groups_name_their_members() -> None:
    group = card("FN:Sailing", "X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:AB-1")
    assert is_group(group)
    assert list(group_members(group)) == ["ab-1"]
    assert uid_of(card("UID:urn:uuid:ab-1")) == uid_of(card("X-ABUID:AB-1\\:ABPerson")) == "ab-1"


def test_places_and_countries() -> None:
    found = draft("ADR;TYPE=HOME:;;Street 1;Lyon;;69001;France", "ADR;TYPE=WORK;PREF=1:;;;Bern;;;Schweiz")
    assert found.countries == {"work": "Schweiz", "home": "France"}
    assert ("place", "Bern, Schweiz") in found.facts
    assert ("address", "Street 1, Lyon, 69001, France") in found.facts


def test_unknown_properties_are_kept() -> None:
    assert facts("X-MADE-UP;X-P=1:as it is")["x-made-up"] == "as it is"


def test_labels_are_divided_even_where_commas_are_escaped() -> None:
    assert draft("CATEGORIES:a\\, b", "CATEGORIES:c").labels == ["a", " b", "c"]
