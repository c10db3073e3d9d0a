"""Write the four files of a sample network."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nexalink.samples.calendar import write_calendar
from nexalink.samples.cards import write_cards
from nexalink.samples.linkedin import write_linkedin
from nexalink.samples.mail import write_mail
from nexalink.samples.plan import Plan, make_plan


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """Where the sample's files are, and the plan they were written from."""

    linkedin: Path
    mail: Path
    calendar: Path
    cards: Path
    plan: Plan

    @property
    def paths(self) -> tuple[Path, Path, Path, Path]:
        """Return all four paths, in the order they are best imported."""
        return self.linkedin, self.mail, self.calendar, self.cards


def write_sample(folder: Path, *, on: date, seed: int = 7, people: int = 1_200) -> SampleFiles:
    """Write a LinkedIn zip, an mbox, an ICS and a vCard file of one invented owner into ``folder``.

    The same arguments give the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plan = make_plan(seed=seed, people=people, on=on)
    return SampleFiles(
        linkedin=write_linkedin(plan, folder),
        mail=write_mail(plan, folder),
        calendar=write_calendar(plan, folder),
        cards=write_cards(plan, folder),
        plan=plan,
    )
