"""Edge cases whose subject is people, units and accounts (`domain.md` 5.4)."""

from datetime import date, time

from bot.playground.towns.cast import Cast
from bot.playground.towns.hours import NOT_ON_WEDNESDAY, OFFICE, STAGGERED
from bot.playground.towns.model import Employment, Fixture, Hours, PostKind, Rank, Status, TownStaff

LEAVE_DAY_MINUTES = 465
WEDNESDAY, THURSDAY = 2, 3
LATE_COUNTER_END_MINUTE = 19 * 60


def group_sizes(cast: Cast) -> dict[str, Fixture]:
    section_of_small_team, unit_that_grew = cast.marked("X01")[0], cast.marked("X04")[0]
    teams = [unit.code for unit in cast.units if unit.parent == section_of_small_team]
    small = next(code for code in teams if len(cast.in_team(code)) == 3)
    newcomer = cast.one_of(unit_that_grew, Rank.R1, Rank.R4)
    return {
        "X01": Fixture("a team of 3, in its section", units=(small, section_of_small_team), numbers=(3,)),
        "X02": Fixture("a section of 12: 9 answers, 10 answers", units=cast.marked("X02"), numbers=(9, 10)),
        "X03": Fixture(
            "a parent and its only two children: n = 40 and n = 8", units=cast.marked("X03"), numbers=(40, 8)
        ),
        "X04": Fixture(
            "a unit that grew from 10 to 11 between two pulses, with its newcomer's first day",
            units=(unit_that_grew,),
            staff=(newcomer,),
            dates=(date(2026, 10, 1),),
            numbers=(10, 11),
        ),
    }


def posts(cast: Cast) -> dict[str, Fixture]:
    joint = next(person for person in cast.staff if is_in_two_sections(person, cast))
    vacant = cast.marked("X06")[0]
    acting = cast.unit_by_code[vacant].acting_head or ""
    return {
        "X05": Fixture(
            "a concurrent post: main unit, then the other",
            units=tuple(post.unit_code for post in joint.posts),
            staff=(joint.staff_no,),
        ),
        "X06": Fixture("a vacant section head; who handles its affairs", units=(vacant,), staff=(acting,)),
        "X07": Fixture(
            "a late counter: its weekday, the no-overtime weekday instead (Monday is 0), the minute at which it closes",
            units=cast.marked("X07"),
            numbers=(WEDNESDAY, THURSDAY, LATE_COUNTER_END_MINUTE),
        ),
        "X08": Fixture("units on shifts: no Wednesday post", units=cast.marked("交替")),
    }


def is_in_two_sections(person: TownStaff, cast: Cast) -> bool:
    return any(post.kind is PostKind.CONCURRENT for post in person.posts) and cast.in_office(person)


def hours(cast: Cast) -> dict[str, Fixture]:
    patterns = sorted((OFFICE, *STAGGERED), key=lambda pattern: pattern.start)
    part_timer = cast.first(lambda person: person.hours == NOT_ON_WEDNESDAY and cast.in_office(person))
    return {
        "X09": Fixture(
            "office hours from the earliest to the latest: one person each, and the minute of the day at which it ends",
            staff=tuple(works(pattern, cast) for pattern in patterns),
            numbers=tuple(minute_of(pattern.end) for pattern in patterns),
        ),
        "X10": Fixture("a part-timer, 9:00 to 16:00, not on Wednesday", staff=(part_timer,)),
    }


def works(pattern: Hours, cast: Cast) -> str:
    """A regular member of an office who has these hours."""
    return cast.first(
        lambda person: person.hours == pattern and person.employment is Employment.REGULAR and cast.in_office(person)
    )


def minute_of(at: time) -> int:
    return at.hour * 60 + at.minute


def absences(cast: Cast) -> dict[str, Fixture]:
    return {
        "X11": Fixture(
            "on childcare leave, on sick leave, seconded to another body",
            staff=tuple(somebody(status, cast) for status in (Status.CHILDCARE, Status.SICK, Status.SECONDED_OUT)),
        )
    }


def somebody(status: Status, cast: Cast) -> str:
    return cast.first(lambda person: person.status is status)


def leave_and_pairs(cast: Cast) -> dict[str, Fixture]:
    section = cast.marked("人事")[0]
    manager, member = cast.one_of(section, Rank.R6), cast.one_of(section, Rank.R5)
    return {
        "X22": Fixture(
            "a leave balance of 18 days and 45 minutes, in minutes",
            staff=(cast.one_of(section, Rank.R4, Rank.R1),),
            numbers=(18 * LEAVE_DAY_MINUTES + 45,),
        ),
        "X23": Fixture(
            "hired on 1 April with calendar-year leave: 15 days, on 1 January 20 more",
            staff=(cast.one_of(section, Rank.R1, Rank.R4),),
            dates=(date(2026, 4, 1), date(2027, 1, 1)),
            numbers=(15, 20),
        ),
        "X24": Fixture(
            "a 1on1 pair, manager first, who is on leave for three weeks: first and last day",
            staff=(manager, member),
            dates=(date(2026, 11, 2), date(2026, 11, 22)),
        ),
    }


def texts(cast: Cast) -> dict[str, Fixture]:
    section = cast.marked("X02")[0]
    author, named = cast.one_of(section, Rank.R1, Rank.R4), cast.one_of(section, Rank.R5)
    surname = next(person.name for person in cast.staff if person.staff_no == named).split()[0]
    idea = f"{surname}係長に仕事が集まりすぎているので、窓口の当番を係の全員で回してはどうでしょうか。"
    return {
        "X25": Fixture("an anonymous idea that names somebody: author, named", staff=(author, named), texts=(idea,))
    }


def accounts(cast: Cast) -> dict[str, Fixture]:
    """The one with two accounts stands first, both among `accounts`."""
    addresses = {person.staff_no: person.email for person in cast.staff}
    strange = [found for found in cast.accounts if found.staff_no and found.email != addresses[found.staff_no]]
    numbers = [found.staff_no or "" for found in strange]
    ordered = sorted(strange, key=lambda found: -numbers.count(found.staff_no or ""))
    return {
        "X26": Fixture(
            "accounts whose e-mail is not the roster's; the first person has two",
            staff=tuple(dict.fromkeys(found.staff_no or "" for found in ordered)),
            accounts=tuple(found.user_id for found in ordered),
        )
    }
