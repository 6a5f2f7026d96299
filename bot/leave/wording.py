"""What Kaeru calls the kinds of leave."""

from __future__ import annotations

from bot.city.leave import LeaveKind
from bot.texts import N_, Translator

#: For `bot.city.leave.OWN_KINDS`.
_NAMES = {"annual": N_("Annual leave"), "summer": N_("Summer leave"), "special": N_("Special leave")}


def kind_name(kind: LeaveKind, t: Translator) -> str:
    """The city's name for a kind in the language of `t`, else Kaeru's own, else the city's in its first language.

    Only for eyes that `sight.may_see_kind` lets see it.
    """
    named = {str(language): label for language, label in kind.labels.items()}
    if t.code in named:
        return named[t.code]
    return t(_NAMES[kind.code]) if kind.code in _NAMES else next(iter(named.values()))
