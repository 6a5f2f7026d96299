"""The city on one day, before and after an import. Pure: a roster changes what it tells about and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.people.kinds import HeadKind, LimitProfile, PostKind, Status, UnitKind
from bot.people.roster import EmploymentFact, HeadKey, Path, PersonFact, PostKey, Roster, UnitFact
from bot.people.roster_checks import Known


@dataclass(frozen=True)
class UnitState:
    """A unit as it is on a day."""

    name: str
    parent_code: str | None
    kind: UnitKind
    channel: str = ""
    limit_profile: str = LimitProfile.UNSAID
    works_shifts: bool = False


@dataclass(frozen=True)
class Picture:
    """Units by code, people by staff number, who is employed how, posts with their titles, and who leads what."""

    units: Mapping[str, UnitState]
    people: Mapping[str, PersonFact]
    employments: Mapping[str, EmploymentFact]
    posts: Mapping[PostKey, str]
    heads: Mapping[HeadKey, None]

    @property
    def staff(self) -> frozenset[str]:
        """The staff numbers of those who have not left."""
        return frozenset(number for number, fact in self.employments.items() if fact.status is not Status.LEFT)

    def path(self, code: str) -> Path:
        """The names from the top to a unit."""
        path: list[str] = []
        unit = self.units.get(code)
        while unit is not None and len(path) < len(self.units):
            path.append(unit.name)
            unit = self.units.get(unit.parent_code or "")
        return tuple(reversed(path))


def known_from(picture: Picture) -> Known:
    """What the checks of a file need to know of what is stored."""
    staff = picture.staff
    emails = {fact.email: number for number, fact in picture.people.items() if fact.email and number in staff}
    return Known({picture.path(code): code for code in picture.units}, staff, emails)


def after_import(before: Picture, roster: Roster, *, is_complete: bool) -> Picture:
    """The picture once the roster holds. A column that a file lacks changes nothing.

    Whoever the files do not name stays as they are, unless the roster `is_complete`: then they leave, and units that
    it does not name are gone. (A file of one bureau must not empty the city.)
    """
    leaving = before.staff - roster.people.keys() if is_complete else frozenset()
    units = {code: _unit(fact, before.units.get(code)) for code, fact in roster.units.items()}
    if not is_complete:
        units = {**before.units, **units}
    posts = _posts(before, roster, leaving)
    return Picture(
        units=units,
        people={**before.people, **{number: _person(fact, before, roster) for number, fact in roster.people.items()}},
        employments={
            **{number: fact for number, fact in before.employments.items() if number not in leaving},
            **{number: _employment(number, before, roster) for number in roster.employments},
        },
        posts=posts,
        heads=_heads(before, roster, posts, units),
    )


def _unit(fact: UnitFact, before: UnitState | None) -> UnitState:
    state = before or UnitState(fact.name, fact.parent_code, fact.likely_kind)
    return UnitState(
        name=fact.name,
        parent_code=fact.parent_code,
        kind=state.kind if fact.kind is None else fact.kind,
        channel=state.channel if fact.channel is None else fact.channel,
        limit_profile=state.limit_profile if fact.limit_profile is None else fact.limit_profile,
        works_shifts=state.works_shifts if fact.works_shifts is None else fact.works_shifts,
    )


def _person(fact: PersonFact, before: Picture, roster: Roster) -> PersonFact:
    present = before.people.get(fact.staff_number, fact)
    kana = fact.kana if "kana" in roster.columns else present.kana
    email = fact.email if "email" in roster.columns else present.email
    return replace(fact, kana=kana, email=email)


def _employment(number: str, before: Picture, roster: Roster) -> EmploymentFact:
    fact, columns = roster.employments[number], roster.columns
    present = before.employments.get(number, fact)
    return EmploymentFact(
        kind=fact.kind if "employment" in columns else present.kind,
        status=fact.status if "status" in columns else present.status,
        hours=fact.hours if columns & {"start", "end", "weekdays"} else present.hours,
    )


def _posts(before: Picture, roster: Roster, leaving: frozenset[str]) -> dict[PostKey, str]:
    tells_kinds = "post_kind" in roster.columns
    kept = {
        key: title
        for key, title in before.posts.items()
        if key[0] not in leaving and (key[0] not in roster.people or (key[2] is not PostKind.MAIN and not tells_kinds))
    }
    tells_titles = "title" in roster.columns
    told = {key: title if tells_titles else before.posts.get(key, "") for key, title in roster.posts.items()}
    return {**kept, **told}


def _heads(
    before: Picture, roster: Roster, posts: Mapping[PostKey, str], units: Mapping[str, UnitState]
) -> dict[HeadKey, None]:
    """Who leads what; whoever gives up their place in a unit no longer leads it, even if no file says so."""
    places = _places(posts)
    given_up = _places(before.posts) - places
    placed = {number for number, _ in places}

    def stays(key: HeadKey) -> bool:
        code, kind, number = key
        if code not in units or number not in placed or (number, code) in given_up:
            return False
        if kind is HeadKind.ACTING:
            return number not in roster.people or "post_kind" not in roster.columns
        return (code, kind) not in roster.heads_told

    return dict.fromkeys((*filter(stays, before.heads), *sorted(roster.heads)))


def _places(posts: Mapping[PostKey, str]) -> set[tuple[str, str]]:
    return {(number, code) for number, code, _ in posts}
