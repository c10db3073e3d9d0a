"""Names are handed out once, from many cultures, and never those that are taken."""

from itertools import islice

from nexalink.formats.handles import fold_name
from nexalink.samples.cards_plan import fictional_phones
from nexalink.samples.companies import JobMarket, domain_of
from nexalink.samples.drawing import stream
from nexalink.samples.names import CULTURES, Namer


def test_a_name_is_handed_out_once() -> None:
    namer = Namer(stream(1, "names"))
    names = [namer.new() for _ in range(20_000)]
    assert len({fold_name(name.full) for name in names}) == len(names)
    assert {name.culture for name in names} == set(CULTURES)


def test_a_taken_name_is_not_handed_out() -> None:
    first = [Namer(stream(2, "names")).new().full]
    namer = Namer(stream(2, "names"), taken=(first[0],))
    assert first[0] not in {namer.new().full for _ in range(3_000)}


def test_streams_of_two_topics_differ_and_one_repeats() -> None:
    assert stream(1, "a").random() == stream(1, "a").random()
    assert len({stream(1, "a").random(), stream(1, "b").random(), stream(2, "a").random()}) == 3


def test_phone_numbers_are_handed_out_once() -> None:
    numbers = list(fictional_phones())
    assert len(numbers) == len(set(numbers)) > 5_000
    assert list(islice(fictional_phones(), 3)) == numbers[:3]


def test_employers_grow_with_the_network_and_have_domains_for_examples() -> None:
    small, large = (JobMarket(stream(1, "jobs"), people=people) for people in (10, 5_000))
    assert len(small.companies) == 8
    assert len(large.companies) == 420
    assert all(domain_of(company).endswith(".example") for company in large.companies)
