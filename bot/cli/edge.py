"""The outermost edge of the command line: help in the operator's language, every fault one sentence, no traceback."""

from __future__ import annotations

import os
import re
import secrets
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

import typer
from sqlalchemy.exc import DBAPIError
from typer.core import TyperGroup
from typer.main import get_command

from bot.errors import KaeruError
from bot.texts import Texts, Translator


def operator_language() -> Translator:
    """How the command line speaks: `KAERU_DEFAULT_LOCALE`, else Japanese."""
    return Texts().of(os.environ.get("KAERU_DEFAULT_LOCALE"))


def guarded(app: typer.Typer, arguments: Sequence[str] | None = None) -> int:
    """Run the command line, with the process's own arguments unless others are given; returns its exit code."""
    t = operator_language()
    command = get_command(app)
    _translate(command, t)
    try:
        return int(command(arguments, standalone_mode=True, prog_name="kaeru") or 0)
    except KaeruError as error:
        return _say(t.error(error))
    except DBAPIError:
        return _say(t("The database does not answer. Check KAERU_DATABASE_URL and whether it runs."))
    except Exception as error:  # noqa: BLE001  the outermost edge
        reference = secrets.token_hex(4)
        sentence = t(
            "Something unexpected happened (reference {reference}). Please show your IT officer the file {path}.",
            reference=reference,
            path=_write_down(error, reference),
        )
        return _say(sentence)


def _write_down(error: Exception, reference: str) -> Path:
    """Keep where it broke in a file; not the error's words, which may quote rows about people."""
    path = Path(tempfile.gettempdir()) / f"kaeru-{reference}.txt"
    path.write_text(f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}", encoding="utf-8")
    return path


def _say(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


def _translate(command: object, t: Translator) -> None:
    """Put every help text of a command and what is below it into the operator's language."""
    help_text = getattr(command, "help", None)
    if help_text:
        told = t(help_text)
        command.help = told  # type: ignore[attr-defined]
        # In the table of commands only the first sentence; Click would cut after words, which Japanese does not part.
        command.short_help = re.split(r"(?<=[。.])", told, maxsplit=1)[0]  # type: ignore[attr-defined]
    for parameter in getattr(command, "params", ()):
        _translate(parameter, t)
    if isinstance(command, TyperGroup):
        for child in command.commands.values():
            _translate(child, t)
