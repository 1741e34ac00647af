"""`python -m skillmark`."""

from __future__ import annotations

import sys

from skillmark.bootstrap import start


def main() -> None:
    """Runs Skillmark with the words of the command line."""
    sys.exit(start(sys.argv[1:]))


if __name__ == "__main__":
    main()
