"""Write a sample: the four kinds of file of an invented owner's working life, with the exact truth about them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nexalink.samples.calendar_file import write_calendar
from nexalink.samples.card_file import write_cards
from nexalink.samples.counting import truth_of
from nexalink.samples.eras import ERAS
from nexalink.samples.growing import grow
from nexalink.samples.linkedin_export import export_files, export_name
from nexalink.samples.mailbox import write_mailbox
from nexalink.samples.network import Network, plan_network
from nexalink.samples.packing import write_files
from nexalink.samples.truth import FileTruth, SampleTruth

MAILBOX = "All mail Including Spam and Trash.mbox"
CARDS = "contacts.vcf"
LATER_DAYS = 245
"""How much later the newer export is taken, where nobody says."""


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """The files that were written, in the order in which they are best imported, and the truth about them."""

    paths: tuple[Path, ...]
    truth: SampleTruth


def write_sample(folder: Path, *, seed: int = 7, people: int = 1_200, on: date) -> SampleFiles:
    """Write a LinkedIn export, a mailbox, a calendar and an address book into ``folder``, which is made if missing.

    The same arguments give the same bytes.

    Args:
        folder: where the four files go.
        seed: which invented life.
        people: how many people it holds besides the owner, 10 to 50,000.
        on: the day on which the files are taken; everything happened in the six years before it.

    Raises:
        ValueError: ``people`` is out of range.
    """
    network = plan_network(seed=seed, people=people, on=on, era=ERAS["2026"])
    truth = truth_of(network)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [_write_export(folder / export_name(on), network, truth)]
    if network.mail and network.calendar and network.cards:
        calendar = f"{network.cast.owner.emails[0]}.ics"
        paths += [folder / MAILBOX, folder / calendar, folder / CARDS]
        truth.files.append(write_mailbox(paths[1], network, network.mail))
        truth.files.append(write_calendar(paths[2], network, network.calendar))
        truth.files.append(write_cards(paths[3], network.cards))
    return SampleFiles(tuple(paths), truth)


def write_newer_export(
    folder: Path, *, seed: int = 7, people: int = 1_200, on: date, later: date | None = None
) -> SampleFiles:
    """Write the LinkedIn export that the owner of ``write_sample(seed, people, on)`` takes some months later.

    There are new connections and messages, other jobs, one renamed profile, and a few people who are gone; the truth's
    ``changes`` name them. Its counts are those of LinkedIn alone, over everything that this export holds.

    Args:
        folder: where the zip goes.
        seed: as for the sample.
        people: as for the sample.
        on: the day of the sample.
        later: the day of the newer export, 245 days after ``on`` where it is not given.
    """
    later = later or date.fromordinal(on.toordinal() + LATER_DAYS)
    network = plan_network(seed=seed, people=people, on=on, era=ERAS["2026"])
    changes = grow(network, later=later)
    network.mail = network.calendar = network.cards = None
    truth = truth_of(network)
    truth.changes = changes
    return SampleFiles((_write_export(folder / export_name(later), network, truth),), truth)


def write_linkedin(
    target: Path,
    *,
    era: str = "2026",
    seed: int = 7,
    people: int = 400,
    on: date | None = None,
    resaved: bool = False,
) -> SampleFiles:
    """Write a LinkedIn export alone, as LinkedIn wrote it in one of the eras, to a zip or into a folder.

    Args:
        target: a zip where it ends in ``.zip``, else a folder.
        era: 2018, 2020, 2021, 2023, 2025 (with drafts marked) or 2026.
        seed: which invented life.
        people: how many people it holds besides the owner, 10 to 50,000.
        on: the day of the export; a day of its era where it is not given.
        resaved: whether a spreadsheet has saved Connections.csv and the messages since.

    Raises:
        KeyError: there is no such era.
        ValueError: ``people`` is out of range.
    """
    look = ERAS[era]
    network = plan_network(seed=seed, people=people, on=on or look.on, era=look, linkedin_only=True)
    if resaved and not look.emails:
        _drop_addresses(network)
    truth = truth_of(network)
    return SampleFiles((_write_export(target, network, truth, resaved=resaved),), truth)


def _drop_addresses(network: Network) -> None:
    """Leave out the column of addresses, which whoever saved the file found empty anyway, and what hangs on it."""
    for person in network.cast.people:
        person.listed_email = False
    plan = network.linkedin
    plan.uploads = [upload for upload in plan.uploads if network.person(upload.person).role == "contact"]
    plan.upload_copies = min(plan.upload_copies, len(plan.uploads))


def _write_export(target: Path, network: Network, truth: SampleTruth, *, resaved: bool = False) -> Path:
    files, accounts = export_files(network, resaved=resaved)
    write_files(target, files, on=network.on)
    truth.files.extend(accounts)
    return target


__all__ = ["FileTruth", "SampleFiles", "SampleTruth", "write_linkedin", "write_newer_export", "write_sample"]
