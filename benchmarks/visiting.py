"""Ask NexaLink's web app for pages in this process: server CPU a request, bytes of a first visit."""

import gzip
import re
import statistics
import time
from typing import Any

ROUNDS = 15
"""Requests a page after warming up; the median counts."""
_LINKED = re.compile(r"""(?:src|href)=["'](/static/[^"'#?]+)""")


def visit() -> dict[str, dict[str, float]]:
    """Return per page: CPU milliseconds a request (median after three warm ones) and kB of a first visit.

    A first visit is the page, compressed as a browser receives it, and every style, script and picture it names,
    compressed likewise.
    """
    from django.test import Client

    from nexalink.people.models import Person

    first = Person.objects.order_by("pk").values_list("pk", flat=True)[0]
    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"}, REMOTE_ADDR="127.0.0.1")
    pages = {"people": "/people/", "person": f"/people/{first}/", "report": "/network/"}
    return {name: _page(client, address) for name, address in pages.items()}


def _page(client: Any, address: str) -> dict[str, float]:
    for _ in range(3):
        page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    costs = []
    for _ in range(ROUNDS):
        start = time.process_time()
        client.get(address)
        costs.append(time.process_time() - start)
    body = page.content
    text = (gzip.decompress(body) if page.headers.get("Content-Encoding") == "gzip" else body).decode()
    beside = sum(_compressed(client, found) for found in sorted(set(_LINKED.findall(text))))
    return {
        "ms": round(1_000 * statistics.median(costs), 1),
        "kB": round((len(gzip.compress(text.encode())) + beside) / 1_000, 1),
        "page_kB": round(len(gzip.compress(text.encode())) / 1_000, 1),
    }


def _compressed(client: Any, address: str) -> int:
    answer = client.get(address)
    assert answer.status_code == 200, address
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Encoding") == "gzip":
        return len(raw)
    return min(len(raw), len(gzip.compress(raw)))
