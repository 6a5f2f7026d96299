"""You said, we did: a head picks one action, staff say what became of it, and nobody learns who said what (part 6)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlmodel import Session, select, text

from bot.database import Database
from bot.errors import NotAllowed, Refused
from bot.people.tables import UnitSpan
from bot.pulse import choosing, following, opinions, timing
from bot.pulse.action_blocks import RESULT
from bot.pulse.improvement import Action, ActionWish, GivenOpinion, MyAction, Opinion
from bot.pulse.showing import Band, Shown
from bot.texts import Texts
from tests.delivering import JST, jst, ledger
from tests.resulting import TODAY, ResultCity, usual
from tests.surveying import SECRET

WISH = ActionWish("short_meetings")
ASKED_ON = TODAY + timedelta(weeks=4)
OVER_ON = ASKED_ON + timedelta(days=15)


@pytest.fixture
def city(database: Database) -> ResultCity:
    """A survey is closed, and heads were told of its result."""
    city = ResultCity(database)
    city.hold(scores={city.section: usual(), city.neighbours: usual(), city.bureau: usual(12)})
    tell(city)
    return city


def tell(city: ResultCity, day: date = TODAY) -> int:
    now = jst(11, day=day)
    untold = city.database.read(following.untold, now=now, zone=JST)
    work = following.tell_heads
    return sum(city.database.write(work, one, now=now, zone=JST, texts=Texts()) for one in untold)


def choose(city: ResultCity, person: int, unit: str, wish: ActionWish = WISH, *, day: date = TODAY) -> Action:
    me = city.staff(person)
    return city.database.write(choosing.choose, me, 1, unit, wish, now=jst(12, day=day), zone=JST)


def say(city: ResultCity, people: list[int], opinion: Opinion, *, action: int = 1) -> list[opinions.Heard]:
    given = []
    for person in people:
        me = city.staff(person, ASKED_ON)
        given.append(GivenOpinion(action, person, me.unit_path, opinion, jst(9, day=ASKED_ON)))
    return city.database.write(opinions.record, given, secret=SECRET)


def ask(city: ResultCity) -> None:
    city.database.write(opinions.begin_due, ASKED_ON, secret=SECRET)


def give_channel(session: Session, unit_id: int) -> None:
    span = session.exec(select(UnitSpan).where(UnitSpan.unit_id == unit_id)).one()
    span.channel = "C-SHIMIN"
    session.add(span)


def mine(city: ResultCity, person: int, day: date) -> MyAction:
    found = city.database.read(choosing.my_action, city.staff(person, day), today=day, secret=SECRET)
    assert found is not None
    return found


def test_each_head_with_a_result_is_told_once_and_the_head_of_three_is_left_in_peace(city: ResultCity) -> None:
    again = tell(city)

    told = [key for key in ledger(city.database) if key.startswith(RESULT)]
    heads = {city.director, city.head, city.neighbour}
    assert again == 0
    assert len(told) == 3
    assert {key.rpartition(":")[2] for key in told} == {f"token-{one:06d}" for one in heads}


def test_the_timetable_knows_when_heads_are_reminded(city: ResultCity) -> None:
    found = city.database.read(timing.next_due, jst(18, day=TODAY), zone=JST, within=timedelta(days=14))

    assert found == jst(10, day=TODAY + timedelta(days=10))


def test_a_head_who_has_picked_is_not_reminded_and_one_who_has_not_is_once(city: ResultCity) -> None:
    choose(city, city.head, "市民課")
    day = TODAY + timedelta(days=10)

    counts = []
    for _ in range(2):
        due = city.database.read(following.due_reminders, now=jst(10, day=day), zone=JST)
        work = following.remind
        now = jst(10, day=day)
        counts.append([city.database.write(work, one, now=now, zone=JST, texts=Texts()) for one in due])

    assert counts == [[2], []]


@pytest.mark.parametrize("who", ["neighbour", "member", "director", "officer"])
def test_nobody_but_the_head_picks_for_a_unit(city: ResultCity, who: str) -> None:
    with pytest.raises(NotAllowed):
        choose(city, getattr(city, who), "市民課")


def test_a_unit_without_a_result_and_a_survey_of_which_nobody_was_told_have_nothing_to_pick(city: ResultCity) -> None:
    with pytest.raises(Refused):
        choose(city, city.team_head, "窓口係")
    with pytest.raises(Refused):
        city.database.write(choosing.choose, city.staff(city.head), 9, "市民課", WISH, now=jst(12, day=TODAY), zone=JST)


@pytest.mark.parametrize(
    "wish",
    [
        ActionWish(""),
        ActionWish("forged"),
        ActionWish("", "あ" * 101),
        ActionWish("", " \n "),
        ActionWish("talk", "会議を半分に"),
    ],
    ids=["nothing", "a forged code", "too long", "blanks", "two at once"],
)
def test_what_is_no_action_is_refused(city: ResultCity, wish: ActionWish) -> None:
    with pytest.raises(Refused):
        choose(city, city.head, "市民課", wish)


def test_a_head_may_change_it_while_there_is_time_and_not_afterwards(city: ResultCity) -> None:
    choose(city, city.head, "市民課")

    changed = choose(city, city.head, "市民課", ActionWish("", "会議を\n半分に"), day=TODAY + timedelta(days=14))

    assert (changed.words, changed.chosen_on) == ("会議を 半分に", TODAY)
    with pytest.raises(Refused):
        choose(city, city.head, "市民課", day=TODAY + timedelta(days=15))


def test_four_weeks_later_staff_have_their_say_once_each(city: ResultCity) -> None:
    choose(city, city.head, "市民課")
    before = say(city, [city.member], Opinion.BETTER)
    ask(city)
    people = city.surveys.staff(city.section)

    first = say(city, people[:8], Opinion.BETTER)
    again = say(city, people[:3], Opinion.WORSE)
    elsewhere = say(city, [city.neighbour], Opinion.WORSE)

    assert before == [opinions.Heard.OVER]
    assert first == [opinions.Heard.COUNTED] * 8
    assert again == [opinions.Heard.ALREADY] * 3
    assert elsewhere == [opinions.Heard.NOT_ASKED]
    assert mine(city, people[0], ASKED_ON).has_said
    assert mine(city, people[-1], ASKED_ON).is_open


def test_the_action_of_the_nearest_unit_is_the_one_that_concerns_somebody(city: ResultCity) -> None:
    choose(city, city.head, "市民課")
    choose(city, city.director, "市民局", ActionWish("talk"))

    concerned = {who: mine(city, who, TODAY).unit_name for who in (city.team_head, city.neighbour, city.clerk)}

    assert concerned == {city.team_head: "市民課", city.neighbour: "市民局", city.clerk: "市民局"}


def test_what_staff_said_shows_from_five_answers_when_the_question_is_over(city: ResultCity) -> None:
    choose(city, city.head, "市民課")
    choose(city, city.neighbour, "国保課")
    ask(city)
    say(city, city.surveys.staff(city.section)[:6], Opinion.BETTER)
    say(city, city.surveys.staff(city.section)[6:10], Opinion.SAME)
    say(city, city.surveys.staff(city.neighbours)[:4], Opinion.WORSE, action=2)
    running = city.database.read(choosing.effect, 1)

    opinions.end_due(city.database, OVER_ON)

    told, hidden = mine(city, city.head, OVER_ON), mine(city, city.neighbour, OVER_ON)
    effect = city.database.read(choosing.effect, 1)
    assert running.answers == 0
    assert told.outcome is not None
    assert (told.outcome.answers, told.outcome.favourable) == (10, 6)
    assert hidden.outcome is None
    assert (effect.units, effect.chosen, effect.answers, effect.better_percent) == (3, 2, 10, Fraction(60))


def test_when_it_is_over_nothing_leads_to_anybody(city: ResultCity) -> None:
    choose(city, city.head, "市民課")
    ask(city)
    say(city, city.surveys.staff(city.section)[:6], Opinion.BETTER)

    told = [opinions.end_due(city.database, OVER_ON), opinions.end_due(city.database, OVER_ON)]

    query = text(
        "SELECT (SELECT count(*) FROM action_token), (SELECT count(*) FROM action_count),"
        " (SELECT count(*) FROM unit_action WHERE key IS NOT NULL)"
    )
    left = city.database.read(lambda session: session.execute(query).one())
    outcome = mine(city, city.head, OVER_ON).outcome
    assert told == [1, 0]
    assert tuple(left) == (0, 0, 0)
    assert outcome == Shown(6, band=Band(80, 100))


def test_the_morning_card_of_a_channel_says_what_its_unit_does_and_later_asks(city: ResultCity) -> None:
    city.database.write(give_channel, city.section)
    choose(city, city.head, "市民課", ActionWish("", "会議を半分に"))
    t = Texts().of("ja")

    soon = city.database.read(choosing.parts_on, TODAY, t)
    ask(city)
    later = city.database.read(choosing.parts_on, ASKED_ON, t)

    assert list(soon) == ["C-SHIMIN"]
    assert soon["C-SHIMIN"].lines == ("皆さんの声から始めました：会議を半分に",)
    assert soon["C-SHIMIN"].buttons == ()
    assert [button["text"]["text"] for button in later["C-SHIMIN"].buttons[0]] == [
        "良くなった",
        "変わらない",
        "悪くなった",
        "分からない",
    ]
