"""What the rows of a roster say about people together: one main post each, one address each, heads who exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.errors import BadFile
from bot.people.kinds import HeadKind, PostKind
from bot.people.roster import (
    EmploymentFact,
    HeadKey,
    Path,
    PersonFact,
    PostKey,
    Progress,
    Roster,
    StaffRow,
    UnitRow,
    read_staff,
    read_units,
    staff_sheet,
    unit_sheet,
)
from bot.people.roster_files import Table
from bot.people.roster_sheet import Sheet
from bot.people.roster_units import units_of
from bot.people.vocabulary import Vocabulary
from bot.texts import N_


@dataclass(frozen=True)
class Known:
    """What is already stored: codes by path, and the current staff by number and by address."""

    codes: Mapping[Path, str] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    emails: Mapping[str, str] = field(default_factory=dict)


def read_roster(
    staff: Table, units: Table | None, *, vocabulary: Vocabulary, known: Known, progress: Progress
) -> Roster:
    """The roster that the files describe; raises BadFile with every problem of every row if there is any."""
    staff_part = staff_sheet(staff, vocabulary)
    unit_part = None if units is None else unit_sheet(units, vocabulary)
    staff_rows = read_staff(staff_part, progress)
    unit_rows = [] if unit_part is None else read_units(unit_part)
    facts = units_of(staff_rows, unit_rows, known_codes=known.codes, vocabulary=vocabulary)
    main_rows, posts = _main_rows(staff_rows), _posts(staff_rows)
    _check_people(staff_rows, main_rows, known)
    _check_heads(unit_rows, main_rows.keys() | known.numbers)
    sheets = [one for one in (staff_part, unit_part) if one is not None]
    _refuse_problems(sheets)
    return Roster(
        units=facts,
        people={number: PersonFact(number, row.name, row.kana, row.email) for number, row in main_rows.items()},
        employments={
            number: EmploymentFact(row.employment, row.status, row.hours) for number, row in main_rows.items()
        },
        posts=posts,
        heads=_heads(staff_rows, unit_rows),
        heads_told=frozenset((row.unit_code, kind) for row in unit_rows for kind in row.heads),
        columns=frozenset(staff_part.places),
        ignored_columns=tuple(column for one in sheets for column in one.ignored),
    )


def _refuse_problems(sheets: Sequence[Sheet]) -> None:
    problems = [problem for sheet in sheets for problem in sheet.problems]
    if problems:
        raise BadFile(
            "Problems in the roster: {count}. Nothing was changed; correct the rows and import it again.",
            count=len(problems),
            problems=sorted(problems, key=lambda problem: (problem.file, problem.line)),
        )


def _main_rows(rows: Sequence[StaffRow]) -> dict[str, StaffRow]:
    main: dict[str, StaffRow] = {}
    for row in rows:
        if row.post_kind is not PostKind.MAIN or not row.staff_number:
            continue
        if row.staff_number in main:
            row.reader.problem(
                "staff_number",
                N_("Staff number {number} already has a main post in line {line}. Mark further posts as concurrent."),
                number=row.staff_number,
                line=main[row.staff_number].reader.line,
            )
        else:
            main[row.staff_number] = row
    return main


def _posts(rows: Sequence[StaffRow]) -> dict[PostKey, str]:
    posts: dict[PostKey, str] = {}
    for row in rows:
        key = (row.staff_number, row.unit_code, row.post_kind)
        if key in posts and row.staff_number and row.post_kind is not PostKind.MAIN:
            row.reader.problem(
                "unit_code",
                N_("Staff number {number} has this post in unit {code} twice. Keep one row of it."),
                number=row.staff_number,
                code=row.unit_code,
            )
        posts[key] = row.title
    return posts


def _check_people(rows: Sequence[StaffRow], main_rows: Mapping[str, StaffRow], known: Known) -> None:
    without_main: set[str] = set()
    for row in rows:
        main = main_rows.get(row.staff_number)
        if main is not None:
            _check_same_person(row, main)
        elif row.staff_number and row.staff_number not in without_main:
            without_main.add(row.staff_number)
            row.reader.problem(
                "post_kind",
                N_("Staff number {number} has no row for the main post. Add one; it carries hours and status."),
                number=row.staff_number,
            )
    _check_addresses(main_rows.values(), {**known.emails})


def _check_same_person(row: StaffRow, main: StaffRow) -> None:
    for column, here, there in (("name", row.name, main.name), ("email", row.email, main.email)):
        if here and there and here != there:
            row.reader.problem(
                column,
                N_("“{here}” is “{there}” in line {line}, under the same staff number. Make them the same."),
                here=here,
                there=there,
                line=main.reader.line,
            )


def _check_addresses(rows: Iterable[StaffRow], owners: dict[str, str]) -> None:
    people = list(rows)
    in_file = {row.staff_number for row in people}
    owners = {address: number for address, number in owners.items() if number not in in_file}
    for row in people:
        owner = owners.setdefault(row.email, row.staff_number) if row.email else row.staff_number
        if owner != row.staff_number:
            row.reader.problem(
                "email",
                N_("{email} already belongs to staff number {number}. Give each person an address of their own."),
                email=row.email,
                number=owner,
            )


def _check_heads(rows: Sequence[UnitRow], numbers: Iterable[str]) -> None:
    known = set(numbers)
    for row in rows:
        for kind, number in row.heads.items():
            if number and number not in known:
                row.reader.problem(
                    "deputy" if kind is HeadKind.DEPUTY else "head",
                    N_("Nobody has the staff number {number}. Write that of somebody in the staff file, or nothing."),
                    number=number,
                )


def _heads(staff_rows: Sequence[StaffRow], unit_rows: Sequence[UnitRow]) -> frozenset[HeadKey]:
    acting = {
        (row.unit_code, HeadKind.ACTING, row.staff_number) for row in staff_rows if row.post_kind is PostKind.ACTING
    }
    told = {(row.unit_code, kind, number) for row in unit_rows for kind, number in row.heads.items() if number}
    return frozenset(acting | told)
