"""``nexalink news``: what changed with the people in the owner's tiers, and taking a line away as seen."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.cli.acts import in_words
from nexalink.cli.files import check_target, write_json
from nexalink.cli.showing import console, counted, plain_table, short
from nexalink.today.actions import see_news
from nexalink.today.news import News, NewsLine
from nexalink.today.news import news as all_news

_BY = "command line"


def news(*, on: date, seen: str | None, everybody: bool, json_file: Path | None) -> None:
    """Print the news of the tiers, all with ``everybody``; take the line ``seen`` away first."""
    check_target(json_file)
    owner = ensure_sole_owner()
    acts = [see_news(owner, line=seen, on=on, by=_BY)] if seen else []
    found = all_news(owner, on=on)
    if json_file:
        done = [{"undo": act.entry, "what": act.what} for act in acts]
        sides = {"news": found.lines, "folded": found.folded}
        lines = {name: [_as_json(line) for line in side] for name, side in sides.items()}
        write_json({"on": on.isoformat(), "done": done, **lines, "others": found.others}, json_file)
        return
    for act in acts:
        console.print(in_words(act))
    _show(found, found.lines + (found.folded if everybody else ()), everybody=everybody)


def _show(found: News, lines: tuple[NewsLine, ...], *, everybody: bool) -> None:
    if not found.lines:
        console.print("No news from your tiers.")
    if lines:
        table = plain_table("line", "who", ">tier", "what", "when", "known from")
        for line in lines:
            table.add_row(
                line.key, short(line.name), str(line.tier or ""), line.what, _day(line), line.source
            )
        console.print(table)
        console.print("Seen: nexalink news --seen LINE.")
    hidden = found.others - (len(found.folded) if everybody else 0)
    if hidden:
        how = "" if everybody else " See them with: nexalink news --all."
        console.print(f"{counted(hidden, 'more line', 'more lines')} about people in no tier.{how}")


def _as_json(line: NewsLine) -> dict[str, Any]:
    return {
        **asdict(line),
        "line": line.key,
        "person": f"p{line.person}",
        "day": _day(line),
    }


def _day(line: NewsLine) -> str:
    return line.day.isoformat() if line.exact else f"{line.day:%Y-%m}"
