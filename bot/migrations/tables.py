"""Every module that declares tables, so that the metadata is whole."""

from bot.attendance import tables as attendance
from bot.city import tables as city
from bot.delivery import tables as delivery
from bot.leave import office_tables as leave_office
from bot.leave import tables as leave
from bot.meetings import tables as meetings
from bot.no_overtime import meeting_tables as evening_meetings
from bot.no_overtime import tables as no_overtime
from bot.one_on_one import tables as one_on_one
from bot.overtime import tables as overtime
from bot.people import tables as people
from bot.pulse import action_tables as survey_actions
from bot.pulse import run_tables as survey_runs
from bot.pulse import tables as pulse
from bot.reports import tables as reports

__all__ = [
    "attendance",
    "city",
    "delivery",
    "evening_meetings",
    "leave",
    "leave_office",
    "meetings",
    "no_overtime",
    "one_on_one",
    "overtime",
    "people",
    "pulse",
    "reports",
    "survey_actions",
    "survey_runs",
]
