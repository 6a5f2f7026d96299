"""Sentences in the reader's language: the catalogues of `locales/` and Babel's dates. No wording of its own."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, tzinfo
from functools import cache
from importlib import resources
from io import BytesIO

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.errors import KaeruError

#: What a person may choose. `ja_easy` is やさしい日本語; a sentence that it lacks is said in `ja`.
LOCALES = ("ja", "ja_easy", "en")


def N_(message: str) -> str:  # noqa: N802  gettext's own name for "collect this sentence, translate it elsewhere"
    """Mark a msgid that stands in a table of data and is translated where it is shown."""
    return message


class Translator:
    """`t`: says a msgid in one language. Passed to whoever makes text, never global."""

    def __init__(self, code: str, catalogue: gettext.NullTranslations) -> None:
        self.code = code
        self.locale = Locale.parse(code.partition("_")[0])
        self._catalogue = catalogue

    def __call__(self, message: str, /, **values: object) -> str:
        return self._catalogue.gettext(message).format_map(values)

    def n(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The sentence for `count` things; `{count}` is filled in."""
        return self._catalogue.ngettext(one, many, count).format_map({"count": count, **values})

    def error(self, error: KaeruError) -> str:
        """The sentence of an error."""
        return self(error.message, **error.values)

    def day(self, day: date) -> str:
        """`Wed 25 Nov`, 11月25日（水）."""
        return format_date(day, self(N_("EEE d MMM")), self.locale)

    def full_day(self, day: date) -> str:
        """The same with its year: `Wed 25 Nov 2026`, 2026年11月25日（水）."""
        return format_date(day, self(N_("EEE d MMM y")), self.locale)

    def month(self, day: date) -> str:
        """`November 2026`, 2026年11月."""
        return format_date(day, self(N_("MMMM y")), self.locale)

    def clock(self, moment: time | datetime, zone: tzinfo | None = None) -> str:
        """`16:45`, in `zone` where an instant is given."""
        return format_time(moment, "H:mm", zone, self.locale)

    def minute(self, minute: int) -> str:
        """Minutes after midnight as `16:45`; past midnight as `25:30`, as offices write it."""
        return f"{minute // 60}:{minute % 60:02d}"

    def listing(self, items: Iterable[str]) -> str:
        """Several things in one breath: `a, b, c`."""
        return self(N_(", ")).join(items)


class Texts:
    """Every language of Kaeru."""

    def __init__(self, default: str = "ja") -> None:
        self.default = default
        self._translators = _translators()

    def of(self, code: str | None) -> Translator:
        """The language with this code; the city's own where a person chose none."""
        return self._translators.get(code or self.default, self._translators[self.default])


@cache
def _translators() -> Mapping[str, Translator]:
    """The catalogues that ship with Kaeru never change while it runs: they are read once in a process."""
    easy = _read("ja_easy")
    easy.add_fallback(japanese := _read("ja"))
    catalogues = {"ja": japanese, "ja_easy": easy, "en": _read("en")}
    return {code: Translator(code, catalogues[code]) for code in LOCALES}


def _read(code: str) -> gettext.GNUTranslations:
    compiled = BytesIO()
    with (resources.files("locales") / code / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=code.partition("_")[0])
    # `write_mo` leaves out what has no translation, except where it counts: there it would say the msgid.
    for untold in [one for one in catalogue if one.pluralizable and not any(one.string or ())]:
        catalogue.delete(untold.id, untold.context)
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
