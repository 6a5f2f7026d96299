"""The close leaves what may be shown and nothing else; whoever dies in between, the next run finishes."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select, text

from bot.blockkit import section
from bot.clock import SystemClock
from bot.database import Database
from bot.delivery import planning
from bot.delivery import service as delivery
from bot.delivery.rules import Due, State, Surface
from bot.delivery.tables import Message
from bot.people import service as people
from bot.pulse import closing, counting, store
from bot.pulse.answers import Outcome, SurveyAnswer
from bot.pulse.rules import SurveyState
from bot.pulse.tables import Survey
from bot.suppression import WHOLE
from tests.delivering import WEDNESDAY, decide, jst
from tests.surveying import LOAD, MOOD, OVER, SECRET, WORDS, Surveys

OF_PEOPLE = ("survey_token", "survey_invitation", "message", "occurrence", "body", "attempt", "live_card")


@pytest.fixture
def surveys(database: Database) -> Surveys:
    decide(database)
    return Surveys(database)


def invite(surveys: Surveys, survey: int, kind: str = "pulse/question") -> None:
    """Put the invitation of a survey into everybody's outbox."""

    def work(session: Session) -> None:
        due = Due(kind, WEDNESDAY, closing.audience(survey), jst(10), OVER)
        (begun,) = planning.begin(session, [due], now=jst(10))
        body = planning.store_body(session, f"{survey}", [section("?")])
        planning.post_to_people(session, begun, people.on_duty(WEDNESDAY), {"": body}, surface=Surface.SAME_DAY)

    surveys.database.write(work)


def state(surveys: Surveys, survey: int) -> tuple[SurveyState, bytes | None]:
    row = surveys.database.read(lambda session: session.get_one(Survey, survey))
    return row.state, row.key


def test_a_close_keeps_what_may_be_shown_and_nothing_that_leads_to_people(surveys: Surveys) -> None:
    section_id = surveys.unit("市民課", 12)
    survey = surveys.open(surveys.opening(MOOD, LOAD))
    invite(surveys, survey)
    surveys.answer(survey, [(one, 1 + at % 5) for at, one in enumerate(surveys.staff(section_id))])
    told = surveys.database.read(store.turnouts, [survey])[survey].percent

    closed = surveys.close()

    assert closed == 1
    assert state(surveys, survey) == (SurveyState.CLOSED, None)
    assert surveys.shown(survey)[section_id].numbers == "[3, 3, 2, 2, 2]"
    assert (surveys.rows("survey_count"), surveys.counts(survey, 0)) == (1, {(WHOLE, 1): 10})
    assert surveys.database.read(store.turnouts, [survey])[survey].percent == told
    assert {table: surveys.rows(table) for table in OF_PEOPLE} == dict.fromkeys(OF_PEOPLE, 0)


def test_of_groups_that_stay_hidden_not_even_the_files_know_what_they_answered(surveys: Surveys) -> None:
    small, large = surveys.unit("小課", 6), surveys.unit("大課", 30)
    survey = surveys.open(surveys.opening(MOOD, WORDS))
    surveys.answer(survey, [(surveys.staff(small)[0], 1), *((one, 2 + one % 3) for one in surveys.staff(large))])
    surveys.record([SurveyAnswer(survey, one, "words", jst(11), words="大") for one in surveys.staff(large)[:19]])
    before = surveys.counts(survey)

    surveys.close()

    assert before[small, 1] == 1
    assert {unit for unit, row in surveys.shown(survey).items() if row.answers} == {WHOLE}
    assert (surveys.counts(survey), surveys.texts()) == ({}, [])


def test_a_text_that_may_be_read_only_further_up_lies_there(surveys: Surveys) -> None:
    hall = surveys.unit("局", 0)
    few, many = surveys.unit("少課", 24, hall), surveys.unit("多課", 30, hall)
    survey = surveys.open(surveys.opening(WORDS))
    for unit, people_ in ((few, 19), (many, 25)):
        writers = surveys.staff(unit)[:people_]
        surveys.record([SurveyAnswer(survey, one, "words", jst(11), words=f"{unit}") for one in writers])

    surveys.close()

    query = text("SELECT DISTINCT words, bucket FROM survey_text")
    lie = surveys.database.read(lambda session: session.execute(query).all())
    assert sorted(map(tuple, lie)) == [(f"{few}", hall), (f"{many}", hall)]
    assert surveys.shown(survey).keys() == {hall, WHOLE}


def test_what_goes_to_others_stays(surveys: Surveys) -> None:
    surveys.unit("市民課", 6)
    one, other = surveys.open(), surveys.open(surveys.opening(day=WEDNESDAY + timedelta(days=1)))
    invite(surveys, one)

    surveys.database.write(delivery.forget_messages, closing.audience(other))
    surveys.close()

    assert state(surveys, other)[0] is SurveyState.RUNNING
    assert (surveys.rows("survey_invitation"), surveys.rows("message")) == (6, 0)


def test_a_survey_whose_time_is_not_over_runs_on(surveys: Surveys) -> None:
    surveys.unit("市民課", 6)
    survey = surveys.open()

    assert surveys.close(OVER - timedelta(seconds=1)) == 0
    assert state(surveys, survey)[0] is SurveyState.RUNNING


def test_a_second_close_changes_nothing(surveys: Surveys) -> None:
    section_id = surveys.unit("市民課", 6)
    survey = surveys.open()
    surveys.answer(survey, [(one, 1 + at) for at, one in enumerate(surveys.staff(section_id)[:5])])

    first, results = surveys.close(), surveys.shown(survey)

    assert (first, surveys.close(), surveys.shown(survey)) == (1, 0, results)


def test_an_answer_after_the_close_is_told_that_it_is_over_even_on_a_clock_that_runs_late(surveys: Surveys) -> None:
    section_id = surveys.unit("市民課", 6)
    survey = surveys.open()
    surveys.close()

    assert surveys.answer(survey, [(surveys.staff(section_id)[0], 3)]) == [Outcome.OVER]


@pytest.mark.parametrize(
    ("step", "left"),
    [("before the commit", (SurveyState.RUNNING, 12)), ("before the files are clean", (SurveyState.COUNTED, 0))],
)
def test_what_a_process_that_is_killed_leaves_undone_the_next_one_does(
    surveys: Surveys, database_url: str, step: str, left: tuple[SurveyState, int]
) -> None:
    section_id = surveys.unit("市民課", 6)
    survey = surveys.open()
    surveys.answer(survey, [(one, 3) for one in surveys.staff(section_id)])

    dying = [sys.executable, "-m", "tests.crashing.closing", database_url, OVER.isoformat(), step]
    died = subprocess.run(dying, check=False)

    assert died.returncode == -signal.SIGKILL
    assert (state(surveys, survey)[0], surveys.rows("survey_token")) == left
    assert (surveys.close(), state(surveys, survey)[0]) == (1, SurveyState.CLOSED)
    assert surveys.shown(survey)[section_id].answers == 6


async def test_answers_that_come_while_a_survey_closes_are_counted_or_told_that_it_is_over(surveys: Surveys) -> None:
    section_id = surveys.unit("市民課", 60)
    survey = surveys.open()
    answers = [SurveyAnswer(survey, one, "mood", jst(11), 1 + one % 5) for one in surveys.staff(section_id)]
    write = surveys.database.transact
    before, during, after = (
        [write(counting.record_answers, answers[at : at + 5], secret=SECRET) for at in range(first, first + 20, 5)]
        for first in (0, 20, 40)
    )

    await asyncio.gather(*before)
    closes = asyncio.create_task(write(closing.close_survey, survey, now=OVER))
    told = await asyncio.gather(*during)
    closed = await closes
    late = await asyncio.gather(*after)

    outcomes = Counter(one.outcome for batch in told for one in batch)
    assert closed
    surveys.close()
    assert outcomes.keys() <= {Outcome.COUNTED, Outcome.OVER}
    assert surveys.shown(survey)[section_id].answers == 20 + outcomes[Outcome.COUNTED]
    assert {one.outcome for batch in late for one in batch} == {Outcome.OVER}


def test_whoever_dies_before_the_files_are_clean_leaves_that_to_the_next_one(surveys: Surveys) -> None:
    surveys.unit("市民課", 6)
    survey = surveys.open()
    surveys.database.write(closing.close_survey, survey, now=OVER)
    invite(surveys, survey)  # a process that planned meanwhile

    assert state(surveys, survey)[0] is SurveyState.COUNTED
    assert (surveys.close(), state(surveys, survey)[0], surveys.rows("message")) == (1, SurveyState.CLOSED, 0)


def test_while_somebody_reads_the_old_picture_a_survey_is_not_called_closed(surveys: Surveys) -> None:
    surveys.unit("市民課", 6)
    survey = surveys.open()
    reader = surveys.database.engine.connect()
    reader.exec_driver_sql("SELECT count(*) FROM survey_token").scalar_one()

    first = surveys.close()
    reader.close()

    assert (first, state(surveys, survey)[0]) == (0, SurveyState.COUNTED)
    assert (surveys.close(), state(surveys, survey)[0]) == (1, SurveyState.CLOSED)


def test_two_processes_close_each_survey_once(surveys: Surveys) -> None:
    section_id = surveys.unit("市民課", 6)
    survey = surveys.open()
    surveys.answer(survey, [(one, 3) for one in surveys.staff(section_id)])

    done = [surveys.database.write(closing.close_survey, survey, now=OVER) for _ in range(2)]

    assert done == [True, False]


def test_what_rode_unsent_in_a_forgotten_message_waits_again(surveys: Surveys) -> None:
    surveys.unit("市民課", 6)
    survey, other = surveys.open(), surveys.open(surveys.opening(day=WEDNESDAY + timedelta(days=1)))
    invite(surveys, survey)
    invite(surveys, other, "digest")

    def board(session: Session) -> str:
        carrier = session.exec(select(Message).where(Message.kind == "pulse/question")).first()
        rider = session.exec(select(Message).where(Message.kind == "digest")).first()
        assert carrier is not None
        assert rider is not None
        rider.state, rider.merged_into = State.MERGED, carrier.id
        return rider.id

    rider = surveys.database.write(board)
    gone = surveys.database.write(delivery.forget_messages, closing.audience(survey))

    waits = surveys.database.read(lambda session: session.get_one(Message, rider))
    assert (gone, waits.state, waits.merged_into) == (6, State.PENDING, None)


def test_a_survey_is_not_closed_before_what_is_on_its_way_has_arrived(surveys: Surveys) -> None:
    surveys.unit("市民課", 6)
    survey = surveys.open()
    invite(surveys, survey)

    def claim_until(session: Session, until: datetime) -> None:
        for message in session.exec(select(Message)):
            message.state, message.hold_until = State.CLAIMED, until

    now = SystemClock().now()
    surveys.database.write(claim_until, now)
    first = (surveys.close(), state(surveys, survey)[0])
    surveys.database.write(claim_until, now - timedelta(hours=2))  # nobody sends any more

    assert first == (0, SurveyState.COUNTED)
    assert (surveys.close(), surveys.rows("message")) == (1, 0)


def test_texts_get_new_ids(surveys: Surveys) -> None:
    section_id = surveys.unit("市民課", 25)
    survey = surveys.open(surveys.opening(MOOD, WORDS))
    people_ = surveys.staff(section_id)
    surveys.record([SurveyAnswer(survey, one, "words", jst(11), words=f"{one}") for one in people_])
    before = surveys.texts()

    surveys.close()

    assert {words for _, words in surveys.texts()} == {words for _, words in before} == {f"{one}" for one in people_}
    assert not {text_id for text_id, _ in surveys.texts()} & {text_id for text_id, _ in before}
