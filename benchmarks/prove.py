"""Prove a measure on a folder of logs, without the rest of NexaLink.

    python benchmarks/prove.py fade|answers|bridges|layers FOLDER [--json FILE]

The same as ``./nexalink bench``; see docs/measures/fade.md for what the folder holds.
"""

import argparse
import sys
from pathlib import Path

from nexalink.kernel.errors import NexaLinkError
from nexalink.measures.proof.bench import SUBJECTS, run_bench


def main() -> int:
    """Print the tables, and write them as JSON where asked to."""
    parser = argparse.ArgumentParser(description="Prove a measure on a folder of logs.")
    parser.add_argument("what", choices=SUBJECTS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    try:
        report = run_bench(
            arguments.what, arguments.folder, progress=lambda name: print(name, file=sys.stderr)
        )
    except NexaLinkError as fault:
        print(fault, file=sys.stderr)
        return 2
    print(report.to_text(), end="")
    if arguments.json:
        arguments.json.write_text(report.to_json(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
