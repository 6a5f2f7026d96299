"""Twelve thousand staff answer four questions at once, some on two devices: every answer is counted, and once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from functools import partial
from time import monotonic

from sqlmodel import Session, text

from bot.database import Database
from bot.group_commit import Presses
from bot.people import service as people
from bot.pulse import opening
from bot.pulse.answers import Outcome, SurveyAnswer
from bot.pulse.counting import record_answers
from bot.pulse.rules import Opening, Question, SurveyKind, Thresholds
from tests.crowds import hire, section_of
from tests.delivering import WEDNESDAY, jst
from tests.surveying import OVER, SECRET

PEOPLE, SECTIONS, DEVICES = 12_000, 460, 400
#: SQLite serves one machine: a process that takes presses and one that keeps time.
PROCESSES = {"SQLite": 2, "PostgreSQL": 4}
RECORD = partial(record_answers, secret=SECRET)
QUESTIONS = tuple(Question(code, 1, 5, 4) for code in ("mood", "load", "team", "home"))


def score_of(person: int, place: int) -> int:
    return 1 + (person * (place + 3) + person // 7) % 5


def open_for_all(session: Session) -> int:
    survey = Opening(SurveyKind.PULSE, "kaeru", QUESTIONS, Thresholds(5), WEDNESDAY, jst(10), OVER)
    asked = {person: section_of(person, SECTIONS) for person in range(1, PEOPLE + 1)}
    tree = people.tree_on(session, WEDNESDAY)
    return opening.open_survey(session, survey, asked, tree=tree, secret=SECRET, now=jst(10))


async def answer_all(processes: list[Presses], survey: int) -> Counter[Outcome]:
    """Everybody answers every question; every ninth person on a second device too."""
    told: Counter[Outcome] = Counter()
    queue = iter(range(1, PEOPLE + 1))

    async def press(person: int, place: int, process: int, score: int) -> None:
        answer = SurveyAnswer(survey, person, QUESTIONS[place].code, jst(11), score)
        told[(await processes[process % len(processes)].record(RECORD, answer)).outcome] += 1

    async def one_after_the_other() -> None:
        for person in queue:
            for place in range(len(QUESTIONS)):
                score = score_of(person, place)
                twice = [press(person, place, person + 1, score)] if person % 9 == 0 else []
                await asyncio.gather(press(person, place, person, score), *twice)

    await asyncio.gather(*(one_after_the_other() for _device in range(DEVICES)))
    return told


async def test_a_storm_of_answers_is_counted_once_each(
    database: Database, database_url: str, record_property: Callable[[str, object], None]
) -> None:
    hire(database, people=PEOPLE, sections=SECTIONS)
    survey = database.write(open_for_all)
    kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    databases = [Database(database_url) for _ in range(PROCESSES[kind])]
    processes = [Presses(one) for one in databases]

    start = monotonic()
    told = await answer_all(processes, survey)
    seconds = monotonic() - start
    for process, one in zip(processes, databases, strict=True):
        await process.close()
        one.close()

    record_property("told", f"Survey answers counted on {kind}: {sum(told.values()) / seconds:,.0f} a second")
    presses = len(QUESTIONS) * PEOPLE
    assert told == {Outcome.COUNTED: presses, Outcome.ALREADY_COUNTED: len(QUESTIONS) * (PEOPLE // 9)}
    assert counted(database) == expected()


def expected() -> Counter[tuple[int, int, int]]:
    """Section, place of the question, score → how many pressed that; place 0: how many took part."""
    wanted: Counter[tuple[int, int, int]] = Counter()
    for person in range(1, PEOPLE + 1):
        section = section_of(person, SECTIONS)
        wanted[section, 0, 1] += 1
        wanted.update((section, place + 1, score_of(person, place)) for place in range(len(QUESTIONS)))
    return wanted


def counted(database: Database) -> Counter[tuple[int, int, int]]:
    query = text("SELECT bucket, place, score, number FROM survey_count WHERE number > 0")
    rows = database.read(lambda session: session.execute(query).all())
    return Counter({(bucket, place, score): number for bucket, place, score, number in rows})
