"""Who came and left when, as imported, and what it adds up to by unit and day."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from bot.attendance.rules import Kind, Source
from bot.database import Row, words


class AttendanceImport(Row, table=True):
    """A file that brought something new. `digest` is of its cells, so that its encoding makes no difference."""

    __tablename__ = "attendance_import"

    id: int | None = Field(default=None, primary_key=True)
    imported_at: datetime
    digest: str = Field(index=True)
    source: Source = Field(sa_type=words(Source))
    first_day: date
    last_day: date
    rows: int
    added: int
    corrected: int


class AttendanceDay(Row, table=True):
    """One person's day as the newest file has it. Minutes count from that day's midnight and may pass 1,440."""

    __tablename__ = "attendance_day"

    service_date: date = Field(primary_key=True)
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    clock_in_minute: int | None = None
    clock_out_minute: int | None = None
    overtime_minutes: int | None = None
    kind: Kind = Field(default=Kind.DUTY, sa_type=words(Kind))
    source: Source = Field(sa_type=words(Source))
    import_id: int = Field(foreign_key="attendance_import.id")


class AttendanceUnitDay(Row, table=True):
    """The fold of a day: person counts of a unit's own staff, its managers apart. Reports read nothing else."""

    __tablename__ = "attendance_unit_day"

    service_date: date = Field(primary_key=True)
    unit_id: int = Field(primary_key=True, foreign_key="unit.id")
    is_managers: bool = Field(primary_key=True)
    on_duty: int
    on_time: int
    late: int
    special: int
    special_on_time: int
    special_late: int
    by_orders: int
    clock_outs: int
    clock_out_minutes: int
    on_shifts: int
    away: int
    on_trip: int
    unrecorded: int
