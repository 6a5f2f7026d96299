"""Who somebody is on a day, their hours, and who may see what of whom. Pure: the tree and the day are arguments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.city.duties import Duties
from bot.people.kinds import HeadKind, RoleName, UnitKind
from bot.people.rights import RIGHTS, Sight, Standing, What
from bot.people.tree import UnitTree

_SIX_HOURS = 6 * 60
_EIGHT_HOURS = 8 * 60


@dataclass(frozen=True)
class Hours:
    """A person's own working hours. Minutes count from midnight (past it: over 1,440); `weekdays` is a bit set,
    Monday 1 … Sunday 64; `minutes_per_day` is without the break."""

    start_minute: int
    end_minute: int
    weekdays: int
    minutes_per_day: int

    def covers(self, day: date) -> bool:
        """Whether the pattern has working hours on that weekday."""
        return bool(self.weekdays & weekday_bit(day))


def weekday_bit(day: date) -> int:
    """The day's bit in a set of weekdays: Monday 1 … Sunday 64."""
    return 1 << day.weekday()


def working_minutes(start_minute: int, end_minute: int) -> int:
    """The minutes of a working day without its break: 8:30–17:15 is 465 (`domain.md` R-LV, design 3).

    The break is at least 45 minutes over 6 hours and 60 over 8 (労働基準法34条); cities give the full hour to whoever
    is there for 8 hours or more, the break included.
    """
    span = end_minute - start_minute
    if span >= _EIGHT_HOURS:
        return span - 60
    return span - 45 if span > _SIX_HOURS else span


def normal_email(address: str) -> str:
    """An address in the one form in which two of them can be compared."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", address)).lower()


@dataclass(frozen=True)
class Lead:
    """A unit that somebody leads. `is_in_charge`: nobody who comes before them in that unit is on duty."""

    unit_id: int
    kind: HeadKind
    is_in_charge: bool


@dataclass(frozen=True)
class HeldRole:
    """A duty; without a unit it is for the whole city."""

    name: RoleName
    unit_id: int | None = None


def roles_of(staff_number: str, duties: Duties, tree: UnitTree) -> frozenset[HeldRole]:
    """The duties that the city's policy gives to a staff number; a unit that does not exist that day gives none."""
    by_name = {
        RoleName.PERSONNEL: duties.personnel,
        RoleName.ADMINISTRATOR: duties.administrators,
        RoleName.WELFARE: duties.welfare,
        RoleName.EXECUTIVE: duties.executives,
    }
    units = (tree.by_code(code) for code, numbers in duties.general_affairs.items() if staff_number in numbers)
    return frozenset(
        [HeldRole(name) for name, numbers in by_name.items() if staff_number in numbers]
        + [HeldRole(RoleName.GENERAL_AFFAIRS, unit.id) for unit in units if unit]
    )


@dataclass(frozen=True)
class Staff:
    """A member of staff on one day: what handlers get as `me`.

    `unit_path` are the ids from the root to the own unit; `titles` begin with that of the main post; `is_on_duty`
    is false on leave of absence, when seconded out, and on weekdays that are not theirs.
    """

    person_id: int
    token: str
    name: str
    locale: str | None
    slack_user_id: str | None
    unit_id: int
    unit_code: str
    unit_name: str
    unit_path: tuple[int, ...]
    titles: tuple[str, ...]
    leads: tuple[Lead, ...]
    roles: frozenset[HeldRole]
    hours: Hours
    is_on_duty: bool

    @property
    def units_in_charge(self) -> tuple[int, ...]:
        """The units whose head this person is today, by appointment or because it falls to them."""
        return tuple(lead.unit_id for lead in self.leads if lead.is_in_charge)

    def has_role(self, name: RoleName) -> bool:
        """Whether they hold the duty, for the city or some unit."""
        return any(role.name is name for role in self.roles)


@dataclass(frozen=True)
class Subject:
    """Whose data: a unit with everything below it, or one person in their main unit."""

    unit_id: int
    person_id: int | None = None


def may_see(viewer: Staff, subject: Subject, what: What, tree: UnitTree) -> Sight:
    """How much of `what` the viewer may see of the subject: `domain.md` 3.8, design 7. What is not listed is denied."""
    sight = Sight.NOTHING
    for standing in _standings(viewer, subject, tree):
        sight |= RIGHTS[what].get(standing, Sight.NOTHING)
    return sight


def _standings(viewer: Staff, subject: Subject, tree: UnitTree) -> Iterator[Standing]:
    if subject.unit_id not in tree:
        return
    over = tree.path(subject.unit_id)
    if subject.person_id == viewer.person_id:
        yield Standing.SELF
    yield from (_HEADS[tree.level_of(unit_id)] for unit_id in viewer.units_in_charge if unit_id in over)
    for role in viewer.roles:
        if role.name in _OFFICES and (role.unit_id in over or (role.unit_id is None and role.name in _CITY_WIDE)):
            yield _OFFICES[role.name]


#: A unit of unknown kind gives its head the narrowest rights.
_HEADS = {
    UnitKind.UNKNOWN: Standing.TEAM_HEAD,
    UnitKind.TEAM: Standing.TEAM_HEAD,
    UnitKind.SECTION: Standing.SECTION_HEAD,
    UnitKind.DEPARTMENT: Standing.DEPARTMENT_HEAD,
    UnitKind.BUREAU: Standing.DEPARTMENT_HEAD,
}
_OFFICES = {
    RoleName.GENERAL_AFFAIRS: Standing.GENERAL_AFFAIRS,
    RoleName.PERSONNEL: Standing.PERSONNEL,
    RoleName.EXECUTIVE: Standing.EXECUTIVE,
}
#: A general-affairs section (局庶務) sees its bureau only.
_CITY_WIDE = frozenset({RoleName.PERSONNEL, RoleName.EXECUTIVE})
