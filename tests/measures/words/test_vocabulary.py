import tomllib
from importlib import resources

import pytest

from nexalink.measures.words.folding import fold, one_gender, phrase_key, tokens
from nexalink.measures.words.forms import forms
from nexalink.measures.words.labels import FUNCTIONS, INDUSTRIES, STAGES
from nexalink.measures.words.vocabulary import LANGUAGES, compound, vocabulary

KINDS = {"article", "of", "for", "at", "slogan", "past", "void", "filler", "unpaid", "weak"}
KINDS_OF_FUNCTIONS = {"role", "field", "weak", "aide", "unpaid", *STAGES}


def table(name: str) -> dict[str, dict[str, object]]:
    file = resources.files("nexalink.measures.words").joinpath("tables", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_of_words_uses_only_known_kinds_and_labels(language: str) -> None:
    words = table(language)
    assert set(words) == {"words", "functions", "stages"}
    assert set(words["words"]) <= KINDS
    assert set(words["functions"]) == set(FUNCTIONS)
    for kinds in words["functions"].values():
        assert isinstance(kinds, dict)
        assert set(kinds) <= KINDS_OF_FUNCTIONS
    assert set(words["stages"]) <= set(STAGES)
    for kinds in words["stages"].values():
        assert isinstance(kinds, dict)
        assert set(kinds) <= {"rank", "weak rank"}


def test_the_table_of_industries_names_every_industry() -> None:
    assert set(table("industries")) == {"none", *INDUSTRIES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_function_of_a_language_is_reached_by_a_job(language: str) -> None:
    for name, kinds in table(language)["functions"].items():
        assert isinstance(kinds, dict)
        assert {"role", *STAGES} & set(kinds), name


def test_the_longest_phrase_wins() -> None:
    words = tokens("Director of Photography at Tarn")
    found = vocabulary().phrase_at(words, 0)
    assert found is not None
    assert (found[0], found[1].function) == (3, "Arts")


def test_no_ending_of_a_compound_is_an_english_or_french_word_by_chance() -> None:
    for word in (
        "college",
        "hogwarts",
        "hearts",
        "privilege",
        "cooper",
        "software",
        "chapter",
        "master",
        "bauer",
    ):
        assert compound(word) is None, word


@pytest.mark.parametrize(
    ("phrase", "language", "form"),
    [
        ("directeur", "fr", "directrice"),
        ("chef de projet", "fr", "cheffe de projet"),
        ("jefe de ventas", "es", "jefa de ventas"),
        ("director comercial", "es", "directora comercial"),
        ("sviluppatore", "it", "sviluppatrice"),
        ("engenheiro", "pt", "engenheira"),
        ("rechtsanwalt", "de", "rechtsanwältin"),
        ("Ärzt", "de", "Aerzt"),
        ("geschäftsführer", "de", "geschaeftsfuehrerin"),
    ],
)
def test_a_word_brings_its_feminine_form_and_other_spellings(phrase: str, language: str, form: str) -> None:
    assert form in forms(phrase, language)
    assert forms(phrase, language)[0] == phrase


def test_words_fold_to_one_key() -> None:
    assert fold("Łódź ÅRHUS Straße") == "lodz arhus strasse"
    assert phrase_key("Research and Development") == phrase_key("research & development")
    assert phrase_key("co-founder") == "co founder"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Arzt (m/w/d)", "Arzt "),
        ("Arzt m/w/d", "Arzt "),
        ("Lehrer*in", "Lehrer"),
        ("Lehrer:innen", "Lehrer"),
        ("Chargé(e)", "Chargé"),
        ("Enfermeiro/a", "Enfermeiro"),
        ("CI/CD", "CI/CD"),
        ("UX/UI", "UX/UI"),
        ("A/B testing", "A/B testing"),
    ],
)
def test_only_endings_of_gender_are_taken_away(text: str, plain: str) -> None:
    assert one_gender(text) == plain
