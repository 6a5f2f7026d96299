"""Answers become counts: once for each person and question, whatever is pressed twice, late, forged or by strangers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import SecretStr
from sqlalchemy.exc import DBAPIError
from sqlmodel import text

from bot.database import Database
from bot.errors import Refused, SetupFault
from bot.group_commit import Presses
from bot.pulse import asking, counting, store
from bot.pulse.answers import Outcome, SurveyAnswer
from bot.pulse.asking import teller
from bot.pulse.rules import Thresholds
from tests.delivering import jst
from tests.surveying import LOAD, MOOD, SECRET, WEEK, WORDS, Surveys

COUNTED, ALREADY = Outcome.COUNTED, Outcome.ALREADY_COUNTED


@pytest.fixture
def surveys(database: Database) -> Surveys:
    return Surveys(database)


def test_an_answer_adds_one_to_a_count_and_says_so(surveys: Surveys) -> None:
    section = surveys.unit("市民課", 6)
    aoki, baba, *_ = surveys.staff(section)
    survey = surveys.open()

    told = surveys.answer(survey, [(aoki, 4), (baba, 4)])

    assert told == [COUNTED, COUNTED]
    assert surveys.counts(survey) == {(section, 4): 2}


def test_the_first_of_two_devices_counts_and_the_second_learns_it(surveys: Surveys) -> None:
    section = surveys.unit("市民課", 6)
    aoki, *_ = surveys.staff(section)
    survey = surveys.open()

    at_once = surveys.answer(survey, [(aoki, 4), (aoki, 1)])
    once_more = surveys.answer(survey, [(aoki, 2)])

    assert (at_once, once_more) == ([COUNTED, ALREADY], [ALREADY])
    assert surveys.counts(survey) == {(section, 4): 1}


def test_each_question_counts_for_itself_and_whoever_answers_any_took_part_once(surveys: Surveys) -> None:
    section = surveys.unit("市民課", 6)
    aoki, baba, *_ = surveys.staff(section)
    survey = surveys.open(surveys.opening(MOOD, LOAD))

    surveys.answer(survey, [(aoki, 5)])
    surveys.answer(survey, [(aoki, 1), (baba, 2)], "load")

    assert surveys.counts(survey, 2) == {(section, 1): 1, (section, 2): 1}
    assert surveys.counts(survey, 0) == {(section, 1): 2}


def test_what_cannot_be_counted_is_refused_by_its_reason_and_counts_nothing(surveys: Surveys) -> None:
    section = surveys.unit("市民課", 6)
    elsewhere = surveys.unit("他課", 6)
    aoki, *_ = surveys.staff(section)
    (stranger, *_) = surveys.staff(elsewhere)
    survey = surveys.open(surveys.opening(MOOD, WORDS), among=[section])
    good = SurveyAnswer(survey, aoki, "mood", jst(11), 3)

    refused = {
        Outcome.NOT_ASKED: [replace(good, person_id=stranger), replace(good, person_id=999)],
        Outcome.UNKNOWN_QUESTION: [replace(good, question="pay"), replace(good, question="mood\0")],
        Outcome.OUT_OF_SCALE: [
            *(replace(good, score=score) for score in (0, 6, -1, 10**12, None, True)),
            replace(good, words="and more"),
            replace(good, question="words", score=3),
            replace(good, question="words", score=None, words=" \0 "),
        ],
        Outcome.TOO_LONG: [replace(good, question="words", score=None, words="あ" * 10_000)],
        Outcome.TOO_FEW_FOR_TEXTS: [replace(good, question="words", score=None, words="残業が多い")],
        Outcome.OVER: [
            replace(good, survey_id=survey + 1),
            replace(good, survey_id=10**30),
            replace(good, survey_id=-1),
            replace(good, at=good.at + WEEK),
        ],
    }

    for outcome, answers in refused.items():
        assert surveys.record(answers) == [outcome] * len(answers)
    assert (surveys.rows("survey_token"), surveys.rows("survey_text"), surveys.counts(survey)) == (0, 0, {})


def test_one_bad_answer_in_a_batch_does_not_harm_the_others(surveys: Surveys) -> None:
    section = surveys.unit("市民課", 6)
    first, second, *_ = surveys.staff(section)
    survey = surveys.open()

    told = surveys.answer(survey, [(first, 9), (second, 3), (first, 2)])

    assert told == [Outcome.OUT_OF_SCALE, COUNTED, COUNTED]
    assert surveys.counts(survey) == {(section, 3): 1, (section, 2): 1}


def test_words_lie_apart_in_a_bucket_of_twenty_without_time_and_writer(surveys: Surveys) -> None:
    office = surveys.unit("市民部")
    small, large = surveys.unit("窓口係", 8, office), surveys.unit("戸籍係", 14, office)
    aoki, *_ = surveys.staff(small)
    survey = surveys.open(surveys.opening(MOOD, WORDS))

    surveys.record([SurveyAnswer(survey, aoki, "words", jst(11), words="  会議が長い\0 ")])
    stored = surveys.database.read(lambda session: session.execute(text("SELECT * FROM survey_text")).mappings().all())

    assert surveys.staff(large)
    assert [{name: row[name] for name in row if name != "id"} for row in stored] == [
        {"survey_id": survey, "place": 2, "bucket": office, "words": "会議が長い"}
    ]


async def test_answers_that_gather_are_counted_with_one_commit_and_each_is_told(surveys: Surveys) -> None:
    section = surveys.unit("市民課", 20)
    survey = surveys.open()
    presses = Presses(surveys.database)
    answer = SurveyAnswer(survey, surveys.staff(section)[0], "mood", jst(11), 4)

    told = [(await presses.record(teller(SECRET), answer)).outcome for _device in range(2)]
    await presses.close()

    assert told == [COUNTED, ALREADY]
    assert teller(SECRET) is teller(SecretStr(SECRET.get_secret_value()))


def test_somebody_learns_which_of_their_questions_are_counted_and_not_how(surveys: Surveys) -> None:
    section = surveys.unit("市民課", 6)
    aoki, baba, *_ = surveys.staff(section)
    survey = surveys.open(surveys.opening(MOOD, LOAD))
    surveys.answer(survey, [(aoki, 1)], "load")

    told = surveys.database.read(asking.progress_of, [(survey, aoki), (survey, baba)], secret=SECRET)
    codes = [told[survey, one].answered for one in (aoki, baba)]

    assert codes == [{"load"}, frozenset()]


@pytest.mark.parametrize(("answers", "percent"), [(0, None), (9, None), (10, 33), (14, 33), (15, 50), (30, 100)])
def test_while_it_runs_all_that_is_told_is_one_percentage_from_ten_answers_on(
    surveys: Surveys, answers: int, percent: int | None
) -> None:
    section = surveys.unit("市民課", 30)
    survey = surveys.open()
    surveys.answer(survey, [(one, 3) for one in surveys.staff(section)[:answers]])

    assert surveys.database.read(store.turnouts, [survey])[survey].percent == percent


def test_another_secret_than_at_the_opening_is_refused_before_anything_counts_twice(surveys: Surveys) -> None:
    section = surveys.unit("市民課", 6)
    survey = surveys.open()
    answer = SurveyAnswer(survey, surveys.staff(section)[0], "mood", jst(11), 4)

    with pytest.raises(SetupFault, match="KAERU_SECRET_KEY"):
        surveys.database.write(counting.record_answers, [answer], secret=SecretStr("f" * 64))

    assert surveys.counts(survey) == {}


def test_no_survey_opens_where_so_few_are_asked_that_nothing_could_be_shown(surveys: Surveys) -> None:
    surveys.unit("市民課", 4)

    with pytest.raises(Refused, match="Ask a larger part"):
        surveys.open()

    assert surveys.rows("survey") == 0


@pytest.mark.parametrize(("answers", "texts"), [(4, 20), (5, 9), (0, 0)])
def test_no_threshold_goes_below_its_floor(answers: int, texts: int) -> None:
    with pytest.raises(Refused, match="could be traced"):
        Thresholds(answers, texts)


def test_all_counts_stand_there_from_the_beginning(surveys: Surveys) -> None:
    surveys.unit("市民課", 6)

    survey = surveys.open(surveys.opening(MOOD, LOAD))

    assert (surveys.rows("survey_count"), surveys.counts(survey)) == (1 + 5 + 5, {})


def test_who_answered_what_is_in_no_word_that_could_reach_a_log(surveys: Surveys) -> None:
    surveys.unit("市民課", 25)
    survey = surveys.open(surveys.opening(MOOD, WORDS))
    answer = SurveyAnswer(survey, 17, "words", jst(11), words="残業が多い")
    surveys.database.write(lambda session: session.execute(text("DROP TABLE survey_text")))

    with pytest.raises(DBAPIError) as failed:
        surveys.record([answer])

    told = repr(answer).replace(repr(answer.at), "") + str(failed.value)
    assert "17" not in told
    assert "残業" not in told
