"""The result of a survey in Slack: opened from the home tab, turned, taken along as a chart or a file; refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session

from bot.blockkit import button
from bot.people.tables import Person
from bot.playground import User, View
from bot.pulse import result_blocks
from bot.pulse.answers import SurveyAnswer
from tests.delivering import WEDNESDAY, jst, send_out
from tests.handlers.conftest import Door
from tests.handlers.test_home import home_of, read
from tests.handlers.test_report_list import files_of
from tests.resulting import OVERALL, REMARKS, SPIRIT
from tests.surveying import WEEK, Surveys

BEFORE = WEDNESDAY - timedelta(days=14)


@pytest.fixture
def closed(door: Door) -> int:
    """Two weeks ago the section of 21 and its team of three were asked; 20 answered, and it is closed."""
    surveys = _office_of_21(door)
    team = door.office.unit("窓口係", 1, code="madoguchi")
    surveys.units[team] = [door.office.person(team) for _ in range(3)]
    door.office.head(surveys.units[team][0], team)
    survey = surveys.open(surveys.opening(OVERALL, SPIRIT, day=BEFORE))
    for code, scores in (("S1", 4), ("E1", 5)):
        given = [(person, 1 + place % scores) for place, person in enumerate(surveys.units[1][:20])]
        surveys.record(surveys.answers_of(survey, given, code, jst(11, day=BEFORE)))
    surveys.close(jst(10, day=BEFORE) + WEEK)
    return survey


def _office_of_21(door: Door) -> Surveys:
    surveys = Surveys(door.core.database)
    surveys.office = door.office
    surveys.units[1] = [1, 2, 3, *(door.office.person(1) for _ in range(18))]
    return surveys


async def opened(door: Door, user: User) -> View:
    """The window, from the home tab."""
    await home_of(door, user)
    home = door.as_user(user).home
    assert home is not None
    await door.as_user(user).press(home, result_blocks.OPEN)
    return window(door, user)


def window(door: Door, user: User) -> View:
    shown = door.as_user(user).modal
    assert shown is not None
    return shown


@pytest.mark.usefixtures("closed")
async def test_a_head_opens_the_result_of_the_own_unit(door: Door) -> None:
    said = read(await opened(door, door.head))

    assert "給与係" in said
    assert "指数50.0、肯定的回答50.0%、20人が回答" in said
    assert "参加率：83.3%" in said


async def test_the_head_of_three_reads_kindly_why_nothing_is_shown(door: Door, closed: int) -> None:
    team_head = door.playground.workspace.add_user(name="mado", real_name="mado")
    _lend(door, team_head, person_id=22)

    said = read(await opened(door, team_head))

    assert closed
    assert "5人に満たない集計は表示しません。" in said
    assert "回答はむだになりません。給与係の結果に含まれています。" in said
    assert "指数" not in said


@pytest.mark.usefixtures("closed")
async def test_the_personnel_section_turns_to_the_list_finds_a_unit_and_sees_everybody(door: Door) -> None:
    officer = door.as_user(door.personnel)
    everybody = read(await opened(door, door.personnel))

    await officer.press(window(door, door.personnel), result_blocks.AS_LIST)
    listed = read(window(door, door.personnel))
    await officer.press(window(door, door.personnel), result_blocks.SHOW_UNIT)
    found = await officer.suggest(window(door, door.personnel), result_blocks.FIND_UNIT, "窓口")
    await officer.press(window(door, door.personnel), result_blocks.FIND_UNIT, value=found.options[0])
    team = read(window(door, door.personnel))

    assert "対象者全体" in everybody
    assert "指数50.0、参加率83.3%" in listed
    assert "窓口係" in listed
    assert "給与係の結果に含まれています" in team
    assert [one["value"] for one in found.options] == ["madoguchi"]


@pytest.mark.usefixtures("closed")
async def test_a_chart_comes_with_a_table_and_the_same_in_words(door: Door) -> None:
    await door.as_user(door.head).press(await opened(door, door.head), result_blocks.CHART)
    await send_out(door.core)

    (message,) = door.playground.workspace.direct(door.head.id).timeline
    kinds = [block["type"] for block in message.blocks]

    assert kinds.count("data_visualization") == 1
    assert kinds.count("table") == 1
    assert "今の働き方に満足している、20、50.0、50.0%、50.0、–" in message.text


@pytest.mark.usefixtures("closed")
async def test_where_slack_draws_no_charts_the_table_comes_alone(door: Door) -> None:
    window_ = await opened(door, door.head)
    door.playground.faults.add("refuse", "chat.postMessage", times=1, error="invalid_blocks")

    await door.as_user(door.head).press(window_, result_blocks.CHART)
    await send_out(door.core)

    (message,) = door.playground.workspace.direct(door.head.id).timeline
    assert [block["type"] for block in message.blocks] == ["header", "section", "table", "context"]


@pytest.mark.usefixtures("closed")
async def test_the_personnel_section_gets_all_units_as_a_file(door: Door) -> None:
    await door.as_user(door.personnel).press(await opened(door, door.personnel), result_blocks.EXPORT)
    await send_out(door.core)

    (content,) = files_of(door, door.personnel)
    assert content.startswith("アンケート,開始日,所属コード,所属,設問コード,設問,回答数,指数,")
    assert "ひとことアンケート,2026-11-11,kyuyo,給与係,S1," in content
    assert ",20,50.0,50.0," in content


async def test_what_was_written_is_answered_from_the_result_for_all_to_read_at_home(door: Door) -> None:
    surveys = _office_of_21(door)
    survey = surveys.open(surveys.opening(OVERALL, REMARKS, day=BEFORE))
    at = jst(11, day=BEFORE)
    surveys.record([SurveyAnswer(survey, one, "F1", at, words="会議を減らしてほしい") for one in surveys.units[1]])
    surveys.record(surveys.answers_of(survey, [(one, 1 + one % 4) for one in surveys.units[1]], "S1", at))
    surveys.close(jst(10, day=BEFORE) + WEEK)
    shown, to_head = await opened(door, door.personnel), read(await opened(door, door.head))
    officer = door.as_user(door.personnel)

    await officer.press(shown, result_blocks.REPLY)
    words = {"heard": "会議が多い", "reply": "1月から会議を30分にします。"}
    officer.enter(window(door, door.personnel), {part: {"value": {"value": said}} for part, said in words.items()})
    await officer.submit(window(door, door.personnel))

    assert "> 会議を減らしてほしい" in read(shown)
    assert "会議を減らしてほしい" not in to_head
    assert "公開しました。" in read(window(door, door.personnel))
    assert "1月から会議を30分にします。" in await home_of(door, door.aoki)


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("value", ["99|0||=kyuyo", "1|0||=nowhere", "1|0||=madoguchi", "x|0||*", "99999999999|0||*"])
async def test_a_forged_button_shows_nothing(door: Door, value: str) -> None:
    forged = await door.show(door.aoki, button("結果を見る", action_id=result_blocks.OPEN, value=value))

    await door.as_user(door.aoki).press(forged, result_blocks.OPEN)

    assert door.as_user(door.aoki).modal is None
    assert door.last_words(door.aoki)


async def test_before_the_close_there_is_no_result_and_a_member_has_no_way_to_any(door: Door) -> None:
    home = await home_of(door, door.aoki)
    await home_of(door, door.head)
    shown = door.as_user(door.head).home
    assert shown is not None

    await door.as_user(door.head).press(shown, result_blocks.OPEN)

    assert "アンケートの結果" not in home
    assert "まだ結果はありません。" in read(door.as_user(door.head).modal)


def _lend(door: Door, user: User, person_id: int) -> None:
    """Let a Slack account belong to somebody."""

    def work(session: Session) -> None:
        session.get_one(Person, person_id).slack_user_id = user.id

    door.core.database.write(work)
