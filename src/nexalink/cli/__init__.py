"""The command line: everything the web app shows, in a terminal."""

import sys


def main() -> None:
    """Run the command line; named faults end in one sentence and exit code 1."""
    from nexalink.cli.app import run

    sys.exit(run())
