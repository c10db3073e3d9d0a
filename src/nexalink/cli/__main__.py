"""``python -m nexalink.cli``."""

from nexalink.cli import main

if __name__ == "__main__":  # the workers of a pool import this module again, under another name
    main()
