"""What a person is called in a post (職位), from the rank, the workplace and the name of the unit."""

from collections.abc import Mapping

from bot.playground.towns.dice import Dice
from bot.playground.towns.model import Rank
from bot.playground.towns.seats import Seat

HEAD_TITLES = {
    "上下水道局": "上下水道事業管理者",
    "病院局": "病院事業管理者",
    "市長公室": "公室長",
    "消防本部": "消防長",
    "教育委員会事務局": "教育部長",
    "会計課": "会計管理者",
}
HEAD_ENDINGS = {
    "区役所": "区長",
    "事務局": "事務局長",
    "事務所": "所長",
    "センター": "所長",
    "保育園": "園長",
    "病棟": "看護師長",
    "局": "局長",
    "部": "部長",
    "課": "課長",
    "署": "署長",
    "館": "館長",
    "室": "室長",
    "院": "院長",
    "場": "場長",
    "所": "所長",
    "園": "園長",
    "係": "係長",
    "担当": "係長",
}
BESIDES: Mapping[bool, Mapping[Rank, str]] = {
    False: {Rank.R7: "次長", Rank.R6: "参事", Rank.R5B: "課長補佐", Rank.R5: "主幹"},
    True: {Rank.R8: "担当理事", Rank.R7: "担当部長", Rank.R6: "担当課長", Rank.R5B: "課長補佐", Rank.R5: "担当係長"},
}
BY_WORKPLACE: Mapping[str, Mapping[Rank, tuple[str, ...]]] = {
    "保育": {
        Rank.R5: ("主任保育士",),
        Rank.R4: ("主任保育士", "主任"),
        Rank.R1: ("保育士",),
        Rank.FISCAL_YEAR: ("保育補助員",),
    },
    "病棟": {
        Rank.R5: ("副看護師長",),
        Rank.R4: ("主任看護師",),
        Rank.R1: ("看護師",),
        Rank.FISCAL_YEAR: ("看護補助員",),
    },
    "消防": {Rank.R4: ("消防司令補", "消防士長"), Rank.R1: ("消防副士長", "消防士")},
    "運転": {Rank.R1: ("運転手",)},
    "業務職": {Rank.R1: ("技能・業務職",)},
    "技術": {Rank.R1: ("技師", "技師", "主事"), Rank.FISCAL_YEAR: ("技術補助員", "事務補助員")},
}
ORDINARY = {
    Rank.R4: ("主査", "主任"),
    Rank.R1: ("主事",),
    Rank.LABOUR: ("技能労務職",),
    Rank.REEMPLOYED: ("主査", "主任", "専門員"),
    Rank.FISCAL_YEAR: ("事務補助員", "専門相談員"),
}


def head_title(unit_name: str) -> str:
    """The title of whoever leads a unit of this name."""
    ending = next(ending for ending in HEAD_ENDINGS if unit_name.endswith(ending))
    return HEAD_TITLES.get(unit_name, HEAD_ENDINGS[ending])


def title(seat: Seat, *, has_bureaus: bool, dice: Dice) -> str:
    if seat.is_head:
        return "課長補佐" if seat.rank is Rank.R5B and seat.is_in_team else head_title(seat.path[-1])
    marked = next((BY_WORKPLACE[mark] for mark in seat.line.marks if seat.rank in BY_WORKPLACE.get(mark, {})), None)
    if marked:
        return dice.pick(marked[seat.rank])
    besides = BESIDES[has_bureaus]
    return besides[seat.rank] if seat.rank in besides else dice.pick(ORDINARY[seat.rank])
