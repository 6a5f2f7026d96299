"""The doctor names what is wrong and what to do, and does not stop at the first thing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

import pytest

from bot.city import service as city
from bot.city.duties import Personnel
from bot.city.operation import Reach
from bot.city.rules import CityPolicy
from bot.cli.check import look
from bot.cli.check_findings import Finding, Grade
from bot.clock import Clock, MovableClock, SystemClock
from bot.database import Database
from bot.people.kinds import Status
from bot.playground.server import Playground
from bot.playground.workspace import Workspace
from bot.settings import Settings
from bot.texts import Texts
from tests.people import Office
from tests.surveying import SECRET, Surveys

NOW = datetime(2026, 11, 25, 7, 45, tzinfo=UTC)
TOKENS = {"slack_bot_token": "xoxb-playground", "slack_app_token": "xapp-playground"}
ENGLISH = Texts().of("en")


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(Workspace(now=lambda: NOW)) as playground:
        yield playground


@pytest.fixture
def office(database: Database) -> Office:
    """A city that has decided, is in city mode and has its 人事課 with one member."""
    decide(database, personnel_channel="C0JINJI")
    database.write(city.change_reach, Reach.CITY, actor="command-line", now=NOW)
    office = Office(database)
    office.duties(personnel=[office.person(office.unit("人事課", channel="C0JINJI"))])
    return office


def decide(database: Database, *, personnel_channel: str = "") -> None:
    policy = CityPolicy(personnel=Personnel(channel=personnel_channel))
    database.write(city.decide_policy, policy, effective_from=city.SINCE_EVER, actor="command-line", now=NOW)


async def examine(
    database: Database,
    playground: Playground,
    *,
    clock: Clock | None = None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> list[Finding]:
    url = database.url.render_as_string(hide_password=False)
    chosen = {**TOKENS, "slack_api_url": playground.api_url, "database_url": url, **settings}
    return await look(Settings.model_validate(chosen), clock or SystemClock(), ENGLISH)


def lines(findings: list[Finding], *grades: Grade) -> list[str]:
    return [finding.line(ENGLISH) for finding in findings if not grades or finding.grade in grades]


async def test_where_all_is_well_every_line_is_short_and_says_so(office: Office, playground: Playground) -> None:
    playground.workspace.add_channel("jinji", id="C0JINJI")

    findings = await examine(office.database, playground)

    assert lines(findings) == [
        "✓ Settings: read",
        "✓ Database: up to date",
        "✓ City policy: decided",
        "✓ Personnel channel: set",
        "✓ Staff list: 1 people in 1 units",
        "✓ Personnel officers: named",
        "✓ Way to Slack: direct",
        "✓ Presses come over Socket Mode (`kaeru run`)",
        "✓ Bot token and scopes: accepted",
        "✓ Clock: agrees with Slack's",
        "✓ App token: accepted",
        "✓ Channels: Kaeru is in 1 of the 1 it needs",
    ]


async def test_a_fresh_installation_is_told_its_next_steps(database: Database, playground: Playground) -> None:
    findings = await examine(database, playground)

    assert lines(findings, Grade.FAULT) == [
        "✗ The city has no policy yet. Run `kaeru init`.",
        "✗ Nobody is on the staff list. Run `kaeru roster import`.",
    ]


async def test_a_rehearsal_without_its_channel_cannot_begin(database: Database, playground: Playground) -> None:
    decide(database)
    office = Office(database)
    office.person(office.unit("人事課"))

    findings = await examine(database, playground)

    (line,) = lines(findings, Grade.FAULT)
    assert line.startswith("✗ A rehearsal posts to the personnel channel, and none is set.")


async def test_a_city_without_a_personnel_officer_is_told_where_to_name_one(
    office: Office, playground: Playground
) -> None:
    playground.workspace.add_channel("jinji", id="C0JINJI")
    office.duties()

    findings = await examine(office.database, playground)

    (line,) = lines(findings, Grade.NOTE)
    assert line.startswith("・ No personnel officer is named")
    assert "duties.personnel" in line


async def test_whoever_the_policy_names_and_the_roster_does_not_know_is_listed(
    office: Office, playground: Playground
) -> None:
    playground.workspace.add_channel("jinji", id="C0JINJI")
    unit = office.unit("環境局", code="0500", until=date(2026, 3, 31))
    here, gone = office.person(unit), office.person(unit, status=Status.LEFT)
    office.duties(personnel=[here], general_affairs={"0500": [here, gone], "人事課": [here]})

    findings = await examine(office.database, playground)

    numbers, codes = lines(findings, Grade.NOTE)
    assert "nobody on the staff list has: 000003." in numbers
    assert "units that do not exist: 0500." in codes


async def test_for_each_channel_that_lacks_the_bot_it_says_why_and_what_to_do(
    office: Office, playground: Playground
) -> None:
    playground.workspace.add_channel("jinji", id="C0JINJI")
    playground.workspace.add_channel("zeimu", id="C0ZEIMU", bot_is_member=False)
    playground.workspace.add_channel("kanzai", id="C0KANZAI", is_archived=True)
    office.unit("税務課", channel="C0ZEIMU")
    office.unit("管財課", channel="C0KANZAI")
    office.unit("広報課", channel="C0NOWHERE")

    findings = await examine(office.database, playground)

    assert "✓ Channels: Kaeru is in 1 of the 4 it needs" in lines(findings)
    assert sorted(line.partition(". ")[0] for line in lines(findings, Grade.FAULT)) == [
        "✗ 広報課: Slack shows no channel C0NOWHERE",
        "✗ 税務課: Kaeru is not in the channel C0ZEIMU",
        "✗ 管財課: the channel C0KANZAI is archived",
    ]


async def test_a_channel_that_is_written_by_its_name_is_found(office: Office, playground: Playground) -> None:
    playground.workspace.add_channel("jinji", id="C0JINJI")
    playground.workspace.add_channel("zeimu", id="C0ZEIMU")
    office.unit("税務課", channel="#zeimu")

    findings = await examine(office.database, playground)

    assert "✓ Channels: Kaeru is in 2 of the 2 it needs" in lines(findings)


async def test_staff_without_slack_are_counted_and_block_nothing(office: Office, playground: Playground) -> None:
    playground.workspace.add_channel("jinji", id="C0JINJI")
    unit = office.unit("税務課")
    office.person(unit, slack_user_id=None)
    office.person(unit, slack_user_id=None)

    findings = await examine(office.database, playground)

    assert lines(findings, Grade.FAULT) == []
    (line,) = lines(findings, Grade.NOTE)
    assert line.startswith("・ 2 people cannot be reached in Slack.")


async def test_a_clock_that_is_wrong_is_measured_against_slack_s(office: Office, playground: Playground) -> None:
    playground.workspace.add_channel("jinji", id="C0JINJI")
    five_minutes_ahead = MovableClock(SystemClock().now() + timedelta(minutes=5))

    findings = await examine(office.database, playground, clock=five_minutes_ahead)

    (line,) = lines(findings, Grade.FAULT)
    assert line.startswith("✗ This machine's clock is ")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"slack_app_token": ""}, "No way in for presses"),
        ({"slack_app_token": "xoxb-playground"}, "KAERU_SLACK_APP_TOKEN holds another kind of token"),
        ({"slack_bot_token": "xapp-playground"}, "KAERU_SLACK_BOT_TOKEN holds another kind of token"),
        ({"slack_app_token": "xapp-mistyped"}, "Slack does not accept KAERU_SLACK_APP_TOKEN (invalid_auth)"),
    ],
    ids=["no way in", "bot token twice", "app token twice", "app token mistyped"],
)
async def test_a_wrong_token_is_named_and_the_rest_is_examined_all_the_same(
    office: Office, playground: Playground, settings: dict[str, str], sentence: str
) -> None:
    playground.workspace.add_channel("jinji", id="C0JINJI")

    findings = await examine(office.database, playground, settings=settings)

    (line,) = lines(findings, Grade.FAULT)
    assert sentence in line
    assert "✓ Database: up to date" in lines(findings)


async def test_without_a_network_it_says_so_and_examines_what_it_can(office: Office, playground: Playground) -> None:
    await playground.stop()

    findings = await examine(office.database, playground)

    (line,) = lines(findings, Grade.FAULT)
    assert line.startswith("✗ Slack does not answer at 127.0.0.1")
    assert "✓ Staff list: 1 people in 1 units" in lines(findings)


async def test_a_database_that_is_not_there_is_one_line(office: Office, playground: Playground) -> None:
    findings = await examine(office.database, playground, settings={"database_url": "postgresql://127.0.0.1:9/kaeru"})

    assert lines(findings, Grade.FAULT) == [
        "✗ The database does not answer. Check KAERU_DATABASE_URL and whether it runs."
    ]


async def test_a_running_survey_needs_the_secret_with_which_it_was_opened(
    office: Office, playground: Playground
) -> None:
    surveys = Surveys(office.database)
    surveys.office = office
    surveys.unit("市民課", 6)
    surveys.open()

    async def told(**settings: str) -> list[str]:
        findings = await examine(office.database, playground, settings=settings)
        return [line for line in lines(findings) if "SECRET_KEY" in line or "secret key" in line]

    (missing,) = await told()
    assert missing.startswith("✗ Surveys need KAERU_SECRET_KEY: set it to the output of `openssl rand -hex 32`")
    assert await told(secret_key="f" * 64) == [
        "✗ KAERU_SECRET_KEY is not the one with which a running survey was opened. Set the former one again."
    ]
    assert await told(secret_key=SECRET.get_secret_value()) == [
        "✓ Surveys: the secret key is the one with which they were opened"
    ]
