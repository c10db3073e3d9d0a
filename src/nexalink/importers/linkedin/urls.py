"""Profile URLs in cells: joined by commas, with or without scheme, members' numbers instead of names."""

import re
from functools import lru_cache

from nexalink.formats.handles import profile_handle

_BETWEEN = re.compile(r"[,;]\s*(?=https?://|www\.|linkedin\.com|urn:li:|,|;|$)", re.IGNORECASE)
_ORGANISATION = re.compile(r"linkedin\.com/(?:company|school|showcase|organization)/", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def split_urls(cell: str) -> tuple[str, ...]:
    """Return the profile handles in a cell, in order, each once; a comma inside a slug separates nothing.

    >>> split_urls("https://www.linkedin.com/in/a,https://www.linkedin.com/in/b")
    ('https://www.linkedin.com/in/a', 'https://www.linkedin.com/in/b')
    """
    if "," not in cell and ";" not in cell:  # nearly always one
        handle = profile_handle(cell)
        return (handle,) if handle else ()
    found = (profile_handle(part) for part in _BETWEEN.split(cell) if part)
    return tuple(dict.fromkeys(handle for handle in found if handle))


def is_organisation(url: str) -> bool:
    """Tell whether a URL is a company's or school's page."""
    return _ORGANISATION.search(url) is not None
