"""Finding everybody's Slack account by address, and following accounts that come, change and go."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from bot.cli.slack_accounts import all_accounts
from bot.database import Database
from bot.delivery.slack_client import open_client
from bot.errors import Refused
from bot.people import service
from bot.people.accounts import SlackAccount, read_account
from bot.people.kinds import Status
from bot.people.match import MatchReport, account_changed, match_accounts
from bot.people.service import Counts
from bot.playground.server import Playground
from bot.playground.workspace import Workspace
from bot.settings import Settings
from tests.people import Office

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
APRIL = date(2027, 4, 1)


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def newcomer(office: Office, email: str, **more: Any) -> int:
    """Somebody on the staff whom nobody has matched yet."""
    unit = office.unit("課", code=f"code of {more.get('name', email)}")
    return office.person(unit, email=email, slack_user_id=None, **more)


def account(user_id: str, email: str, **more: Any) -> SlackAccount:
    profile = {"email": email} if email else {}
    return read_account({"id": user_id, "profile": profile, "locale": "ja-JP", **more})


def match(database: Database, *accounts: SlackAccount) -> MatchReport:
    return database.write(match_accounts, accounts, day=TODAY, now=NOW, actor="command-line")


def owner(database: Database, slack_user_id: str, day: date = TODAY) -> str | None:
    staff = database.read(service.staff_by_slack, slack_user_id, day=day)
    return None if staff is None else staff.name


def changed(database: Database, one: SlackAccount, day: date = TODAY) -> bool:
    return database.write(account_changed, one, day=day)


def reachable(database: Database) -> int:
    return database.read(service.counts, TODAY).reachable


def test_people_and_accounts_meet_by_address_however_it_is_written(office: Office) -> None:
    newcomer(office, "aoki@x.example", name="青木")

    report = match(office.database, account("U1", "ＡＯＫＩ@X.example"))

    assert (report.matched, report.newly_matched) == (1, 1)
    assert owner(office.database, "U1") == "青木"


def test_matching_again_changes_nothing(office: Office) -> None:
    newcomer(office, "aoki@x.example")
    match(office.database, account("U1", "aoki@x.example"))

    again = match(office.database, account("U1", "aoki@x.example"))

    assert (again.matched, again.newly_matched) == (1, 0)


def test_who_has_no_partner_is_listed_on_both_sides(office: Office) -> None:
    newcomer(office, "aoki@x.example", name="青木")
    newcomer(office, "", name="石田")

    report = match(office.database, account("U2", "ueda@x.example"))

    assert [one.name for one in report.people_alone] == ["青木", "石田"]
    assert [one.user_id for one in report.accounts_alone] == ["U2"]


def test_two_accounts_with_one_address_belong_to_nobody_and_nothing_is_sent(office: Office) -> None:
    newcomer(office, "aoki@x.example")
    match(office.database, account("U1", "aoki@x.example"))

    report = match(office.database, account("U1", "aoki@x.example"), account("U2", "aoki@x.example"))

    assert report.double_emails == ["aoki@x.example"]
    assert reachable(office.database) == 0


def test_two_people_with_one_address_get_no_account(office: Office) -> None:
    newcomer(office, "shared@x.example", name="青木")
    newcomer(office, "shared@x.example", name="石田")

    report = match(office.database, account("U1", "shared@x.example"))

    assert (report.matched, report.double_emails) == (0, ["shared@x.example"])


@pytest.mark.parametrize("mark", ["deleted", "is_restricted", "is_ultra_restricted", "is_bot"])
def test_deactivated_people_guests_and_bots_are_never_matched(office: Office, mark: str) -> None:
    newcomer(office, "aoki@x.example")

    report = match(office.database, account("U1", "aoki@x.example", **{mark: True}))

    assert (report.matched, report.accounts_alone) == (0, [])


def test_an_account_goes_over_to_whom_the_address_belongs_now(office: Office) -> None:
    office.person(office.unit("人事課"), slack_user_id="U1", email="old@x.example", name="青木")
    newcomer(office, "shoumu@x.example", name="石田")

    match(office.database, account("U1", "shoumu@x.example"))

    assert owner(office.database, "U1") == "石田"


def test_whoever_begins_in_april_is_matched_now_and_visible_then(office: Office) -> None:
    newcomer(office, "new@x.example", name="新人", since=APRIL)

    match(office.database, account("U1", "new@x.example"))

    assert (owner(office.database, "U1"), owner(office.database, "U1", APRIL)) == (None, "新人")


def test_an_english_account_suggests_english_to_whom_has_not_chosen(office: Office) -> None:
    newcomer(office, "a@x.example")
    newcomer(office, "b@x.example", locale="ja_easy")

    match(office.database, account("U1", "a@x.example", locale="en-US"), account("U2", "b@x.example", locale="en-US"))

    def locales(session: Session) -> list[str | None]:
        found = (service.staff_by_slack(session, user, day=TODAY) for user in ("U1", "U2"))
        return [staff.locale for staff in found if staff]

    assert office.database.read(locales) == ["en", "ja_easy"]


def test_accounts_without_any_address_point_at_the_missing_scope(office: Office) -> None:
    office.person(office.unit("人事課"))

    with pytest.raises(Refused, match=r"users:read\.email"):
        match(office.database, account("U1", ""))

    assert reachable(office.database) == 1


def test_somebody_new_in_slack_is_matched_at_once(office: Office) -> None:
    newcomer(office, "aoki@x.example", name="青木")

    assert changed(office.database, account("U1", "aoki@x.example"))
    assert owner(office.database, "U1") == "青木"


@pytest.mark.parametrize("mark", ["is_restricted", "is_bot", "deleted"])
def test_a_new_guest_or_bot_is_not_matched(office: Office, mark: str) -> None:
    newcomer(office, "aoki@x.example")

    assert not changed(office.database, account("U1", "aoki@x.example", **{mark: True}))
    assert reachable(office.database) == 0


def test_a_deactivated_account_makes_its_owner_unreachable_until_it_returns(office: Office) -> None:
    office.person(office.unit("人事課"), slack_user_id="U1", email="aoki@x.example")

    changed(office.database, account("U1", "aoki@x.example", deleted=True))
    after_deactivation = office.database.read(service.counts, TODAY)
    changed(office.database, account("U1", "aoki@x.example"))

    assert after_deactivation == Counts(staff=1, reachable=0)
    assert reachable(office.database) == 1


def test_whoever_becomes_a_guest_is_nobody_of_the_staff_any_more(office: Office) -> None:
    office.person(office.unit("人事課"), slack_user_id="U1", email="aoki@x.example")

    changed(office.database, account("U1", "aoki@x.example", is_restricted=True))

    assert owner(office.database, "U1") is None


def test_a_second_account_does_not_take_over_from_a_living_one(office: Office) -> None:
    office.person(office.unit("人事課"), slack_user_id="U1", email="aoki@x.example", name="青木")

    assert not changed(office.database, account("U2", "aoki@x.example"))
    assert owner(office.database, "U1") == "青木"


def test_who_has_left_is_not_matched_again(office: Office) -> None:
    newcomer(office, "aoki@x.example", status=Status.LEFT)

    assert not changed(office.database, account("U1", "aoki@x.example"))


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    workspace = Workspace(now=lambda: NOW)
    for number in range(450):
        workspace.add_user(name=f"staff{number}", real_name="職員", email=f"{number}@x.example")
    async with Playground(workspace) as playground:
        yield playground


async def read_all(playground: Playground) -> tuple[list[SlackAccount], Iterable[int]]:
    heard: list[int] = []
    settings = Settings(slack_api_url=playground.api_url, slack_bot_token="xoxb-playground")
    async with open_client(settings) as client:
        return await all_accounts(client, heard.append), heard


async def test_every_page_of_the_workspace_is_read_though_slack_asks_to_wait(playground: Playground) -> None:
    playground.faults.add("ratelimited", "users.list", times=2, seconds=0)

    accounts, heard = await read_all(playground)

    assert {f"{number}@x.example" for number in range(450)} <= {one.email for one in accounts}
    assert list(heard)[-1] == len(accounts)
    assert playground.count("users.list") == 3
