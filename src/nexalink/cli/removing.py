"""``nexalink remove`` and ``removed``: put people into the trash, bring them back, erase them."""

from datetime import UTC, datetime
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.archives.trash import erase_person, restore_person
from nexalink.cli.acts import BY, told
from nexalink.cli.faults import WrongUsage
from nexalink.cli.files import check_target, write_json
from nexalink.cli.finding import find_person
from nexalink.cli.showing import console, plain_table, short
from nexalink.people.queries import removed_people
from nexalink.ties.actions import remove_person


def remove(name: str, *, json_file: Path | None) -> None:
    """Put a person into the trash."""
    check_target(json_file)
    owner = ensure_sole_owner()
    told(remove_person(owner, person=find_person(owner, name), at=datetime.now(UTC), by=BY), json_file)


def removed(*, restore: int | None, erase: int | None, yes: bool, json_file: Path | None) -> None:
    """Bring somebody back, erase them for good, or list who was removed."""
    check_target(json_file)
    owner = ensure_sole_owner()
    if erase is not None and not yes:
        raise WrongUsage("Erasing cannot be taken back. If you are sure, add --yes.")
    if restore is not None:
        restore_person(owner, person=restore, by=BY)
    if erase is not None:
        erase_person(owner, person=erase, by=BY)
    found = removed_people(owner)
    if json_file:
        write_json(
            [{"number": one.person, "name": one.name, "works": one.works, "at": one.at.isoformat()} for one in found],
            json_file,
        )  # fmt: skip
        return
    if restore is not None:
        console.print("Back as they were.")
    if erase is not None:
        console.print("Erased for good.")
    if not found:
        console.print("Nobody is among the removed people.")
        return
    table = plain_table(">number", "who", "works as", "removed on")
    for one in found:
        table.add_row(str(one.person), short(one.name), short(one.works), str(one.at.date()))
    console.print(table)
    console.print("Bring one back with: nexalink removed --restore NUMBER")
