"""Take one merge back from a person's page."""

from django.db import transaction

from nexalink.accounts import journal
from nexalink.accounts.models import Owner
from nexalink.archives.models import Proposal
from nexalink.interactions.counts import refresh_ties
from nexalink.people.merging import unmerge_people
from nexalink.people.models import Merge


def separate_people(owner: Owner, *, merge: int, by: str) -> Merge:
    """Make two people of one again, with their ties counted anew; the question about the pair is open again.

    Raises:
        MergeMissing: there is no such merge, or it was taken back.
    """
    with transaction.atomic():
        taken_back = unmerge_people(owner, merge=merge)
        pair = (taken_back.kept_id, taken_back.gone)
        refresh_ties(owner, pair)
        answered = Proposal.objects.of(owner).filter(first__in=pair, second__in=pair, state="same")
        answered.update(state="open", answered_at=None)
        journal.write(
            owner, by=by, action="separate", what="two people again", after={"merge": merge, "pair": pair}
        )
    return taken_back
