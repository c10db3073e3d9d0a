"""Change ties: tiers and cadences, labels, circles, notes, reminders, judgements, people added by hand."""

from nexalink.ties.actions.adding import add_person
from nexalink.ties.actions.chosen import named, ties_of
from nexalink.ties.actions.circles import KINDS, delete_circle, join_circle, leave_circle, rename_circle
from nexalink.ties.actions.labels import add_tag, remove_filter, remove_tag, save_filter
from nexalink.ties.actions.notes import (
    add_reminder,
    edit_note,
    finish_reminder,
    remove_note,
    remove_reminder,
    write_note,
)
from nexalink.ties.actions.tiers import (
    LONGEST_CADENCE,
    QUESTIONS,
    assign_tier,
    assign_tiers,
    judge_tie,
    let_fade,
    mark_genuine,
    set_cadence,
    set_tier_cadence,
)
from nexalink.ties.actions.trash import remove_person

__all__ = [
    "KINDS",
    "LONGEST_CADENCE",
    "QUESTIONS",
    "add_person",
    "add_reminder",
    "add_tag",
    "assign_tier",
    "assign_tiers",
    "delete_circle",
    "edit_note",
    "finish_reminder",
    "join_circle",
    "judge_tie",
    "leave_circle",
    "let_fade",
    "mark_genuine",
    "named",
    "remove_filter",
    "remove_note",
    "remove_person",
    "remove_reminder",
    "remove_tag",
    "rename_circle",
    "save_filter",
    "set_cadence",
    "set_tier_cadence",
    "ties_of",
    "write_note",
]
