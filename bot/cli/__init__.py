"""The `kaeru` command; the only room that knows both doors and the playground. Commands read, call and print."""

from __future__ import annotations

import sys

from bot.cli.app import app
from bot.cli.edge import guarded

__all__ = ["main"]


def main() -> None:
    """Run the command line; a fault ends in one sentence and a non-zero exit, never in a traceback."""
    sys.exit(guarded(app))
