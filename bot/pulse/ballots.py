"""Ballots: the tokens of one person in a running survey, and which questions of theirs are counted under them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import SecretStr

from bot.pulse.rules import TAKING_PART
from bot.pulse.store import Running
from bot.pulse.tokens import Seal

#: A survey, and somebody who looks at it or answers.
Look = tuple[int, int]


@dataclass(frozen=True)
class Ballot:
    """A token for each place of a question, and before them the one of taking part."""

    survey: Running
    tokens: tuple[str, ...] = field(repr=False)

    def counted(self, used: Collection[str]) -> frozenset[str]:
        """The codes of the questions that are counted, where these tokens are used."""
        return frozenset(code for code, (place, _) in self.survey.questions.items() if self.tokens[place] in used)


def ballots(surveys: Mapping[int, Running], looks: Iterable[Look], secret: SecretStr) -> dict[Look, Ballot]:
    """The ballots of people, as far as the surveys run; raises SetupFault where one was opened under another secret."""
    seals = {survey_id: survey.seal(secret) for survey_id, survey in surveys.items()}
    return {look: _ballot(surveys[look[0]], seals[look[0]], look[1]) for look in looks if look[0] in surveys}


def _ballot(survey: Running, seal: Seal, person_id: int) -> Ballot:
    places = (TAKING_PART, *(place for place, _ in survey.questions.values()))
    return Ballot(survey, tuple(seal.token(person_id, place) for place in places))
