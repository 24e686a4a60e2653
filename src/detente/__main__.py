"""The command ``detente``, and ``python -m detente``."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line; an interrupt while the program is being loaded ends it quietly."""
    try:
        from detente.cli.main import main as run
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None
    run()


if __name__ == "__main__":
    main()
