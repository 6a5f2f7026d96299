"""Fictional people's names with their reading, and the e-mail addresses made from them."""

import csv
import io
from dataclasses import dataclass
from importlib.resources import files

from bot.playground.towns.dice import Dice

ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "s": "サシスセソ",
    "t": "タチツテト",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "g": "ガギグゲゴ",
    "z": "ザジズゼゾ",
    "d": "ダヂヅデド",
    "b": "バビブベボ",
    "p": "パピプペポ",
}
SYLLABLES = {sign: row + vowel for row, signs in ROWS.items() for sign, vowel in zip(signs, "aiueo", strict=True)} | {
    "ヤ": "ya",
    "ユ": "yu",
    "ヨ": "yo",
    "ワ": "wa",
    "ン": "n",
    "シ": "shi",
    "チ": "chi",
    "ツ": "tsu",
    "フ": "fu",
    "ジ": "ji",
    "ヂ": "ji",
    "ヅ": "zu",
}
GLIDES = {"ャ": "a", "ュ": "u", "ョ": "o"}


@dataclass(frozen=True, slots=True)
class Word:
    """A surname or a given name and its katakana reading."""

    written: str
    kana: str


@dataclass(frozen=True, slots=True)
class FullName:
    """Both parts, and the e-mail's local part, unique in the city."""

    written: str
    kana: str
    mailbox: str


def romaji(kana: str) -> str:
    """Hepburn with long vowels written out, as in most city halls' addresses: オオノ becomes oono."""
    letters = ""
    for place, sign in enumerate(kana):
        if sign == "ッ":
            letters += SYLLABLES[kana[place + 1]][0]
        elif sign in GLIDES:
            letters = glide(letters, GLIDES[sign])
        else:
            letters += SYLLABLES[sign]
    return letters


def glide(letters: str, vowel: str) -> str:
    """`ki` + a small ャ is `kya`, but `shi` is `sha`."""
    stem = letters.removesuffix("i")
    return stem + ("" if stem.endswith(("sh", "ch", "j")) else "y") + vowel


def read_words(file_name: str) -> tuple[Word, ...]:
    text = files(__package__).joinpath(file_name).read_text(encoding="utf-8")
    return tuple(Word(row["書き方"], row["読み"]) for row in csv.DictReader(io.StringIO(text)))


class NameGiver:
    """Gives one person after another a name; common surnames come up more often, as in life."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._surnames = read_words("surnames.csv")
        self._given_names = read_words("given_names.csv")
        self._seen: dict[str, int] = {}

    def next(self) -> FullName:
        surname, given = self._surname(), self._dice.pick(self._given_names)
        mailbox = self._unique(f"{romaji(surname.kana)}.{romaji(given.kana)}")
        return FullName(f"{surname.written} {given.written}", f"{surname.kana} {given.kana}", mailbox)

    def _surname(self) -> Word:
        """The list runs from common to rare: the lower of two throws prefers its head."""
        count = len(self._surnames)
        return self._surnames[min(self._dice.below(count), self._dice.below(count * 2))]

    def _unique(self, mailbox: str) -> str:
        number = self._seen[mailbox] = self._seen.get(mailbox, 0) + 1
        return mailbox if number == 1 else f"{mailbox}{number}"
