"""The audit as the terminal shows it: answer first, then the evidence."""

from typing import Any

from rich.table import Table

from nexalink.accounts.queries import Owner
from nexalink.audits.queries import Audit
from nexalink.cli.showing import console, plain_table
from nexalink.reports.page import ReportContext, report_context

_BAR = 24
_LAYERS = ("5", "15", "50", "150")


def print_report(owner: Owner, audit: Audit) -> None:
    """Print the report of an audit."""
    report = report_context(owner, audit, linked=False)
    console.print()
    console.print(report.answer, style="bold")
    console.print(f"{report.owner_name or 'Your network'}, {report.on}", style="dim")
    console.print()
    for line in report.headlines:
        change = f"  ({line.change})" if line.change else ""
        console.print(f"{line.figure:>8}  {line.label}{change}")
    _steps(report)
    _spectrum(report)
    _layers(audit.document["network"])
    for title, signs in (("Good signs", report.positive), ("Warning signs", report.warning)):
        console.print(f"\n{title}", style="bold")
        for sign in signs:
            mark = {"good": "✓", "needs": "!", "unknown": "–"}[sign.tone]
            known = f"{sign.title} ({sign.mark})" if sign.tone != "unknown" else sign.title
            _hanging(mark, f"{known}: {sign.sentence}")
    _variety(report)
    _closest(report)
    _counted(report)


def _hanging(mark: str, text: str) -> None:
    """Print a text whose further lines stand below its first, not below its mark."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(f"  {mark}" if mark else " ", text)
    console.print(table)


def _steps(report: ReportContext) -> None:
    console.print("\nWhat to do first", style="bold")
    if not report.steps:
        console.print("  Nothing presses.")
    for number, step in enumerate(report.steps, 1):
        _hanging(f"{number}.", f"{step['sentence']} {step['because']}")


def _spectrum(report: ReportContext) -> None:
    console.print("\nQuantity or quality", style="bold")
    if report.strip.known:
        place = round(report.strip.at / 600 * 48)
        low, wide = round(report.strip.low / 600 * 48), max(round(report.strip.width / 600 * 48), 1)
        track = ["─"] * 49
        for step in range(low, min(low + wide, 48) + 1):
            track[step] = "━"
        track[min(place, 48)] = "●"
        console.print(f"  quantity {''.join(track)} small and deep")
    _hanging("", f"{report.strip.sentence} {' '.join(report.strip.moves)}")


def _layers(network: dict[str, Any]) -> None:
    sizes = ", ".join(
        f"{network['layers'][name]['size']:,} / {name}" for name in _LAYERS if name in network["layers"]
    )
    console.print(f"\nLayers by measured closeness, yours / the guide: {sizes}")


def _variety(report: ReportContext) -> None:
    console.print("\nHow varied your genuine ties are", style="bold")
    for chart in report.charts:
        _hanging("", f"{chart.title}: {chart.sentence}")
        for bar in chart.bars[:4]:
            console.print(f"    {bar.label:<24.24} {'█' * max(round(bar.width / 100 * _BAR), 1)} {bar.count}")


def _closest(report: ReportContext) -> None:
    if not report.rows:
        return
    console.print("\nYour closest 15", style="bold")
    table: Table = plain_table(">place", "name", "evidence", "forecast for 90 days")
    for row in report.rows[:15]:
        table.add_row(str(row.rank), row.name, row.facts.partition("; ")[2], row.fade)
    console.print(table)


def _counted(report: ReportContext) -> None:
    console.print("\nCounted", style="bold")
    for value, label in report.figures:
        console.print(f"  {value:>22}  {label}")
    if report.questions:
        console.print(f"  {report.questions:>22,}  doubtful matches wait for you: nexalink review")
    if sentence := report.self_check.get("sentence"):
        console.print(f"\n{sentence}")
