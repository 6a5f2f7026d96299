"""Builds offices and their people for tests: rows with sensible values, and only the value that matters spelled out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from sqlmodel import Session

from bot.city import service as city
from bot.city.duties import Duties
from bot.city.rules import CityPolicy
from bot.database import Database, Row
from bot.people.kinds import EmploymentKind, HeadKind, ModeKind, PostKind, RoleName, Status, UnitKind
from bot.people.rules import HeldRole, Hours, Lead, Staff
from bot.people.tables import Employment, Headship, Person, Post, SpecialMode, Unit, UnitSpan

LONG_AGO = date(2020, 4, 1)
FOREVER = date.max
MONDAY_TO_FRIDAY = 0b0011111
DAYTIME = Hours(start_minute=510, end_minute=1035, weekdays=MONDAY_TO_FRIDAY, minutes_per_day=465)
NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


@dataclass
class Office:
    """An office in a database. Every method writes one thing and returns its id."""

    database: Database
    _count: int = field(default=0)
    _session: Session | None = field(default=None, repr=False)

    def unit(self, name: str, above: int | None = None, *, kind: UnitKind = UnitKind.SECTION, **more: Any) -> int:
        """A unit; `since` and `until` bound its span, other names are columns of `UnitSpan`."""
        code = more.pop("code", name)
        since, until = more.pop("since", LONG_AGO), more.pop("until", FOREVER)
        with self.at_once():
            unit_id = self._add(Unit(code=code))
            self._add(
                UnitSpan(
                    unit_id=unit_id, parent_id=above, name=name, kind=kind, valid_from=since, valid_to=until, **more
                )
            )
        return unit_id

    def person(self, unit_id: int, *, hours: Hours = DAYTIME, since: date = LONG_AGO, **more: Any) -> int:
        """Somebody with a main post in the unit, reachable in Slack; other names are columns of `Person`."""
        self._count += 1
        number = f"{self._count:06d}"
        status, kind = more.pop("status", Status.ACTIVE), more.pop("employment", EmploymentKind.REGULAR)
        title, until = more.pop("title", ""), more.pop("until", FOREVER)
        given = {"name": number, "slack_user_id": f"U{number}", "email": f"{number}@city.example", **more}
        given = {"has_active_slack": given["slack_user_id"] is not None, **given}
        with self.at_once():
            person_id = self._add(Person(token=f"token-{number}", staff_number=number, **given))
            self.employ(person_id, hours=hours, status=status, kind=kind, since=since, until=until)
            self.post(person_id, unit_id, title=title, since=since, until=until)
        return person_id

    def employ(
        self,
        person_id: int,
        *,
        hours: Hours = DAYTIME,
        status: Status = Status.ACTIVE,
        kind: EmploymentKind = EmploymentKind.REGULAR,
        since: date = LONG_AGO,
        until: date = FOREVER,
    ) -> int:
        return self._add(
            Employment(
                person_id=person_id,
                kind=kind,
                status=status,
                start_minute=hours.start_minute,
                end_minute=hours.end_minute,
                weekdays=hours.weekdays,
                minutes_per_day=hours.minutes_per_day,
                valid_from=since,
                valid_to=until,
            )
        )

    def post(self, person_id: int, unit_id: int, kind: PostKind = PostKind.MAIN, **more: Any) -> int:
        since, until = more.pop("since", LONG_AGO), more.pop("until", FOREVER)
        return self._add(
            Post(person_id=person_id, unit_id=unit_id, kind=kind, valid_from=since, valid_to=until, **more)
        )

    def head(self, person_id: int, unit_id: int, kind: HeadKind = HeadKind.HEAD, *, since: date = LONG_AGO) -> int:
        return self._add(Headship(unit_id=unit_id, person_id=person_id, kind=kind, valid_from=since))

    def duties(
        self,
        *,
        since: date = city.SINCE_EVER,
        general_affairs: Mapping[str, Sequence[int]] = MappingProxyType({}),
        **holders: Sequence[int],
    ) -> None:
        """Decide who (by id) holds which duty from a day on; what else the city decided stays."""

        def decide(session: Session) -> None:
            before = city.policy_on(session, since) if city.has_policy(session, until=since) else CityPolicy()
            bureaus = {code: _numbers(session, ids) for code, ids in general_affairs.items()}
            duties = Duties(general_affairs=bureaus, **{duty: _numbers(session, ids) for duty, ids in holders.items()})
            policy = before.model_copy(update={"duties": duties})
            city.decide_policy(session, policy, effective_from=since, actor="test", now=NOW)

        self.database.write(decide)

    def special_mode(self, unit_id: int | None, first: date, last: date) -> int:
        return self._add(
            SpecialMode(unit_id=unit_id, kind=ModeKind.DISASTER, starts_on=first, ends_on=last, declared_at=NOW)
        )

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is written inside is one transaction; inside another one, a part of it."""
        if self._session is not None:
            yield
            return
        engine = self.database.engine.execution_options(sqlite_begin="IMMEDIATE")
        with Session(engine, expire_on_commit=False) as session, session.begin():
            self._session = session
            try:
                yield
            finally:
                self._session = None

    def _add(self, row: Row) -> int:
        with self.at_once():
            assert self._session is not None
            self._session.add(row)
            self._session.flush()
            return int(row.id)  # type: ignore[attr-defined]


def _numbers(session: Session, person_ids: Sequence[int]) -> tuple[str, ...]:
    return tuple(session.get_one(Person, person_id).staff_number for person_id in person_ids)


def staff(person_id: int = 1, *, unit_id: int = 1, **more: Any) -> Staff:
    """A member of staff as a value; name what matters, the rest is an ordinary clerk."""
    clerk = Staff(
        person_id=person_id,
        token=f"token-{person_id}",
        name=f"職員 {person_id}",
        locale=None,
        slack_user_id=f"U{person_id}",
        unit_id=unit_id,
        unit_code=str(unit_id),
        unit_name=str(unit_id),
        unit_path=(unit_id,),
        titles=("主事",),
        leads=(),
        roles=frozenset(),
        hours=DAYTIME,
        is_on_duty=True,
    )
    return replace(clerk, **more)


def leads(unit_id: int, kind: HeadKind = HeadKind.HEAD, *, is_in_charge: bool = True) -> tuple[Lead, ...]:
    return (Lead(unit_id, kind, is_in_charge),)


def holds(name: RoleName, unit_id: int | None = None) -> frozenset[HeldRole]:
    return frozenset({HeldRole(name, unit_id)})
