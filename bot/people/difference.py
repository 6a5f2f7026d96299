"""What an import changes, for people to read: one line a change. Pure: two pictures of the city are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from bot.people.kinds import PostKind
from bot.people.picture import Picture, UnitState
from bot.people.roster import PostKey, Roster
from bot.people.rules import Hours


class ChangeKind(StrEnum):
    """What may change. The two `missing` kinds are no change: the files do not name them, and they stay."""

    PERSON_NEW = "person_new"
    PERSON_CHANGED = "person_changed"
    PERSON_MOVED = "person_moved"
    PERSON_LEFT = "person_left"
    PERSON_MISSING = "person_missing"
    POST_BEGUN = "post_begun"
    POST_ENDED = "post_ended"
    HEAD_BEGUN = "head_begun"
    HEAD_ENDED = "head_ended"
    UNIT_NEW = "unit_new"
    UNIT_RENAMED = "unit_renamed"
    UNIT_REHUNG = "unit_rehung"
    UNIT_CHANGED = "unit_changed"
    UNIT_GONE = "unit_gone"
    UNIT_MISSING = "unit_missing"


_NO_CHANGE = frozenset({ChangeKind.PERSON_MISSING, ChangeKind.UNIT_MISSING})


@dataclass(frozen=True)
class Change:
    """One change: of whom or what (`code` is a staff number or unit code), in which column, from what to what."""

    kind: ChangeKind
    code: str
    name: str
    column: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Difference:
    """What an import changes from a day on, or would; `staff` and `units` are what there is afterwards."""

    effective: date
    staff: int
    units: int
    changes: tuple[Change, ...]
    ignored_columns: tuple[str, ...]

    @cached_property
    def counts(self) -> Counter[ChangeKind]:
        """How many changes there are of each kind."""
        return Counter(change.kind for change in self.changes)

    @property
    def is_empty(self) -> bool:
        """Whether the files say what is stored already."""
        return self.counts.keys() <= _NO_CHANGE


def difference_of(before: Picture, after: Picture, roster: Roster, effective: date) -> Difference:
    """Everything that differs between two pictures, and who is in the city but not in the files."""
    changes = (
        *_units(before, after),
        *_people(before, after),
        *_posts(before, after),
        *_heads(before, after),
        *_missing(after, roster),
    )
    return Difference(effective, len(after.staff), len(after.units), changes, roster.ignored_columns)


def _units(before: Picture, after: Picture) -> Iterator[Change]:
    for code, state in after.units.items():
        present = before.units.get(code)
        if present is None:
            yield Change(ChangeKind.UNIT_NEW, code, "/".join(after.path(code)))
        elif present != state:
            yield from _unit(code, present, state)
    for code in sorted(before.units.keys() - after.units.keys()):
        yield Change(ChangeKind.UNIT_GONE, code, before.units[code].name)


def _unit(code: str, old: UnitState, new: UnitState) -> Iterator[Change]:
    if old.name != new.name:
        yield Change(ChangeKind.UNIT_RENAMED, code, new.name, "unit_path", old.name, new.name)
    if old.parent_code != new.parent_code:
        parents = (old.parent_code or "", new.parent_code or "")
        yield Change(ChangeKind.UNIT_REHUNG, code, new.name, "unit_path", *parents)
    columns = (
        ("unit_kind", old.kind, new.kind),
        ("channel", old.channel, new.channel),
        ("limit_profile", old.limit_profile, new.limit_profile),
        ("works_shifts", old.works_shifts, new.works_shifts),
    )
    for column, was, will_be in columns:
        if was != will_be:
            yield Change(ChangeKind.UNIT_CHANGED, code, new.name, column, str(was), str(will_be))


def _people(before: Picture, after: Picture) -> Iterator[Change]:
    main_before, main_after = _main_units(before), _main_units(after)
    for number in after.employments:
        name = after.people[number].name
        if number not in before.employments:
            yield Change(ChangeKind.PERSON_NEW, number, name, "unit_code", "", main_after.get(number, ""))
            continue
        if main_before.get(number) != main_after.get(number):
            units = (main_before.get(number, ""), main_after.get(number, ""))
            yield Change(ChangeKind.PERSON_MOVED, number, name, "unit_code", *units)
        for column, was, will_be in _fields(number, before, after):
            if was != will_be:
                yield Change(ChangeKind.PERSON_CHANGED, number, name, column, was, will_be)
    for number in sorted(before.employments.keys() - after.employments.keys()):
        yield Change(ChangeKind.PERSON_LEFT, number, before.people[number].name)


def _main_units(picture: Picture) -> dict[str, str]:
    return {number: code for number, code, kind in picture.posts if kind is PostKind.MAIN}


def _fields(number: str, before: Picture, after: Picture) -> Iterator[tuple[str, str, str]]:
    old, new = before.people[number], after.people[number]
    yield "name", old.name, new.name
    yield "kana", old.kana, new.kana
    yield "email", old.email, new.email
    was, will_be = before.employments[number], after.employments[number]
    yield "employment", was.kind, will_be.kind
    yield "status", was.status, will_be.status
    yield "weekdays", _hours(was.hours), _hours(will_be.hours)


def _hours(hours: Hours) -> str:
    """Hours in one breath; weekdays as the digits 1 (Monday) to 7."""
    days = "".join(str(day + 1) for day in range(7) if hours.weekdays >> day & 1)
    start, end = (f"{minute // 60}:{minute % 60:02d}" for minute in (hours.start_minute, hours.end_minute))
    return f"{start}-{end} ({days})"


def _posts(before: Picture, after: Picture) -> Iterator[Change]:
    for key, title in after.posts.items():
        if key in before.posts and before.posts[key] != title:
            yield _post(ChangeKind.PERSON_CHANGED, key, after, "title", before.posts[key], title)
        elif key not in before.posts and key[2] is not PostKind.MAIN:
            yield _post(ChangeKind.POST_BEGUN, key, after, "unit_code", "", key[1])
    for key in sorted(before.posts.keys() - after.posts.keys()):
        if key[2] is not PostKind.MAIN and key[0] in after.employments:
            yield _post(ChangeKind.POST_ENDED, key, after, "unit_code", key[1], "")


def _post(kind: ChangeKind, key: PostKey, picture: Picture, column: str, before: str, after: str) -> Change:
    return Change(kind, key[0], picture.people[key[0]].name, column, before, after)


def _heads(before: Picture, after: Picture) -> Iterator[Change]:
    for code, kind, number in sorted(after.heads.keys() - before.heads.keys()):
        yield Change(ChangeKind.HEAD_BEGUN, code, after.units[code].name, kind.value, "", number)
    for code, kind, number in sorted(before.heads.keys() - after.heads.keys()):
        yield Change(ChangeKind.HEAD_ENDED, code, before.units[code].name, kind.value, number, "")


def _missing(after: Picture, roster: Roster) -> Iterator[Change]:
    for number in sorted(after.staff - roster.people.keys()):
        yield Change(ChangeKind.PERSON_MISSING, number, after.people[number].name)
    for code in sorted(after.units.keys() - roster.units.keys()):
        yield Change(ChangeKind.UNIT_MISSING, code, after.units[code].name)
