"""``nexalink audit``: import, measure, print the report."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.accounts.queries import Owner, sole_owner
from nexalink.archives.queries import newest_linkedin_export
from nexalink.audits.actions import run_audit
from nexalink.cli import importing
from nexalink.cli.files import check_target, write_json
from nexalink.cli.report import print_report
from nexalink.cli.showing import console
from nexalink.kernel.zones import local_zone
from nexalink.reports.audit_json import audit_json
from nexalink.reports.one_file import write_html_report


def audit(
    paths: Sequence[Path],
    *,
    on: date,
    me: list[str],
    json_file: Path | None,
    html_file: Path | None,
    quiet: bool,
) -> None:
    """Import what is new in ``paths``, audit the network and show the report."""
    check_target(json_file)
    check_target(html_file)
    if paths:
        done = importing.record(paths, on=on, me=me, quiet=quiet)
        importing.show_accounting(done, planned=False, quiet=quiet)
    owner = sole_owner() or ensure_sole_owner(zone=local_zone())
    audit_and_report(owner, on=on, json_file=json_file, html_file=html_file, quiet=quiet)


def audit_and_report(
    owner: Owner,
    *,
    on: date,
    json_file: Path | None = None,
    html_file: Path | None = None,
    quiet: bool = False,
) -> None:
    """Audit the owner's network at ``on``; write the files that were asked for and print the report.

    The files come first: whoever pipes the report into ``head`` gets them whole.
    """
    made = run_audit(owner, on=on, by="command line", exported_on=newest_linkedin_export(owner))
    if json_file:
        write_json(audit_json(owner, made), json_file)
    if html_file:
        write_html_report(owner, made, html_file)
    if not quiet:
        print_report(owner, made)
        if html_file:
            console.print(f"The report is in {html_file}; open it in any browser.")
