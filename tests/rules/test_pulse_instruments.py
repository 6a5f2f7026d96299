"""The questions that ship with Kaeru, and what a city's own instrument file is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from importlib import resources

import pytest

from bot.errors import BadFile, Refused
from bot.pulse.instrument_files import read_instrument, shipped_instruments
from bot.pulse.instruments import Instrument, Item
from bot.pulse.scales import Scale, favourable, has_index, label, scores
from bot.pulse.scores import index_of_total
from bot.texts import Texts

#: `domain.md` 3.6, word for word.
OWN_QUESTIONS = {
    "E1": "今の仕事に前向きな気持ちで取り組めている",
    "E2": "自分の仕事は市民の役に立っていると感じる",
    "E3": "日々の仕事に手応えを感じることが多い",
    "W1": "職場で率直に意見を言える",
    "W2": "困ったときに上司に相談しやすい",
    "W3": "困ったときに同僚が助けてくれる",
    "W4": "上司からよく声をかけられている",
    "W5": "お互いに感謝を伝え合っている",
    "B1": "業務量は勤務時間内に終えられる量である",
    "B2": "休暇を取りたいときに取れる",
    "B3": "ノー残業デーに定時で帰りやすい雰囲気がある",
    "B4": "会議や打合せは効率よく行われている",
    "B5": "特定の人に仕事が偏っていない",
    "G1": "仕事を通じて成長を感じる",
    "G2": "評価や助言に納得している",
    "S1": "今の働き方に満足している",
    "S2": "友人にこの職場をすすめたい",
    "S3": "前回の結果を受けて職場が良くなった",
}
OTHER_SCALES = {"S1": Scale.SATISFIED_4, "S2": Scale.RECOMMEND_0_10, "F1": Scale.TEXT}

#: Names that are somebody's mark, and instruments that may not be shipped (`domain.md` 3.6).
NOT_OURS = re.compile(r"nps|net promoter|gallup|\bq12\b|uwes|utrecht|ストレス|stress|プロモーター", re.IGNORECASE)
_KANJI_WITHOUT_READING = re.compile(r"[々\u4e00-\u9fff]+(?![々\u4e00-\u9fff]*（)")


def shipped(code: str) -> Instrument:
    return next(one for one in shipped_instruments() if one.code == code)


def items() -> Iterator[Item]:
    for instrument in shipped_instruments():
        yield from instrument.items


def test_the_projects_own_questions_are_asked_as_they_were_written() -> None:
    own = shipped("kaeru")

    assert {item.code: item.text.ja for item in own.items if item.code != "F1"} == OWN_QUESTIONS
    assert {item.code: item.scale for item in own.items if item.scale is not Scale.AGREE_5} == OTHER_SCALES


def test_the_pulse_turns_round_all_questions_of_agreement_but_that_after_results() -> None:
    own = shipped("kaeru")

    assert own.fixed == "S1"
    assert sorted(own.rotating) == sorted(set(OWN_QUESTIONS) - {"S1", "S2", "S3"})


def test_the_five_questions_on_engagement_name_their_source_and_licence_in_every_language() -> None:
    borrowed = shipped("uk_engagement")

    assert len(borrowed.items) == 5
    assert borrowed.attribution is not None
    for language in ("ja", "ja_easy", "en"):
        said = borrowed.attribution.of(language)
        assert "Civil Service People Survey" in said
        assert said.endswith("Contains public sector information licensed under the Open Government Licence v3.0.")


def test_the_two_questions_of_the_sources_are_asked_in_words_of_our_own() -> None:
    efficient, satisfied = shipped("work_style").items

    assert (efficient.scale, satisfied.scale) == (Scale.AGREE_5, Scale.SATISFIED_4)
    assert "効率的に行われているか" not in efficient.text.ja
    assert {efficient.text.ja, satisfied.text.ja}.isdisjoint(OWN_QUESTIONS.values())


def test_nothing_is_shipped_that_belongs_to_somebody_else() -> None:
    folder = resources.files("bot.pulse") / "instruments"

    texts = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}

    assert len(texts) == 3
    assert {name: NOT_OURS.findall(text) for name, text in texts.items()} == {name: [] for name in texts}


def test_plain_japanese_gives_the_reading_of_every_word() -> None:
    texts = [item.text.ja_easy for item in items()] + [one.title.ja_easy for one in shipped_instruments()]
    texts += [words.ja_easy for one in shipped_instruments() for words in one.dimensions.values()]

    assert {text: found for text in texts if (found := _KANJI_WITHOUT_READING.findall(text))} == {}


def test_every_text_is_different_in_every_language() -> None:
    assert [item.code for item in items() if len({item.text.ja, item.text.ja_easy, item.text.en}) < 3] == []


def test_a_question_that_is_not_in_the_survey_is_refused() -> None:
    with pytest.raises(Refused, match="does not belong to the survey"):
        shipped("kaeru").item("E9")


# ---- scales


def test_five_steps_of_agreement_count_from_nought_to_a_hundred() -> None:
    assert [index_of_total(Scale.AGREE_5, score, 1) for score in scores(Scale.AGREE_5)] == [0, 25, 50, 75, 100]
    assert favourable(Scale.AGREE_5) == {4, 5}


def test_four_steps_of_satisfaction_have_no_middle_and_two_favourable_answers() -> None:
    points = [index_of_total(Scale.SATISFIED_4, score, 1) for score in scores(Scale.SATISFIED_4)]

    assert points == [0, Fraction(100, 3), Fraction(200, 3), 100]
    assert favourable(Scale.SATISFIED_4) == {3, 4}


def test_a_recommendation_and_free_text_have_no_index() -> None:
    assert [scale for scale in Scale if not has_index(scale)] == [Scale.RECOMMEND_0_10, Scale.TEXT]


@pytest.mark.parametrize("language", ["ja", "ja_easy", "en"])
def test_every_answer_has_a_name_of_its_own_and_a_face_never_stands_alone(language: str) -> None:
    t = Texts().of(language)

    for scale in Scale:
        labels = [label(scale, score, t) for score in scores(scale)]
        assert len(set(labels)) == len(labels)
        assert all(re.search(r"\w", text) for text in labels)


# ---- a city's own file

OWN_FILE = """
code = "soudan"
licence = "The city wrote it."
[title]
ja = "相談窓口アンケート"
ja_easy = "相談（そうだん）アンケート"
en = "Survey on the help desk"
[pulse]
fixed = "Q1"
rotating = ["Q2"]
[dimensions.desk]
ja = "窓口"
ja_easy = "窓口（まどぐち）"
en = "Help desk"
[[items]]
code = "Q1"
dimension = "desk"
scale = "faces_3"
text.ja = "窓口は使いやすい"
text.ja_easy = "窓口（まどぐち）は使（つか）いやすい"
text.en = "The desk is easy to use"
[[items]]
code = "Q2"
dimension = "desk"
scale = "agree_5"
text.ja = "窓口はすぐ答えてくれる"
text.ja_easy = "窓口（まどぐち）はすぐ答（こた）えてくれる"
text.en = "The desk answers at once"
[[items]]
code = "Q3"
dimension = "desk"
scale = "text"
text = { ja = "ご意見", ja_easy = "意見（いけん）", en = "Your opinion" }
"""


def read(text: str) -> Instrument:
    return read_instrument("own.toml", text.encode())


def faults(text: str, taken: tuple[str, ...] = ()) -> list[tuple[int, str]]:
    with pytest.raises(BadFile) as refused:
        read_instrument("own.toml", text.encode(), taken=taken)
    return [(one.line, one.message.format_map(one.values)) for one in refused.value.problems]


def without(line: str) -> str:
    assert line in OWN_FILE
    return OWN_FILE.replace(line, "", 1)


def instead(old: str, new: str) -> str:
    assert old in OWN_FILE
    return OWN_FILE.replace(old, new, 1)


def test_a_city_brings_its_own_questions() -> None:
    own = read(OWN_FILE)

    assert [(item.code, item.scale) for item in own.items] == [
        ("Q1", Scale.FACES_3),
        ("Q2", Scale.AGREE_5),
        ("Q3", Scale.TEXT),
    ]
    assert own.item("Q3").text.of("en") == "Your opinion"
    assert (own.fixed, own.rotating, own.title.of("ja")) == ("Q1", ("Q2",), "相談窓口アンケート")


def test_a_file_that_windows_saved_is_read_too() -> None:
    saved = b"\xef\xbb\xbf" + OWN_FILE.replace("\n", "\r\n").encode()

    assert read_instrument("own.toml", saved) == read(OWN_FILE)


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (
            without('text.en = "The desk is easy to use"'),
            19,
            "Q1.text.en is missing; every text is needed in ja, ja_easy and en.",
        ),
        (without('en = "Survey on the help desk"'), 4, "title.en is missing; every text is needed in"),
        (without('licence = "The city wrote it."'), 1, "licence is missing."),
        (instead('"faces_3"', '"faces_7"'), 18, "Q1.scale is \"faces_7\"; it takes one of 'agree_5', 'satisfied_4'"),
        (instead('code = "Q3"', 'code = "q1"'), 30, "The code q1 stands at two questions; give each its own."),
        (instead('code = "Q2"', 'code = "質問2"'), 23, '質問2.code is "質問2"; a code has up to 20 letters a to z'),
        (instead("窓口は使いやすい", "長" * 151), 19, "Q1.text.ja is longer than 150 characters; shorten it."),
        (instead('"窓口は使いやすい"', '"  "'), 19, "Q1.text.ja is empty; write its text"),
        (instead('"窓口は使いやすい"', '"窓口は\\n使いやすい"'), 19, "Q1.text.ja holds a line break"),
        (instead('"窓口は使いやすい"', "3"), 19, "Q1.text.ja is 3; it takes a text in quotation marks."),
        (instead('dimension = "desk"', 'dimension = "dest"'), 17, "Q1.dimension is dest, which has no title: add [dim"),
        (instead('scale = "agree_5"', 'scale = "agree_5"\nweight = 3'), 26, "An instrument has no setting Q2.weight"),
        (
            instead("[dimensions.desk]", '[dimensions.2]\nja = "a"\nja_easy = "b"\nen = "c"\n[dimensions.desk]'),
            11,
            'dimensions.2 is "2"; a code',
        ),
        (instead("Survey on the help desk", "a" * 61), 7, "title.en is longer than 60 characters; shorten it."),
        (instead("[pulse]", "[puls]"), 8, "An instrument has no setting puls: remove it, or check how it is written."),
        (instead('fixed = "Q1"', 'fixed = "Q3"'), 9, 'pulse.fixed names "Q3"; it takes the code of a question'),
        (instead('rotating = ["Q2"]', 'rotating = ["Q2", "Q1"]'), 10, 'pulse.rotating names "Q1" once more'),
        (instead('rotating = ["Q2"]', "rotating = []"), 10, "pulse.rotating is empty; name at least one."),
    ],
)
def test_each_fault_gets_one_sentence_and_its_line(text: str, line: int, sentence: str) -> None:
    ((at, said),) = faults(text)

    assert said.startswith(sentence)
    assert at == line


def test_all_faults_of_a_file_are_told_at_once() -> None:
    text = instead('"faces_3"', '"smile"').replace('text.en = "The desk answers at once"', "").replace("[pulse]", "[p]")

    assert [line for line, _ in faults(text)] == [8, 18, 26]


@pytest.mark.parametrize("nothing", ["", "items = []", "items = 3", "[items]"])
def test_a_file_without_questions_is_told_how_to_write_one(nothing: str) -> None:
    head = OWN_FILE.partition("[pulse]")[0].replace("[title]", "dimensions = {}\n" + nothing + "\n[title]", 1)
    head = head if nothing != "[items]" else OWN_FILE.partition("[[items]]")[0] + nothing

    assert [sentence for _, sentence in faults(head)] == [
        "The instrument has no question; write one below a line [[items]]."
    ]


def test_a_code_that_another_instrument_has_is_refused() -> None:
    assert faults(OWN_FILE, taken=("kaeru", "soudan")) == [
        (2, "code is soudan, as that of an instrument that is there; choose another.")
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'code = "x"\ntitle = x', "own.toml is no TOML at line 2, column 9: check"),
        (b'code = "x"\ncode = "y"', "own.toml is no TOML"),
        (b"items = " + b"[" * 50_000, "own.toml is no TOML"),
        (b"x = " + b"1" * 5_000, "own.toml is no TOML"),
        ("title = '窓口'".encode("cp932"), "own.toml is not in UTF-8. Save it as UTF-8 and try again."),
        (b"PK\x03\x04\xff\xfe", "own.toml is not in UTF-8."),
        (b"#" * 200_001, "own.toml is too large for an instrument"),
    ],
    ids=["unfinished", "written twice", "nested without end", "a number without end", "cp932", "xlsx", "too large"],
)
def test_what_is_no_toml_is_told_so(content: bytes, sentence: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_instrument("own.toml", content)

    assert str(refused.value).startswith(sentence)
