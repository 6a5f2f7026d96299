"""The outermost edge of the command line: help in the operator's language, every fault one sentence, no traceback."""

from __future__ import annotations

import logging
import os
import secrets
import sys

import typer
from sqlalchemy.exc import DBAPIError
from typer.core import TyperGroup
from typer.main import get_command

from bot.errors import KaeruError
from bot.texts import Texts, Translator

logger = logging.getLogger(__name__)


def operator_language() -> Translator:
    """How the command line speaks: `KAERU_DEFAULT_LOCALE`, else Japanese."""
    return Texts().of(os.environ.get("KAERU_DEFAULT_LOCALE"))


def guarded(app: typer.Typer) -> int:
    """Run the command line; returns its exit code."""
    t = operator_language()
    command = get_command(app)
    _translate(command, t)
    try:
        return int(command(standalone_mode=True, prog_name="kaeru") or 0)
    except KaeruError as error:
        return _say(t.error(error))
    except DBAPIError as error:
        logger.debug("The database did not answer", exc_info=error)
        return _say(t("The database does not answer. Check KAERU_DATABASE_URL and whether it runs."))
    except Exception:
        reference = secrets.token_hex(4)
        logger.exception("Unexpected fault", extra={"event": "cli.fault", "reference": reference})
        return _say(
            t("Something unexpected happened. Give the reference {reference} to your IT officer.", reference=reference)
        )


def _say(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


def _translate(command: object, t: Translator) -> None:
    """Put every help text of a command and what is below it into the operator's language."""
    help_text = getattr(command, "help", None)
    if help_text:
        command.help = t(help_text)  # type: ignore[attr-defined]
    for parameter in getattr(command, "params", ()):
        _translate(parameter, t)
    if isinstance(command, TyperGroup):
        for child in command.commands.values():
            _translate(child, t)
