"""Who the owner of a mailbox is, as far as the mail itself tells."""

from collections import Counter
from collections.abc import Iterator

from nexalink.importers.mail.survey import Survey
from nexalink.importers.sightings import OwnerSeen

DECISIVE = 0.5
"""A mailbox to which this share of all mail with a delivery header was delivered is the owner's."""
_FURTHER = 0.05
"""A further mailbox with this share is the owner's, too, if it holds copies of what was sent from it."""
_TOGETHER = 0.9
_MOST_TOGETHER = 3
"""So few mailboxes that so much of the mail was delivered to are the owner's, though none has half of it."""
_MOST_WRITING = 0.2
"""Of the mails from a mailbox of the owner's, so many were delivered to another one at the most: notes to oneself."""
_LEAST_DELIVERED = 0.1
_LEAST_SENT = 0.05
_LEAST_SHARE = 0.2
_MOST_CANDIDATES = 5


def evidence_in(survey: Survey, *, file: str) -> Iterator[OwnerSeen]:
    """Yield the owner's addresses and name, sure ones first, then candidates with the share of mail they cover.

    Sure are: senders of mail that Gmail labels as sent; senders of at least 5 % of the mail in folders of sent mail;
    mailboxes that at least half of the mail with a delivery header was delivered to, or two or three that nearly all of
    it was; and beside them those with a twentieth of it. Such further ones must also hold copies of what was sent from
    them and hardly ever write to the others: a team's mailbox or a colleague's does. An address that merely takes part
    in most mail is a candidate: a correspondent may, too.
    """
    sure = _sure(survey)
    for handle, share in sure.items():
        yield OwnerSeen(file, 0, "email", handle, sure=True, share=share, counts_row=False)
    name = next((name for (handle, name), _ in survey.names.most_common() if handle in sure), "")
    if name:
        yield OwnerSeen(file, 0, "name", name, counts_row=False)
    for handle, share in _candidates(survey).items():
        if handle not in sure:
            yield OwnerSeen(file, 0, "email", handle, sure=False, share=share, counts_row=False)


def _sure(survey: Survey) -> dict[str, float]:
    found: dict[str, float] = {}
    for counter, least in ((survey.sent_label, 0.0), (survey.sent_folder, _LEAST_SENT)):
        total = counter.total()
        for handle, count in _ranked(counter):
            if count >= least * total:
                found.setdefault(handle, count / total)
    if survey.with_delivery >= _LEAST_DELIVERED * survey.messages:
        for handle, count in _delivered(survey):
            found.setdefault(handle, count / survey.with_delivery)
    return {handle: share for handle, share in found.items() if handle not in survey.lists}


def _delivered(survey: Survey) -> list[tuple[str, int]]:
    """Return the mailboxes that mail was delivered to and that are surely the owner's, with their counts."""
    ranked = [pair for pair in _ranked(survey.delivered)[:_MOST_CANDIDATES] if pair[0] not in survey.lists]
    total = survey.with_delivery
    decisive = [pair for pair in ranked if pair[1] >= DECISIVE * total]
    further = [
        (handle, count)
        for handle, count in ranked
        if count >= _FURTHER * total and _sends_for_the_owner(survey, handle)
    ]
    together = len(further) <= _MOST_TOGETHER and sum(count for _, count in further) >= _TOGETHER * total
    return list(dict(decisive + further).items()) if decisive or together else []


def _sends_for_the_owner(survey: Survey, handle: str) -> bool:
    copies, writing_in = survey.kept_copies[handle], survey.writing_in[handle]
    return copies > 0 and writing_in <= _MOST_WRITING * (copies + writing_in)


def _candidates(survey: Survey) -> dict[str, float]:
    found: dict[str, float] = {}
    for counter, total in ((survey.delivered, survey.with_delivery), (survey.taking_part, survey.direct)):
        for handle, count in _ranked(counter)[:_MOST_CANDIDATES]:
            share = count / max(total, 1)
            if handle and share >= _LEAST_SHARE and handle not in survey.lists:
                found[handle] = max(share, found.get(handle, 0.0))
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_CANDIDATES])


def _ranked(counter: Counter[str]) -> list[tuple[str, int]]:
    """Return handles by falling count; equal counts in the order of the alphabet, so that runs agree."""
    return sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
