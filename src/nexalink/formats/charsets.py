"""Tell Chinese and other non-western bytes from the western code page that a text without any mark is read as.

``chardet`` says how well each code page fits; it is asked about those that Windows and old mail programs wrote, and
believed only where the difference is plain: a wrong guess would give every person a false name.
"""

import math
import re

import chardet

_HIGH = re.compile(rb"[\x80-\xff]+")
_STRAY = re.compile("[\udc80-\udcff]")
"""Bytes that are no UTF-8, as Python's ``surrogateescape`` writes them."""
_PAIRS = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_GB_2312, _FIRST_TRAIL = range(0xA1, 0xF8), 0xA1
_FIRST_HAN, _LAST_USUAL_HAN = 0xB0, 0xD7
_LAST_HANGUL = 0xC8
"""GB 2312 has its common characters where Korean has its syllables, and goes on after them."""
_FIRST_LETTER = 0xC0
"""Cyrillic and Greek write letters from here on only; the second bytes of Chinese stand before it as well."""
_HARDLY_WESTERN = frozenset(
    b"\x81\x82\x83\x86\x87\x88\x89\x8b\x8d\x8f\x90\x98\x9b\x9d"
    b"\xa2\xa4\xa5\xa6\xa8\xac\xaf\xb1\xb2\xb3\xb5\xb6\xb8\xb9\xbc\xbd\xbe"
)
"""Bytes that begin characters of Japanese and Chinese, or are letters of central Europe; western names lack them."""
_MOSTLY, _USUAL, _FEWEST, _MANY = 0.9, 0.75, 4, 12
_LONG_RUN = 3
_WESTERN = "cp1252"
_CODECS = (
    _WESTERN, "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "koi8-r", "big5hkscs",
    "cp932", "cp949",
)  # fmt: skip
"""Simplified Chinese is not among them: ``is_chinese`` knows it by fewer characters."""
_PLAINLY, _BETTER, _FAR_BETTER = 1.3, 1.2, 2.0
"""How many times as well as the western code page another one has to fit: where both make sense, where the western makes
none, and where there are few letters. Names in cp1252 reach 1.2 for another at most, once more than one letter tells."""
_OTHER_ALPHABETS = frozenset({"cp1251", "cp1253", "cp1255", "cp1256", "cp874", "koi8-r"})
_MIXED = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
"""Latin letters beside those of another alphabet: nobody writes words so, but a Macintosh's accents look like it."""
_FOLD = re.compile(rb"\r?\n[ \t]")
_FEWEST_TELLING = 2
_HARDLY_ANY, _FEW = 8, 20
"""Bytes beyond ASCII: a name or two in another script fit several code pages."""
_LOOKED_AT = 200_000


def codec_of(data: bytes) -> str:
    """Return the codec of bytes that are not UTF-8 where their letters tell it; empty for western text and for doubt.

    >>> codec_of("Łucja Żółć;Śląsk;Jaśkiewicz".encode("cp1250")), codec_of("Иван Петров".encode("cp1251"))
    ('cp1250', 'cp1251')
    >>> codec_of("Zoë Müller;Begoña Núñez;Søren Kjær".encode("cp1252"))
    ''
    """
    if data.isascii():
        return ""
    if is_chinese(data):
        return "gb18030"
    found = chardet.detect_all(
        data[:_LOOKED_AT], ignore_threshold=True, include_encodings=_CODECS, compat_names=False
    )
    fits: dict[str, float] = {}
    for one in found:
        fits.setdefault(one["encoding"] or _WESTERN, one["confidence"])
    best, western = max(fits, key=lambda codec: fits[codec], default=_WESTERN), fits.get(_WESTERN, 0.0)
    if best == _WESTERN:
        return ""
    if best in _OTHER_ALPHABETS and 4 * len(_MIXED.findall(data)) > len(_HIGH.findall(data)):
        return ""
    return best if fits[best] >= _needed(data, western) and _telling(data, best) else ""


def unnamed_codec(block: bytes) -> str:
    """Return the code page of the first block of a card or calendar file that names none; empty where it is as usual.

    Lines are unfolded first, for some programs fold inside a character of UTF-8.
    """
    if block.isascii() or b"charset" in block.lower():
        return ""
    unfolded = _FOLD.sub(b"", block)
    return "" if is_mostly_utf8(unfolded) else codec_of(unfolded)


def _needed(data: bytes, western: float) -> float:
    """Return how well another code page has to fit to be believed, given how well the western one does."""
    if not is_foreign(data):
        return _PLAINLY * western
    high = sum(map(len, _HIGH.findall(data)))
    if high >= _FEW:
        return _BETTER * western
    return _FAR_BETTER * western if western and high >= _HARDLY_ANY else math.inf


def _telling(data: bytes, codec: str) -> bool:
    """Tell whether several letters differ between the code pages: Spanish in cp1252 has but one that could mislead."""
    letters = [
        letter
        for high in _HIGH.findall(data[:_LOOKED_AT])
        for letter in high.decode(codec, "ignore").casefold()
        if letter.encode(_WESTERN, "ignore") != letter.encode(codec, "ignore")
    ]
    return len(letters) >= _FEWEST and len(set(letters)) >= _FEWEST_TELLING


def is_chinese(data: bytes) -> bool:
    """Tell whether bytes that are not UTF-8 are simplified Chinese as Windows writes it (GBK, GB 18030).

    Nearly all their characters must be common ones of GB 2312, and some stand where no Korean syllable does: short of
    that nobody can tell, and a wrong guess would give every person a false name.

    >>> is_chinese("王伟,北京大学,工程师".encode("gb18030")), is_chinese("김민준,삼성전자,엔지니어".encode("cp949"))
    (True, False)
    """
    whole = data[: data.rfind(b"\n") + 1] or data
    try:
        whole.decode("gb18030")
    except UnicodeDecodeError:
        return False
    pairs = _PAIRS.findall(whole)
    known = [pair for pair in pairs if pair[0] in _GB_2312 and pair[1] >= _FIRST_TRAIL]
    han = [pair for pair in known if pair[0] >= _FIRST_HAN]
    usual = sum(pair[0] <= _LAST_USUAL_HAN for pair in han)
    beyond_korean = sum(_LAST_HANGUL < pair[0] <= _LAST_USUAL_HAN for pair in han)
    below_letters = sum(pair[1] < _FIRST_LETTER for pair in han)
    return (
        len(han) >= _FEWEST
        and len(known) >= _MOSTLY * len(pairs)
        and usual >= _USUAL * len(han)
        and 5 * beyond_korean >= len(han)
        and (len(han) < _MANY or 8 * below_letters >= len(han))
    )


def is_foreign(data: bytes) -> bool:
    """Tell whether bytes that are not UTF-8 make no sense as western text: Cyrillic, Greek, Japanese or Korean, say.

    Western letters with accents stand alone or in pairs among plain ones; other scripts write whole words of them.

    >>> is_foreign("Иван Петров".encode("cp1251")), is_foreign("Zoë Müller".encode("cp1252"))
    (True, False)
    """
    runs = _HIGH.findall(data)
    high = sum(map(len, runs))
    odd = sum(len(run) for run in runs if len(run) >= _LONG_RUN)
    odd += sum(byte in _HARDLY_WESTERN for run in runs if len(run) < _LONG_RUN for byte in run)
    return high >= _FEWEST and 2 * odd > high


def is_mostly_utf8(data: bytes) -> bool:
    """Tell whether most letters beyond ASCII are UTF-8; a stray byte of another code page does not count against it.

    >>> is_mostly_utf8("Zoë Müller".encode() + bytes([0xE9])), is_mostly_utf8("Zoë".encode("cp1252"))
    (True, False)
    """
    text = data.decode("utf-8", "surrogateescape")
    strays = len(_STRAY.findall(text))
    letters = len(text) - len(text.encode("ascii", "ignore")) - strays
    return strays == 0 or letters > strays
