"""Who the owner is: what the export states, and the URL that requests and messages prove."""

from nexalink.importers.linkedin import IMPORTER
from nexalink.importers.sightings import OwnerSeen
from tests.importers.linkedin.exports import ME, OLIVIA, archive, message, read, table, url

PROFILE = table(
    "profile", [["Olivia", "Owner", "", "", "Mar 4", "Builder", "Text", "Software", "", "Berlin"]]
)
NOON = "2024-03-12 12:00:00"


def evidence(files: dict[str, str | bytes]) -> list[OwnerSeen]:
    return list(IMPORTER.owner_evidence(archive(files)))


def profiles(files: dict[str, str | bytes]) -> list[tuple[str, bool]]:
    return [(seen.value, seen.sure) for seen in evidence(files) if seen.kind == "profile"]


def person(number: int) -> tuple[str, str]:
    return (f"Person {number}", url(f"person-{number}"))


def test_the_owners_own_files_are_read_and_every_row_counts_once() -> None:
    files: dict[str, str | bytes] = {
        "Profile.csv": PROFILE,
        "Positions.csv": table("positions", [["Acme", "Engineer", "", "Berlin", "Mar 2020", ""]]),
        "Education.csv": table("education", [["Example School", "2010", "2014", "", "MSc", ""]]),
        "Skills.csv": table("skills", [["Python"], ["SQL"]]),
        "Email Addresses.csv": table(
            "emails",
            [["Olivia@Example.com", "Yes", "Yes", ""], ["old@example.com", "No", "No", "Not Available"]],
        ),
        "PhoneNumbers.csv": table("phones", [["", "+49 30 901820", "Mobile"]]),
        "Whatsapp Phone Numbers.csv": table("whatsapp", [["+4930901821", "", "true"], ["", "", ""]]),
    }
    found = read(files)
    facts = [(seen.kind, seen.value, seen.sure) for seen in found.of(OwnerSeen)]
    assert facts == [
        ("name", "Olivia Owner", True),
        ("headline", "Builder", True),
        ("industry", "Software", True),
        ("place", "Berlin", True),
        ("position", "Acme", True),
        ("education", "Example School", True),
        ("skill", "Python", True),
        ("skill", "SQL", True),
        ("email", "mailto:olivia@example.com", True),
        ("email", "mailto:old@example.com", False),
        ("phone", "tel:+4930901820", True),
        ("phone", "tel:+4930901821", True),
    ]
    assert found.skipped == {"no_person": 1}
    assert sorted(found.rows.values()) == [1, 1, 1, 1, 2, 2, 2]
    assert [(s.title, s.started, s.finished) for s in found.of(OwnerSeen)[4:6]] == [
        ("Engineer", "Mar 2020", ""),
        ("MSc", "2010", "2014"),
    ]
    assert [seen._replace(counts_row=True) for seen in evidence(files)] == [
        seen._replace(counts_row=True) for seen in found.of(OwnerSeen)
    ]


def test_the_profile_of_2018_is_read() -> None:
    text = table(
        "profile 2018",
        [["Olivia", "Owner", "", "", "Mar 04, 1980", "", "Builder", "", "Software", "Germany"]],
    )
    assert [seen.value for seen in evidence({"Profile.csv": text})] == [
        "Olivia Owner",
        "Builder",
        "Software",
        "Germany",
    ]


def test_a_file_twice_is_a_duplicate() -> None:
    found = read(
        {
            "Positions.csv": table("positions", [["Acme"]]),
            "Positions (1).csv": table("positions", [["Acme"], ["Best"]]),
        }
    )
    assert [seen.value for seen in found.of(OwnerSeen)] == ["Acme", "Best"]
    assert found.skipped == {"duplicate": 1}


def test_invitations_prove_the_profile() -> None:
    rows = [
        ["Olivia Owner", "Ana Example", "3/10/24, 9:15 PM", "", "OUTGOING", ME, url("ana")],
        ["Ben Example", "Olivia Owner", "3/10/24, 9:15 PM", "", "INCOMING", url("ben"), ME],
    ]
    assert profiles({"Invitations.csv": table("invitations", rows)}) == [(ME, True)]


def test_a_member_number_in_invitations_leaves_the_profile_to_the_messages() -> None:
    rows = [
        [
            "Olivia Owner",
            "Ana Example",
            "3/10/24, 9:15 PM",
            "",
            "OUTGOING",
            "urn:li:member:1",
            "urn:li:member:2",
        ]
    ]
    talks = [message(f"c{n}", person(n), OLIVIA, NOON) for n in range(3)]
    files: dict[str, str | bytes] = {
        "Invitations.csv": table("invitations with urns", rows),
        "messages.csv": table("messages with drafts", talks),
    }
    assert profiles(files) == [("urn:li:member:1", True), (ME, True)]


def test_the_profile_in_all_conversations_is_the_owners_whoever_wrote() -> None:
    rows = [message(f"c{n}", person(n), OLIVIA, NOON) for n in range(600)]
    rows += [message("ad", ("Acme", ""), ("Olivia Owner", ""), NOON, title="Sponsored Conversation")] * 5
    assert profiles({"messages.csv": table("messages with drafts", rows)}) == [(ME, True)]


def test_one_conversation_alone_is_decided_by_the_name_or_not_at_all() -> None:
    talk = table(
        "messages with drafts", [message("c", OLIVIA, person(1), NOON), message("c", person(1), OLIVIA, NOON)]
    )
    assert {value for value, sure in profiles({"messages.csv": talk}) if not sure} == {ME, url("person-1")}
    assert profiles({"messages.csv": talk, "Profile.csv": PROFILE}) == [(ME, True)]


def test_of_two_conversations_only_the_owner_is_in_both() -> None:
    rows = [message(f"c{n}", person(n), OLIVIA, NOON) for n in range(2)]
    assert profiles({"messages.csv": table("messages with drafts", rows)}) == [(ME, True)]
    twice = [message(f"c{n}", person(1), OLIVIA, NOON) for n in range(2)]
    assert {sure for _, sure in profiles({"messages.csv": table("messages with drafts", twice)})} == {False}


def middle(*rows: tuple[str, tuple[str, str], str]) -> str:
    listed = [[talk, "", *sender, to, f"{NOON} UTC", "", "Hello", "INBOX"] for talk, sender, to in rows]
    return table("messages 2020", listed)


def test_before_mid_2023_the_profiles_name_decides_though_others_wrote_more_often() -> None:
    text = middle(("a", OLIVIA, "Person 1"), *((f"c{n}", person(n % 2), "Olivia Owner") for n in range(9)))
    assert profiles({"messages.csv": text, "Profile.csv": PROFILE}) == [(ME, True)]


def test_before_mid_2023_the_name_that_stands_everywhere_decides_without_profile() -> None:
    text = middle(("a", OLIVIA, "Person 7"), *((f"c{n}", person(n), "Olivia Owner") for n in range(5)))
    assert profiles({"messages.csv": text}) == [(ME, True)]


def test_of_two_with_the_owners_name_neither_is_sure_unless_one_is_seen_far_more() -> None:
    twin = ("Olivia Owner", url("other-olivia"))
    text = middle(("a", OLIVIA, "Person 1"), ("b", twin, "Person 2"))
    assert {sure for _, sure in profiles({"messages.csv": text, "Profile.csv": PROFILE})} == {False}
    text = middle(("a", OLIVIA, "Person 1"), ("c", OLIVIA, "Person 3"), ("b", twin, "Olivia Owner"))
    assert profiles({"messages.csv": text, "Profile.csv": PROFILE}) == [(ME, True)]


def test_where_nothing_decides_candidates_come_with_their_share() -> None:
    text = middle(("a", OLIVIA, "X"), ("a", person(1), "Y"), ("b", person(1), "Z"))
    seen = [(s.value, s.sure, s.share) for s in evidence({"messages.csv": text}) if s.kind == "profile"]
    assert seen == [(url("person-1"), False, 1.0), (ME, False, 0.5)]


def test_in_2018_the_direction_tells_the_owners_name() -> None:
    rows = [
        ["Ana Example", "Olivia Owner", f"{NOON} UTC", "", "Hello", "INCOMING", "INBOX"],
        ["Olivia Owner", "Ben Example", f"{NOON} UTC", "", "Hello", "OUTGOING", "SENT"],
    ]
    seen = evidence({"Messages.csv": table("messages 2018", rows)})
    assert [(s.kind, s.value, s.sure) for s in seen] == [("name", "Olivia Owner", True)]


def test_an_export_without_messages_has_no_candidates() -> None:
    assert profiles({"Profile.csv": PROFILE}) == []
