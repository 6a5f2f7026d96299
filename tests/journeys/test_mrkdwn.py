"""Slack's mrkdwn and its dates as the page reads them. An outline writes an element as `tag[inside]`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browsing import OpenPage
from tests.gallery.looks import NOW, setting

pytestmark = pytest.mark.asyncio(loop_scope="session")

OUTLINES = """async ([texts, how, draw]) => {
  const blocks = await import("/web/blocks/index.js");
  const names = (record) => new Map(Object.entries(record));
  const ctx = {...how, now: new Date(how.now), users: names(how.users), channels: names(how.channels), me: "U01BABA"};
  const outline = (node) => node.nodeType === Node.TEXT_NODE ? node.data : node.nodeName === "BR" ? "⏎"
    : `${node.localName}[${[...node.childNodes].map(outline).join("")}]`;
  return texts.map((text) => [...blocks[draw](text, ctx).childNodes].map(outline).join(""));
}"""

MRKDWN = {
    # formatting, and where it holds
    "*太字* _斜体_ ~取消~ `コード`": "strong[太字] em[斜体] s[取消] code[コード]",
    "*_両方_* と *片_方* 外_": "strong[em[両方]] と strong[片_方] 外_",
    "*閉じない\n次の行*": "*閉じない⏎次の行*",
    "2*3*4 snake_case_name * 空き *": "2*3*4 snake_case_name * 空き *",
    "(*太字*), *太字*!": "(strong[太字]), strong[太字]!",
    # Japanese beside the marks: kana, kanji and full-width signs are no edges, spaces of any width are
    "これは*太字*です": "これは*太字*です",
    "（*太字*）、*太字*。": "（*太字*）、*太字*。",
    "これは\u200b*太字*\u200bです　*太字*　です": "これは\u200bstrong[太字]\u200bです　strong[太字]　です",
    "中`code`文 `code`": "中`code`文 code[code]",
    # code takes everything as it is
    "`*a* :tada:` ```*b*\n  c```": "code[*a* :tada:] pre[*b*\n  c]",
    "```開いたまま": "```開いたまま",
    # quotes and lists
    "> 一\n&gt; 二\n三": "blockquote[一⏎二]三",
    ">>> 一\n二": "blockquote[一⏎二]",
    "• 一\n• 二": "• 一⏎• 二",
    # links, addresses, mentions
    "<https://example.jp/?a=1&amp;b=2|名前> https://example.jp/a_b_c.": "a[名前] a[https://example.jp/a_b_c].",
    "<mailto:hana@hibarino.example|花> hana@hibarino.example": "a[花] a[hana@hibarino.example]",
    "<javascript:alert(1)|押す> <data:text/html,x|y> <何か>": "span[押す] span[y] <何か>",
    "<@U01AOKI> <@U99NOBODY|だれか> <#C01JINJI> <#C99|部屋>": "span[@青木 花] span[@だれか] span[#人事課] span[#部屋]",
    "<!here> <!channel> <!subteam^S1|@係長会>": "span[@here] span[@channel] span[@係長会]",
    # emoji
    ":tada: :wave::skin-tone-3:": "span[🎉] span[👋🏼]",
    ":知らない: :no_such_one: 10:30:45": ":知らない: :no_such_one: 10:30:45",
    # escapes are undone once
    "&lt;b&gt; &amp;lt; &amp; &copy;": "<b> &lt; & &copy;",
    "&lt;!channel&gt; &lt;@U01AOKI&gt;": "<!channel> <@U01AOKI>",
}

PLAIN = {"*太字* &amp; <https://example.jp>\n:tada:": "*太字* &amp; <https://example.jp>⏎span[🎉]"}

#: Wednesday 2026-11-25, 17:15:09 in Tokyo; the clock says 16:45 of the same day.
EVENING = 1795594509
DATES = {
    "{date_num} {date_slash}": ("2026-11-25 2026/11/25", "2026-11-25 11/25/2026"),
    "{date} {date_short}": ("11月25日 11月25日", "November 25th Nov 25"),
    "{date_long}": ("2026年11月25日水曜日", "Wednesday, November 25th, 2026"),
    "{date_long_full}": ("2026年11月25日", "November 25, 2026"),
    "{date_pretty} {time}": ("今日 17:15", "Today 5:15 PM"),
    "on {date_short_pretty}, {date_long_pretty}": ("on 今日, 今日", "on today, today"),
    "{day_divider_pretty} {time_secs}": ("今日 17:15:09", "Today 5:15:09 PM"),
    "{ago} {unknown}": ("30 分後 {unknown}", "In 30 minutes {unknown}"),
}
OTHER_DAYS = {
    "<!date^1795508109^{date_pretty}|x>": "昨日",
    "<!date^1795680909^{date_short_pretty}|x>": "明日",
    "<!date^1767225600^{date} {date_short} {time}|x>": "2026年1月1日 2026年1月1日 9:00",
    "<!date^1795680909^{date_num}^https://example.jp/|x>": "2026-11-26",
}


async def test_mrkdwn_is_read_as_slack_reads_it(look_at: OpenPage, gallery_address: str) -> None:
    page = await look_at(gallery_address)

    read = await page.evaluate(OUTLINES, [list(MRKDWN), setting(theme="light", code="ja"), "renderMrkdwn"])

    assert dict(zip(MRKDWN, read, strict=True)) == MRKDWN


async def test_plain_text_has_emoji_and_nothing_else(look_at: OpenPage, gallery_address: str) -> None:
    page = await look_at(gallery_address)

    read = await page.evaluate(OUTLINES, [list(PLAIN), setting(theme="light", code="ja"), "renderPlain"])

    assert dict(zip(PLAIN, read, strict=True)) == PLAIN


async def test_dates_are_told_in_tokyo_and_in_the_readers_language(look_at: OpenPage, gallery_address: str) -> None:
    page = await look_at(gallery_address, locale="de-DE")
    texts = [f"<!date^{EVENING}^{template}|x>" for template in DATES]
    told: list[list[Any]] = []

    for code in ("ja", "en"):
        outlines = await page.evaluate(OUTLINES, [texts, setting(theme="light", code=code), "renderMrkdwn"])
        told.append([outline.removeprefix("time[").removesuffix("]") for outline in outlines])

    assert dict(zip(DATES, zip(*told, strict=True), strict=True)) == DATES


async def test_other_days_have_their_names_too(look_at: OpenPage, gallery_address: str) -> None:
    page = await look_at(gallery_address)

    read = await page.evaluate(OUTLINES, [list(OTHER_DAYS), setting(theme="light", code="ja"), "renderMrkdwn"])

    said = [outline.removeprefix("a[").removeprefix("time[").rstrip("]") for outline in read]
    assert NOW.isoformat().startswith("2026-11-25")
    assert dict(zip(OTHER_DAYS, said, strict=True)) == OTHER_DAYS
