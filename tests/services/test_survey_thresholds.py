"""From how many answers results show: one administrator raises it, two lower it, nobody goes below the floor."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.city import service as city_service
from bot.city.rules import CityPolicy
from bot.city.surveys import Surveys, Thresholds
from bot.database import Database
from bot.errors import NotAllowed, OldButton, Refused
from bot.pulse import thresholding, voices
from bot.pulse.improvement import ThresholdPage
from tests.delivering import JST, jst
from tests.resulting import TODAY, ResultCity, usual
from tests.services.test_survey_reports import audits

NOW = jst(9, day=TODAY)
LOWER, HIGHER = Thresholds(full=8, pulse=5, free_text=15), Thresholds(full=12, pulse=6, free_text=30)


@pytest.fixture
def city(database: Database) -> ResultCity:
    return ResultCity(database)


def decide(city: ResultCity, person: int, wanted: Thresholds) -> thresholding.Decided:
    return city.database.write(thresholding.decide, city.staff(person), wanted, now=NOW, zone=JST)


def agree(city: ResultCity, person: int, number: int = 1, *, days: int = 0) -> thresholding.Decided:
    now = NOW + timedelta(days=days)
    return city.database.write(thresholding.agree, city.staff(person), number, now=now, zone=JST)


def page(city: ResultCity, person: int) -> ThresholdPage:
    return city.database.read(thresholding.thresholds_page, city.staff(person), now=NOW, zone=JST)


def test_one_administrator_raises_them_at_once(city: ResultCity) -> None:
    done = decide(city, city.admin, HIGHER)

    assert (done.is_waiting, page(city, city.admin).current) == (False, HIGHER)
    assert audits(city.database) == [("survey.thresholds_decided", "full 12, pulse 6, free text 30")]


def test_to_lower_them_takes_another_administrator(city: ResultCity) -> None:
    waiting = decide(city, city.admin, LOWER)
    before = page(city, city.other_admin)

    agree(city, city.other_admin)

    assert waiting.is_waiting
    assert (before.current, before.proposed, before.is_mine) == (Thresholds(), LOWER, False)
    assert (page(city, city.admin).current, page(city, city.admin).proposed) == (LOWER, None)
    assert [action for action, _ in audits(city.database)] == [
        "survey.thresholds_proposed",
        "survey.thresholds_decided",
    ]


def test_the_same_administrator_twice_is_not_two(city: ResultCity) -> None:
    decide(city, city.admin, LOWER)

    with pytest.raises(NotAllowed):
        agree(city, city.admin)
    assert page(city, city.admin).current == Thresholds()


@pytest.mark.parametrize("who", ["officer", "head", "member"])
def test_nobody_but_administrators_decides_agrees_or_looks(city: ResultCity, who: str) -> None:
    person = getattr(city, who)
    decide(city, city.admin, LOWER)

    for attempt in (lambda: decide(city, person, HIGHER), lambda: agree(city, person), lambda: page(city, person)):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_forged_an_old_and_a_withdrawn_proposal_wait_no_more(city: ResultCity) -> None:
    decide(city, city.admin, LOWER)

    with pytest.raises(OldButton):
        agree(city, city.other_admin, number=7)
    with pytest.raises(OldButton):
        agree(city, city.other_admin, days=15)
    city.database.write(thresholding.withdraw, city.staff(city.admin), 1, now=NOW)
    with pytest.raises(OldButton):
        agree(city, city.other_admin)


def test_a_city_file_cannot_lower_them_past_the_second_administrator(city: ResultCity) -> None:
    lower = CityPolicy(surveys=Surveys(thresholds=LOWER))

    with pytest.raises(Refused):
        city.database.write(city_service.decide_policy, lower, effective_from=TODAY, actor="command-line", now=NOW)


def test_a_reply_to_what_was_written_is_read_by_the_bureau_and_by_nobody_else(city: ResultCity) -> None:
    survey = city.hold(scores={city.section: usual()})
    elsewhere = city.surveys.unit("総務部", 3)
    words = ("会議が多いという声", "部内の定例会議を月1回にします")

    def publish(person: int, code: str, said: tuple[str, str] = words) -> None:
        city.database.write(voices.publish, city.staff(person), survey, code, said, now=NOW, zone=JST)

    publish(city.clerk, "市民局")

    read = [
        len(city.database.read(voices.replies_for, city.staff(person), today=TODAY))
        for person in (city.member, city.surveys.staff(elsewhere)[0])
    ]
    assert read == [1, 0]
    for person, code in ((city.clerk, "総務部"), (city.clerk, ""), (city.head, "市民課")):
        with pytest.raises(NotAllowed):
            publish(person, code)
    for said in (("", "はい"), ("声", ""), ("声", "あ" * 501), ("あ" * 201, "はい")):
        with pytest.raises(Refused):
            publish(city.officer, "", said)
