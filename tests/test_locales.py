"""What Kaeru says: complete in Japanese, true to the English sentence, in the office's words, with its punctuation."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot.texts import Texts, Translator
from locales.__main__ import main
from tests.sizes import ROOT

LANGUAGES = ("ja", "ja_easy", "en")

#: A year may be told in either reckoning: 2026年度 or 令和8年度.
RECKONINGS = {"year", "era", "era_year"}

#: Words of law, of blame and of ranking (design 8, domain 3.10), each with what is said instead.
NEVER_SAID = {
    "承認": "確認しました／差し戻す: a tap approves nothing",
    "振替": "代わりの定時退庁日: 振替 moves a weekly day off",
    "代休": "代わりの定時退庁日: 代休 pays back a holiday's work",
    "ランキング": "units and people are not ranked",
    "順位": "units and people are not ranked",
    "違反": "nobody is blamed",
    "厳守": "nobody is ordered about",
    "至急": "nobody is hurried",
    "サボ": "nobody is blamed",
}

_JAPANESE = "[\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff]"

PUNCTUATION = {
    "katakana stand in full width": re.compile("[\uff61-\uff9f]"),
    "digits and Latin letters stand in half width": re.compile("[０-９Ａ-Ｚａ-ｚ]"),
    "a sentence ends in 。 and pauses at 、": re.compile(f"{_JAPANESE}[,.](?!\\w)"),
    "signs after Japanese are full width": re.compile(f"{_JAPANESE}[!?;:]"),
    "brackets around Japanese are full width": re.compile(f"{_JAPANESE}\\(|\\){_JAPANESE}"),
    "no space stands between Japanese words": re.compile(f"{_JAPANESE} {_JAPANESE}"),
}


@dataclass(frozen=True)
class Sentence:
    """One form of a sentence in one language, and the English forms it stands for."""

    english: tuple[str, ...]
    text: str


def messages(language: str) -> list[Message]:
    with (ROOT / "locales" / language / "messages.po").open("rb") as file:
        return [message for message in read_po(file, locale=language.partition("_")[0]) if message.id]


def sentences(language: str) -> Iterator[Sentence]:
    """Everything that is translated."""
    for message in messages(language):
        for text in _forms(message.string):
            if text:
                yield Sentence(_forms(message.id), text)


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple) else (str(text),)


def placeholders(*texts: str) -> set[str]:
    return {name for text in texts for name in re.findall(r"\{(\w+)", text)}


def test_the_catalogues_hold_every_sentence_of_the_code() -> None:
    assert main("check") == 0


def test_japanese_is_complete() -> None:
    untranslated = [message.id for message in messages("ja") if not all(_forms(message.string))]

    assert untranslated == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language: str) -> None:
    guessed = [message.id for message in messages(language) if message.fuzzy]

    assert guessed == []


def test_easy_japanese_only_says_what_japanese_says() -> None:
    japanese = {sentence.english for sentence in sentences("ja")}

    assert {sentence.english for sentence in sentences("ja_easy")} <= japanese


def test_what_easy_japanese_lacks_is_said_in_japanese() -> None:
    texts = Texts()
    lacking = [message for message in messages("ja_easy") if not any(_forms(message.string))]

    said = {code: [_said(texts.of(code), message) for message in lacking] for code in ("ja", "ja_easy")}

    assert said["ja_easy"] == said["ja"]


def _said(t: Translator, message: Message) -> str:
    """A sentence with each placeholder filled in; where it counts, of three."""
    values = dict.fromkeys(placeholders(*_forms(message.id)) | RECKONINGS, "3")
    if message.pluralizable:
        one, many = _forms(message.id)
        return t.n(one, many, 3, **values)
    return t(str(message.id), **values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_what_the_sentence_is_about(language: str) -> None:
    differing = [
        sentence
        for sentence in sentences(language)
        if (placeholders(*sentence.english) ^ placeholders(sentence.text)) - RECKONINGS
        or placeholders(sentence.text) - placeholders(*sentence.english)
    ]

    assert differing == []


@pytest.mark.parametrize("rule", PUNCTUATION)
def test_japanese_is_set_as_offices_set_it(rule: str) -> None:
    against = [sentence.text for sentence in sentences("ja") if PUNCTUATION[rule].search(sentence.text)]

    assert against == []


@pytest.mark.parametrize("language", ["ja", "ja_easy"])
@pytest.mark.parametrize("word", NEVER_SAID)
def test_some_words_are_never_said(word: str, language: str) -> None:
    saying = [sentence.text for sentence in sentences(language) if word in sentence.text]

    assert saying == [], NEVER_SAID[word]


@pytest.mark.parametrize("language", ["ja", "ja_easy"])
def test_an_order_is_only_named_to_say_that_there_is_none(language: str) -> None:
    ordering = [
        sentence.text
        for sentence in sentences(language)
        if "命令" in re.sub("命令では(ありません|ない)|時間外勤務命令", "", sentence.text)
    ]

    assert ordering == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_word_of_a_file_has_one_meaning(language: str) -> None:
    sections = tomllib.loads((ROOT / "locales" / language / "vocabulary.toml").read_text(encoding="utf-8"))

    ambiguous = {
        name: [word for word, count in Counter(words_in(section)).items() if count > 1]
        for name, section in sections.items()
    }

    assert ambiguous == {name: [] for name in sections}


def words_in(section: dict[str, list[str]]) -> Iterator[str]:
    """Its words in the form in which width, capitals and spaces make no difference, each once for a meaning."""
    for words in section.values():
        yield from {re.sub(r"[\s_]", "", unicodedata.normalize("NFKC", word)).casefold() for word in words}


def test_every_language_knows_the_words_for_the_same_things() -> None:
    paths = sorted((ROOT / "locales").glob("*/vocabulary.toml"))

    meanings = [
        {name: set(section) for name, section in tomllib.loads(path.read_text(encoding="utf-8")).items()}
        for path in paths
    ]

    assert len(meanings) > 1
    assert all(one == other for one, other in pairwise(meanings))
