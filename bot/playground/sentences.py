"""What the playground itself says to people: each sentence in Japanese, with its English twin."""

from __future__ import annotations

LANGUAGES = ("ja", "en")


class Sentence(str):
    """A Japanese sentence that knows itself in English. Values go into the {places} of both."""

    __slots__ = ("english",)
    english: str

    def __new__(cls, japanese: str, english: str) -> Sentence:
        made = super().__new__(cls, japanese)
        made.english = english
        return made

    def filled(self, **values: object) -> Sentence:
        """The sentence with its values."""
        return Sentence(self.format_map(values), self.english.format_map(values))


def in_language(text: str, language: str) -> str:
    """The text in a language of the page; what was written by somebody else stays as it is."""
    return text.english if language == "en" and isinstance(text, Sentence) else str(text)


NO_SUCH_PERSON = Sentence("「{name}」という人はいません。", "There is nobody called “{name}”.")
NO_SUCH_CHANNEL = Sentence("チャンネル「{name}」は見つかりません。", "There is no channel “{name}” to be seen.")
NO_SUCH_ACT = Sentence("「do」には次のどれかを書いてください：{acts}", "Write one of these as “do”: {acts}")
NO_SUCH_CONTROL = Sentence(
    "ここには「{name}」という操作はありません。", "There is nothing called “{name}” to press here."
)
NO_SUCH_OPTION = Sentence("この中に「{name}」という選択肢はありません。", "“{name}” is not among these options.")
MESSAGE_GONE = Sentence("このメッセージはもうありません。", "This message is no longer there.")
MESSAGE_OF_OTHERS = Sentence(
    "このメッセージはほかの人にだけ表示されています。", "This message is shown to somebody else only."
)
ONLY_OWN_EDITED = Sentence("自分のメッセージだけを編集できます。", "People can edit their own messages only.")
ONLY_OWN_DISMISSED = Sentence(
    "あなただけに表示されているメッセージだけを閉じられます。",
    "Only messages that are shown to you alone can be put away.",
)
VIEW_CLOSED = Sentence("この画面はもう閉じられています。", "This window is closed already.")
JOIN_FIRST = Sentence("このチャンネルに書くには、先に参加してください。", "Join this channel before writing in it.")
ARCHIVED = Sentence("このチャンネルはアーカイブされています。", "This channel is archived.")
BAD_BEFORE = Sentence("before にはメッセージの ts を書いてください。", "Write the ts of a message as “before”.")
BAD_FAULT = Sentence("この不具合は設定できません：{reason}", "This fault cannot be set: {reason}")

PRESS_FAILED = Sentence(
    "この操作を処理できませんでした。もう一度お試しください。", "This did not work. Please try it again."
)
MODAL_FAILED = Sentence(
    "接続に問題が発生しました。もう一度お試しください。", "We had some trouble connecting. Please try it again."
)
COMMAND_FAILED = Sentence("{command} はエラー「{error}」で失敗しました。", "{command} failed with the error “{error}”.")
REQUIRED = Sentence("この項目は必須です。", "Please fill in this field.")

BAD_DATE = Sentence(
    '時刻を読み取れませんでした。"2026-11-25T17:30" のように、日付と時刻を書いてください。',
    'The time could not be read. Write date and time like "2026-11-25T17:30".',
)
BAD_MONTH = Sentence(
    "月を読み取れませんでした。2026-11 のように書いてください。", "The month could not be read. Write it like 2026-11."
)
NO_CLOCK = Sentence(
    "ここには動かせる時計がありません。kaeru demo で開いた画面で動かしてください。",
    "There is no clock to move here. Open the page with kaeru demo to move it.",
)
