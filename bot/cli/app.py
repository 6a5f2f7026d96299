"""The table of commands."""

from __future__ import annotations

import typer

from bot.cli import schema
from bot.texts import N_

app = typer.Typer(
    name="kaeru",
    help=N_("Kaeru, the colleague who helps a city hall go home on time."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(schema.app, name="db")
