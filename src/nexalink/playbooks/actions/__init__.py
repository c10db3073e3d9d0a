"""Begin a plan, choose its people, write to them one by one, keep what came of it, look back."""

from nexalink.playbooks.actions.asking import (
    mark_contacted,
    mark_conversation,
    mark_thanked,
    record_outcome,
    save_draft,
    set_ask,
)
from nexalink.playbooks.actions.starting import add_person, close_playbook, remove_person, start_playbook
from nexalink.playbooks.actions.steps import finish_step, skip_step

__all__ = [
    "add_person",
    "close_playbook",
    "finish_step",
    "mark_contacted",
    "mark_conversation",
    "mark_thanked",
    "record_outcome",
    "remove_person",
    "save_draft",
    "set_ask",
    "skip_step",
    "start_playbook",
]
