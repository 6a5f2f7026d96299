"""The window with the result of a survey: one unit, or the list of units, page by page; charts go into messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.blockkit import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    divider,
    escape,
    header,
    option,
    plain,
    section,
    select,
)
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.people.vocabulary import folded
from bot.pulse.report import Report, ResultPage, Subject, UnitList
from bot.pulse.result_wording import (
    dimension_words,
    drivers_lines,
    effect_words,
    item_lines,
    line_words,
    margin_words,
    numbers_words,
    rates_words,
    reason_words,
    scale_words,
    stress_words,
    survey_name,
    unit_name,
)
from bot.texts import Translator

OPEN = "pulse.results.open"
CHOOSE_SURVEY = "pulse.results.survey"
FIND_UNIT = "pulse.results.unit"
SHOW_UNIT = "pulse.results.show"
SHOW_EVERYBODY = "pulse.results.everybody"
AS_LIST = "pulse.results.list"
TURN_BACK = "pulse.results.back"
TURN_ON = "pulse.results.on"
#: What shows another part.
MOVES = (CHOOSE_SURVEY, FIND_UNIT, SHOW_UNIT, SHOW_EVERYBODY, AS_LIST, TURN_BACK, TURN_ON)
CHART = "pulse.results.chart"
REPLY = "pulse.voice.open"
EXPORT = "pulse.results.export"
EXPORT_CP932 = "pulse.results.export_cp932"
EXPORT_XLSX = "pulse.results.export_xlsx"

_TEXTS = 10
_MOST_CHOICES = 100
_LARGEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Place:
    """What a window shows: a survey (None: the newest), a unit of it (None: the usual one), a page; or the list."""

    survey_id: int | None = None
    unit_code: str | None = None
    page: int = 0
    is_list: bool = False


def ways(t: Translator) -> list[Block]:
    """For the home tab of heads, general affairs and the personnel section."""
    return [actions(button(t("Survey results"), action_id=OPEN))]


def button_for(t: Translator, survey_id: int, unit_code: str, unit: str) -> Element:
    """The way to one unit's result."""
    return button(t("See the result"), action_id=OPEN, value=_written(Place(survey_id, unit_code)), about=unit)


def report_view(t: Translator, shown: ResultPage, *, page: int = 0) -> View:
    """The window with one unit."""
    report = shown.report
    place = Place(report.subject.id, report.unit_code, page)
    parts = (
        _choices(t, shown),
        [header(unit_name(t, report)), context(escape(survey_name(t, report.subject)))],
        _reason(t, report),
        _rates(t, report),
        _dimensions(t, report),
        _drivers(t, report),
        _effect(t, shown),
        _stress_check(t, shown),
        _writings(t, shown, page),
        _files(t, shown),
    )
    return _view(t, place, [block for part in parts for block in part])


def list_view(t: Translator, found: UnitList) -> View:
    """The window with a page of units; none is ranked."""
    subject = found.subject
    blocks: list[Block] = [header(t("Units")), context(escape(survey_name(t, subject)))]
    for line in found.lines:
        way = button(t("See"), action_id=SHOW_UNIT, value=line.code, about=line.name)
        blocks.append(section(f"*{escape(line.name)}*\n{escape(line_words(t, line))}", accessory=way))
    blocks += _turns(t, found.page, found.pages)
    blocks.append(context(escape(t("In the order of the offices. Units are not ranked."))))
    return _view(t, Place(subject.id, None, found.page, is_list=True), blocks)


def units_found(units: Sequence[tuple[str, str]], words: str) -> list[Element]:
    """The units whose code or name has these words in it, as choices."""
    wanted = folded(words)
    found = [(code, name) for code, name in units if wanted in folded(f"{code} {name}")]
    return [option(name[-75:], code) for code, name in found[:_MOST_CHOICES]]


def read_open(action: Mapping[str, Any]) -> Place:
    """Where a button that opens the window leads; raises OldButton for anything that is not ours."""
    value = str(action.get("value", ""))
    return _read(value) if value else Place()


def read_place(view: Mapping[str, Any]) -> Place:
    """What a window shows; raises OldButton for anything that is not ours."""
    return _read(str(view.get("private_metadata", "")))


def moved(place: Place, action: Mapping[str, Any]) -> Place:
    """Where an action of the window leads; raises OldButton for anything that is not ours."""
    chosen = str((action.get("selected_option") or {}).get("value", action.get("value", "")))
    match action.get("action_id"):
        case str() as move if move == CHOOSE_SURVEY:
            return Place(_survey_id(chosen))
        case str() as move if move in (FIND_UNIT, SHOW_UNIT):
            return replace(place, unit_code=chosen, page=0, is_list=False)
        case str() as move if move == SHOW_EVERYBODY:
            return replace(place, unit_code="", page=0, is_list=False)
        case str() as move if move == AS_LIST:
            return replace(place, page=0, is_list=True)
        case str() as move if move == TURN_BACK:
            return replace(place, page=max(place.page - 1, 0))
        case _:
            return replace(place, page=place.page + 1)


def _choices(t: Translator, shown: ResultPage) -> Iterator[Block]:
    subject, elements = shown.report.subject, list[Element]()
    if len(shown.surveys) > 1:
        surveys = [option(survey_name(t, one), str(one.id)) for one in _with(shown.surveys, subject)]
        chosen, hint = str(subject.id), t("Choose a survey")
        elements.append(select(surveys, action_id=CHOOSE_SURVEY, chosen=chosen, placeholder=hint))
    if shown.units > 1:
        elements.append(
            {
                "type": "external_select",
                "action_id": FIND_UNIT,
                "placeholder": plain(t("Find a unit")),
                "min_query_length": 0,
            }
        )
        elements.append(button(t("All units"), action_id=AS_LIST))
    if not shown.report.is_everybody:
        elements.append(button(t("Everybody"), action_id=SHOW_EVERYBODY))
    if elements:
        yield actions(*elements, block_id="choices")


def _with(surveys: Sequence[Subject], subject: Subject) -> Iterable[Subject]:
    return surveys if any(one.id == subject.id for one in surveys) else (subject, *surveys)


def _reason(t: Translator, report: Report) -> Iterator[Block]:
    if report.reason:
        yield section(escape("\n".join(reason_words(t, report, report.reason))))


def _rates(t: Translator, report: Report) -> Iterator[Block]:
    if report.rates:
        yield section(escape("\n".join(rates_words(t, report.rates))))
    said = [*margin_words(t, report), *scale_words(t, report)]
    if said:
        yield context(escape("\n".join(said)))


def _dimensions(t: Translator, report: Report) -> Iterator[Block]:
    for dimension in report.dimensions:
        yield divider()
        yield section(f"*{escape(dimension_words(t, dimension))}*")
        for one in dimension.items:
            question, *figures = item_lines(t, one, is_everybody=report.is_everybody)
            figures += [numbers] if (numbers := numbers_words(t, one)) else []
            yield section("\n".join([f"*{escape(question)}*", *(escape(line) for line in figures if line)]))


def _drivers(t: Translator, report: Report) -> Iterator[Block]:
    if lines := drivers_lines(t, report):
        yield divider()
        title = t("Questions that move with the overall score, from unit to unit")
        yield section("\n".join([f"*{escape(title)}*", *(f"• {escape(line)}" for line in lines)]))
        yield context(escape(t("This says where to look, not what causes what.")))


def _effect(t: Translator, shown: ResultPage) -> Iterator[Block]:
    if shown.effect is not None and shown.effect.chosen:
        title = t("You said, we did")
        yield divider()
        yield section("\n".join([f"*{escape(title)}*", *(escape(line) for line in effect_words(t, shown.effect))]))


def _stress_check(t: Translator, shown: ResultPage) -> Iterator[Block]:
    if shown.stress_check is not None:
        yield divider()
        yield context(escape(stress_words(t, shown.stress_check)))


def _writings(t: Translator, shown: ResultPage, page: int) -> Iterator[Block]:
    for one in shown.report.writings:
        last = max(0, (len(one.texts) - 1) // _TEXTS)
        at = min(max(page, 0), last)
        yield divider()
        yield section(f"*{escape(one.item.text.of(t.code))}*")
        for words in one.texts[at * _TEXTS : (at + 1) * _TEXTS]:
            yield section(f"> {escape(words)[:1400]}".replace("\n", "\n> "))
        yield from _turns(t, at, last + 1)
        yield context(escape(t("In random order. Please do not look for who wrote what, and quote nobody.")))
    if shown.report.writings and shown.may_reply:
        yield actions(button(t("Answer what was written"), action_id=REPLY))


def _turns(t: Translator, page: int, pages: int) -> Iterator[Block]:
    if pages <= 1:
        return
    yield context(escape(t("Page {page} of {pages}", page=page + 1, pages=pages)))
    ways = []
    if page > 0:
        ways.append(button(t("Back to page {page}", page=page), action_id=TURN_BACK))
    if page + 1 < pages:
        ways.append(button(t("On to page {page}", page=page + 2), action_id=TURN_ON))
    yield actions(*ways)


def _files(t: Translator, shown: ResultPage) -> Iterator[Block]:
    ways = [] if shown.report.reason else [button(t("Get it as a chart"), action_id=CHART)]
    if shown.may_export:
        ways += [
            button(t("CSV for Excel"), action_id=EXPORT, about=t("all units")),
            button(t("CSV in Shift_JIS"), action_id=EXPORT_CP932, about=t("all units")),
            button(t("Excel workbook"), action_id=EXPORT_XLSX, about=t("all units")),
        ]
    if ways:
        yield divider()
        yield actions(*ways, block_id="files")
    if shown.may_export:
        yield context(escape(t("Every export leaves a record: who, when, which day.")))


def _view(t: Translator, place: Place, blocks: Sequence[Block]) -> View:
    return {
        "type": "modal",
        "callback_id": OPEN,
        "title": plain(t("Survey results")),
        "close": plain(t("Close")),
        "private_metadata": _written(place),
        "blocks": [*blocks][:100],
    }


def _written(place: Place) -> str:
    unit = "*" if place.unit_code is None else f"={place.unit_code}"
    return f"{place.survey_id or ''}|{place.page}|{'list' if place.is_list else ''}|{unit}"


def _read(value: str) -> Place:
    try:
        survey, page, shape, unit = value.split("|", 3)
        survey_id = _survey_id(survey) if survey else None
        return Place(survey_id, unit[1:] if unit.startswith("=") else None, min(int(page), 1000), shape == "list")
    except ValueError:
        raise _old() from None


def _survey_id(written: str) -> int:
    try:
        found = int(written)
    except ValueError:
        raise _old() from None
    if not 0 < found <= _LARGEST_ID:
        raise _old()
    return found


def _old() -> OldButton:
    return OldButton("This window is from an earlier day. Please open it once more.")


def file_words(t: Translator, day: date) -> Words:
    """What stands beside the file."""
    said = t("Survey results of {date}: all units, as far as they may be shown.", date=t.full_day(day))
    return Words(said, [section(escape(said))])


def exported(t: Translator, day: date) -> str:
    """What somebody reads who asked for a file."""
    return t(
        "The file with the results of {date} comes to you as a direct message. Please delete it once you have saved "
        "it.",
        date=t.day(day),
    )


def chart_on_its_way(t: Translator) -> str:
    """What somebody reads who asked for a chart."""
    return t("The chart comes to you as a direct message.")
