"""A whole sample as a plan: who there is and what happened, before a single file is written."""

from dataclasses import dataclass
from datetime import date

from nexalink.samples.calendar_plan import CalendarPlan, plan_calendar
from nexalink.samples.cards_plan import CardsPlan, give_numbers, plan_cards
from nexalink.samples.cast import Cast, Character, invent_cast
from nexalink.samples.eras import Era
from nexalink.samples.linkedin_plan import LinkedInPlan, plan_linkedin
from nexalink.samples.mail_plan import MailPlan, plan_mail
from nexalink.samples.relations import Relation, Times, relate
from nexalink.samples.story import Story, Teller


@dataclass(slots=True)
class Network:
    """One owner's network up to a day. ``mail``, ``calendar`` and ``cards`` are None in a LinkedIn export alone."""

    seed: int
    era: Era
    times: Times
    cast: Cast
    relations: list[Relation]
    story: Story
    linkedin: LinkedInPlan
    mail: MailPlan | None = None
    calendar: CalendarPlan | None = None
    cards: CardsPlan | None = None

    @property
    def on(self) -> date:
        """Return the day of the export."""
        return self.times.on

    def person(self, number: int) -> Character:
        """Return the person of this number."""
        return self.cast.people[number]


def plan_network(*, seed: int, people: int, on: date, era: Era, linkedin_only: bool = False) -> Network:
    """Return the plan of a network of so many people as it is on a day.

    Args:
        seed: the same seed, size, day and era give the same network.
        people: 10 to 50,000; the closest hundred or so are as close in a large network as in a small one.
        on: the day of the exports; everything happened in the six years before it.
        era: how LinkedIn's export looks.
        linkedin_only: whether there is a LinkedIn export alone, without mail, calendar and cards.
    """
    cast = invent_cast(seed=seed, people=people, linkedin_only=linkedin_only)
    times = Times.until(on)
    relations = relate(cast, times, era, linkedin_only=linkedin_only)
    give_numbers(cast)
    teller = Teller(cast, times)
    story = teller.tell(relations)
    linkedin = plan_linkedin(cast, relations, teller, times, era)
    network = Network(seed, era, times, cast, relations, story, linkedin)
    if not linkedin_only:
        network.mail = plan_mail(cast, relations, teller, times)
        network.calendar = plan_calendar(cast, relations, story, times)
        network.cards = plan_cards(cast)
    return network
