"""Composes lines of leave from the parts of the language, each with what it means. Knows nothing of the parser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from bot.leave.kinds import Hours, Part, Span, Wish

_MONTHS = [f"{date(2026, month, 1):%B}" for month in range(1, 13)]
_WEEKDAYS = [f"{date(2026, 6, day):%A}" for day in range(1, 8)]
_YOUBI = "月火水木金土日"
_SUNDAY = 6
_KANJI = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_HALVES = {
    Part.MORNING: ("午前", "午前中", "午前休", "morning", "AM"),
    Part.AFTERNOON: ("午後", "午後休", "afternoon", "pm"),
}
_KINDS = {
    None: ("",),
    "annual": ("年休", "年次有給休暇", "有休", "annual leave"),
    "summer": ("夏季休暇", "夏休み", "summer leave"),
    "special": ("特別休暇", "special leave"),
}
_OPENINGS = ("", "休暇", "leave", "I want to take")
_CLOSINGS = ("", "でお願いします", "です。", "please", "取りたいです")
#: Quarters of an hour from 8:30 to 12:00 and from 13:00 to 17:15, so that no break lies between.
_QUARTERS = {"morning": range(510, 721, 15), "afternoon": range(780, 1036, 15)}
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}


@dataclass(frozen=True)
class Composed:
    """A line, the day it is written, and what it means."""

    line: str
    today: date
    wish: Wish
    kind: str | None


@st.composite
def composed_lines(draw: st.DrawFn) -> Composed:
    """A line of any form: a day, a part of one, hours, or a stretch."""
    today = draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    said, wish = draw(st.one_of(_one_day(today), _hours(today), _stretch(today)))
    kind = draw(st.sampled_from(list(_KINDS)))
    named, opening, closing = (draw(st.sampled_from(words)) for words in (_KINDS[kind], _OPENINGS, _CLOSINGS))
    order = draw(st.permutations([said, named]))
    line = " ".join(word for word in (opening, *order, closing) if word)
    return Composed(draw(_typed(line)), today, wish, kind)


def _typed(line: str) -> st.SearchStrategy[str]:
    """However the keyboard is set, and with however many spaces."""
    return st.sampled_from(
        [line, line.upper(), line.lower(), line.translate(_FULL_WIDTH), f"  {line.replace(' ', '   ')} "]
    )


@st.composite
def _one_day(draw: st.DrawFn, today: date) -> tuple[str, Wish]:
    day, said = draw(_days(today))
    part = draw(st.sampled_from([None, Part.MORNING, Part.AFTERNOON]))
    if part is None:
        return draw(st.sampled_from([said, f"{said} 終日", f"{said} all day"])), Span(day, day, Part.WHOLE, Part.WHOLE)
    word, gap = draw(st.sampled_from(_HALVES[part])), draw(st.sampled_from([" ", "の", ", "]))
    return said + gap + word, Span(day, day, part, part)


@st.composite
def _hours(draw: st.DrawFn, today: date) -> tuple[str, Wish]:
    day, said = draw(_days(today))
    start, end = sorted(
        draw(st.sets(st.sampled_from(_QUARTERS[draw(st.sampled_from(list(_QUARTERS)))]), min_size=2, max_size=2))
    )
    begins, ends, lasts = draw(_clocks(start)), draw(_clocks(end)), draw(_lengths(end - start))
    forms = (
        *(f"{said} {begins}から{lasts}", f"{said} {lasts} {begins}から", f"{said}の{begins}から{ends}まで"),
        *(f"{said} {begins}〜{ends}", f"{lasts} {said} {begins}から", f"{said} {ends}まで {lasts}"),
        *_at_the_edges(said, begins, ends, lasts, start, end),
        *(f"{said} {lasts} from {begins}", f"{said} from {begins} to {ends}", f"from {begins} to {ends} on {said}"),
    )
    return draw(st.sampled_from(forms)), Hours(day, start, end - start)


def _at_the_edges(said: str, begins: str, ends: str, lasts: str, start: int, end: int) -> list[str]:
    """早退 where the hours reach the end of the day, 遅刻 where they begin with it."""
    early = [f"{said} {begins}に帰ります", f"{said} {lasts} 早退", f"{said} leaving at {begins}"] if end == 1035 else []
    late = (
        [f"{said}は{ends}に出勤します", f"{said} {lasts} 遅刻", f"coming in at {ends} {said}"] if start == 510 else []
    )
    return early + late


@st.composite
def _stretch(draw: st.DrawFn, today: date) -> tuple[str, Wish]:
    first, begins = draw(_days(today))
    last, ends = draw(_days(today, since=first))
    is_late, is_early = draw(st.booleans()), draw(st.booleans())
    begins += " 午後" if is_late else ""
    ends += " 午前" if is_early else ""
    forms = (f"{begins}から{ends}まで", f"{begins}〜{ends}", f"{begins}-{ends}", f"from {begins} to {ends}")
    parts = (Part.AFTERNOON if is_late else Part.WHOLE, Part.MORNING if is_early else Part.WHOLE)
    return draw(st.sampled_from(forms)), Span(first, last, *parts)


@st.composite
def _days(draw: st.DrawFn, today: date, since: date | None = None) -> tuple[date, str]:
    """A day after today, or soon after another day, and one of the ways of saying it."""
    day = (
        since + timedelta(days=draw(st.integers(1, 40))) if since else today + timedelta(days=draw(st.integers(1, 250)))
    )
    return day, draw(st.sampled_from([*_dates(day), *_from_today(day, today)]))


def _dates(day: date) -> list[str]:
    month, era_year = _MONTHS[day.month - 1], day.year - 2018
    short = [f"{day.month}/{day.day}", f"{day.month}月{day.day}日", f"{month} {day.day}", f"{day.day} {month[:3]}"]
    return [
        *short,
        *(f"{short[0]}（{_YOUBI[day.weekday()]}）", f"{short[1]}({_YOUBI[day.weekday()]}曜日)"),
        *(day.isoformat(), f"{day:%Y/%m/%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"),
        *(
            f"R{era_year}.{day.month}.{day.day}",
            f"令和{era_year}年{day.month}月{day.day}日",
            f"{month} {day.day}, {day.year}",
        ),
        *(
            f"{_kanji(day.month)}月{_kanji(day.day)}日",
            f"令和{_kanji(era_year)}年{_kanji(day.month)}月{_kanji(day.day)}日",
        ),
    ]


def _kanji(number: int) -> str:
    """A number below 100, as it is written in full: 二十四."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _KANJI[tens]) + ("十" if tens else "") + _KANJI[ones]


def _from_today(day: date, today: date) -> list[str]:
    relative = {1: ["明日", "tomorrow", "あす"], 2: ["あさって", "明後日", "day after tomorrow"], 3: ["しあさって"]}
    said = relative.get((day - today).days, [])
    weeks = ((day - timedelta(day.weekday())) - (today - timedelta(today.weekday()))).days // 7
    if weeks not in (1, 2) or today.weekday() == _SUNDAY:
        return said
    japanese, english = (("来週", "next week"), ("再来週", "the week after next"))[weeks - 1]
    youbi, weekday = _YOUBI[day.weekday()], _WEEKDAYS[day.weekday()]
    return [
        *said,
        f"{japanese}の{youbi}曜日",
        f"{japanese}{youbi}曜",
        f"{weekday} {english}",
        f"{weekday[:3]} of {english}",
    ]


def _clocks(minute: int) -> st.SearchStrategy[str]:
    hour, rest = divmod(minute, 60)
    half, english = ("午前", "am") if hour < 12 else ("午後", "pm")
    twelve = hour - 12 if hour > 12 else hour
    said = [f"{hour}:{rest:02d}", f"{hour}時{rest}分", f"{twelve}:{rest:02d}{english}"]
    said += [f"{half}{twelve}時{rest}分"] if hour != 12 else ["正午", "noon"] if rest == 0 else []
    said += {0: [f"{hour}時", f"{twelve}{english}", f"{hour} o'clock"], 30: [f"{hour}時半"]}.get(rest, [])
    return st.sampled_from(said)


def _lengths(minutes: int) -> st.SearchStrategy[str]:
    hours, rest = divmod(minutes, 60)
    said = [f"{minutes}分", f"{minutes} minutes"]
    if hours:
        said += (
            [f"{hours}時間{rest}分", f"{hours} hours and {rest} min"] if rest else [f"{hours}時間", f"{hours} hours"]
        )
        said += [f"{hours}時間半", f"{hours}.5 hours", f"{hours} and a half hours"] if rest == 30 else []
    return st.sampled_from(said)
