"""Use cases: which instruments there are, and bring one of the city's own."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from sqlmodel import Session

from bot.city.service import audit
from bot.errors import Refused
from bot.pulse import run_store, scales
from bot.pulse.instrument_files import read_instrument, shipped_instruments
from bot.pulse.instruments import Instrument, Item
from bot.pulse.rules import Question, words_in
from bot.pulse.scales import Scale

#: The two ends of a recommendation from 0 to 10 (`domain.md` 3.6).
_PROMOTERS_FROM, _DETRACTORS_UP_TO = 9, 6


def instruments(session: Session) -> tuple[Instrument, ...]:
    """Those that ship, Kaeru's own first, then the city's in the order in which they came."""
    own = (_read(code, document) for code, document in run_store.own_instruments(session))
    return (*shipped_instruments(), *own)


def instrument_of(session: Session, code: str) -> Instrument:
    """The instrument with a code; raises Refused for an unknown one."""
    shipped = next((one for one in shipped_instruments() if one.code == code), None)
    found = shipped or next((one for one in instruments(session) if one.code == code), None)
    if found is None:
        raise Refused("There is no instrument {code}. See kaeru survey list for those that there are.", code=code)
    return found


def import_instrument(session: Session, name: str, content: bytes, *, actor: str, now: datetime) -> Instrument:
    """Take over an instrument file; raises BadFile, with every fault, for one that does not fit."""
    taken = [one.code for one in instruments(session)]
    instrument = read_instrument(name, content, taken=taken)
    run_store.keep_instrument(session, instrument.code, content.decode("utf-8-sig"), now)
    audit(session, actor=actor, action="survey.instrument_imported", detail=instrument.code, now=now)
    return instrument


def question_of(item: Item) -> Question:
    """An item as storage knows it: its scores, and which of them count for or against."""
    if item.scale is Scale.TEXT:
        return words_in(item.code)
    scores, best = scales.scores(item.scale), scales.favourable(item.scale)
    if item.scale is Scale.RECOMMEND_0_10:
        return Question(item.code, scores[0], scores[-1], _PROMOTERS_FROM, _DETRACTORS_UP_TO)
    return Question(item.code, scores[0], scores[-1], min(best))


@cache
def _read(code: str, document: str) -> Instrument:
    return read_instrument(f"{code}.toml", document.encode())
