"""From TOML or JSON to a CityPolicy. What does not fit becomes one sentence with the setting's TOML name."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.city.rules import CityPolicy
from bot.errors import BadPolicy
from bot.texts import N_

_LONGEST_VALUE = 60
#: A city changes its mind a few times a year, and asks for its policy at every step.
_KNOWN_DOCUMENTS = 64
_PLACE = re.compile(r"at line (\d+), column (\d+)")
_SENTENCES = {
    "whole_number": N_("{name} is {value}; it takes a whole number from {low} to {high}."),
    "time_of_day": N_('{name} is {value}; it takes a time of day such as "8:30".'),
    "month_day": N_('{name} is {value}; it takes a day of every year such as "12-29".'),
    "date": N_("{name} is {value}; it takes a date such as 2027-02-15."),
    "date_or_month_day": N_('{name} is {value}; it takes a date such as 2027-02-15, or a day of every year: "07-01".'),
    "word": N_('{name} is {value}; it takes a text in quotation marks, such as "0012".'),
    "string_type": N_('{name} is {value}; it takes a text in quotation marks, such as "0012".'),
    "channel": N_('{name} is {value}; it takes the id of a channel, such as "C0123456789", as Slack shows it.'),
    "bool_type": N_("{name} is {value}; it takes true or false, without quotation marks."),
    "enum": N_("{name} is {value}; it takes one of {expected}."),
    "literal_error": N_("{name} is {value}; it takes one of {expected}."),
    "tuple_type": N_('{name} is {value}; it takes a list in square brackets, such as ["a", "b"].'),
    "model_type": N_("{name} is {value}; its settings belong below a line [{name}]."),
    "dict_type": N_("{name} is {value}; its settings belong below a line [{name}]."),
    "missing": N_("{name} is missing."),
}


def read_policy(toml_text: str) -> CityPolicy:
    """The policy that a city file holds; what it leaves out has its default. Raises BadPolicy."""
    try:
        settings = tomllib.loads(toml_text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(str(error)) from None
    return policy_from(settings)


@lru_cache(_KNOWN_DOCUMENTS)
def read_document(document: str) -> CityPolicy:
    """The policy that `to_document` wrote, checked once. Raises BadPolicy where this version cannot read it."""
    return policy_from(json.loads(document))


def to_document(policy: CityPolicy) -> str:
    """The whole policy as JSON, with every default spelled out: a later version's defaults do not change it."""
    return policy.model_dump_json()


def policy_from(settings: Mapping[str, Any]) -> CityPolicy:
    """The policy of nested settings; raises BadPolicy about the first one that does not fit."""
    try:
        return CityPolicy.model_validate(dict(settings))
    except ValidationError as error:
        raise _fault(error.errors(include_url=False)[0]) from None


def _not_toml(reason: str) -> BadPolicy:
    place = _PLACE.search(reason)
    if not place:
        return BadPolicy("The city file cannot be read near its end: a setting there is unfinished or written twice.")
    return BadPolicy(
        "The city file cannot be read at line {line}, column {column}: check quotation marks and brackets there.",
        line=place[1],
        column=place[2],
    )


def _fault(error: ErrorDetails) -> BadPolicy:
    where = _without_branches(error["loc"])
    if error["type"] == "extra_forbidden":
        return _unknown(where)
    values: dict[str, Any] = {**error.get("ctx", {}), "name": _in_toml(where), "value": _shown(error["input"])}
    if "expected" in values:
        values["expected"] = values["expected"].replace(" or ", ", ")
    sentence = _SENTENCES.get(error["type"], N_("{name} is {value}, which does not fit."))
    return BadPolicy(sentence, **values)


def _without_branches(where: Sequence[int | str]) -> tuple[int | str, ...]:
    # pydantic adds "[key]" where the key of a table, not its value, is at fault.
    return tuple(part for part in where if part != "[key]")


def _unknown(where: Sequence[int | str]) -> BadPolicy:
    near = difflib.get_close_matches(str(where[-1]), _settings_beside(where), n=1, cutoff=0.4)
    if not near:
        return BadPolicy("There is no setting {name}: remove it.", name=_in_toml(where))
    return BadPolicy(
        "There is no setting {name}: remove it, or did you mean {near}?",
        name=_in_toml(where),
        near=_in_toml((*where[:-1], near[0])),
    )


def _settings_beside(where: Sequence[int | str]) -> list[str]:
    section: Any = CityPolicy()
    for part in where[:-1]:
        section = getattr(section, str(part), None)
    return list(type(section).model_fields) if isinstance(section, BaseModel) else []


def _in_toml(where: Sequence[int | str]) -> str:
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where)
    return name.removeprefix(".")


def _shown(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= _LONGEST_VALUE else f"{shown[:_LONGEST_VALUE]}…"
