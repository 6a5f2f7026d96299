"""The section of the policy about overtime on a no-overtime day: what is reported, until when, who is asked late."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import StrictBool, model_validator

from bot.city.fields import Code, Minute, Whole, Word
from bot.city.parts import Part, first_twice
from bot.errors import BadPolicy


class OwnCause(Part):
    """A reason for overtime that the city adds to those of `domain.md` B09: a code for files, a word for people."""

    code: Code
    word: Word


class OvertimeReports(Part):
    """時間外勤務の届出 (A04, A11, A18). Reports after `report_by` are marked as of the same day (当日).

    The first of `confirmers` who is on duty looks at a unit's reports; what nobody looked at goes on to the next after
    `pass_on_minutes`, then to the unit above. `late_notice` asks whoever
    reported overtime, so many minutes before `on_time.late_hour`, whether they will stay beyond it.
    """

    report_by: Minute = 16 * 60
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
