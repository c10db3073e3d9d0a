"""Change plans: their steps, done or skipped."""

from datetime import date

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.playbooks.errors import PlanMissing
from nexalink.playbooks.models import Step


def finish_step(owner: Owner, *, step: int, on: date, by: str, key: str = "") -> Deed:
    """Tick one step of a plan.

    Raises:
        PlanMissing: there is no such step.
    """
    with deed(owner, by=by, action="finish step", what="Step", key=key) as act:
        found = _step(owner, step)
        act.change(found, done_on=on, skipped_on=None)
        act.what = f"Done: {found.what}"
    return act


def skip_step(owner: Owner, *, step: int, on: date, by: str, key: str = "") -> Deed:
    """Leave one step of a plan out.

    Raises:
        PlanMissing: there is no such step.
    """
    with deed(owner, by=by, action="skip step", what="Step", key=key) as act:
        found = _step(owner, step)
        act.change(found, skipped_on=on)
        act.what = f"Left out: {found.what}"
    return act


def _step(owner: Owner, step: int) -> Step:
    found = Step.objects.of(owner).filter(pk=step).first()
    if found is None:
        raise PlanMissing("That step is not there any more.", advice="Reload the page.")
    return found
