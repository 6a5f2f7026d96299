"""The scales of questions: which scores an answer may have, what each counts for, and what it is called. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.texts import N_, Translator


class Scale(StrEnum):
    """How a question is answered; the values are the words of an instrument file (`domain.md` 3.6)."""

    AGREE_5 = "agree_5"
    SATISFIED_4 = "satisfied_4"
    SATISFIED_5 = "satisfied_5"
    RECOMMEND_0_10 = "recommend_0_10"
    FACES_3 = "faces_3"
    TEXT = "text"


@dataclass(frozen=True)
class _Kind:
    """The scores from the worst to the best, the msgid of each, and how many at the top are favourable."""

    labels: Mapping[int, str]
    favourable: int = 0
    faces: Mapping[int, str] | None = None


_KINDS: Mapping[Scale, _Kind] = {
    Scale.AGREE_5: _Kind(
        {1: N_("Disagree"), 2: N_("Rather disagree"), 3: N_("Neither"), 4: N_("Rather agree"), 5: N_("Agree")},
        favourable=2,
    ),
    Scale.SATISFIED_4: _Kind(
        {1: N_("Dissatisfied"), 2: N_("Rather dissatisfied"), 3: N_("Rather satisfied"), 4: N_("Satisfied")},
        favourable=2,
    ),
    Scale.SATISFIED_5: _Kind(
        {
            1: N_("Dissatisfied"),
            2: N_("Rather dissatisfied"),
            3: N_("Neither"),
            4: N_("Rather satisfied"),
            5: N_("Satisfied"),
        },
        favourable=2,
    ),
    Scale.RECOMMEND_0_10: _Kind(dict.fromkeys(range(11), N_("{score} of 10"))),
    Scale.FACES_3: _Kind(
        {1: N_("Not good"), 2: N_("So-so"), 3: N_("Good")}, favourable=1, faces={1: "🙁", 2: "😐", 3: "🙂"}
    ),
    Scale.TEXT: _Kind({}),
}


def scores(scale: Scale) -> tuple[int, ...]:
    """The scores that an answer may have, the worst first; none for free text."""
    return tuple(_KINDS[scale].labels)


def favourable(scale: Scale) -> frozenset[int]:
    """The scores that count for the share of favourable answers (top 2 boxes; of three faces, the one that smiles)."""
    how_many = _KINDS[scale].favourable
    return frozenset(scores(scale)[-how_many:] if how_many else ())


def has_index(scale: Scale) -> bool:
    """Whether answers become an index from 0 to 100. Free text has none; a recommendation has its own figure."""
    return bool(favourable(scale))


def label(scale: Scale, score: int, t: Translator) -> str:
    """What an answer is called; a face stands beside its word, never alone."""
    kind = _KINDS[scale]
    words = t(kind.labels[score], score=score)
    return f"{kind.faces[score]} {words}" if kind.faces else words
