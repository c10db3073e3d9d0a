"""Scripts told apart by their bytes alone: a wrong guess would give every person a false name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.charsets import is_chinese, is_foreign, is_mostly_utf8

WORDS = {
    "gb18030": "王伟,北京大学,工程师\n李敏,华为技术,产品经理\n",
    "big5": "王偉,國立臺灣大學,工程師\n李敏,台積電,產品經理\n",
    "cp932": "山田太郎,株式会社日立,エンジニア\n鈴木花子,トヨタ自動車,部長\n",
    "cp949": "김민준,삼성전자,엔지니어\n이서연,현대자동차,디자이너\n",
    "cp1251": "Иван Петров,Газпром,Инженер\nАННА СМИРНОВА,ЯНДЕКС,ДИРЕКТОР\n",
    "cp1253": "Γιώργος Παπαδόπουλος,Τράπεζα,Μηχανικός\n",
    "cp1252": "Zoë Müller,Bäckerei Groß,Geschäftsführerin\nFrançois Béla,Société Générale,Ingénieur\n",
}
HEADER = b"First Name,Company,Position\n"


@pytest.mark.parametrize("encoding", WORDS)
def test_only_chinese_is_taken_for_chinese(encoding: str) -> None:
    assert is_chinese(HEADER + WORDS[encoding].encode(encoding)) is (encoding == "gb18030")


@pytest.mark.parametrize("encoding", sorted(set(WORDS) - {"gb18030"}))
def test_every_script_but_the_western_is_foreign(encoding: str) -> None:
    assert is_foreign(HEADER + WORDS[encoding].encode(encoding)) is (encoding != "cp1252")


def test_a_character_cut_at_the_end_does_not_hide_the_rest() -> None:
    data = HEADER + (WORDS["gb18030"] * 50).encode("gb18030")
    assert is_chinese(data[:-7])


@given(st.text(st.sampled_from("aeinorst éèüöäßñçøåÉÜ’–,\n"), max_size=300))
def test_western_letters_one_by_one_are_never_chinese(text: str) -> None:
    spaced = "".join(f"{letter}e" for letter in text)
    assert not is_chinese(spaced.encode("cp1252"))
    assert not is_foreign(spaced.encode("cp1252"))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_utf8_is_utf8(text: str) -> None:
    assert is_mostly_utf8(text.encode())
