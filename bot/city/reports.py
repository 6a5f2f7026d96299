"""The sections of the policy about workplace meetings, and about the reports that follow the figures of a month."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import StrictBool, model_validator

from bot.city.fields import Minute, Whole
from bot.city.parts import Part
from bot.errors import BadPolicy


class Meetings(Part):
    """職場ミーティング once a month (E07): of each team (係) or each section (課).

    So many working days before it, the morning card carries its agenda. `calling_out_tip` puts a word on talking with
    everybody into the まとめ of heads (E06).
    """

    is_on: StrictBool = True
    level: Literal["team", "section"] = "team"
    agenda_days_before: Annotated[int, Whole(1, 10)] = 2
    calling_out_tip: StrictBool = False


class MonthlyReports(Part):
    """月次報告 (B02): of each section (課) or department (部・局), for the personnel section.

    The draft is ready on a working day of the next month, at `time`. So many working days later its head is reminded,
    and reminded again; after that the bureau's general affairs hears of it.
    """

    is_on: StrictBool = True
    level: Literal["section", "department"] = "section"
    working_day: Annotated[int, Whole(1, 15)] = 5
    time: Minute = 10 * 60
    reminder_days: Annotated[int, Whole(1, 20)] = 2
    second_reminder_days: Annotated[int, Whole(1, 30)] = 5

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.second_reminder_days <= self.reminder_days:
            raise BadPolicy(
                "monthly_reports.second_reminder_days is {second} and monthly_reports.reminder_days is {first}: the "
                "second reminder comes later than the first.",
                second=self.second_reminder_days,
                first=self.reminder_days,
            )
        return self
