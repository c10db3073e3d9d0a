"""The rows of the table: what is measured, beside whom, and what it has to reach."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import Measured, best, measure, run_outside
from benchmarks.sizes import Scale

_TIMES = 2
"""Pieces are measured so often, and the run with the least CPU counts."""


class Row(NamedTuple):
    """One line of the table: CPU seconds of ours and theirs; ``met`` is None where there is nothing to reach."""

    work: str
    ours: float
    peak_mb: float | None
    peer: str
    theirs: float | None
    reach: str
    met: bool | None

    @property
    def ratio(self) -> float | None:
        """Return how many times the peer's CPU ours is."""
        return self.ours / self.theirs if self.theirs else None

    def cells(self) -> tuple[str, ...]:
        """Return the line as text."""
        return (
            self.work,
            f"{self.ours:.3f}",
            "" if self.peak_mb is None else f"{self.peak_mb:.0f}",
            self.peer,
            "" if self.theirs is None else f"{self.theirs:.3f}",
            "" if self.ratio is None else f"{self.ratio:.2f}",
            self.reach,
            "" if self.met is None else "yes" if self.met else "NO",
        )


def _beside(work: str, ours: Measured, peer: str, theirs: float, reach: str, most: float | None) -> Row:
    met = None if most is None else ours.cpu <= most * theirs
    return Row(work, ours.cpu, ours.peak_mb, peer, theirs, reach, met)


def mail(scale: Scale, _folder: Path) -> Iterator[Row]:
    """Bring a mailbox of 1.2 GB with attachments into the database."""
    path = str(scale.big_mailbox())
    ours = best("import", path, times=_TIMES)
    count = run_outside(["grep", "-c", "^From ", path], {"LC_ALL": "C"})
    hashed = best("hash", path, times=_TIMES)
    headers = measure("headers", path)
    fast = measure("fast-mail-parser", path)
    same = measure("compare-mail", path).value
    work = f"mail: {scale.big_mails:,} mails, {Path(path).stat().st_size / 1e9:.2f} GB"
    yield _beside(work, ours, "grep -c '^From '", count.cpu, "<= 4x", 4)
    yield _beside(f"{work}, beyond the hash", _less(ours, hashed), "grep -c '^From '", count.cpu, "", None)
    yield _beside(work, ours, "sha256 of the file", hashed.cpu, "", None)
    yield _beside(work, ours, "stdlib header parser, mmap", headers.cpu, "<= 0.33x", 1 / 3)
    yield _beside(work, ours, "fast-mail-parser", fast.cpu, "", None)
    reach = f"{same['differing']} of {same['compared']:,} mails differ from stdlib"
    yield Row(work, ours.cpu, ours.peak_mb, "own memory", None, "<= 200 MB", ours.peak_mb <= 200)
    yield Row(work, ours.cpu, None, "every field", None, reach, same["differing"] == 0)


def _less(ours: Measured, part: Measured) -> Measured:
    return Measured(ours.cpu - part.cpu, ours.wall - part.wall, ours.peak_mb, ours.start, ours.value)


def small_mail(scale: Scale, _folder: Path) -> Iterator[Row]:
    """Bring a mailbox of 200,000 small mails into the database."""
    path = str(scale.small_mailbox())
    ours = best("import", path, times=_TIMES)
    headers, same = measure("headers", path), measure("compare-mail", path).value
    work = f"small-mail: {scale.small_mails:,} mails"
    yield _beside(work, ours, "stdlib header parser, mmap", headers.cpu, "<= 0.33x", 1 / 3)
    reach = f"{same['differing']} of {same['compared']:,} mails differ from stdlib"
    yield Row(work, ours.cpu, None, "every field", None, reach, same["differing"] == 0)


def linkedin(scale: Scale, _folder: Path) -> Iterator[Row]:
    """Bring a LinkedIn export into the database."""
    path = str(scale.linkedin())
    ours, bare = best("import", path, times=_TIMES), best("bare-linkedin", path, times=_TIMES)
    work = f"linkedin: {scale.connections:,} connections, {scale.messages:,} messages"
    yield _beside(work, ours, "csv module + executemany", bare.cpu, "<= 4x", 4)
    yield Row(work, ours.cpu, ours.peak_mb, "memory", None, "<= 500 MB", ours.peak_mb <= 500)


def audit(scale: Scale, folder: Path) -> Iterator[Row]:
    """Audit a network: rows to stored readings and findings."""
    data = _network(folder, scale.people, scale.audit_entries)
    measures, bare = best("measures", times=3, data=data), best("bare-measures", times=3, data=data)
    ours = best("audit", times=_TIMES, data=data)
    work = f"audit: {scale.people:,} people, {scale.audit_entries:,} interactions"
    yield _beside("audit: measures alone", measures, "numpy over ready arrays", bare.cpu, "<= 4x", 4)
    yield Row(work, ours.cpu, ours.peak_mb, "", None, "<= 5 s", ours.cpu <= 5)
    shutil.rmtree(data)


_RIVALS = {"people": (25, 183, 362), "person": (25, 183, 267), "report": (60, None, None)}
"""Page → what it may cost, Contrack's and Nametag's figures, all in ms of server CPU."""


def pages(scale: Scale, folder: Path) -> Iterator[Row]:
    """Ask for people list, person page and report, at two sizes."""
    small = _pages_of(folder, scale.people, scale.entries)
    large = _pages_of(folder, scale.many_people, scale.many_entries)
    for name, (most, contrack, nametag) in _RIVALS.items():
        mine, more = small[name], large[name]
        peer = f"Contrack {contrack} ms, Nametag {nametag} ms" if contrack else "no peer has one"
        work = f"pages: {name}, {mine['kB']:.0f} kB in all"
        their = contrack / 1_000 if contrack else None
        met = mine["ms"] <= most and mine["kB"] <= 150
        yield Row(
            f"{work}, {scale.people:,} people",
            mine["ms"] / 1_000,
            None,
            peer,
            their,
            f"<= {most} ms, 150 kB",
            met,
        )
        work = f"pages: {name}, {more['kB']:.0f} kB in all, {scale.many_people:,} people"
        met = more["ms"] <= 1.3 * max(mine["ms"], most)
        own = f"at {scale.people:,} people"
        yield Row(
            work,
            more["ms"] / 1_000,
            None,
            own,
            mine["ms"] / 1_000,
            f"<= {1.3 * most:.1f} ms (1.3x the bar)",
            met,
        )


def _pages_of(folder: Path, people: int, entries: int) -> dict[str, dict[str, float]]:
    data = _network(folder, people, entries)
    measure("audit", data=data)
    found: dict[str, dict[str, float]] = measure("pages", data=data).value
    shutil.rmtree(data)
    return found


_PRACTICE = {"today": (25, 280, 602), "log a touch": (10, 9, 44), "search": (10, 3, 43)}
"""Page or act → what it may cost, Contrack's and Nametag's figures, in ms; every other page of the practice 25 ms."""
_PAGE_KB = 150


def practice(scale: Scale, folder: Path) -> Iterator[Row]:
    """Ask for every page of the daily practice, log touches and search, at two sizes."""
    small = _practice_of(folder, scale.people, scale.entries)
    large = _practice_of(folder, scale.many_people, scale.many_entries)
    for name, mine in small.items():
        most, contrack, nametag = _PRACTICE.get(name, (25, None, None))
        peer = f"Contrack {contrack} ms, Nametag {nametag} ms" if contrack else ""
        size = f", {mine['kB']:.0f} kB ({mine['raw_kB']:.0f} unpacked)" if "kB" in mine else ""
        met = mine["ms"] <= most and mine.get("kB", 0) <= _PAGE_KB
        reach = f"<= {most} ms" + (f", {_PAGE_KB} kB" if size else "")
        work = f"practice: {name}{size}, {scale.people:,} people"
        their = contrack / 1_000 if contrack else None
        yield Row(work, mine["ms"] / 1_000, None, peer, their, reach, met)
        more, most = large[name]["ms"], 1.5 * most
        own, reach = f"at {scale.people:,} people", f"<= {most:.1f} ms (1.5x the bar)"
        work = f"practice: {name}, {scale.many_people:,} people"
        yield Row(work, more / 1_000, None, own, mine["ms"] / 1_000, reach, more <= most)


def _practice_of(folder: Path, people: int, entries: int) -> dict[str, dict[str, float]]:
    data = _network(folder, people, entries)
    for piece in ("audit", "practise"):
        measure(piece, data=data)
    found: dict[str, dict[str, float]] = measure("practice", data=data).value
    shutil.rmtree(data)
    return found


def export(scale: Scale, folder: Path) -> Iterator[Row]:
    """Write the complete export of a network."""
    data = _network(folder, scale.people, scale.entries)
    measure("audit", data=data)
    ours = best("export", times=_TIMES, data=data)
    shutil.rmtree(data)
    work = f"export: {scale.people:,} people, {scale.entries:,} interactions"
    yield Row(work, ours.cpu, ours.peak_mb, "Contrack 1.8 s, Nametag 4.9 s", 1.8, "<= 1.5 s", ours.cpu <= 1.5)
    data = _network(folder, scale.people, 4 * scale.entries)
    more = measure("export", data=data)
    shutil.rmtree(data)
    met = more.peak_mb <= ours.peak_mb + 20
    yield Row("export: memory at 4x the interactions", more.cpu, more.peak_mb, "", None, "flat (+20 MB)", met)


def _network(folder: Path, people: int, entries: int) -> Path:
    data = folder / f"network-{people}-{entries}"
    data.mkdir()
    measure("fill", str(people), str(entries), data=data)
    return data


ROWS: dict[str, Callable[[Scale, Path], Iterator[Row]]] = {
    "mail": mail,
    "small-mail": small_mail,
    "linkedin": linkedin,
    "audit": audit,
    "pages": pages,
    "practice": practice,
    "export": export,
}
