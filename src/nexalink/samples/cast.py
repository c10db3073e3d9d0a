"""Who there is: the owner and everybody the owner knows, before anything has happened between them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from nexalink.samples.companies import Job, JobMarket, ascii_slug, domain_of
from nexalink.samples.drawing import stream
from nexalink.samples.names import Namer, NewName

FEWEST, MOST = 10, 50_000
_PROVIDERS = ("example.com", "example.org", "example.net", "post.example", "mailbox.example")
_SHARES = {
    "writer": (0.03, 1_500),
    "mail": (0.06, 300),
    "calendar": (0.02, 60),
    "card": (0.05, 400),
    "contact": (0.02, 300),
}
"""Of the people who are no connections: share of all, and at most so many."""
_CREDENTIALS = (", PhD", ", PMP", " MBA", ", PhD, PMP", ", CFA")
_EMOJI = ("🌱", "🚀", "✨", "☕")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose network it is."""

    given: str = "Thea"
    family: str = "Winterfeld"
    slug: str = "thea-winterfeld"
    emails: tuple[str, ...] = (
        "thea.winterfeld@example.com",
        "t.winterfeld@halden-software.example",
        "thea@winterfeld.example",
    )
    phones: tuple[str, ...] = ("+49 30 23125 111", "+49 30 23125 112")
    zone: str = "Europe/Berlin"

    @property
    def name(self) -> str:
        """Return the full name."""
        return f"{self.given} {self.family}"

    @property
    def url(self) -> str:
        """Return the profile's URL."""
        return profile_url(self.slug)

    def handles(self) -> tuple[str, ...]:
        """Return the owner's handles in canonical spelling."""
        phones = (f"tel:{phone.replace(' ', '')}" for phone in self.phones)
        return (self.url, *(f"mailto:{email}" for email in self.emails), *phones)


@dataclass(slots=True)
class Character:
    """Somebody whom the owner knows, in one record: another record may be about the same human (``twin_of``).

    ``role`` says what brings them in: connection, writer (LinkedIn, not connected), mail, calendar, card, contact (an
    address book once uploaded to LinkedIn). ``listed_given`` and ``listed_family`` are as LinkedIn writes them, titles
    and all. ``handles`` are those that files state of them; the plan adds to it what it makes a file say.
    """

    number: int
    role: str
    given: str
    family: str
    listed_given: str
    listed_family: str
    slug: str
    email: str
    job: Job
    city: tuple[str, str, str]
    connected_at: int = 0
    """Second of acceptance UTC; 0 for those who are no connections."""
    listed_email: bool = False
    """Whether Connections.csv shows the address."""
    more_emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    layer: int = 0
    """1 (the closest few) to 4; 0 for everybody beyond the closest hundred or so."""
    channels: frozenset[str] = frozenset()
    twin_of: int = -1
    same_human: bool = False
    carded: bool = False

    @property
    def name(self) -> str:
        """Return the plain full name."""
        return f"{self.given} {self.family}"

    @property
    def listed_name(self) -> str:
        """Return the name as LinkedIn shows it."""
        return f"{self.listed_given} {self.listed_family}".strip()

    @property
    def url(self) -> str:
        """Return the profile's URL, decoded; empty for those without a profile."""
        return profile_url(self.slug) if self.slug else ""


def profile_url(slug: str) -> str:
    """Return the URL of a LinkedIn profile."""
    return f"https://www.linkedin.com/in/{slug}"


@dataclass(slots=True)
class Cast:
    """The owner and everybody else, and the means to invent more of them."""

    seed: int
    owner: Owner
    people: list[Character]
    namer: Namer
    market: JobMarket

    def of(self, role: str) -> list[Character]:
        """Return the people of one role, in the order in which they were invented."""
        return [person for person in self.people if person.role == role]

    def namesakes(self) -> frozenset[str]:
        """Return the names that more than one connection bears."""
        counted = Counter(person.name for person in self.people if person.role == "connection")
        return frozenset(name for name, count in counted.items() if count > 1)


def invent_cast(*, seed: int, people: int, linkedin_only: bool = False) -> Cast:
    """Return a cast of so many people besides the owner; ``linkedin_only`` leaves out whom no LinkedIn export tells of.

    Raises:
        ValueError: ``people`` is not between 10 and 50,000.
    """
    if not FEWEST <= people <= MOST:
        raise ValueError(f"A sample has {FEWEST} to {MOST:,} people, not {people:,}.")
    owner = Owner()
    namer = Namer(stream(seed, "names"), taken=(owner.name,))
    market = JobMarket(stream(seed, "jobs"), people=people)
    cast = Cast(seed, owner, [], namer, market)
    rng = stream(seed, "cast")
    for number, role in enumerate(_roles(people, linkedin_only=linkedin_only)):
        cast.people.append(invent(cast, rng, number=number, role=role))
    _make_namesakes(cast, stream(seed, "namesakes"))
    return cast


def _roles(people: int, *, linkedin_only: bool) -> Iterator[str]:
    shares = {
        role: share for role, share in _SHARES.items() if not linkedin_only or role in {"writer", "contact"}
    }
    others = {role: min(max(round(share * people), 1), most) for role, (share, most) in shares.items()}
    yield from ("connection",) * (people - sum(others.values()))
    for role, count in others.items():
        yield from (role,) * count


def invent(cast: Cast, rng: Random, *, number: int, role: str) -> Character:
    """Return one new person of this role."""
    name = cast.namer.new()
    company = "Halden Software" if role in {"mail", "calendar"} and rng.random() < 0.4 else ""
    job = cast.market.job(company=company)
    listed_given, listed_family = _as_listed(rng, name)
    slug = _slug(name, rng, number) if role in {"connection", "writer"} else ""
    return Character(
        number, role, name.given, name.family, listed_given, listed_family, slug,
        _address(name, job, rng, number), job, rng.choice(name.culture.cities),
    )  # fmt: skip


def _as_listed(rng: Random, name: NewName) -> tuple[str, str]:
    """Return given and family name as their bearer typed them: nearly always plain."""
    dice = rng.random()
    if dice < 0.025:
        return name.given, name.family + rng.choice(_CREDENTIALS)
    if dice < 0.035:
        return f"{name.given} {rng.choice(_EMOJI)}", name.family
    if dice < 0.045:
        return f" {name.given} ", f"{name.family} "
    if dice < 0.055:
        return name.given, name.family.upper()
    return name.given, name.family


def _slug(name: NewName, rng: Random, number: int) -> str:
    """Return the last part of a profile's URL: letters of the bearer's own script remain for many."""
    plain = ascii_slug(name.full)
    raw = name.full.lower().replace(" ", "-").replace("'", "").replace(".", "")
    keeps_accents = raw != plain and (not plain or len(plain) < len(raw) // 2 or rng.random() < 0.6)
    return f"{raw if keeps_accents else plain}-{number * 7 + 4096:x}{rng.randrange(16**3):03x}"


def _address(name: NewName, job: Job, rng: Random, number: int) -> str:
    local = ascii_slug(name.full).replace("-", ".")
    if not local or "." not in local:
        local = f"{local or 'person'}.{number}"
    domain = job.domain if job.domain and rng.random() < 0.65 else rng.choice(_PROVIDERS)
    return f"{local}@{domain}"


def _make_namesakes(cast: Cast, rng: Random) -> None:
    """Let about one connection in 150 bear another's name: they are two people."""
    connections = cast.of("connection")
    for _ in range(len(connections) // 150):
        one, other = rng.sample(connections[len(connections) // 4 :], 2)
        if one.name != other.name:
            _rename(other, one)


def _rename(person: Character, model: Character) -> None:
    person.given, person.family = model.given, model.family
    person.listed_given, person.listed_family = model.given, model.family
    person.slug = f"{ascii_slug(model.name) or 'member'}-{person.number * 7 + 4096:x}b"
    person.email = f"{ascii_slug(model.name).replace('-', '.') or 'member'}.{person.number}@{_PROVIDERS[0]}"


def make_twin(person: Character, model: Character, *, same_human: bool) -> None:
    """Give ``person`` the name of ``model``: no evidence joins the two records, so it is asked about."""
    _, _, domain = person.email.partition("@")
    person.given, person.family = model.given, model.family
    person.listed_given, person.listed_family = model.given, model.family
    local = ascii_slug(model.name).replace("-", ".") or "member"
    person.email = f"{local}.{person.number}@{domain}"
    person.twin_of, person.same_human = model.number, same_human
    if same_human and model.job.company:
        person.job = model.job


OWNER_JOBS = (
    ("Halden Software", "Head of Product", "Mar 2022", ""),
    ("Ostwick Logistics", "Senior Product Manager", "Sep 2017", "Feb 2022"),
    ("Fernholt University", "Working Student", "Oct 2014", "Aug 2017"),
)
"""The owner's (company, title, started, finished), the present one first."""
WORK_DOMAIN = domain_of(OWNER_JOBS[0][0])
