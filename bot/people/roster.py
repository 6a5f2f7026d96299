"""What a roster file says, row by row, and what its rows say together: the units, people, posts and heads of a city."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.people.kinds import EmploymentKind, HeadKind, LimitProfile, PostKind, Status, UnitKind
from bot.people.roster_files import Table
from bot.people.roster_rows import RowReader
from bot.people.roster_sheet import Sheet, recognise
from bot.people.rules import Hours, working_minutes
from bot.people.vocabulary import Vocabulary
from bot.texts import N_

STAFF_COLUMNS = ("staff_number", "name", "unit_code", "unit_path")
UNIT_COLUMNS = ("unit_code", "unit_path")

#: The ordinary day of an office, where a row names no hours: 8:30–17:15, Monday to Friday.
OFFICE_HOURS = Hours(510, 1035, 0b0011111, 465)

Path: TypeAlias = tuple[str, ...]


class Step(StrEnum):
    """What an import is busy with."""

    CHECKING = "checking"
    WRITING = "writing"


#: Hears the step, the rows done and the rows in all.
Progress: TypeAlias = Callable[[Step, int, int], None]


def unseen(_step: Step, _done: int, _total: int) -> None:
    """A progress that nobody watches."""


@dataclass(frozen=True)
class StaffRow:
    """One post of one person. `employment`, `status` and `hours` count in the row of the main post only."""

    reader: RowReader
    staff_number: str
    name: str
    kana: str
    email: str
    unit_code: str
    unit_path: Path
    title: str
    post_kind: PostKind
    employment: EmploymentKind
    status: Status
    hours: Hours


@dataclass(frozen=True)
class UnitRow:
    """One unit. None: the file has no such column, so it says nothing about it."""

    reader: RowReader
    unit_code: str
    unit_path: Path
    kind: UnitKind | None
    channel: str | None
    limit_profile: LimitProfile | None
    works_shifts: bool | None
    heads: Mapping[HeadKind, str]


@dataclass(frozen=True)
class UnitFact:
    """A unit as the files have it. None: the files do not say; `likely_kind` is what its name sounds like."""

    code: str
    name: str
    parent_code: str | None
    likely_kind: UnitKind = UnitKind.UNKNOWN
    kind: UnitKind | None = None
    channel: str | None = None
    limit_profile: LimitProfile | None = None
    works_shifts: bool | None = None


@dataclass(frozen=True)
class PersonFact:
    """A person as the files have them."""

    staff_number: str
    name: str
    kana: str
    email: str


@dataclass(frozen=True)
class EmploymentFact:
    """How a person is employed."""

    kind: EmploymentKind
    status: Status
    hours: Hours


PostKey: TypeAlias = tuple[str, str, PostKind]  # staff number, unit code, kind
HeadKey: TypeAlias = tuple[str, HeadKind, str]  # unit code, kind, staff number


@dataclass(frozen=True)
class Roster:
    """A whole roster without contradictions.

    `columns` are those that the staff file has; `heads_told` says of which units, and as what, it names the leader.
    """

    units: Mapping[str, UnitFact]
    people: Mapping[str, PersonFact]
    employments: Mapping[str, EmploymentFact]
    posts: Mapping[PostKey, str]
    heads: frozenset[HeadKey]
    heads_told: frozenset[tuple[str, HeadKind]]
    columns: frozenset[str]
    ignored_columns: tuple[str, ...]


def staff_sheet(table: Table, vocabulary: Vocabulary) -> Sheet:
    """The staff file with its columns found; raises BadFile if one that is needed is missing."""
    return recognise(table, "staff_columns", STAFF_COLUMNS, vocabulary)


def unit_sheet(table: Table, vocabulary: Vocabulary) -> Sheet:
    """The units file with its columns found; raises BadFile if one that is needed is missing."""
    return recognise(table, "unit_columns", UNIT_COLUMNS, vocabulary)


def read_staff(sheet: Sheet, progress: Progress) -> Sequence[StaffRow]:
    """Every row of the staff file; what does not fit is noted in the sheet's problems."""
    rows = []
    for index, row in enumerate(sheet.table.rows, 1):
        rows.append(_staff_row(RowReader(sheet, row)))
        progress(Step.CHECKING, index, len(sheet.table.rows))
    return rows


def read_units(sheet: Sheet) -> Sequence[UnitRow]:
    """Every row of the units file; what does not fit is noted in the sheet's problems."""
    return [_unit_row(sheet, RowReader(sheet, row)) for row in sheet.table.rows]


def _staff_row(reader: RowReader) -> StaffRow:
    return StaffRow(
        reader=reader,
        staff_number=reader.required_code("staff_number"),
        name=reader.required_name("name"),
        kana=reader.text("kana"),
        email=reader.email("email"),
        unit_code=reader.required_code("unit_code"),
        unit_path=reader.path("unit_path"),
        title=reader.text("title"),
        post_kind=PostKind(reader.word("post_kind", "post_kind", PostKind.MAIN)),
        employment=EmploymentKind(reader.word("employment", "employment", EmploymentKind.REGULAR)),
        status=Status(reader.word("status", "status", Status.ACTIVE)),
        hours=_hours(reader),
    )


def _hours(reader: RowReader) -> Hours:
    start, end = reader.minute("start"), reader.minute("end")
    weekdays = reader.weekdays("weekdays", OFFICE_HOURS.weekdays)
    if bool(reader.text("start")) != bool(reader.text("end")):
        reader.problem("end", N_("Only one of start and end is filled. Fill both, or neither for 8:30–17:15."))
    if start is None or end is None:
        start, end = OFFICE_HOURS.start_minute, OFFICE_HOURS.end_minute
    elif end <= start:
        reader.problem(
            "end",
            N_("The day ends at {end}, not after it starts at {start}. After midnight, count on: 25:30."),
            end=_clock(end),
            start=_clock(start),
        )
    return Hours(start, end, weekdays, working_minutes(start, end))


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


def _unit_row(sheet: Sheet, reader: RowReader) -> UnitRow:
    heads = {HeadKind.HEAD: "head", HeadKind.DEPUTY: "deputy"}
    limit_profile = reader.word("limit_profile", "limit_profile", LimitProfile.UNSAID)
    return UnitRow(
        reader=reader,
        unit_code=reader.required_code("unit_code"),
        unit_path=reader.path("unit_path"),
        kind=UnitKind(reader.word("unit_kind", "unit_kind", UnitKind.UNKNOWN)) if sheet.has("unit_kind") else None,
        channel=reader.text("channel") if sheet.has("channel") else None,
        limit_profile=LimitProfile(limit_profile) if sheet.has("limit_profile") else None,
        works_shifts=reader.yes("works_shifts") if sheet.has("works_shifts") else None,
        heads={kind: reader.code(column) for kind, column in heads.items() if sheet.has(column)},
    )
