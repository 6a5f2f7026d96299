"""Use cases around Slack accounts: match the whole workspace with the staff, and follow one account that changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from bot.city.service import audit
from bot.errors import Refused
from bot.people.accounts import Candidate, Match, SlackAccount, language, match
from bot.people.kinds import Status
from bot.people.tables import Employment, Person


@dataclass(frozen=True)
class MatchReport:
    """How a match ended: who is reachable now, who is newly so, and everything that found no partner."""

    matched: int
    newly_matched: int
    people_alone: Sequence[Candidate]
    accounts_alone: Sequence[SlackAccount]
    double_emails: Sequence[str]


def match_accounts(
    session: Session, accounts: Iterable[SlackAccount], *, day: date, now: datetime, actor: str
) -> MatchReport:
    """Give everybody on the staff, now or soon, the account with their address, and nobody an account in doubt.

    Deactivated accounts, guests and bots are left out. Two people or two accounts with one address stay alone, an
    earlier match included. Raises Refused if the accounts carry no address at all.
    """
    told = list(accounts)
    if not any(account.email for account in told):
        raise Refused(
            "Slack told no e-mail address of anybody. Add the scope users:read.email to the app and install it again."
        )
    people = _candidates(session, day)
    found = match(people, told)
    newly_matched = _keep(session, people, found)
    audit(session, actor=actor, action="roster.matched", detail=f"{len(found.pairs)} of {len(people)}", now=now)
    return MatchReport(len(found.pairs), newly_matched, found.people_alone, found.accounts_alone, found.double_emails)


def _candidates(session: Session, day: date) -> list[Candidate]:
    on_the_staff = select(col(Employment.person_id)).where(
        col(Employment.valid_to) >= day, col(Employment.status) != Status.LEFT
    )
    people = session.scalars(select(Person).where(col(Person.id).in_(on_the_staff)).order_by(col(Person.staff_number)))
    return [_candidate(person) for person in people]


def _candidate(person: Person) -> Candidate:
    return Candidate(
        person_id=person.id or 0,
        staff_number=person.staff_number,
        name=person.name,
        email=person.email,
        slack_user_id=person.slack_user_id,
        has_active_slack=person.has_active_slack,
        locale=person.locale,
    )


def _keep(session: Session, people: Sequence[Candidate], found: Match) -> int:
    """Write the pairs; first everybody lets go of an account that is not theirs, so that none is held twice."""
    partners = {person_id: account.user_id for person_id, account in found.pairs.items()}
    held = select(col(Person.id), col(Person.slack_user_id)).where(col(Person.slack_user_id).is_not(None))
    freed = [person_id for person_id, user_id in session.execute(held) if partners.get(person_id) != user_id]
    _update(session, [_row(person_id, None, is_active=False) for person_id in freed])
    unchanged = {one.person_id for one in people if one.has_active_slack and one.person_id not in freed}
    new = [person_id for person_id in partners if person_id not in unchanged]
    _update(session, [_row(person_id, partners[person_id], is_active=True) for person_id in new])
    _suggest_languages(session, people, found)
    session.expire_all()
    return len(new)


def _row(person_id: int, user_id: str | None, *, is_active: bool) -> dict[str, object]:
    return {"row_id": person_id, "slack_user_id": user_id, "has_active_slack": is_active}


def _suggest_languages(session: Session, people: Sequence[Candidate], found: Match) -> None:
    undecided = [one.person_id for one in people if one.locale is None and one.person_id in found.pairs]
    suggested = {person_id: language(found.pairs[person_id]) for person_id in undecided}
    _update(session, [{"row_id": person_id, "locale": code} for person_id, code in suggested.items() if code])


def _update(session: Session, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        session.connection().execute(update(Person).where(col(Person.id) == bindparam("row_id")), list(rows))


def account_changed(session: Session, account: SlackAccount, *, day: date) -> bool:
    """Follow an account that is new, was changed or was deactivated; whether it now belongs to somebody.

    Somebody new in Slack is matched by address at once; guests and bots never are. Whoever becomes a guest is let go.
    """
    person = session.scalars(select(Person).where(col(Person.slack_user_id) == account.user_id)).first()
    person = person or _owner_by_email(session, account, day)
    if person is None:
        return False
    person.slack_user_id = None if account.is_guest_or_bot else account.user_id
    person.has_active_slack = account.may_be_staff
    person.locale = person.locale or language(account)
    session.add(person)
    session.flush()
    return account.may_be_staff


def _owner_by_email(session: Session, account: SlackAccount, day: date) -> Person | None:
    """The one person on the staff with the account's address who is not reachable already."""
    if not account.may_be_staff or not account.email:
        return None
    owners = session.scalars(
        select(Person).where(
            col(Person.email) == account.email,
            select(col(Employment.id))
            .where(
                col(Employment.person_id) == col(Person.id),
                col(Employment.valid_to) >= day,
                col(Employment.status) != Status.LEFT,
            )
            .exists(),
        )
    ).all()
    return owners[0] if len(owners) == 1 and not owners[0].has_active_slack else None
