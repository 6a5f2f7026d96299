"""The demo's other people: they answer their cards as time passes, a few report overtime, none speaks for a visitor."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, datetime

import pytest
from sqlmodel import Session, col, select

from bot.cli.demo_city import people_the_workspace, settle
from bot.cli.demo_colleagues import Act, Colleagues, acts_of
from bot.core import Core
from bot.database import Database
from bot.delivery.slack_client import open_client
from bot.no_overtime import replies
from bot.no_overtime.answers import Answer
from bot.no_overtime.tables import ReplyRow
from bot.overtime.tables import OvertimeReport
from bot.people.tables import Person
from bot.playground import Playground, Workspace
from bot.playground.towns import build_town
from tests.delivering import JST, WEDNESDAY, jst, running

TOWN = build_town("hibarino")
OPENED = jst(8, 20)


@pytest.fixture
async def core(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Core]:
    """The demo's city as it opens."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('demo')}/demo.db")
    workspace = Workspace(now=lambda: OPENED)
    people_the_workspace(workspace, TOWN)
    async with Playground(workspace) as slack, running(database, slack, OPENED) as core:
        async with open_client(core.settings) as client:
            await settle(core, TOWN, client, OPENED)
        yield core
    database.close()


def acts(core: Core, day: date = WEDNESDAY, opened: datetime = OPENED, cast: frozenset[str] = frozenset()) -> list[Act]:
    return core.database.read(acts_of, day, zone=JST, opened=opened, cast=cast)


def replies_of(core: Core, day: date) -> dict[int, Answer]:
    def work(session: Session) -> dict[int, Answer]:
        rows = session.exec(select(ReplyRow).where(ReplyRow.service_date == day))
        return {row.person_id: Answer(row.answer) for row in rows}

    return core.database.read(work)


async def test_most_answer_and_four_of_five_go_home_on_time(core: Core) -> None:
    found = acts(core)

    answers = Counter(act.answer for act in found)
    assert 700 < len(found) < 1500
    assert 0.75 < answers[Answer.ON_TIME] / len(found) < 0.85
    assert acts(core) == found


async def test_nobody_answers_a_card_before_it_is_there(core: Core) -> None:
    found = acts(core)

    assert min(act.at for act in found) > jst(8, 30)
    assert {act.at > jst(16, 45) for act in found} == {True, False}
    assert min(act.at for act in acts(core, opened=jst(17))) > jst(16, 45)


async def test_a_day_that_is_none_has_nothing_to_answer(core: Core) -> None:
    assert acts(core, date(2026, 11, 24)) == []


async def test_cards_show_how_many_go_home_once_the_morning_is_over(core: Core) -> None:
    day = date(2026, 12, 2)
    colleagues = Colleagues((), lambda _: False)

    await colleagues.act(core, jst(8, 30, day=day))
    before = core.database.read(replies.tallies, day)
    pause = colleagues.next_stop(jst(8, 30, day=day), JST)
    await colleagues.act(core, jst(9, 30, day=day))

    assert before == {}
    assert pause == jst(9, 30, day=day)
    assert len(core.database.read(replies.tallies, day)) > 50


async def test_a_few_report_overtime_in_the_sections_of_the_cast_too(core: Core) -> None:
    day = date(2026, 12, 9)
    someone = acts(core, day)[0]
    colleagues = Colleagues([someone.slack_user_id], lambda _: False)

    did_report = await colleagues.act(core, jst(9, 30, day=day))
    await colleagues.act(core, jst(17, 15, day=day))

    reports = core.database.read(lambda session: session.exec(select(OvertimeReport)).all())
    assert did_report
    assert 2 <= len(reports) <= 12
    assert all(report.service_date == day and report.planned_end_minute > 1035 for report in reports)
    assert all(report.day_instead for report in reports)


async def test_neither_the_cast_nor_whoever_is_played_answers_by_themselves(core: Core) -> None:
    day = date(2026, 12, 16)
    cast, played = (act.slack_user_id for act in acts(core, day)[:2])

    await Colleagues([cast], lambda user_id: user_id == played).act(core, jst(17, 15, day=day))

    silent = {cast, played}
    ids = core.database.read(
        lambda session: set(session.exec(select(Person.id).where(col(Person.slack_user_id).in_(silent))))
    )
    assert replies_of(core, day)
    assert not ids & set(replies_of(core, day))
