"""The table of `domain.md` 3.8 as data: what there is to see, how one can stand to it, how much shows from there."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Flag, StrEnum, auto


class What(StrEnum):
    """The data of the table in `domain.md` 3.8, a row each."""

    OWN_RECORD = "own_record"
    MEMBER_RECORD = "member_record"
    OVERTIME_REPORT = "overtime_report"
    SURVEY_SCORE = "survey_score"
    SURVEY_TEXT = "survey_text"
    ONE_ON_ONE = "one_on_one"
    IDEA = "idea"
    HEALTH_TASK = "health_task"


class Sight(Flag):
    """What somebody may see of a unit or person; rights of several kinds add up. Empty: nothing."""

    NOTHING = 0
    OWN = auto()  # what is theirs: their record, their report, the pairs they are part of
    COUNTS = auto()  # how many
    TOTALS = auto()  # sums of a unit
    LIMIT_LIST = auto()  # who is at or over an overtime limit
    RATES = auto()  # shares of a unit
    SCORES = auto()  # survey scores that passed `suppress()`
    TEXTS_FROM_20 = auto()  # free text of a group that wrote 20 or more
    TEXTS = auto()  # free text without ids
    SUMMARY = auto()  # a summary written by personnel
    PUBLIC = auto()  # what was made public
    OPEN_TASKS = auto()  # that something is still to be done, not what
    ROWS = auto()  # every single row


class Standing(StrEnum):
    """How a viewer stands to a subject: the columns of the table in `domain.md` 3.8."""

    SELF = "self"
    TEAM_HEAD = "team_head"
    SECTION_HEAD = "section_head"
    DEPARTMENT_HEAD = "department_head"
    GENERAL_AFFAIRS = "general_affairs"
    PERSONNEL = "personnel"
    EXECUTIVE = "executive"


#: What each standing may see; a pair that is not here is denied.
RIGHTS: Mapping[What, Mapping[Standing, Sight]] = {
    What.OWN_RECORD: {
        Standing.SELF: Sight.OWN,
    },
    What.MEMBER_RECORD: {
        Standing.TEAM_HEAD: Sight.ROWS,
        Standing.SECTION_HEAD: Sight.ROWS,
        Standing.DEPARTMENT_HEAD: Sight.TOTALS,
        Standing.GENERAL_AFFAIRS: Sight.TOTALS | Sight.LIMIT_LIST,
        Standing.PERSONNEL: Sight.ROWS,
        Standing.EXECUTIVE: Sight.TOTALS,
    },
    What.OVERTIME_REPORT: {
        Standing.SELF: Sight.OWN,
        Standing.TEAM_HEAD: Sight.ROWS,
        Standing.SECTION_HEAD: Sight.ROWS,
        Standing.DEPARTMENT_HEAD: Sight.COUNTS,
        Standing.GENERAL_AFFAIRS: Sight.ROWS,
        Standing.PERSONNEL: Sight.ROWS,
        Standing.EXECUTIVE: Sight.COUNTS,
    },
    What.SURVEY_SCORE: {
        Standing.TEAM_HEAD: Sight.SCORES,
        Standing.SECTION_HEAD: Sight.SCORES,
        Standing.DEPARTMENT_HEAD: Sight.SCORES,
        Standing.GENERAL_AFFAIRS: Sight.SCORES,
        Standing.PERSONNEL: Sight.SCORES,
        Standing.EXECUTIVE: Sight.SCORES,
    },
    What.SURVEY_TEXT: {
        Standing.DEPARTMENT_HEAD: Sight.TEXTS_FROM_20,
        Standing.GENERAL_AFFAIRS: Sight.TEXTS_FROM_20,
        Standing.PERSONNEL: Sight.TEXTS,
        Standing.EXECUTIVE: Sight.SUMMARY,
    },
    What.ONE_ON_ONE: {
        Standing.SELF: Sight.OWN,
        Standing.TEAM_HEAD: Sight.OWN,
        Standing.SECTION_HEAD: Sight.ROWS,
        Standing.DEPARTMENT_HEAD: Sight.RATES,
        Standing.GENERAL_AFFAIRS: Sight.RATES,
        Standing.PERSONNEL: Sight.RATES,
        Standing.EXECUTIVE: Sight.RATES,
    },
    What.IDEA: {
        Standing.SELF: Sight.OWN,
        Standing.DEPARTMENT_HEAD: Sight.PUBLIC,
        Standing.GENERAL_AFFAIRS: Sight.TEXTS,
        Standing.PERSONNEL: Sight.TEXTS,
        Standing.EXECUTIVE: Sight.PUBLIC,
    },
    What.HEALTH_TASK: {
        Standing.SELF: Sight.OWN,
        Standing.SECTION_HEAD: Sight.OPEN_TASKS,
        Standing.DEPARTMENT_HEAD: Sight.COUNTS,
        Standing.GENERAL_AFFAIRS: Sight.COUNTS,
        Standing.PERSONNEL: Sight.COUNTS,
        Standing.EXECUTIVE: Sight.COUNTS,
    },
}
