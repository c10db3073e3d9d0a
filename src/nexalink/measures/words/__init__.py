"""Function, career stage, industry and place, read from the words people give: pure functions over tables of words."""

from nexalink.measures.words.industries import read_industry
from nexalink.measures.words.labels import (
    FUNCTIONS,
    INDUSTRIES,
    STAGES,
    LabelReading,
    TitleReading,
    seniority,
)
from nexalink.measures.words.places import read_place
from nexalink.measures.words.titles import read_title

__all__ = [
    "FUNCTIONS",
    "INDUSTRIES",
    "STAGES",
    "LabelReading",
    "TitleReading",
    "read_industry",
    "read_place",
    "read_title",
    "seniority",
]
