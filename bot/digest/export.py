"""The report on leaving on time with what people declared beside it, as sheets of a file and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from bot.attendance import export
from bot.attendance.export import Row
from bot.attendance.rules import Share
from bot.attendance.telling import name_of
from bot.digest.on_time import DeclaredMonths, OnTimePicture
from bot.digest.telling import declared_lines, declared_notes
from bot.texts import Translator


def sheets(picture: OnTimePicture, t: Translator, zone: ZoneInfo) -> dict[str, Iterable[Row]]:
    """The sheets of the report; what people declared has one of its own, with what it means."""
    found = export.sheets(picture.report, t, zone)
    return found if picture.declared is None else {**found, t("Self-declared"): _rows(picture, picture.declared, t)}


def document(picture: OnTimePicture) -> dict[str, object]:
    """For JSON; `self_declared` is null where the city does not want it."""
    declared = picture.declared
    return {
        **export.document(picture.report),
        "self_declared": None if declared is None else list(_plain(picture, declared)),
    }


def _rows(picture: OnTimePicture, declared: DeclaredMonths, t: Translator) -> Iterator[Row]:
    months = [t("{month}, self-declared", month=t.month(month)) for month in declared]
    headers = (header for month in months for header in (t("{what}: answers", what=month), t("{days} (%)", days=month)))
    yield (t("Unit code"), t("Unit"), *headers)
    for line, shares in declared_lines(picture, declared):
        code = line.unit.code if line.unit else ""
        cells = (cell for share in shares for cell in _cells(share))
        yield (code, name_of(line, picture.report, t, is_path=True), *cells)
    yield from ([note] for note in declared_notes(picture, t))


def _cells(share: Share | None) -> Row:
    return (None, None) if share is None else (share.whole, share.percent)


def _plain(picture: OnTimePicture, declared: DeclaredMonths) -> Iterator[dict[str, object]]:
    lines = list(declared_lines(picture, declared))
    for number, month in enumerate(declared):
        told = ((line, shares[number]) for line, shares in lines)
        units = [
            {"code": line.unit.code if line.unit else None, "name": line.path_name, **_plain_share(share)}
            for line, share in told
            if share
        ]
        yield {"month": f"{month:%Y-%m}", "units": units}


def _plain_share(share: Share) -> dict[str, object]:
    percent = share.percent
    return {"answers": share.whole, "on_time": share.part, "rate": None if percent is None else float(percent)}
