"""Keep the circles that sources tell of: people who work, or worked, for the same employer."""

from collections import Counter, defaultdict
from collections.abc import Collection

from django.db.models import Count

from nexalink.accounts import bulk
from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name
from nexalink.people.models import Position
from nexalink.ties.models import Circle, Membership

EMPLOYER = "employer"
"""The kind of circle that sources make; every other kind is the owner's own."""
_NO_EMPLOYER = frozenset(
    {"self employed", "selfemployed", "freelance", "freelancer", "independent", "retired", "confidential",
     "various", "none", "n a", "selbststandig", "freiberuflich", "stealth startup", "stealth", "home"}
)  # fmt: skip
"""What people write where there is no employer: no circle."""


def refresh_employer_circles(owner: Owner) -> int:
    """Bring the employer circles in line with all known positions; return how many circles of two or more there are.

    Five queries and bulk writes of what changed, whatever the size.
    """
    names: dict[str, Counter[str]] = defaultdict(Counter)
    members: set[tuple[str, int]] = set()
    jobs = Position.objects.of(owner).filter(person__trashed_at=None)
    for person, company in jobs.values_list("person_id", "company").distinct():
        folded = fold_name(company)[:400]
        if folded and folded not in _NO_EMPLOYER:
            names[folded][company.strip()] += 1
            members.add((folded, person))
    sizes = Counter(folded for folded, _ in members)
    circles = _circles(
        owner, {folded: names[folded].most_common(1)[0][0] for folded, size in sizes.items() if size > 1}
    )
    wanted = {(circles[folded], person) for folded, person in members if folded in circles}
    held = {
        (circle, person): pk
        for pk, circle, person in Membership.objects.of(owner)
        .filter(circle__kind=EMPLOYER)
        .values_list("id", "circle_id", "person_id")
    }
    stale = [pk for pair, pk in held.items() if pair not in wanted]
    for start in range(0, len(stale), 800):
        Membership.objects.of(owner).filter(pk__in=stale[start : start + 800]).delete()
    rows = [(owner.pk, circle, person) for circle, person in sorted(wanted - set(held))]
    bulk.insert(Membership, ("owner_id", "circle_id", "person_id"), rows, ignore_known=True)
    refresh_sizes(owner)
    return len(circles)


def refresh_sizes(owner: Owner, circles: Collection[int] | None = None) -> None:
    """Count the members of ``circles`` (all when None) anew: two queries and what changed."""
    some = {} if circles is None else {"pk__in": circles}
    counted = Circle.objects.of(owner).filter(**some).annotate(members=Count("membership")).order_by()
    rows = counted.values_list("members", "id", "size")
    bulk.update(Circle, ["size"], [(members, pk) for members, pk, size in rows if size != members])


def _circles(owner: Owner, names: dict[str, str]) -> dict[str, int]:
    """Return folded name → circle id, adding the circles that are missing."""
    known = dict(Circle.objects.of(owner).filter(kind=EMPLOYER).values_list("folded_name", "id"))
    new = [
        (owner.pk, EMPLOYER, name[:400], folded, 0) for folded, name in names.items() if folded not in known
    ]
    if new:
        bulk.insert(Circle, ("owner_id", "kind", "name", "folded_name", "size"), new, ignore_known=True)
        known = dict(Circle.objects.of(owner).filter(kind=EMPLOYER).values_list("folded_name", "id"))
    return {folded: pk for folded, pk in known.items() if folded in names}
