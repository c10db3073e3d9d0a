"""Read the function and the career stage out of a job title, in nine language families."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from nexalink.measures.words.labels import STAGES, UNKNOWN_TITLE, TitleReading
from nexalink.measures.words.pieces import PERSON, Cutter, Hit, Piece
from nexalink.measures.words.vocabulary import vocabulary

LONGEST_TITLE = 300
"""Letters read of a title; whatever follows is a biography."""

_RANK = {stage: rank for rank, stage in enumerate(STAGES)}
_STRENGTH = {"role": 3, "aide": 3, "field": 2, "unpaid": 2, "weak": 1}
_CERTAINTY = {3: 0.95, 2: 0.85, 1: 0.75}
_OWN_BUSINESS = 0.55
_RANK_ALONE = 0.7
_FIELD_ALONE = 0.7
_LEADS_ALL = frozenset({"founder", "vp"})


@dataclass(frozen=True, slots=True)
class _Role:
    """One piece of a title, weighed."""

    piece: Piece
    function: Hit | None
    stage: Hit | None
    paid: bool

    @property
    def says_something(self) -> bool:
        return self.function is not None or self.stage is not None


@lru_cache(maxsize=65_536)
def read_title(title: str) -> TitleReading:
    """Return what a job title says about function and career stage; what it does not say stays None.

    Several roles in one title: the first paid one decides, and where it names no function, the next that does.
    A function without a word of rank is "mid".

    >>> read_title("Senior Software Engineer at Example Ltd")
    TitleReading(function='Engineering', stage='senior', words=('Senior', 'Software Engineer'), confidence=0.95)
    >>> read_title("Storyteller").function is None
    True
    """
    pieces = Cutter(title[:LONGEST_TITLE], vocabulary()).cut()
    roles = [_weigh(piece) for piece in pieces if not piece.void and piece.has(*PERSON, "unpaid")]
    fields = [_weigh(piece) for piece in pieces if not piece.void and _is_field(piece)]
    chosen = _choose(roles, fields)
    if chosen is None:
        return _read_fields(fields, pieces)
    others = [role for role in roles if role.paid and role is not chosen and not role.piece.late]
    function = _joined(chosen, pieces) or chosen.function or _borrowed(chosen, others, fields)
    return _reading(chosen, function)


def _is_field(piece: Piece) -> bool:
    return (
        bool(piece.hits)
        and not piece.late
        and not piece.strange
        and not piece.sentence
        and not piece.has(*PERSON, "unpaid")
    )


def _choose(roles: list[_Role], fields: list[_Role]) -> _Role | None:
    """Return the first paid role that says something, else the first unpaid one that does."""
    chunks = {role.piece.chunk for role in fields}
    able = [role for role in roles if _speaks(role, chunks) and _trusted(role, chunks)]
    paid = [role for role in able if role.paid]
    ranked = [role for role in able if role.stage is not None]
    return next(iter(paid or ranked or able), None)


def _speaks(role: _Role, chunks: set[int]) -> bool:
    return role.says_something or (role.piece.has("weak") and role.piece.chunk in chunks)


def _trusted(role: _Role, chunks: set[int]) -> bool:
    """A weak word of rank ("lead", "partner") counts only beside a function, or where it stands alone."""
    if role.stage is None or role.stage.sense.kind != "weak rank" or role.function is not None:
        return True
    return not (role.piece.strange or role.piece.sentence) or role.piece.chunk in chunks


def _joined(chosen: _Role, pieces: list[Piece]) -> Hit | None:
    """Return the first function of "Sales & Marketing Manager", whose rank stands behind both."""
    if chosen.function is None or chosen.function.sense.kind != "field":
        return None
    first = None
    for before in reversed(pieces[: pieces.index(chosen.piece)]):
        if before.chunk != chosen.piece.chunk or not before.joint or not _is_field(before):
            break
        first = _weigh(before).function
    return first


def _borrowed(chosen: _Role, others: list[_Role], fields: list[_Role]) -> Hit | None:
    """Return the function that the rest of the title gives to a role without one."""
    if not chosen.paid:
        return None
    same_chunk = [role for role in fields if role.piece.chunk == chosen.piece.chunk]
    before = [role for role in fields if role.piece.chunk == chosen.piece.chunk - 1]
    for role in (*same_chunk, *others, *before):
        if role.function is not None:
            return role.function
    return None


def _read_fields(fields: list[_Role], pieces: list[Piece]) -> TitleReading:
    """Read "Marketing, Tarn Ltd"; a field further on ("Passion, purpose, people") is no job."""
    openings = {piece.chunk: piece for piece in reversed(pieces)}
    for role in fields:
        if role.function is not None and openings[role.piece.chunk] is role.piece:
            return TitleReading(role.function.sense.function, "mid", (role.function.text,), _FIELD_ALONE)
    return UNKNOWN_TITLE


def _reading(role: _Role, function: Hit | None) -> TitleReading:
    stage = role.stage.sense.stage if role.stage else None
    words = tuple(dict.fromkeys(hit.text for hit in (role.stage, function) if hit is not None))
    if function is None:
        if stage is None:
            return UNKNOWN_TITLE
        if stage in _LEADS_ALL and role.paid:
            return TitleReading("General Management", stage, words, _OWN_BUSINESS)
        return TitleReading(None, stage, words, _RANK_ALONE)
    confidence = _CERTAINTY[_STRENGTH[function.sense.kind]] * function.certainty
    return TitleReading(function.sense.function, stage or "mid", words, round(confidence, 2))


def _weigh(piece: Piece) -> _Role:
    stage = _stage_of(hit for hit in piece.hits if not hit.after_for)
    learns = stage is not None and stage.sense.stage == "student"
    function = _function_of(piece.hits, of_others=learns)
    unpaid = piece.has("unpaid") or (stage is not None and stage.sense.stage in {"board", "retired"})
    return _Role(piece, function, stage, paid=not unpaid)


def _function_of(hits: list[Hit], *, of_others: bool) -> Hit | None:
    """Return the phrase that names the function: the strongest, then the earliest noun phrase, then its last word.

    A job that follows "for" or "to" is somebody else's, or what an apprentice learns (``of_others``).
    """
    best: Hit | None = None
    for hit in hits:
        if hit.sense.function is None or (hit.after_for and hit.sense.kind != "field" and not of_others):
            continue
        if best is None or _weight(hit) >= _weight(best):
            best = hit
    return best


def _weight(hit: Hit) -> tuple[int, int]:
    return _STRENGTH[hit.sense.kind], -hit.group


def _stage_of(hits: Iterable[Hit]) -> Hit | None:
    """Return the phrase that names the rank: retired and student before all, else the highest."""
    staged = [hit for hit in hits if hit.sense.stage is not None]
    for stage in ("retired", "student"):
        for hit in staged:
            if hit.sense.stage == stage:
                return hit
    return max(staged, key=lambda hit: _RANK[hit.sense.stage or ""], default=None)
