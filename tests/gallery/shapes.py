"""Every kind of block and element that the page draws, not only those that Kaeru sends today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.blockkit import Block, Element, actions, button, context, divider, header, mrkdwn, option, plain, section
from tests.gallery.frames import Frame

LONG = "企画政策局デジタル戦略推進部情報システム最適化・業務改革推進課" + "A" * 60
MONTHS = [option(f"{month}月", f"month-{month}") for month in range(1, 13)]
DEPARTMENTS = ("総務部", "企画部", "福祉部", "土木部", "教育委員会", "市立病院")
FROG = "/web/kaeru.svg"

TEXT = (
    "*太字* _斜体_ ~取消~ `コード` <https://example.jp|リンク> <@U01AOKI> <#C01JINJI> <!here> :tada:\n"
    "> 引用\n• 一つ目\n• 二つ目\n```そのまま\n  二行目```<!date^1795594500^{date_long} {time}|11月25日>"
)


def message_shapes() -> Frame:
    """Texts, controls in rows and beside texts, images."""
    beside = [
        button("また受け取る", action_id="again", about="朝のお知らせ"),
        menu("static_select", "one", options=MONTHS, initial_option=MONTHS[2]),
        menu("multi_static_select", "several", options=MONTHS, initial_options=MONTHS[:2]),
        {"type": "overflow", "action_id": "more", "options": MONTHS[:3]},
        {"type": "image", "image_url": FROG, "alt_text": "かえる"},
        {"type": "checkboxes", "action_id": "boxes", "options": MONTHS[:2]},
        {"type": "radio_buttons", "action_id": "radio", "options": MONTHS[:2], "initial_option": MONTHS[1]},
    ]
    blocks = [
        header(f"見出し {LONG}"),
        section(TEXT),
        {"type": "section", "fields": [mrkdwn("*所属*\n人事課"), mrkdwn(f"*長い名前*\n{LONG}"), plain("職位\n係長")]},
        *(section(f"*{place}つ目の操作*\n{LONG}", accessory=element) for place, element in enumerate(beside)),
        divider(),
        actions(*row(), block_id="row"),
        context("小さな字", "*もう一つ*"),
        {"type": "image", "image_url": FROG, "alt_text": "かえるの絵", "title": plain("かえる")},
        {"type": "markdown", "text": "# 見出し\n**太字**と*斜体*\n- 一\n  - 一の一\n1. 番号\n> 引用\n```\ncode\n```"},
        rich_text(),
    ]
    return Frame("every shape of a message", blocks=blocks)


def row() -> Sequence[Element]:
    """A row of controls, one of each kind."""
    sure: Element = {"title": plain("取り消しますか"), "text": mrkdwn("*11月25日* の届出です。"), "style": "danger"}
    return (
        button("定時で帰ります", action_id="leave", value="on_time", style="primary"),
        {**button("取り消す", action_id="cancel", style="danger"), "confirm": sure},
        {**button("くわしく", action_id="open"), "url": "https://example.jp/"},
        menu("static_select", "month", options=MONTHS, confirm=sure),
        menu("external_select", "search", min_query_length=1),
        menu("users_select", "member", initial_user="U01AOKI"),
        menu("channels_select", "channel"),
        menu("conversations_select", "talk"),
        {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-25"},
        {"type": "timepicker", "action_id": "time", "initial_time": "19:30"},
        {"type": "datetimepicker", "action_id": "moment", "initial_date_time": 1795594500},
    )


def form() -> Frame:
    """A modal with every kind of field."""
    fields = [
        field("日付", {"type": "datepicker", "initial_date": "2026-11-25"}),
        field("終わり", {"type": "timepicker", "initial_time": "19:30"}),
        field("日時", {"type": "datetimepicker", "initial_date_time": 1795594500}),
        field("理由", {"type": "radio_buttons", "options": MONTHS[:3]}),
        field("手伝えること", {"type": "checkboxes", "options": MONTHS[:3]}, optional=True),
        field("区分", menu("static_select", option_groups=[{"label": plain("上半期"), "options": MONTHS[:6]}])),
        field("探す", menu("external_select"), optional=True),
        field("確認する人", menu("users_select")),
        field("一緒に残る人", menu("multi_users_select", initial_users=["U01AOKI"]), optional=True),
        field("部屋", menu("multi_channels_select"), optional=True),
        field("会話", menu("multi_conversations_select"), optional=True),
        field("探す月", menu("multi_external_select"), optional=True),
        field("人数", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
        field("内容", {"type": "plain_text_input", "multiline": True, "max_length": 200}, hint=plain("200字まで")),
        field("メール", {"type": "email_text_input"}, optional=True),
        field("資料", {"type": "url_text_input"}, optional=True),
    ]
    modal = {"type": "modal", "title": plain("時間外勤務の届出"), "submit": plain("届け出る"), "close": plain("やめる")}
    return Frame("a form", view={**modal, "blocks": fields}, errors={"終わり": "終わりは始まりより後にしてください。"})


def charts() -> list[Frame]:
    """Every kind of chart and a table; a message may hold two charts."""
    long = [f"とても長い名前の課の名前その{place:02}" for place in range(20)]
    parts = [{"label": f"部分{place}", "value": place + 1} for place in range(12)]
    bars = axes("bar", DEPARTMENTS, {"定時退庁率": [60, 65.5, 71, 76.5, 82, 87.5]}, y_label="%")
    lines = axes("line", DEPARTMENTS, {"今年度": [12, 11, 9, 8, 7.5, 6], "昨年度": [14, 14, 13, 13, 12, 12]})
    areas = axes("area", DEPARTMENTS, {"計画": [0, 2, 4, 7, 9, 12], "取得": [0, 1, 4, 5, 7, 9.5]})
    crowded = axes("bar", long, {"計画": list(range(-2, 18)), "実績": list(range(20))})
    pies = [{"type": "pie", "segments": parts}, {"type": "pie", "segments": [{"label": "すべて", "value": 1}]}]
    return [
        Frame("bars and lines", blocks=[chart("定時退庁率", bars), chart("時間外勤務", lines)]),
        Frame("areas and crowded bars", blocks=[chart("休暇の累計", areas), chart("二十の課", crowded)]),
        Frame("pies", blocks=[chart("内訳", pies[0]), chart("一つだけ", pies[1])]),
        Frame("a table", blocks=[table()]),
    ]


def axes(kind: str, labels: Sequence[str], series: dict[str, list[float]], **more: str) -> dict[str, Any]:
    """A chart over categories."""
    drawn = [
        {"name": name, "data": [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]}
        for name, values in series.items()
    ]
    return {"type": kind, "series": drawn, "axis_config": {"categories": list(labels), **more}}


def chart(title: str, drawn: dict[str, Any]) -> Block:
    return {"type": "data_visualization", "title": title, "chart": drawn}


def table() -> Block:
    """Cells of both kinds, wide enough to scroll on a phone."""
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [text("1日", bold=True)]}]}
    rows = [[raw(name), raw("78.7%"), raw("+1.2"), rich, raw(LONG)] for name in DEPARTMENTS]
    heads = [raw(name) for name in ("所属", "定時退庁率", "前月比", "休暇", "備考")]
    settings = [{"is_wrapped": True}, {"align": "right"}, {"align": "right"}, {"align": "center"}]
    return {"type": "table", "rows": [heads, *rows], "column_settings": settings}


def rich_text() -> Block:
    """Sections, nested lists, a quote and code, with every kind of inline element."""
    inline = [
        text("太字の斜体", bold=True, italic=True),
        {"type": "link", "url": "https://example.jp", "text": "リンク"},
        {"type": "emoji", "name": "frog", "unicode": "1f438"},
        {"type": "user", "user_id": "U01AOKI"},
        {"type": "channel", "channel_id": "C01JINJI"},
        {"type": "broadcast", "range": "channel"},
        {"type": "date", "timestamp": 1795594500, "format": "{date_pretty} {time}", "fallback": "11月25日"},
        {"type": "color", "value": "#2E7D32"},
    ]
    lists = [bullets("一", "二"), bullets("二の一", indent=1), bullets("三", offset=2)]
    quote = {"type": "rich_text_quote", "elements": [text("引用\n二行目")]}
    code = {"type": "rich_text_preformatted", "elements": [text("code  x")]}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": inline}, *lists, quote, code]}


def bullets(*words: str, indent: int = 0, offset: int = 0) -> dict[str, Any]:
    items = [{"type": "rich_text_section", "elements": [text(word)]} for word in words]
    return {"type": "rich_text_list", "style": "ordered", "indent": indent, "offset": offset, "elements": items}


def text(words: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": words, **({"style": style} if style else {})}


def raw(words: str) -> dict[str, str]:
    return {"type": "raw_text", "text": words}


def menu(kind: str, action_id: str = "value", **more: object) -> Element:
    return {"type": kind, "action_id": action_id, "placeholder": plain(f"選ぶ：{action_id}"), **more}


def field(label: str, element: Element, **more: object) -> Block:
    """A field of a form, its label being its block_id too."""
    return {
        "type": "input",
        "block_id": label,
        "label": plain(label),
        "element": {"action_id": "value", **element},
        **more,
    }
