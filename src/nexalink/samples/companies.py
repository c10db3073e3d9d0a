"""Invented employers and the titles people hold there."""

import re
import unicodedata
from random import Random
from typing import NamedTuple

_STEMS = (
    "Halden Ostwick Fernholt Brackenby Tilvane Morrowfield Quillam Sandrake Ellmoor Varnholm Kestrelby Lindquay"
    " Hollowmere Norbrook Askeld Birchstead Corvane Dunwether Eastmark Fallowdale Greywick Hexholm Irondale"
    " Juniperholt Kelderby Larkmoor Mistvale Nethercombe Oakhaven Pellbrook Quarrywood Rimefield Silverbeck"
    " Thornwick Umberley Vexholt Wrenfield Yewbarrow Zephyrdale Amberlund Blauwasser Cedargate Dornheim"
    " Erlengrund Falkenried Grünwinkel Hohenbruck Isenborn Jadewiese Kranichsee Lichtental Moosbach"
).split()

# Industry: weight among connections, words that tell it. Some industries are missing on purpose: a gap to find.
_INDUSTRIES: tuple[tuple[int, str], ...] = (
    (24, "Software;Cloud;Data Systems;Apps;Software Labs"),
    (10, "Consulting;Advisory;Management Consulting;Unternehmensberatung"),
    (9, "Logistics;Freight;Spedition;Supply Chain"),
    (7, "Bank;Capital;Finance"),
    (6, "Insurance;Versicherung;Mutual Insurance"),
    (6, "University;School of Design;Academy;Hochschule"),
    (5, "Media;Publishing;Radio;Studios"),
    (5, "Retail;Stores;Marketplace"),
    (4, "Manufacturing;Maschinenbau;Tools Factory"),
    (4, "Telecom;Networks Telecom"),
    (3, "Automotive;Motors"),
    (3, "Hotels;Restaurants"),
    (2, "Foundation;Charity"),
    (2, "Real Estate;Immobilien"),
    (2, "Research Institute"),
    (1, "Railways;Airways"),
    (1, "City Council;Ministry of Transport"),
    (6, ";& Partners;Group;Holding;Collective"),
)

_TITLES: tuple[tuple[int, str], ...] = (
    (16, ("Software Engineer;Senior Software Engineer;Backend Developer;Staff Engineer;Engineering Manager;"
     "Lead Developer;DevOps Engineer;QA Engineer;Softwareentwickler;VP Engineering;CTO")),
    (7, "Data Scientist;Data Analyst;Senior Data Engineer;Head of Data;Machine Learning Engineer"),
    (12, ("Product Manager;Senior Product Manager;Group Product Manager;Director of Product;Product Owner;"
     "Chief Product Officer;Associate Product Manager")),
    (6, "UX Designer;Product Designer;Design Lead;Senior UX Researcher;Art Director"),
    (8, ("Account Executive;Sales Manager;Regional Sales Director;Sales Development Representative;VP Sales;"
     "Key Account Manager;Vertriebsleiter")),
    (7, "Marketing Manager;Head of Marketing;Content Strategist;Brand Manager;CMO;Growth Marketer"),
    (4, "Customer Success Manager;Support Engineer;Head of Customer Service"),
    (5, "Financial Analyst;Controller;CFO;Senior Accountant;Tax Advisor;Investment Associate"),
    (5, "HR Business Partner;Talent Acquisition Manager;Technical Recruiter;Chief People Officer"),
    (4, "Operations Manager;COO;Supply Chain Analyst;Project Manager;Head of Operations"),
    (5, "Consultant;Senior Consultant;Managing Consultant;Strategy Consultant;Partner"),
    (4, "CEO;Managing Director;Founder;Co-Founder & CEO;Geschäftsführer;General Manager"),
    (3, "Professor;Lecturer;Research Associate;PhD Candidate;Teacher"),
    (2, "Legal Counsel;Compliance Officer"),
    (2, "Journalist;Editor;Podcast Producer;Copywriter"),
    (2, "Executive Assistant;Office Manager"),
    (2, "Board Member;Advisor;Angel Investor"),
    (3, "Student;Working Student;Intern;Trainee"),
    (3, "Storyteller;Open to work;Dreamer, doer;Building something new;Retired"),
)  # fmt: skip


_UNACCENTED = {ord("ł"): "l", ord("ø"): "o", ord("ß"): "ss", ord("æ"): "ae", 0x131: "i", ord("'"): ""}
"""Letters that do not come apart into a plain one and an accent; the last but one is the dotless i."""


class Job(NamedTuple):
    """An employer, its mail domain, and a title there; both names may be empty."""

    company: str
    domain: str
    title: str


class JobMarket:
    """The employers of one sample: as many as its size suggests, each met again and again."""

    def __init__(self, rng: Random, *, people: int) -> None:
        """Found the employers; the owner's own two stand first."""
        self._rng = rng
        wanted = min(max(people // 7, 8), 420)
        names = ["Halden Software", "Ostwick Logistics"]
        words = [line.split(";") for _, line in _INDUSTRIES]
        weights = [weight for weight, _ in _INDUSTRIES]
        while len(names) < wanted:
            word = rng.choice(rng.choices(words, weights)[0])
            name = f"{rng.choice(_STEMS)} {word}".strip()
            if name not in names:
                names.append(name)
        self.companies = tuple(names)

    def job(self, *, company: str = "") -> Job:
        """Return a job, at ``company`` where given; now and then nothing is told of it."""
        rng = self._rng
        told = rng.random()
        if told < 0.02 and not company:  # LinkedIn leaves both cells empty
            return Job("", "", "")
        company = company or rng.choice(self.companies)
        titles = rng.choices([line for _, line in _TITLES], [weight for weight, _ in _TITLES])[0]
        title = rng.choice(titles.split(";"))
        return Job(company, domain_of(company), title if told > 0.04 else "")


def domain_of(company: str) -> str:
    """Return the mail domain of an invented company, in the domain that is reserved for examples.

    >>> domain_of("Grünwinkel Spedition")
    'grunwinkel-spedition.example'
    """
    return f"{ascii_slug(company)}.example"


def ascii_slug(text: str) -> str:
    """Return letters, digits and hyphens of ``text``, without accents; empty where it is in another script.

    >>> ascii_slug("O'Dunne & Łapiński")
    'odunne-lapinski'
    """
    text = text.lower().translate(_UNACCENTED)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
