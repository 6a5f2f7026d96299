"""The digest as a message: it fits into Slack whatever the tree is like, says nothing of nobody, and ranks nobody."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.attendance.rules import Share
from bot.blockkit import button
from bot.delivery.lines import Line
from bot.digest.digest_blocks import Frame, digest_message
from bot.digest.pages import (
    AwayDay,
    Change,
    Digest,
    Imports,
    LeavePace,
    MonthRates,
    StaysByCause,
    UnitPage,
    changed_most,
)
from bot.playground.blocks import problems_in_blocks
from bot.texts import LOCALES, Texts

TUESDAY = date(2026, 11, 24)
SHOWN = Frame({}, ZoneInfo("Asia/Tokyo"))
TEXTS = Texts()

WORDS = st.text(st.sampled_from("課<&>\n*_花!　a"), min_size=1, max_size=120)
SHARES = st.none() | st.integers(1, 9999).flatmap(lambda whole: st.builds(Share, st.integers(0, whole), st.just(whole)))
MONTHS = st.lists(SHARES, min_size=6, max_size=6).map(
    lambda shares: tuple(MonthRates(date(2026, 6 + at, 1), one, one, one) for at, one in enumerate(shares))
)
PAGES = st.builds(
    UnitPage,
    unit_id=st.integers(1, 999),
    name=WORDS,
    is_direct=st.booleans(),
    months=MONTHS,
    stays=st.builds(
        StaysByCause,
        st.just(date(2026, 10, 27)),
        st.just(date(2026, 11, 23)),
        st.integers(0, 999),
        st.dictionaries(WORDS, st.integers(1, 99), max_size=12),
    ),
    away=st.lists(
        st.builds(AwayDay, st.just(TUESDAY), st.integers(1, 900), st.lists(WORDS, max_size=30).map(tuple)), max_size=7
    ).map(tuple),
    pace=st.none() | st.just(LeavePace(9, Fraction(6), Fraction(14), Fraction(9))),
    changes=st.lists(st.builds(Change, WORDS, st.just(Decimal("-3.4"))), max_size=3).map(tuple),
)


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    texts = draw(st.lists(st.text(min_size=1, max_size=900), max_size=40))
    lines = [
        Line(words, TUESDAY, tuple(button("OK", action_id=f"a{at}{one}", about=f"{at}.{one}") for one in range(3)))
        for at, words in enumerate(texts)
    ]
    return Digest(
        TUESDAY, lines, draw(st.lists(PAGES, max_size=40)), Imports(), draw(st.booleans()), draw(st.integers())
    )


@settings(max_examples=60, deadline=None)
@given(digest=digests(), code=st.sampled_from(LOCALES))
def test_it_fits_into_slack_for_any_tree(digest: Digest, code: str) -> None:
    words = digest_message(TEXTS.of(code), digest, SHOWN)

    assert len(words.blocks) <= 50
    assert len(json.dumps(words.blocks, ensure_ascii=False)) <= 12_000
    assert [problem.as_message() for problem in problems_in_blocks(words.blocks)] == []
    shown = sum(line.text.strip() != "" and line.text[:300] in words.text for line in digest.waits[:3])
    assert shown >= sum(line.text.strip() != "" for line in digest.waits[:3])


@pytest.mark.parametrize(
    "months", [(), (MonthRates(date(2026, 10, 1)),), (MonthRates(date(2026, 10, 1), Share(0, 0)),)]
)
def test_of_nobody_there_is_no_rate(months: tuple[MonthRates, ...]) -> None:
    page = UnitPage(1, "新設課", is_direct=True, months=months)

    words = digest_message(TEXTS.of("ja"), Digest(TUESDAY, [], [page]), SHOWN)

    assert "—" in words.text
    assert "%" not in words.text


def test_the_units_that_changed_most_stand_in_the_order_of_the_organisation() -> None:
    changes = [
        Change(name, Decimal(points))
        for name, points in (("a", "1.0"), ("b", "-9"), ("c", "0.9"), ("d", "5"), ("e", "-2"))
    ]

    assert [one.unit_name for one in changed_most(changes)] == ["b", "d", "e"]


def test_old_figures_are_not_worth_a_message() -> None:
    known = UnitPage(1, "給与係", is_direct=True, months=(MonthRates(date(2026, 10, 1), Share(1, 2)),))

    assert not Digest(TUESDAY, [], [known]).is_worth_saying
    assert Digest(TUESDAY, [], [known], is_monthly=True).is_worth_saying
    assert not Digest(TUESDAY, [], [UnitPage(1, "新設課", is_direct=True)], is_monthly=True).is_worth_saying
