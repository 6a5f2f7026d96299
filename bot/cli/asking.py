"""Asking the questionnaire in a terminal: each question with its default, and again until the answer fits."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence

import typer

from bot.city.reading import policy_from, to_document
from bot.city.rules import CityPolicy
from bot.cli.questions import GROUPS, Question, Settings, tidy
from bot.errors import BadPolicy, Refused
from bot.texts import Translator
from bot.workdays.rules import refuse_impossible_days


def ask_policy(start: CityPolicy, t: Translator) -> CityPolicy:
    """The policy that the answers describe; what is not asked stays as in `start`."""
    say(t("Enter keeps what stands in brackets, “-” empties it. Nothing is saved before the end."))
    settings: Settings = json.loads(to_document(start))
    for group in GROUPS:
        settings = _ask_group(group, settings, t)
    return policy_from(settings)


def say(sentence: str) -> None:
    """Words for the person at the keyboard; data goes to the standard output."""
    typer.echo(sentence, err=True)


def ask(sentence: str, default: str) -> str:
    """One answer; Enter gives the default. Refuses where nobody is there to answer."""
    try:
        return tidy(typer.prompt(sentence, default=default, show_default=bool(default), err=True))
    except typer.Abort:
        raise Refused("That was broken off; nothing was changed.") from None


def _ask_group(group: Sequence[Question], before: Settings, t: Translator) -> Settings:
    while True:
        settings = copy.deepcopy(before)
        for question in group:
            _ask_question(question, settings, t)
        try:
            refuse_impossible_days(policy_from(settings))
        except BadPolicy as error:
            say(t.error(error))
        else:
            return settings


def _ask_question(question: Question, settings: Settings, t: Translator) -> None:
    *sections, name = question.setting.split(".")
    place = settings
    for section in sections:
        place = place[section]
    if question.only_if(settings):
        place[name] = _choose(question, place[name], t) if question.choices else _type(question, place[name], t)
    elif question.is_emptied:
        place[name] = type(place[name])()


def _type(question: Question, current: object, t: Translator) -> object:
    shown = _shown(current)
    answer = ask(t(question.text), shown)
    return current if answer == shown else question.read(answer, t)


def _choose(question: Question, current: object, t: Translator) -> object:
    say(t(question.text))
    values = list(question.choices)
    for number, value in enumerate(values, start=1):
        say(f"  {number}  {t(question.choices[value])}")
    while True:
        answer = ask(t("Number"), str(values.index(current) + 1) if current in values else "")
        if answer.isdecimal() and 1 <= int(answer) <= len(values):
            return values[int(answer) - 1]
        say(t("Answer with a number from 1 to {last}.", last=len(values)))


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one["date"]) if isinstance(one, dict) else str(one) for one in value)
    return str(value)
