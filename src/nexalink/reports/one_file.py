"""The audit report as the one HTML file that opens without a server."""

import base64
import hashlib
from importlib.resources import files
from pathlib import Path

from django.template.loader import render_to_string

from nexalink.accounts.models import Owner
from nexalink.audits.models import Audit
from nexalink.reports.page import report_context
from nexalink.reports.pictures import far_dots


def write_html_report(owner: Owner, audit: Audit, target: Path) -> None:
    """Write the report as one HTML file with all it needs inside: no server, no network, and it prints.

    The only script that its policy lets run is the picture's own, named by its hash. Style, script and data are put
    in after rendering, at tags of which an escaped text of somebody else has none.
    """
    static = files("nexalink.reports").joinpath("static/reports")
    style = static.joinpath("report.css").read_text("utf-8")
    script = static.joinpath("orbit.js").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    text = render_to_string(
        "reports/report_file.html",
        {"report": report_context(owner, audit, linked=False), "script_hash": f"sha256-{digest}"},
    )
    before, after = text.replace("<style></style>", f"<style>{style}</style>", 1).split("</body>")
    data = f'<script type="application/json" id="orbit-dots">{far_dots(owner, audit)}</script>'
    part = target.with_name(target.name + ".part")
    part.write_text(f'{before}{data}\n<script type="module">{script}</script>\n</body>{after}', "utf-8")
    part.replace(target)
