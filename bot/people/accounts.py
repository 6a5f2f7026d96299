"""Slack accounts as this feature sees them, and which of them belongs to whom. Pure: no client, no table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.people.rules import normal_email

#: Slack's own voice carries no mark of a bot.
_SLACKBOT = "USLACKBOT"
_OUTSIDERS = ("is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")


@dataclass(frozen=True)
class SlackAccount:
    """A user of the workspace. `locale` is Slack's, such as `ja-JP`; empty where it was not told."""

    user_id: str
    email: str
    is_deleted: bool = False
    is_guest_or_bot: bool = False
    locale: str = ""

    @property
    def may_be_staff(self) -> bool:
        """Whether somebody of the staff may stand behind it."""
        return not self.is_deleted and not self.is_guest_or_bot


@dataclass(frozen=True)
class Candidate:
    """A member of staff who may have an account."""

    person_id: int
    staff_number: str
    name: str
    email: str
    slack_user_id: str | None
    has_active_slack: bool
    locale: str | None


@dataclass(frozen=True)
class Match:
    """Pairs by address; everything that is alone, and the addresses that stand there twice on either side."""

    pairs: Mapping[int, SlackAccount]
    people_alone: Sequence[Candidate]
    accounts_alone: Sequence[SlackAccount]
    double_emails: Sequence[str]


def read_account(user: Mapping[str, Any]) -> SlackAccount:
    """The account in a user object of Slack, as `users.list`, `team_join` and `user_change` carry it."""
    return SlackAccount(
        user_id=str(user["id"]),
        email=normal_email(str(user.get("profile", {}).get("email") or "")),
        is_deleted=bool(user.get("deleted")),
        is_guest_or_bot=user["id"] == _SLACKBOT or any(user.get(mark) for mark in _OUTSIDERS),
        locale=str(user.get("locale") or ""),
    )


def match(people: Iterable[Candidate], accounts: Iterable[SlackAccount]) -> Match:
    """Pair people and accounts with the same address; who shares one with somebody else stays alone (fixture X26)."""
    everybody = list(people)
    living = [account for account in accounts if account.may_be_staff]
    times = (Counter(one.email for one in everybody), Counter(one.email for one in living))
    double = {email for counted in times for email, count in counted.items() if email and count > 1}
    by_email = {one.email: one for one in living if one.email and one.email not in double}
    pairs = {one.person_id: by_email[one.email] for one in everybody if one.email in by_email}
    taken = {account.user_id for account in pairs.values()}
    return Match(
        pairs=pairs,
        people_alone=[one for one in everybody if one.person_id not in pairs],
        accounts_alone=[one for one in living if one.user_id not in taken],
        double_emails=sorted(double),
    )


def language(account: SlackAccount) -> str | None:
    """The language that an account suggests for somebody who has not chosen: English, or the city's own."""
    return "en" if account.locale.startswith("en") else None
