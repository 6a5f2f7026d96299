"""The tree that the rows of a roster describe together: codes, paths, and what contradicts itself in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.people.kinds import UnitKind
from bot.people.roster import Path, StaffRow, UnitFact, UnitRow
from bot.people.vocabulary import Vocabulary, folded
from bot.texts import N_

Row = StaffRow | UnitRow


def units_of(
    staff_rows: Sequence[StaffRow],
    unit_rows: Sequence[UnitRow],
    *,
    known_codes: Mapping[Path, str],
    vocabulary: Vocabulary,
) -> dict[str, UnitFact]:
    """Every unit that the files name, those above it included; contradictions become problems of their rows.

    The units file wins over paths in the staff file. A unit that only appears inside paths keeps the code under which
    it is already known; a new one takes its path as its code.
    """
    told = _told(staff_rows, unit_rows)
    codes = {row.unit_path: code for code, row in told.items()}
    _refuse_circles(told, codes)
    derived = {path: known_codes.get(path, "/".join(path)) for path in _above(codes) if path not in codes}
    codes |= derived
    kinds = vocabulary.meanings("unit_kind")
    return {code: _fact(code, path, codes, told.get(code), kinds) for path, code in codes.items()}


def _told(staff_rows: Sequence[StaffRow], unit_rows: Sequence[UnitRow]) -> dict[str, Row]:
    """The first row that tells of each unit."""
    told: dict[str, Row] = {}
    codes: dict[Path, str] = {}
    in_units_file = {row.unit_code for row in unit_rows}
    for unit_row in unit_rows:
        if unit_row.unit_code in told:
            unit_row.reader.problem(
                "unit_code",
                N_("Unit {code} is already in line {line}. Write each unit once."),
                code=unit_row.unit_code,
                line=told[unit_row.unit_code].reader.line,
            )
        else:
            _tell(unit_row, told, codes)
    for row in staff_rows:
        if row.unit_code not in in_units_file:
            _tell(row, told, codes)
    return told


def _tell(row: Row, told: dict[str, Row], codes: dict[Path, str]) -> None:
    if not row.unit_code:
        return
    before, other_code = told.get(row.unit_code), codes.get(row.unit_path, row.unit_code)
    if not row.unit_path:
        row.reader.problem(
            "unit_path", N_("The path of unit {code} is missing. Write it as names with slashes."), code=row.unit_code
        )
    elif before is not None and before.unit_path != row.unit_path:
        row.reader.problem(
            "unit_path",
            N_("Unit {code} is “{path}” here but “{other}” in line {line}. One code stands for one path."),
            code=row.unit_code,
            path="/".join(row.unit_path),
            other="/".join(before.unit_path),
            line=before.reader.line,
        )
    elif other_code != row.unit_code:
        row.reader.problem(
            "unit_code",
            N_("“{path}” has code {code} here but {other} in line {line}. One path has one code."),
            path="/".join(row.unit_path),
            code=row.unit_code,
            other=other_code,
            line=told[other_code].reader.line,
        )
    else:
        told.setdefault(row.unit_code, row)
        codes[row.unit_path] = row.unit_code


def _above(paths: Mapping[Path, str]) -> Iterator[Path]:
    for path in paths:
        yield from (path[:depth] for depth in range(1, len(path)))


def _refuse_circles(told: Mapping[str, Row], codes: Mapping[Path, str]) -> None:
    """A path whose top has no row of its own, but is the name of a unit below it, closes a circle."""
    by_name: dict[str, list[Path]] = {}
    for path in codes:
        by_name.setdefault(path[-1], []).append(path)
    for row in told.values():
        if _comes_back(row.unit_path, codes, by_name):
            row.reader.problem(
                "unit_path",
                N_("“{path}” closes a circle: a unit cannot stand below itself. Write the path from the very top."),
                path="/".join(row.unit_path),
            )


def _comes_back(start: Path, codes: Mapping[Path, str], by_name: Mapping[str, list[Path]]) -> bool:
    if start[-1] in start[:-1]:
        return True
    seen: set[Path] = set()
    path = start
    while path not in seen:
        seen.add(path)
        same_name = by_name.get(path[0], [])
        if path[:1] in codes or len(same_name) != 1:
            return False
        path = same_name[0]
    return path == start


def _fact(code: str, path: Path, codes: Mapping[Path, str], row: Row | None, kinds: Mapping[str, str]) -> UnitFact:
    parent = codes.get(path[:-1])
    if not isinstance(row, UnitRow):
        return UnitFact(code, path[-1], parent, likely_kind(path[-1], kinds))
    return UnitFact(
        code=code,
        name=path[-1],
        parent_code=parent,
        likely_kind=likely_kind(path[-1], kinds),
        kind=row.kind or None,
        channel=row.channel,
        limit_profile=row.limit_profile,
        works_shifts=row.works_shifts,
    )


def likely_kind(name: str, kinds: Mapping[str, str]) -> UnitKind:
    """What a unit's name sounds like by its longest known ending: 議会事務局 is no 局."""
    text = folded(name)
    endings = [word for word in kinds if text.endswith(word)]
    return UnitKind(kinds[max(endings, key=len)]) if endings else UnitKind.UNKNOWN
