"""The result of a survey in words: figures, bands, comparisons, why nothing is shown. Rounded here, and only here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from bot.pulse.improvement import Effect
from bot.pulse.report import Dimension, Hidden, ItemResult, Rates, Reason, Report, Score, Subject, Summary, UnitLine
from bot.pulse.rules import SurveyKind
from bot.pulse.scales import label
from bot.pulse.scores import difference, rounded
from bot.pulse.showing import Band
from bot.pulse.stress_rates import Rate
from bot.texts import N_, Translator

_TREND = 6

_REASONS: Mapping[Hidden, str] = {
    Hidden.NOT_ASKED: N_("Nobody of {unit} was asked this time."),
    Hidden.TRACEABLE: N_(
        "Nothing of {unit} is shown this time: too few answered, or it could be told who said what, also by comparing "
        "with other units or with an earlier time. Nobody can see it, the personnel section no more than you."
    ),
}


def survey_name(t: Translator, subject: Subject) -> str:
    """What a survey is called among others: its title and the day on which it opened."""
    return t("{survey} of {date}", survey=title_of(t, subject), date=t.full_day(subject.opened_on))


def title_of(t: Translator, subject: Subject) -> str:
    return t("Pulse survey") if subject.kind is SurveyKind.PULSE else subject.instrument.title.of(t.code)


def unit_name(t: Translator, report: Report) -> str:
    return report.unit_name or t("Everybody who was asked")


def reason_words(t: Translator, report: Report, reason: Reason) -> list[str]:
    """Why nothing is shown, without a word about whose fault that is: it is nobody's."""
    unit, least = unit_name(t, report), report.subject.least_answers
    if reason.hidden is not Hidden.FOLDED:
        return [t(_REASONS[reason.hidden], unit=unit)]
    where = reason.counted_in or t("everybody’s result")
    return [
        t(
            "So that nobody’s answer can be guessed, nothing is shown of fewer than {least} people. {unit} is smaller.",
            least=least,
            unit=unit,
        ),
        t("Its answers are not lost: they count in the result of {where}.", where=where),
        t("Nobody sees them apart, the personnel section no more than you."),
    ]


def rates_words(t: Translator, rates: Rates) -> list[str]:
    """Who took part, and how many of the questions were answered: two different things."""
    asked = t.n("{count} person was asked.", "{count} people were asked.", rates.asked)
    if rates.band:
        return [asked, t("Took part: {share}", share=band_words(t, rates.band))]
    lines = [asked, t("Took part: {share}", share=percent_words(t, rates.participation))]
    if rates.response is not None:
        lines.append(t("Questions answered: {share}", share=percent_words(t, rates.response)))
    return lines


def margin_words(t: Translator, report: Report) -> list[str]:
    """Of a random sample, how exact its shares are."""
    rates, population = report.rates, report.subject.population
    if rates is None or rates.margin_points is None or population is None:
        return []
    points = rounded(Fraction(rates.margin_points), 2)
    return [
        t(
            "A random sample of {asked} out of {population}: shares are exact to ±{points} points (in 19 of 20 cases).",
            asked=f"{rates.asked:,}",
            population=f"{population:,}",
            points=points,
        )
    ]


def scale_words(t: Translator, report: Report) -> list[str]:
    """What the figures are, for whoever sees them for the first time."""
    if not any(one.own and one.own.index is not None for one in report.items):
        return []
    return [
        t("Index: the mean of all answers, from 0 to 100. Favourable: the share of the good answers, such as “Agree”.")
    ]


def dimension_words(t: Translator, dimension: Dimension) -> str:
    """A dimension with what its questions come to."""
    title = dimension.title.of(t.code) if dimension.title else t("Questions")
    if dimension.own.index is None or len(dimension.items) == 1:
        return title
    return t("{title}: {figures}", title=title, figures=t.listing(_summary_words(t, dimension)))


def _summary_words(t: Translator, dimension: Dimension) -> Iterator[str]:
    own, everybody, before = dimension.own, dimension.everybody, dimension.before
    yield from _figures(t, own.index, own.favourable)
    yield from _compared(t, own, everybody, before)


def item_lines(t: Translator, one: ItemResult, *, is_everybody: bool) -> list[str]:
    """A question with its figures, how they stand to everybody's and the last time's, and the way there."""
    lines = [one.item.text.of(t.code), score_words(t, one.own)]
    own = one.own
    if own and own.figure is not None:
        others = one.everybody if not is_everybody else None
        compared = list(_compared(t, _summary(own), _summary(others), _summary(one.before)))
        lines += [t.listing(compared)] if compared else []
        lines += [trend_words(t, one)] if len(one.earlier) > 1 else []
    return lines


def _summary(score: Score | None) -> Summary:
    return Summary(score.figure if score else None, score.favourable if score else None)


def score_words(t: Translator, score: Score | None) -> str:
    """What may be shown of a question."""
    if score is None:
        return t("not shown: too few answers, or somebody could be guessed")
    answers = t.n("{count} answer", "{count} answers", score.answers)
    if score.band:
        share = band_words(t, score.band)
        return t.listing([t("favourable: {share} (only roughly, so that nobody can be guessed)", share=share), answers])
    if score.recommendation is not None:
        return t.listing([t("recommendation {points}", points=signed(score.recommendation)), answers])
    return t.listing([*_figures(t, score.index, score.favourable), answers])


def _figures(t: Translator, index: Fraction | None, favourable: Fraction | None) -> Iterator[str]:
    if index is not None:
        yield t("index {index}", index=rounded(index))
    if favourable is not None:
        yield t("favourable {share}", share=percent_words(t, favourable))


def _compared(t: Translator, own: Summary, everybody: Summary, before: Summary) -> Iterator[str]:
    if everybody.index is not None:
        yield t("everybody together {index}", index=rounded(everybody.index))
    if (change := difference(own.index, before.index)) is not None:
        yield t("since last time {points}", points=signed(change))
    if (change := difference(own.favourable, before.favourable)) is not None:
        yield t("favourable since last time {points} points", points=signed(change))


def trend_words(t: Translator, one: ItemResult) -> str:
    """The last times, the oldest first, and now."""
    past = [(t.day(point.day), point.score.figure) for point in one.earlier[-_TREND:]]
    shown = [t("{date} {figure}", date=day, figure=rounded(figure)) for day, figure in past if figure is not None]
    return t("So far: {points}", points=" → ".join(shown)) if shown else ""


def numbers_words(t: Translator, one: ItemResult) -> str:
    """How many gave each answer, the best first; empty where that may not be told."""
    if one.own is None or not one.own.numbers:
        return ""
    numbers = sorted(one.own.numbers.items(), reverse=True)
    return t.listing(
        t("{answer} {count}", answer=label(one.item.scale, score, t), count=count) for score, count in numbers
    )


def line_words(t: Translator, line: UnitLine) -> str:
    """A unit in the list."""
    if not line.is_shown:
        return t("not shown")
    said = [t("index {index}", index=rounded(line.index))] if line.index is not None else []
    if line.change is not None:
        said.append(t("since last time {points}", points=signed(line.change)))
    if line.rates and line.rates.participation is not None:
        said.append(t("took part {share}", share=percent_words(t, line.rates.participation)))
    return t.listing(said) or t("only a part may be shown")


def drivers_lines(t: Translator, report: Report) -> list[str]:
    """Which questions move with the overall score from unit to unit."""
    return [
        t(
            "{question} ({correlation}, {units} units)",
            question=one.item.text.of(t.code),
            correlation=signed(Fraction(one.driver.correlation), 2),
            units=one.driver.units,
        )
        for one in report.drivers
    ]


def effect_words(t: Translator, effect: Effect) -> list[str]:
    """For the personnel section: how many units picked an action, and how many say that it got better."""
    lines = [t("{chosen} of {units} units have picked an action.", chosen=effect.chosen, units=effect.units)]
    if effect.better_percent is not None:
        share = percent_words(t, effect.better_percent)
        lines.append(t("It got better, say {share} of {answers} answers.", share=share, answers=effect.answers))
    return lines


def stress_words(t: Translator, rate: Rate) -> str:
    """How many took the stress check: a rate from elsewhere, beside the result and no part of it."""
    return t(
        "Stress check of fiscal {year}: {percent} took it ({taken} of {people}). Kaeru knows the rate alone.",
        year=rate.fiscal_year,
        percent=percent_words(t, rate.percent),
        taken=rate.taken,
        people=rate.people,
    )


def band_words(t: Translator, band: Band) -> str:
    """Roughly how many."""
    if band.from_percent <= 0:
        return t("{percent}% or less", percent=band.to_percent)
    if band.to_percent >= 100:
        return t("{percent}% or more", percent=band.from_percent)
    return t("between {low}% and {high}%", low=band.from_percent, high=band.to_percent)


def percent_words(t: Translator, share: Fraction | None) -> str:
    return t("not shown") if share is None else t("{percent}%", percent=rounded(share))


def signed(value: Fraction, digits: int = 1) -> str:
    """With its sign; nought has none: +8.6, −1.2, 0.0."""
    shown = rounded(value, digits)
    sign = "+" if shown > 0 else "−" if shown < 0 else ""
    return f"{sign}{abs(shown)}"
