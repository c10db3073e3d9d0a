"""Cut a title into its pieces, the things said between bars, commas and "and", and find the known words of each."""

from dataclasses import dataclass, field

from nexalink.measures.words.folding import (
    AND,
    EMPLOYER,
    HARD,
    SEPARATORS,
    SOFT,
    Token,
    as_written,
    one_gender,
    tokens,
)
from nexalink.measures.words.vocabulary import Sense, Vocabulary, compound

PERSON = frozenset({"role", "weak", "rank", "weak rank", "aide"})
_COMPOUND = 0.85
_JOINTS = frozenset({"/", ","})


@dataclass(slots=True)
class Hit:
    """A known phrase: its sense, how it was written, in which noun phrase it stands, and whether after "for"."""

    sense: Sense
    text: str
    group: int
    after_for: bool
    certainty: float


@dataclass(slots=True)
class Piece:
    """What stands between two separators.

    ``chunk`` counts the bars before it; ``late`` says it follows the name of an employer; ``joint`` that "and" or a
    stroke follows it; ``strange`` counts words no table knows; ``sentence`` says it has an
    article, as titles hardly do; ``void`` that nothing in it may be trusted.
    """

    chunk: int
    late: bool
    joint: bool = False
    hits: list[Hit] = field(default_factory=list)
    strange: int = 0
    sentence: bool = False
    void: bool = False

    def has(self, *kinds: str) -> bool:
        """Tell whether a phrase of one of these kinds stands in the piece."""
        return any(hit.sense.kind in kinds for hit in self.hits)


class Cutter:
    """Walks once over the words of a title, left to right, and leaves its ``pieces``."""

    def __init__(self, title: str, known: Vocabulary) -> None:
        self.text = one_gender(title)
        self.words: list[Token] = tokens(self.text)
        self.known = known
        self.pieces: list[Piece] = [Piece(0, late=False)]
        self._group = 0
        self._after_for = False
        self._muted_until: str | None = None
        self._employer = False

    def cut(self) -> list[Piece]:
        """Return the pieces of the title in order, those without a word left out."""
        position = 0
        while position < len(self.words):
            position += self._step(position)
        return [piece for piece in self.pieces if piece.hits or piece.strange or piece.void]

    def _step(self, position: int) -> int:
        word = self.words[position]
        if word.text == ":" and self._muted_until is not None:
            return 1
        if word.key == HARD or (word.key in SEPARATORS and self._muted_until == SOFT):
            self._begin(word.key, joint=False)
            return 1
        if self._muted_until == HARD:
            return 1
        found = self.known.phrase_at(self.words, position)
        if found is not None:
            length, sense = found
            if self._muted_until is None:
                self._take(sense, as_written(self.text, self.words[position : position + length]), 1.0)
            return length
        if word.key in SEPARATORS:
            self._begin(word.key, joint=word.text in _JOINTS or word.key == AND)
        elif self._muted_until is None:
            self._take_compound(word)
        return 1

    def _begin(self, separator: str, *, joint: bool) -> None:
        """Open the next piece; after an employer only a comma or "and" may bring another job."""
        last = self.pieces[-1]
        hard = separator == HARD
        late = not hard and (last.late or (self._muted_until == SOFT and self._employer))
        last.joint = joint
        self.pieces.append(Piece(last.chunk + hard, late=late))
        self._group = 0
        self._after_for = False
        self._employer = False
        self._muted_until = None
        if separator == EMPLOYER:
            self._mute_employer()

    def _mute_employer(self) -> None:
        self._muted_until = SOFT
        self._employer = True

    def _take(self, sense: Sense, written: str, certainty: float) -> None:
        piece = self.pieces[-1]
        match sense.kind:
            case "of" | "for":
                self._group += 1
                self._after_for = self._after_for or sense.kind == "for"
            case "at":
                self._mute_employer()
            case "slogan":
                self._muted_until = HARD
            case "past":
                self._muted_until = SOFT
            case "void":
                piece.void = True
            case "article":
                piece.sentence = True
                self._after_for = self._after_for or self._group > 0
            case "filler":
                pass
            case _:
                piece.hits.append(Hit(sense, written, self._group, self._after_for, certainty))
                if sense.kind == "aide":
                    self._muted_until = SOFT

    def _take_compound(self, word: Token) -> None:
        parts = compound(word.key)
        if parts is None:
            self.pieces[-1].strange += 1
            return
        first, second = parts
        if first is not None:
            self._take(first, word.text, _COMPOUND)
        self._take(second, word.text, _COMPOUND)
