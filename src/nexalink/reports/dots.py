"""The people of the orbit's field as compact JSON, so that a browser can name each of them."""

import json

from nexalink.reports.orbit import Orbit

_AS_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
"""Letters that could end a script element, or a line of one, where the JSON stands inside a page."""


def dots_text(orbit: Orbit) -> str:
    """Return ``[[id, x, y, name, facts], …]``, closest first, safe inside a script element.

    ``x`` and ``y`` are in units of the picture; the facts are one line of words.
    """
    rows = [
        (one.person, x, y, one.name, one.facts)
        for one, x, y in zip(orbit.far, orbit.places.x.tolist(), orbit.places.y.tolist(), strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).translate(_AS_ESCAPES)
