"""``python -m nexalink.cli``."""

from nexalink.cli import main

main()
