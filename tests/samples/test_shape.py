"""The sample's network has the shape of real ones: few close, many silent, some fading, some one-sided."""

from datetime import date

import pytest

from nexalink.samples.counting import truth_of
from nexalink.samples.eras import ERAS
from nexalink.samples.network import Network, plan_network
from nexalink.samples.truth import PersonTruth, SampleTruth

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def network() -> Network:
    return plan_network(seed=7, people=1_200, on=ON, era=ERAS["2026"])


@pytest.fixture(scope="module")
def truth(network: Network) -> SampleTruth:
    return truth_of(network)


def contacts(person: PersonTruth) -> int:
    return person.incoming + person.outgoing + person.counts["mutual"]


def test_most_connections_were_never_messaged_and_a_tenth_wrote_back(truth: SampleTruth) -> None:
    connections = [person for person in truth.people if person.connected_on]
    messaged = [p for p in connections if p.counts["linkedin_in"] + p.counts["linkedin_out"]]
    two_way, of = truth.figures["two_way_connections_linkedin"]
    assert of == len(connections) == truth.connections
    assert 0.10 < len(messaged) / len(connections) < 0.20
    assert 0.07 < two_way / of < 0.11


def test_contact_thins_out_layer_by_layer(truth: SampleTruth) -> None:
    ranked = sorted((contacts(person) for person in truth.people), reverse=True)
    inner, next_, middle, outer = (
        sum(ranked[start:stop]) / (stop - start) for start, stop in ((0, 5), (5, 15), (15, 50), (50, 120))
    )
    assert inner > 1.5 * next_
    assert next_ > 1.5 * middle
    assert middle > 1.5 * outer
    assert outer > 3
    assert sum(ranked[150:]) < 0.05 * sum(ranked)


def test_some_ties_faded_and_some_are_waiting(network: Network, truth: SampleTruth) -> None:
    quiet = [p for p in truth.people if contacts(p) > 20 and (p.last_contact or "") < "2026-06-23"]
    assert len(quiet) >= 3
    waiting = [relation for relation in network.relations if relation.waiting]
    assert len(waiting) >= 5
    assert all((truth.person(r.person.number).last_contact or "") > "2026-11-05" for r in waiting)


def test_somebody_always_gives_and_somebody_always_takes(truth: SampleTruth) -> None:
    assert len(truth.always_giving) >= 2
    assert len(truth.always_taking) >= 2
    assert any(person.given >= 5 and not person.received for person in truth.people)
    assert any(person.received >= 5 and not person.given for person in truth.people)


def test_requests_came_and_went_within_the_window(truth: SampleTruth) -> None:
    sent = [request for request in truth.requests if request.direction == "out" and request.in_window]
    accepted, of = truth.figures["acceptance_out"]
    assert of == len(sent) > 40
    assert 0.5 < accepted / of < 0.85
    stragglers = [request for request in truth.requests if not request.in_window]
    assert stragglers
    assert not any(request.accepted for request in stragglers)
    assert any(not request.accepted for request in truth.requests if request.direction == "in")


def test_people_stand_in_several_sources_with_evidence_or_with_a_question(truth: SampleTruth) -> None:
    kinds = [{handle.split(":")[0] for handle in person.handles} for person in truth.people]
    assert sum(kind == {"https", "mailto", "tel"} for kind in kinds) > 20
    assert {question.same for question in truth.questions} == {True, False}
    for question in truth.questions:
        one, other = map(truth.person, question.people)
        assert one.name == other.name == question.name
        assert not set(one.handles) & set(other.handles)


def test_no_handle_is_stated_of_two_people(truth: SampleTruth) -> None:
    handles = [handle for person in truth.people for handle in person.handles]
    assert len(handles) == len(set(handles))
    shared = {handle for person in truth.people for handle in person.shared_handles}
    assert shared == {"tel:+493023125000"}


def test_namesakes_are_two_people_without_a_question(truth: SampleTruth) -> None:
    asked = {frozenset(question.people) for question in truth.questions}
    names = [person.name for person in truth.people if person.connected_on]
    namesakes = {name for name in names if names.count(name) > 1}
    assert namesakes
    for name in namesakes:
        numbers = frozenset(person.number for person in truth.people if person.name == name)
        assert numbers not in asked


def test_no_two_messages_share_a_second(network: Network) -> None:
    moments = [message.at for message in network.story.messages]
    assert len(moments) == len(set(moments))
    connected = {person.number: person.connected_at for person in network.cast.people}
    assert all(message.at >= connected[message.person] for message in network.story.messages)


def test_a_note_comes_first_and_at_acceptance(network: Network) -> None:
    first: dict[int, int] = {}
    for message in network.story.messages:
        first[message.person] = min(message.at, first.get(message.person, message.at))
    notes = [message for message in network.story.messages if message.note]
    assert notes
    for note in notes:
        assert note.at == first[note.person]
        assert 0 <= note.at - network.person(note.person).connected_at < 10


def test_the_truth_adds_up(truth: SampleTruth) -> None:
    for person in truth.people:
        assert (person.first_contact is None) == (person.last_contact is None)
        assert (person.first_contact or "") <= (person.last_contact or "")
        if person.first_contact is None:
            assert person.incoming == person.outgoing == 0
        assert person.two_way or not (person.incoming and person.outgoing)
    for account in truth.files:
        assert sum(account.skipped.values()) + sum(account.no_contact.values()) <= account.rows
    as_json = truth.as_json()
    assert len(as_json["people"]) == len(truth.people) == 1_200
    assert as_json["figures"]["acceptance_in"]["denominator"] == truth.figures["acceptance_in"][1]
