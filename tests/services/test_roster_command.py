"""`kaeru roster`: what the person at the keyboard sees, and that a bad file leaves everything as it was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli import roster
from bot.database import Database
from bot.errors import BadFile, SetupFault
from bot.people import service
from bot.people.service import Counts
from bot.playground.server import Playground
from bot.playground.workspace import Workspace
from tests.rosters import STAFF, Cells, csv_bytes, xlsx_bytes

EFFECTIVE = ("--effective", "2026-11-01")
DAY = date(2026, 11, 1)
ROWS = [
    {**STAFF, "職員番号": "000001", "氏名": "青木 太郎", "メール": "aoki@x.example"},
    {**STAFF, "職員番号": "000002", "氏名": "石田 [bold]花子", "メール": "ishida@x.example"},
]


def run(database: Database, *words: str, locale: str = "en", **environment: str) -> Result:
    app = typer.Typer(pretty_exceptions_enable=False)
    app.add_typer(roster.app, name="roster")
    url = database.url.render_as_string(hide_password=False)
    settings = {"KAERU_DATABASE_URL": url, "KAERU_DEFAULT_LOCALE": locale, **environment}
    return CliRunner().invoke(app, ["roster", *words], env=settings)


def write(path: Path, *rows: Cells, encoding: str = "cp932") -> str:
    path.write_bytes(csv_bytes(rows, encoding))
    return str(path)


def counts(database: Database, day: date = DAY) -> Counts:
    return database.read(service.counts, day)


def test_an_import_shows_what_it_changed(database: Database, tmp_path: Path) -> None:
    result = run(database, "import", write(tmp_path / "staff.csv", *ROWS), *EFFECTIVE)

    assert result.exit_code == 0, result.output
    assert "石田 [bold]花子" in result.stdout
    assert "This holds from" in result.stderr
    assert counts(database) == Counts(staff=2, reachable=0)


def test_a_workbook_is_taken_over_with_its_zeros(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "staff.xlsx"
    path.write_bytes(xlsx_bytes([list(STAFF), *(list(row.values()) for row in ROWS)]))

    result = run(database, "import", str(path), *EFFECTIVE)

    assert "000001" in result.stdout
    assert counts(database).staff == 2


def test_a_dry_run_shows_the_difference_and_changes_nothing(database: Database, tmp_path: Path) -> None:
    run(database, "import", write(tmp_path / "staff.csv", *ROWS), *EFFECTIVE)
    changed = write(tmp_path / "new.csv", {**ROWS[0], "在職状況": "育休"})

    result = run(database, "import", changed, "--effective", "2027-04-01", "--complete", "--dry-run", locale="ja")

    assert "在職 " in result.stdout
    assert "育休" in result.stdout
    assert "000002" in result.stdout
    assert counts(database, date(2027, 4, 1)).staff == 2


def test_every_bad_row_is_shown_with_its_place_and_nothing_is_changed(database: Database, tmp_path: Path) -> None:
    bad = write(tmp_path / "staff.csv", ROWS[0], {**ROWS[1], "終了": "8:00", "メール": "aoki@x.example"})

    result = run(database, "import", bad, *EFFECTIVE)

    assert result.exit_code == 1
    assert isinstance(result.exception, BadFile)
    for words in ("staff.csv", "終了", "メール", "8:00"):
        assert words in result.stderr
    assert counts(database).staff == 0


def test_whoever_is_not_in_the_file_is_told_to_stay(database: Database, tmp_path: Path) -> None:
    run(database, "import", write(tmp_path / "staff.csv", *ROWS), *EFFECTIVE)

    result = run(database, "import", write(tmp_path / "part.csv", ROWS[0]), *EFFECTIVE)

    assert "1 person is not in the file and stays" in result.stderr
    assert counts(database).staff == 2


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    workspace = Workspace(now=lambda: datetime(2026, 11, 1, tzinfo=UTC))
    workspace.add_user(name="aoki", real_name="aoki", email="aoki@x.example")
    workspace.add_user(name="guest", real_name="guest", email="ishida@x.example", is_restricted=True)
    workspace.add_user(name="ueda", real_name="ueda", email="ueda@x.example")
    async with Playground(workspace) as playground:
        yield playground


async def match(database: Database, playground: Playground, token: str = "xoxb-playground") -> Result:
    # In a thread, since the command runs a loop of its own while the playground answers in this one.
    environment = {"KAERU_SLACK_API_URL": playground.api_url, "KAERU_SLACK_BOT_TOKEN": token}
    return await asyncio.to_thread(run, database, "match", locale="en", **environment)


async def test_a_match_lists_the_unmatched_both_ways(
    database: Database, tmp_path: Path, playground: Playground
) -> None:
    run(database, "import", write(tmp_path / "staff.csv", *ROWS), *EFFECTIVE)

    result = await match(database, playground)

    assert result.exit_code == 0, result.output
    assert "ishida@x.example" in result.stdout
    assert "ueda@x.example" in result.stdout
    assert "aoki@x.example" not in result.stdout
    assert "2 staff: 1 reachable in Slack (1 of them new), 1 without Slack." in result.stderr


async def test_a_wrong_token_is_one_sentence(database: Database, playground: Playground) -> None:
    result = await match(database, playground, token="xoxb-wrong")

    assert isinstance(result.exception, SetupFault)
