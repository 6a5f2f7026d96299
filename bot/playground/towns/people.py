"""The people in the seats: how they are employed, whether they are at work, when, and under which name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.playground.towns.dice import Dice
from bot.playground.towns.figures import Figures
from bot.playground.towns.hours import hours_of
from bot.playground.towns.model import Employment, PostKind, Rank, Status, TownPost, TownStaff
from bot.playground.towns.names import NameGiver
from bot.playground.towns.seats import Seat
from bot.playground.towns.titles import title

REEMPLOYED = (Employment.REEMPLOYED_FULL, Employment.REEMPLOYED_SHORT, Employment.ROLE_RETIRED)
FIXTURES_OF_FULL_STRENGTH = frozenset({"X01", "X02", "X03", "X04"})
FIXED_TERM_PERCENT, TEMPORARY_PERCENT = 2, 2


@dataclass(frozen=True, slots=True)
class Seated:
    """A person and the seat of the main post."""

    person: TownStaff
    seat: Seat


def seat_people(
    seats: Sequence[Seat], codes: Mapping[tuple[str, ...], str], figures: Figures, dice: Dice
) -> list[Seated]:
    """One person per seat, with the main post only. Staff numbers follow no order, as after years of transfers."""
    numbers = [f"{figures.staff_prefix}{number:06}" for number in range(1, len(seats) + 1)]
    dice.shuffle(numbers)
    names = NameGiver(dice)
    employments = employments_of(seats, figures, dice)
    statuses = statuses_of(seats, employments, figures, dice)
    return [
        Seated(
            person(seat, number, employment, status, codes[seat.path], names, figures, dice),
            seat,
        )
        for seat, number, employment, status in zip(seats, numbers, employments, statuses, strict=True)
    ]


def person(
    seat: Seat,
    number: str,
    employment: Employment,
    status: Status,
    unit_code: str,
    names: NameGiver,
    figures: Figures,
    dice: Dice,
) -> TownStaff:
    name = names.next()
    return TownStaff(
        staff_no=number,
        name=name.written,
        kana=name.kana,
        email=f"{name.mailbox}@{figures.email_domain}",
        rank=seat.rank,
        employment=employment,
        status=status,
        hours=hours_of(seat, employment, dice),
        posts=(TownPost(unit_code, title(seat, has_bureaus=figures.has_bureaus, dice=dice), PostKind.MAIN),),
    )


def employments_of(seats: Sequence[Seat], figures: Figures, dice: Dice) -> list[Employment]:
    """In nurseries every fiscal-year post is part-time; elsewhere as many as the city's total still allows."""
    fiscal = [place for place, seat in enumerate(seats) if seat.rank is Rank.FISCAL_YEAR]
    in_nurseries = [place for place in fiscal if "保育" in seats[place].line.marks]
    elsewhere = [place for place in fiscal if "保育" not in seats[place].line.marks]
    part_time = {*in_nurseries, *dice.sample(elsewhere, figures.part_time - len(in_nurseries))}
    return [employment_of(seat, dice, is_part_time=place in part_time) for place, seat in enumerate(seats)]


def employment_of(seat: Seat, dice: Dice, *, is_part_time: bool) -> Employment:
    if seat.rank is Rank.FISCAL_YEAR:
        return Employment.FISCAL_YEAR_PART if is_part_time else Employment.FISCAL_YEAR_FULL
    if seat.rank is Rank.REEMPLOYED:
        return dice.pick(REEMPLOYED)
    if seat.rank is not Rank.R1:
        return Employment.REGULAR
    throw = dice.below(100)
    if throw < FIXED_TERM_PERCENT:
        return Employment.FIXED_TERM
    return Employment.TEMPORARY if throw < FIXED_TERM_PERCENT + TEMPORARY_PERCENT else Employment.REGULAR


def statuses_of(seats: Sequence[Seat], employments: Sequence[Employment], figures: Figures, dice: Dice) -> list[Status]:
    """The absent are regular staff who lead nothing; units whose head count is an edge case stay at full strength."""
    able = [
        place
        for place, (seat, employment) in enumerate(zip(seats, employments, strict=True))
        if employment is Employment.REGULAR
        and seat.rank in {Rank.R4, Rank.R1}
        and not FIXTURES_OF_FULL_STRENGTH & set(seat.line.marks)
    ]
    dice.shuffle(able)
    statuses = [Status.ACTIVE] * len(seats)
    wanted = [status for status, count in figures.statuses.items() for _ in range(count)]
    for place, status in zip(able, wanted, strict=False):
        statuses[place] = status
    return statuses
