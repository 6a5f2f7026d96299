"""The page's own words: every one there in both languages, none unused; modules small and free of markup from data."""

import re
from pathlib import Path

import pytest

from bot.playground.page import WEB

WORDS = re.compile(r'^  (\w+): "(.+)",$', re.MULTILINE)
MODULES = sorted(file for file in WEB.rglob("*.js") if "blocks" not in file.parts)


def catalogue(language: str) -> dict[str, str]:
    return dict(WORDS.findall((WEB / "texts" / f"{language}.js").read_text(encoding="utf-8")))


def places(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_both_languages_say_the_same_things_with_the_same_places() -> None:
    japanese, english = catalogue("ja"), catalogue("en")

    assert japanese.keys() == english.keys()
    assert {key: places(said) for key, said in japanese.items()} == {key: places(said) for key, said in english.items()}


def test_no_words_are_missing_and_none_are_left_over() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in MODULES if file.parent.name != "texts")
    asked = set(re.findall(r'\bt\(\s*"(\w+)"', code))
    families = tuple(re.findall(r"\bt\(`(\w+_)\$\{", code))

    known = catalogue("ja").keys()
    named = {key for key in known if f'"{key}"' in code}

    assert asked <= known
    assert {key for key in known - asked - named if not key.startswith(families)} == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda file: str(file.relative_to(WEB)))
def test_a_module_is_small_and_makes_no_markup_from_text(module: Path) -> None:
    source = module.read_text(encoding="utf-8")

    assert len(source.splitlines()) <= 400
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source)
    assert "export default" not in source
