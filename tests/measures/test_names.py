import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.names import fold_word, parse_name, spelled_alike


@pytest.mark.parametrize(
    ("text", "given_name", "middle", "family"),
    [
        ("Ben Okafor", "ben", (), "okafor"),
        ("Okafor, Ben", "ben", (), "okafor"),
        ('"Okafor, Ben"', "ben", (), "okafor"),
        ("OKAFOR Ben", "ben", (), "okafor"),
        ("BEN OKAFOR", "ben", (), "okafor"),
        ("ben_okafor", "ben", (), "okafor"),
        ("Dr. Okafor, Ben A., PhD", "ben", ("a",), "okafor"),
        ("Ben Okafor, PhD, PMP", "ben", (), "okafor"),
        ("Ben Okafor MBA", "ben", (), "okafor"),
        ("Ben Okafor Ph.D.", "ben", (), "okafor"),
        ("Dipl.-Ing. Ben Okafor", "ben", (), "okafor"),
        ("Prof. Dr. h.c. Ben Okafor", "ben", (), "okafor"),
        ("Ms. Ana Bell", "ana", (), "bell"),
        ("Jack Ma", "jack", (), "ma"),
        ("King Lee", "king", (), "lee"),
        ("Do Kim", "do", (), "kim"),
        ("J. R. Smith", "j", ("r",), "smith"),
        ("J.R. Smith", "j", ("r",), "smith"),
        ("Anna van der Berg", "anna", (), "van der berg"),
        ("van der Berg, Anna", "anna", (), "van der berg"),
        ("Ana-Maria Bell", "ana-maria", (), "bell"),
        ("Smith-Jones, Ana", "ana", (), "smith jones"),
        ("Garcia Lopez, Maria", "maria", (), "garcia lopez"),
        ("María García López", "maria", ("garcia",), "lopez"),
        ("Mr. John Richter, James Doe Sr.", "john", ("richter", "james"), "doe"),
        ("Ben Okafor | CEO", "ben", (), "okafor"),
        ("Ben Okafor - Acme", "ben", (), "okafor"),
        ("Ben Okafor via Signer", "ben", (), "okafor"),
        ("Ben Okafor (He/Him)", "ben", (), "okafor"),
        ("Ben Okafor 🚀", "ben", (), "okafor"),
        ("𝗕𝗲𝗻 Okafor", "ben", (), "okafor"),
        ("Ben\u200b Okafor\u00a0", "ben", (), "okafor"),
        ("Ben O’Neil", "ben", (), "oneil"),
        ("Łukasz Dąb", "lukasz", (), "dab"),
        ("Иван Петров", "иван", (), "петров"),
        ("Bell", "bell", (), ""),
        ("Dr. Bell", "bell", (), ""),
        ("田中 太郎", "太郎", (), "田中"),
        ("田中太郎", "太郎", (), "田中"),
        ("김민수", "민수", (), "김"),
        ("诸葛亮", "亮", (), "诸葛"),
        ("ana@example.com", "", (), ""),
        ("", "", (), ""),
        ("・", "", (), ""),
        (", ,", "", (), ""),
    ],
)
def test_names_in_their_parts(text: str, given_name: str, middle: tuple[str, ...], family: str) -> None:
    parsed = parse_name(text)
    assert (parsed.given, parsed.middle, parsed.family) == (given_name, middle, family)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Robert (Bob) Smith", ("bob",)),
        ('Robert "Bob" Smith', ("bob",)),
        ("Anna Bell (née Kessler)", ("kessler",)),
        ("Anna Bell, geb. Kessler", ("kessler",)),
        ("Anna Bell (she/her)", ()),
    ],
)
def test_words_in_brackets(text: str, others: tuple[str, ...]) -> None:
    assert parse_name(text).others == others


@pytest.mark.parametrize(
    ("text", "generation"),
    [
        ("Ben Okafor Jr.", "jr"),
        ("Okafor, Ben, III", "iii"),
        ("Smith, John Q., Sr.", "sr"),
        ("Ben Okafor", ""),
    ],
)
def test_generations(text: str, generation: str) -> None:
    parsed = parse_name(text)
    assert (parsed.generation, parsed.family in ("okafor", "smith")) == (generation, True)


def test_an_umlaut_and_its_e_are_alike_in_long_words_only() -> None:
    assert spelled_alike(fold_word("Müller"), fold_word("Mueller"))
    assert spelled_alike(fold_word("Jörg"), fold_word("Joerg"))
    assert not spelled_alike("doe", "do")
    assert not spelled_alike("bell", "ball")


@given(st.text(max_size=60))
def test_any_text_is_parsed(text: str) -> None:
    parsed = parse_name(text)
    assert parsed.text == text
    assert parsed.key == parsed.key.strip()


_WORD = st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True)


@given(_WORD, _WORD)
def test_the_fast_path_and_the_long_way_agree(given_name: str, family: str) -> None:
    fast, slow = parse_name(f"{given_name} {family}"), parse_name(f" {given_name} {family} ")
    assert fast[1:] == slow[1:]
