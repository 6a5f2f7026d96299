"""`kaeru db`: bring the tables up to date, or say whether they are."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typer

from bot import migrations
from bot.cli.edge import operator_language
from bot.cli.session import open_database
from bot.database import Database
from bot.errors import SetupFault
from bot.texts import N_

app = typer.Typer(help=N_("Tables: bring them up to date, or check them."), no_args_is_help=True)


@app.command(help=N_("Create the tables or bring them up to date; nothing is lost."))
def upgrade() -> None:
    with open_database(is_checked=False) as database:
        migrations.upgrade(database)
    t = operator_language()
    typer.echo(t("The tables are up to date."), err=True)


@app.command(help=N_("Check that migrations from nothing give the tables that the code expects."))
def check() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'check.db'}")
        try:
            migrations.upgrade(database)
            missing = migrations.differences(database)
        finally:
            database.close()
    if missing:
        raise SetupFault("The migrations lack: {differences}.", differences=missing)
    t = operator_language()
    typer.echo(t("The migrations give the tables that the code expects."), err=True)
