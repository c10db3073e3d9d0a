"""Scripts told apart by their bytes alone: a wrong guess would give every person a false name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.charsets import codec_of, is_chinese, is_foreign, is_mostly_utf8
from nexalink.samples.names import CULTURES

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


NAMES = {
    "cp1250": [
        "Łukasz Wiśniewski\nŻaneta Wójcik\nStanisław Błaszczyk\nMałgorzata Zając\nPaweł Król",
        "Jiří Dvořák\nTomáš Němec\nLucie Černá\nKateřina Šimůnková\nPetr Březina",
        "Kovács Győző\nSzőke Ágnes\nTóth Ernő\nFűzfa Ödön\nSzűcs Béla\nŐri István",
        "Ştefan Ionescu\nMihăiţă Ţăran\nIoana Stănescu\nRaluca Mureşan\nCătălin Popa",
    ],
    "cp1254": ["Yıldız Çağlar\nGökhan Şahin\nAyşe Yılmaz\nMehmet Öztürk\nİbrahim Doğan"],
    "cp1257": ["Žydrūnas Kazlauskas\nRūta Meilutytė\nŠarūnas Jasikevičius", "Jānis Bērziņš\nKristīne Kalniņa\nLīga Krūmiņa"],
    "cp1251": ["Иван Петров\nОльга Смирнова", "Олена Шевченко\nТарас Мельник\nГанна Ковальчук"],
    "koi8-r": ["Иван Петров\nОльга Смирнова"],
    "cp1253": ["Γιώργος Παπαδόπουλος\nΕλένη Νικολάου"],
    "cp1255": ["דוד כהן\nשרה לוי\nמשה פרץ"],
    "cp1256": ["محمد علي\nفاطمة حسن\nأحمد إبراهيم"],
    "big5": ["陳怡君\n林志偉\n黃淑芬\n張家豪"],
    "cp932": ["佐藤健\n鈴木花子\n高橋一郎\n田中美咲"],
    "cp874": ["สมชาย ใจดี\nสมหญิง รักไทย\nวิชัย สุขใจ"],
    "cp949": ["김민준\n이서연\n박지훈\n최수빈"],
    "cp1252": [
        "Jürgen Müller\nKäthe Schröder\nAnja Weiß", "Begoña Ibáñez\nMaría Peña\nÍñigo Muñoz\nJosé Núñez",
        "João Magalhães\nConceição Simões\nInês Falcão", "Hélène Lefèvre\nFrançois Dupré\nZoë Crête\nAnaïs Côté\nGaël Mûrier",
        "Søren Kjær\nBjørn Ødegård\nÅse Sørensen", "Guðrún Jónsdóttir\nÞór Sigurðsson\nÆgir Hafþórsson",
        "Nicolò Caffè\nGiosuè Forlì", "Jürgen Müller\nJosé Núñez\nSøren Kjær\nHélène Lefèvre\nJoão Simões",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("encoding", "names"), [(codec, names) for codec in NAMES for names in NAMES[codec]])
def test_a_few_names_tell_their_code_page(encoding: str, names: str) -> None:
    data = b"Name,E-mail Address\n" + names.encode(encoding)
    assert data.decode(codec_of(data) or "cp1252", "replace") == f"Name,E-mail Address\n{names}"


@pytest.mark.parametrize("name", ["佐藤健", "Ада", "דוד", "陈静"])
def test_one_name_in_another_script_is_in_doubt(name: str) -> None:
    for encoding in NAMES:
        data = f"Name\n{name}".encode(encoding, "ignore")
        assert codec_of(data) == "" or data.decode(codec_of(data)) == f"Name\n{name}"


WESTERN = [
    f"{given} {family}"
    for culture in CULTURES
    for given, family in zip(culture.given, culture.family, strict=False)
    if f"{given}{family}".encode("cp1252", "ignore").decode("cp1252") == f"{given}{family}"
]


@given(st.lists(st.sampled_from(WESTERN), max_size=30))
def test_western_names_stay_western(names: list[str]) -> None:
    text = "Name\n" + "\n".join(names)
    data = text.encode("cp1252")
    assert data.decode(codec_of(data) or "cp1252") == text


@given(st.binary(max_size=200))
def test_no_bytes_are_a_fault(data: bytes) -> None:
    assert "a".encode(codec_of(data) or "ascii") == b"a"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_utf8_is_utf8(text: str) -> None:
    assert is_mostly_utf8(text.encode())
