"""Handles in one canonical spelling: e-mail addresses, phone numbers and profile URLs as URIs."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

import phonenumbers

_PROFILE = re.compile(
    r"^(?:https?:)?/*(?:[a-z]{1,3}\.)?linkedin\.com/(?:mwlite/)?(in|pub)/([^?#\s]+)", re.IGNORECASE
)
_PLAIN_PROFILE = "https://www.linkedin.com/in/"
_MEMBER = re.compile(r"^urn:li:(?:fsd_profile|member|person):([\w-]+)$", re.IGNORECASE)
_ADDRESS = re.compile(r"^[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\/]{1,253}$")
_NOT_LETTERS = re.compile(r"[\W_]+")
PROFILE_HOSTS = ("https://www.linkedin.com/", "urn:li:member:")
"""How the canonical handle of a profile begins."""
_GOOGLE = frozenset({"gmail.com", "googlemail.com"})


@lru_cache(maxsize=65_536)
def profile_handle(text: str) -> str | None:
    """Return the canonical URL of a LinkedIn profile, or None where ``text`` is none.

    Percent-encoding is decoded (Connections.csv encodes, every other file of the export does not), the scheme, the
    country's host and a trailing slash are dropped, letters are compared in lower case and in Unicode form NFC.

    >>> profile_handle("www.linkedin.com/in/Zo%C3%AB-example/")
    'https://www.linkedin.com/in/zoë-example'
    """
    text = text.strip()
    if text.startswith(_PLAIN_PROFILE):  # nearly always; the rest of the function is for what is not so plain
        slug = text[len(_PLAIN_PROFILE) :]
        if slug.isascii() and slug.replace("-", "").isalnum():
            return _PLAIN_PROFILE + slug.lower()
    if not (found := _PROFILE.match(text)):
        member = _MEMBER.match(text)
        return f"urn:li:member:{member[1]}" if member else None
    slug = unquote(found[2]) if "%" in found[2] else found[2]
    slug = slug.strip("/") if found[1].lower() == "pub" else slug.strip("/").split("/", 1)[0]
    if not slug or any(character.isspace() or character == "\0" for character in slug):
        return None
    slug = slug.lower() if slug.isascii() else unicodedata.normalize("NFC", slug).lower()
    return f"https://www.linkedin.com/{found[1].lower()}/{slug}"


@lru_cache(maxsize=65_536)
def email_handle(text: str) -> str | None:
    """Return ``mailto:`` and the address in lower case, or None where ``text`` is no address.

    Google's two domains are one. Dots and plus-tags are kept: they are significant elsewhere.

    >>> email_handle("MAILTO:Ana.Example@Example.COM ")
    'mailto:ana.example@example.com'
    """
    text = text.strip().strip("<>'\"").strip()
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:].split("?", 1)[0])
    text = text.strip()
    if not _ADDRESS.match(text) or "\0" in text:
        return None
    local, _, domain = text.rpartition("@")
    domain = domain.lower().rstrip(".")
    if not domain or domain == "nomail":
        return None
    return f"mailto:{local.lower()}@{'gmail.com' if domain in _GOOGLE else domain}"


@lru_cache(maxsize=65_536)
def phone_handle(text: str, region: str | None = None) -> str | None:
    """Return ``tel:`` and the number in E.164 form, or None where it cannot be a full number.

    ``region`` (two letters) reads numbers written without a country code; without it a national number is kept by its
    digits as ``tel:0301234567``, which equals only the same spelling. Fewer than six digits are no handle.

    >>> phone_handle("+1 (212) 555-0123")
    'tel:+12125550123'
    """
    text = text.strip()
    if text[:4].lower() == "tel:":
        text = unquote(text[4:]).split(";", 1)[0]
    digits = re.sub(r"[^\d]", "", text[:64])
    if len(digits) < 6 or len(digits) > 17:
        return None
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return f"tel:{digits}"
    if not phonenumbers.is_possible_number(number):
        return f"tel:{digits}"
    return f"tel:{phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)}"


def handle(text: str) -> str | None:
    """Return the canonical handle of whatever ``text`` is: a profile URL, an address or a phone number.

    >>> handle("ana@example.com"), handle("linkedin.com/in/ana"), handle("hello")
    ('mailto:ana@example.com', 'https://www.linkedin.com/in/ana', None)
    """
    return profile_handle(text) or email_handle(text) or phone_handle(text)


def fold_name(name: str) -> str:
    """Return a name for comparing: no accents, no case, no credentials' punctuation, single spaces.

    >>> fold_name("  Zoë  O’Example ")
    'zoe o example'
    """
    if name.isascii():
        return _NOT_LETTERS.sub(" ", name.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(map(_folded, decomposed)).split())


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """Return nothing for an accent or an invisible joiner, itself for a letter or vowel sign, else a space."""
    if character.isalnum():
        return character
    kind = unicodedata.category(character)
    if unicodedata.combining(character) or kind == "Cf":
        return ""
    return character if kind.startswith("M") else " "
