"""The section of the policy about overtime on a no-overtime day: what is reported, until when, who is asked late."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import StrictBool, model_validator

from bot.city.fields import Code, Minute, Whole, Word
from bot.city.parts import Part, first_twice
from bot.errors import BadPolicy


class OwnCause(Part):
    """A reason for overtime that the city adds to those of `domain.md` B09: a code for files, a word for people."""

    code: Code
    word: Word


class ConfirmingUnit(StrEnum):
    """Whose head confirms a report: that of the nearest 課 (所属長), or of the smallest unit (係長)."""

    SECTION = "section"
    SMALLEST = "smallest"


class OvertimeReports(Part):
    """時間外勤務の届出 (A04, A11, A18). Reports after `report_by` are marked as of the same day (当日).

    Whoever leads the nearest 課 (所属長) looks at the reports of its people, or, with `confirming_unit` "smallest" and
    where there is no 課 above, whoever leads their own unit: the first of `confirmers` who is on duty. What nobody
    looked at goes on to the next after `pass_on_minutes`, then to the unit above. `late_notice` asks whoever reported
    overtime, so many minutes before `on_time.late_hour`, whether they will stay beyond it.
    """

    report_by: Minute = 16 * 60
    confirming_unit: ConfirmingUnit = ConfirmingUnit.SECTION
    confirmers: tuple[Literal["head", "deputy", "acting"], ...] = ("head", "deputy", "acting")
    pass_on_minutes: Annotated[int, Whole(10, 480)] = 60
    causes: tuple[OwnCause, ...] = ()
    late_notice: StrictBool = True
    late_notice_minutes: Annotated[int, Whole(5, 60)] = 15

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not self.confirmers or len(set(self.confirmers)) < len(self.confirmers):
            raise BadPolicy(
                'overtime_reports.confirmers must name at least one, each once, such as ["head", "deputy"].'
            )
        if twice := first_twice([cause.code for cause in self.causes]):
            raise BadPolicy("overtime_reports.causes has the code {code} twice; give each its own.", code=twice)
        return self
