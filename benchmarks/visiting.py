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
    from nexalink.people.models import Person

    first = Person.objects.order_by("pk").values_list("pk", flat=True)[0]
    client = visitor()
    pages = {"people": "/people/", "person": f"/people/{first}/", "report": "/network/"}
    return {name: cost_of_page(client, address) for name, address in pages.items()}


def visitor() -> Any:
    """Return a browser on this machine, as the server sees it."""
    from django.test import Client

    return Client(headers={"host": "localhost", "accept-encoding": "gzip"}, REMOTE_ADDR="127.0.0.1")


def cost_of_page(client: Any, address: str) -> dict[str, float]:
    """Return CPU milliseconds a request (``ms``) and kB of a first visit: ``kB``, ``raw_kB`` without compression.

    ``page_kB`` is the page alone, compressed.
    """
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
    beside = [_bytes_of(client, found) for found in sorted(set(_LINKED.findall(text)))]
    return {
        "ms": round(1_000 * statistics.median(costs), 1),
        "kB": round((len(gzip.compress(text.encode())) + sum(size for size, _ in beside)) / 1_000, 1),
        "raw_kB": round((len(text.encode()) + sum(size for _, size in beside)) / 1_000, 1),
        "page_kB": round(len(gzip.compress(text.encode())) / 1_000, 1),
    }


def _bytes_of(client: Any, address: str) -> tuple[int, int]:
    """Return how many bytes a file takes compressed, and as it is."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Encoding") == "gzip":
        return len(raw), len(gzip.decompress(raw))
    return min(len(raw), len(gzip.compress(raw))), len(raw)
