"""Everybody answers the pulse at once: 12,000 staff and 4 questions from 200 connections, none lost, none doubled.

How fast answers are counted, as a share of what Bolt does when it only acknowledges, in the same run.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from statistics import median

from sqlmodel import Session, text

from bot.database import Database
from bot.pulse import question_blocks
from tests.answering import CODES, open_pulse
from tests.bench.databases import databases, maintain
from tests.bench.figures import Figure
from tests.bench.load import Pressed, press, server, signed_requests
from tests.bench.press import payload
from tests.crowds import account_of, hire
from tests.delivering import decide

PEOPLE, SECTIONS = 12_000, 460
SCORES = 4
NOOP = "a Bolt handler that only acknowledges"


def measure() -> Iterator[Figure]:
    """Both databases. Server and load have a processor each; the servers take turns, so all meet the same day."""
    with databases() as opened:
        os.sched_setaffinity(0, {1})
        for kind, database in opened.items():
            decide(database)
            hire(database, people=PEOPLE, sections=SECTIONS)
            survey_id = database.write(open_pulse, people=PEOPLE, sections=SECTIONS)
            maintain(database)
            yield from asyncio.run(_speed(kind, database, survey_id))


async def _speed(kind: str, database: Database, survey_id: int) -> list[Figure]:
    """Question by question, in turn with the same presses on a handler that does nothing."""
    url = database.url.render_as_string(hide_password=False)
    idle, counted = list[Pressed](), list[Pressed]()
    for code in CODES:
        for case, found in (("noop-answer", idle), ("answer", counted)):
            async with server(case, url) as port:
                found.append(await press(port, _answers(survey_id, code)))
    _refuse_unless(database.read(_totals) == (PEOPLE * len(CODES), PEOPLE, PEOPLE * (len(CODES) + 1)))
    reference, per_second = (median(one.per_second for one in found) for found in (idle, counted))
    waits, others = (median(one.p99_ms for one in found) for found in (counted, idle))
    return [
        Figure(f"a survey answer counted durably and once, {kind}", per_second, "/s", reference, NOOP, "≥ 0.8"),
        Figure(f"… 99 % of 200 at a time within, {kind}", waits, "ms", others, NOOP),
    ]


def _answers(survey_id: int, code: str) -> list[bytes]:
    """One answer of everybody to a question. All press the same button: it is its value that tells."""
    pressed = {
        "type": "button",
        "action_id": question_blocks.ANSWER[SCORES],
        "text": {"type": "plain_text", "text": "…"},
    }
    return signed_requests(
        [
            payload(account_of(number), {**pressed, "value": f"{survey_id}|{code}|{number % SCORES + 1}"})
            for number in range(1, PEOPLE + 1)
        ]
    )


def _totals(session: Session) -> tuple[int, int, int]:
    """How many answers are counted, how many people took part, and how many tokens there are."""
    query = "SELECT sum(number) FROM survey_count WHERE place"
    counted, present = (int(session.execute(text(f"{query} {places}")).scalar_one()) for places in ("> 0", "= 0"))
    return counted, present, int(session.execute(text("SELECT count(*) FROM survey_token")).scalar_one())


def _refuse_unless(is_right: bool) -> None:
    if not is_right:
        raise RuntimeError("an answer was lost or doubled")
