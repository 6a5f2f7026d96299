"""What an instrument file may say, key by key, and the sentence for what does not fit. Pure."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import ErrorDetails, PydanticCustomError

from bot.pulse.scales import Scale
from bot.texts import N_

Where = Sequence[int | str]
T = TypeVar("T")

_LONGEST_VALUE = 60
_LANGUAGES = ("ja", "ja_easy", "en")
_INVISIBLE = ("Cc", "Cf", "Zl", "Zp")

_SENTENCES = {
    "missing": N_("{name} is missing."),
    "extra_forbidden": N_("An instrument has no setting {name}: remove it, or check how it is written."),
    "string_type": N_("{name} is {value}; it takes a text in quotation marks."),
    "string_too_long": N_("{name} is longer than {max_length} characters; shorten it."),
    "string_too_short": N_("{name} is empty; write its text between the quotation marks."),
    "string_pattern_mismatch": N_(
        "{name} is {value}; a code has up to 20 letters a to z, digits and _, and starts with a letter."
    ),
    "one_line": N_("{name} holds a line break or another invisible sign; write it in one line."),
    "enum": N_("{name} is {value}; it takes one of {expected}."),
    "tuple_type": N_('{name} is {value}; it takes a list in square brackets, such as ["a", "b"].'),
    "model_type": N_("{name} is {value}; its settings belong below a line [{name}]."),
    "dict_type": N_("{name} is {value}; its settings belong below a line [{name}]."),
    "too_short": N_("{name} is empty; name at least one."),
    "too_long": N_("{name} has more than {max_length} entries; leave some out."),
}
_NO_ITEMS = N_("The instrument has no question; write one below a line [[items]].")
_OF_ITEMS = {"missing": _NO_ITEMS, "tuple_type": _NO_ITEMS, "model_type": _NO_ITEMS, "too_short": _NO_ITEMS}


def _one_line(text: str) -> str:
    if any(unicodedata.category(sign) in _INVISIBLE for sign in text):
        raise PydanticCustomError("one_line", "more than one line")
    return text


def _up_to(most: int) -> StringConstraints:
    return StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=most)


Code = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z][A-Za-z0-9_]{0,19}$")]
Title = Annotated[str, _up_to(60), AfterValidator(_one_line)]
Question = Annotated[str, _up_to(150), AfterValidator(_one_line)]
Remark = Annotated[str, _up_to(300), AfterValidator(_one_line)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EveryLanguage(_Table, Generic[T]):
    """A text in each language; none may be missing."""

    ja: T
    ja_easy: T
    en: T


class ItemTable(_Table):
    """A question: `[[items]]`."""

    code: Code
    dimension: Code
    scale: Scale
    text: EveryLanguage[Question]


class PulseTable(_Table):
    """Which questions the pulse asks: `[pulse]`."""

    fixed: Code
    rotating: Annotated[tuple[Code, ...], Field(min_length=1, max_length=60)]


class InstrumentFile(_Table):
    """The whole file."""

    code: Code
    licence: Remark
    title: EveryLanguage[Title]
    attribution: EveryLanguage[Remark] | None = None
    pulse: PulseTable | None = None
    dimensions: Mapping[Code, EveryLanguage[Title]]
    items: Annotated[tuple[ItemTable, ...], Field(min_length=1, max_length=60)]


def named(where: Where, document: Mapping[str, Any]) -> str:
    """A place of the file as a person finds it: `title.en`, and of a question by its code, `E1.text.en`."""
    if where[0] != "items" or len(where) < 2:
        # pydantic adds "[key]" where the key of a table, not its value, is at fault.
        return ".".join(str(part) for part in where if part != "[key]")
    number = int(where[1])
    table = document["items"][number]
    code = table.get("code") if isinstance(table, Mapping) else None
    start = code if isinstance(code, str) and code else f"items[{number + 1}]"
    return ".".join([start, *map(str, where[2:])])


def sentence(error: ErrorDetails, document: Mapping[str, Any]) -> tuple[str, dict[str, object]]:
    """What to say about a fault that pydantic found: a msgid and its values."""
    where = error["loc"]
    values = {**error.get("ctx", {}), "name": named(where, document), "value": shown(error["input"])}
    if "expected" in values:
        values["expected"] = values["expected"].replace(" or ", ", ")
    if where[0] == "items" and len(where) <= 2 and error["type"] in _OF_ITEMS:
        return _OF_ITEMS[error["type"]], values
    if error["type"] == "missing" and where[-1] in _LANGUAGES:
        return N_("{name} is missing; every text is needed in ja, ja_easy and en."), values
    return _SENTENCES.get(error["type"], N_("{name} is {value}, which does not fit.")), values


def shown(value: object) -> str:
    """A value as the file has it, cut where it is long."""
    written = json.dumps(value, ensure_ascii=False, default=str)
    return written if len(written) <= _LONGEST_VALUE else f"{written[:_LONGEST_VALUE]}…"
