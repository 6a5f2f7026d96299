"""`python -m locales update` collects new sentences into the catalogues; `check` says whether that was done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot import errors

_HERE = Path(__file__).parent
_ROOT = _HERE.parent
_SOURCES = ("bot", "handlers", "schedules")
_LANGUAGES = ("ja", "ja_easy", "en")
_FIRST = (1,)
_COMMENT = "# Kaeru's sentences. Made by `make texts`: change the msgstr lines only."
_NOISE = (b'"POT-', b'"PO-', b'"Report-', b'"Last-', b'"Language-Team', b'"Generated-')


def main(command: str) -> int:
    """Do `update` or `check`; returns the exit code."""
    stale = list(_stale_catalogues(write=command == "update"))
    if command == "check" and stale:
        sys.stderr.write(f"The catalogues are behind the code ({', '.join(stale)}). Run `make texts` and translate.\n")
        return 1
    return 0


def _stale_catalogues(*, write: bool) -> Iterator[str]:
    template = _template()
    for path, catalogue in _catalogues(template):
        current = _rendered(catalogue)
        if not path.exists() or path.read_bytes() != current:
            yield str(path.relative_to(_ROOT))
            if write:
                path.write_bytes(current)


def _catalogues(template: Catalog) -> Iterator[tuple[Path, Catalog]]:
    yield _HERE / "messages.pot", template
    for language in _LANGUAGES:
        path = _HERE / language / "messages.po"
        catalogue = _read(path, language)
        catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        yield path, catalogue


def _template() -> Catalog:
    catalogue = Catalog(project="Kaeru", charset="utf-8", header_comment=_COMMENT)
    for source in _SOURCES:
        for name, line, message, comments, context in extract_from_dir(_ROOT / source, keywords=_keywords()):
            place = (f"{source}/{name}", line)
            catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


def _keywords() -> dict[str, tuple[int, ...]]:
    """What marks a sentence: `t`, `t.n`, `N_`, and every error of the tree (or its `super().__init__`)."""
    words: dict[str, tuple[int, ...]] = {"t": _FIRST, "N_": _FIRST, "__init__": _FIRST, "n": (1, 2)}
    kinds: list[type[errors.KaeruError]] = [errors.KaeruError]
    while kinds:
        kind = kinds.pop()
        # A SlackFault's first argument is Slack's code, not a sentence.
        if not issubclass(kind, errors.SlackFault):
            words[kind.__name__] = _FIRST
        kinds.extend(kind.__subclasses__())
    return words


def _read(path: Path, language: str) -> Catalog:
    locale = language.partition("_")[0]
    if not path.exists():
        return Catalog(locale=locale, project="Kaeru", charset="utf-8", header_comment=_COMMENT)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def _rendered(catalogue: Catalog) -> bytes:
    # Without places and dates: a moved line or a second run changes nothing in the file.
    out = BytesIO()
    catalogue.fuzzy = False
    catalogue.header_comment = _COMMENT
    write_po(out, catalogue, width=120, no_location=True, omit_header=False, sort_output=True)
    kept = [line for line in out.getvalue().splitlines() if not line.startswith(_NOISE)]
    return b"\n".join(kept).rstrip() + b"\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
