"""Files that a command makes: into the place that was asked for, or onto the standard output."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path

from bot.errors import Refused


class SheetFormat(StrEnum):
    """What a file for Excel is."""

    CSV = "csv"
    XLSX = "xlsx"


def write(content: bytes, output: Path | None) -> None:
    """Put the content where it belongs; raises Refused where that cannot be written."""
    if output is None:
        sys.stdout.buffer.write(content)
        return
    try:
        output.write_bytes(content)
    except OSError:
        raise Refused("The file {file} cannot be written. Choose another place.", file=output) from None
