"""From an instrument file (TOML) to an Instrument, or to one sentence for each fault; and those that ship."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from pydantic import ValidationError

from bot.errors import BadFile, Problem
from bot.pulse.instrument_shape import EveryLanguage, InstrumentFile, Where, named, sentence, shown
from bot.pulse.instruments import Instrument, Item, Words
from bot.pulse.scales import Scale
from bot.texts import N_

_LARGEST_FILE = 200_000
_PLACE = re.compile(r"at line (\d+), column (\d+)")
_TABLE = re.compile(r"\s*\[+\s*([\w.]+)\s*\]")
_KEY = re.compile(r"\s*([\w.]+)\s*=")

Found = tuple[Where, str, dict[str, object]]


@cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """The instruments that come with Kaeru, the project's own first."""
    folder = resources.files("bot.pulse") / "instruments"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple(read_instrument(name, (folder / name).read_bytes()) for name in names)


def read_instrument(name: str, content: bytes, *, taken: Iterable[str] = ()) -> Instrument:
    """The instrument in the bytes of a TOML file; `taken` are the codes of instruments that are there already.

    Raises BadFile; its problems name every fault with its line.
    """
    text = _text(name, content)
    document = _document(name, text)
    file = _file(name, text, document)
    faults = [*_taken(file, taken), *_faults_of_items(file), *_faults_of_the_pulse(file)]
    if faults:
        raise _refusal(name, text, document, faults)
    return _instrument(file)


def _text(name: str, content: bytes) -> str:
    if len(content) > _LARGEST_FILE:
        raise BadFile("{file} is too large for an instrument; {kilobytes} kB are the most.", file=name, kilobytes=200)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise BadFile("{file} is not in UTF-8. Save it as UTF-8 and try again.", file=name) from None


def _document(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        if place := _PLACE.search(str(error)):
            raise BadFile(
                "{file} is no TOML at line {line}, column {column}: check quotation marks and brackets there.",
                file=name,
                line=place[1],
                column=place[2],
            ) from None
        raise BadFile("{file} is no TOML: something is unfinished or written twice.", file=name) from None


def _file(name: str, text: str, document: dict[str, Any]) -> InstrumentFile:
    try:
        return InstrumentFile.model_validate(document)
    except ValidationError as error:
        found = [(one["loc"], *sentence(one, document)) for one in error.errors(include_url=False)]
        raise _refusal(name, text, document, found) from None


def _refusal(name: str, text: str, document: Mapping[str, Any], faults: Iterable[Found]) -> BadFile:
    places = _places(text)
    problems = [
        Problem(name, _line(places, where), named(where, document), message, values)
        for where, message, values in faults
    ]
    problems.sort(key=lambda problem: problem.line)
    return BadFile("{file} cannot be taken over as it is; nothing was changed.", file=name, problems=problems)


def _places(text: str) -> dict[tuple[int | str, ...], int]:
    """The line of every table and every key, by its path."""
    places: dict[tuple[int | str, ...], int] = {}
    table: tuple[int | str, ...] = ()
    items = -1
    for number, line in enumerate(text.splitlines(), start=1):
        if head := _TABLE.match(line):
            items += head[1] == "items"
            table = ("items", items) if head[1] == "items" else tuple(head[1].split("."))
            places.setdefault(table, number)
        elif key := _KEY.match(line):
            path = (*table, *key[1].split("."))
            for length in range(len(table) + 1, len(path) + 1):
                places.setdefault(path[:length], number)
    return places


def _line(places: Mapping[tuple[int | str, ...], int], where: Where) -> int:
    """The line of the key, else that of what it belongs to, else the first."""
    paths = (tuple(where[:length]) for length in range(len(where), 0, -1))
    return next((places[path] for path in paths if path in places), 1)


def _taken(file: InstrumentFile, taken: Iterable[str]) -> Iterator[Found]:
    if file.code in taken:
        message = N_("{name} is {value}, as that of an instrument that is there; choose another.")
        yield ("code",), message, {"name": "code", "value": file.code}


def _faults_of_items(file: InstrumentFile) -> Iterator[Found]:
    seen: set[str] = set()
    for number, item in enumerate(file.items):
        # Codes that differ in nothing but capitals would be taken for one another.
        if item.code.casefold() in seen:
            message = N_("The code {value} stands at two questions; give each its own.")
            yield ("items", number, "code"), message, {"value": item.code}
        if item.dimension not in file.dimensions:
            message = N_("{name} is {value}, which has no title: add [dimensions.{value}] with ja, ja_easy and en.")
            values: dict[str, object] = {"name": f"{item.code}.dimension", "value": item.dimension}
            yield ("items", number, "dimension"), message, values
        seen.add(item.code.casefold())


def _faults_of_the_pulse(file: InstrumentFile) -> Iterator[Found]:
    if file.pulse is None:
        return
    closed = {item.code for item in file.items if item.scale is not Scale.TEXT}
    before: set[str] = set()
    named_there = [("fixed", file.pulse.fixed), *(("rotating", code) for code in file.pulse.rotating)]
    for key, code in named_there:
        values: dict[str, object] = {"name": f"pulse.{key}", "value": shown(code)}
        if code not in closed:
            message = N_("{name} names {value}; it takes the code of a question of this file that is no free text.")
            yield ("pulse", key), message, values
        elif code in before:
            yield ("pulse", key), N_("{name} names {value} once more; the pulse asks each question in turn."), values
        before.add(code)


def _instrument(file: InstrumentFile) -> Instrument:
    return Instrument(
        code=file.code,
        title=_words(file.title),
        items=tuple(Item(one.code, one.dimension, one.scale, _words(one.text)) for one in file.items),
        licence=file.licence,
        attribution=_words(file.attribution) if file.attribution else None,
        dimensions={code: _words(title) for code, title in file.dimensions.items()},
        fixed=file.pulse.fixed if file.pulse else "",
        rotating=file.pulse.rotating if file.pulse else (),
    )


def _words(texts: EveryLanguage[str]) -> Words:
    return Words(ja=texts.ja, ja_easy=texts.ja_easy, en=texts.en)
