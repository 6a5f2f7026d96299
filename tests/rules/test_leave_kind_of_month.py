"""Which kind of leave a month makes known (「知っていますか」, C09), and how much of it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.city.leave import Leave
from bot.leave.kind_of_month import in_short, kind_of_month

Kind = dict[str, object]
ANNUAL: Kind = {"code": "annual", "counts_against": "annual"}
SUMMER: Kind = {"code": "summer", "season_from": "07-01", "season_to": "09-30"}
CARE: Kind = {"code": "care", "labels": {"ja": "介護休暇"}}
BIRTH: Kind = {"code": "birth", "labels": {"ja": "出産休暇"}}
MOURNING: Kind = {"code": "mourning", "labels": {"ja": "忌引"}}
WINTER: Kind = {"code": "winter", "labels": {"ja": "冬季休暇"}, "season_from": "12-15", "season_to": "01-31"}
SPECIAL: Kind = {"code": "special"}
TOLD: Kind = {"about": {"ja": "続けて取れます。"}}


def known(*kinds: Kind, year: int = 2026, day: int = 4, is_on: bool = True) -> str:
    """The first letter of the kind of each month of a year; a dash is none."""
    policy = Leave.model_validate({"kinds": kinds, "kind_of_month": is_on})
    found = (kind_of_month(policy, date(year, month, day)) for month in range(1, 13))
    return "".join(one.code[0].upper() if one else "-" for one in found)


def test_the_kinds_take_turns_in_the_citys_order_into_the_next_year() -> None:
    kinds = (ANNUAL | TOLD, SPECIAL | TOLD, CARE | TOLD, BIRTH | TOLD)
    five = (*kinds, MOURNING | TOLD)

    assert (known(*kinds), known(*kinds, day=28)) == ("ASCBASCBASCB", "ASCBASCBASCB")
    assert known(*five, year=2025) + known(*five) == "ASCBMASCBMASCBMASCBMASCB"


def test_a_kind_of_a_season_has_its_turn_as_the_season_begins_and_none_outside_it() -> None:
    care_first = known(CARE | TOLD, ANNUAL | TOLD, SUMMER | TOLD)

    assert care_first == "CACACASCACAC"
    assert known(ANNUAL | TOLD, SUMMER | TOLD).count("S") == 2  # July and September
    assert known(ANNUAL, SUMMER | TOLD) == "------SSS---"
    assert known(ANNUAL, WINTER | TOLD, day=1) == "W-----------"


def test_a_kind_of_which_the_city_says_nothing_is_passed_over() -> None:
    assert known(ANNUAL | TOLD, SPECIAL, CARE | TOLD) == "ACACACACACAC"
    assert known(ANNUAL, SPECIAL, CARE) == "------------"


def test_a_city_may_want_none() -> None:
    assert known(ANNUAL | TOLD, is_on=False) == "------------"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("短" * 120, "短" * 120, id="all of it where it is short"),
        pytest.param("あ" * 50 + "。" + "い" * 50 + "（対象）。" + "う" * 60 + "。", 106, id="whole sentences"),
        pytest.param("At most 2.5 days. " + "Ask for 3.5 more " * 9, 17, id="a decimal point ends nothing"),
        pytest.param("・5日まで\n・" + "長" * 130, 5, id="whole lines of a list"),
        pytest.param("長" * 200, "長" * 119 + "…", id="one long sentence"),
    ],
)
def test_more_than_a_card_has_room_for_ends_with_a_sentence(words: str, told: str | int) -> None:
    assert in_short(words) == (told if isinstance(told, str) else words[:told])
