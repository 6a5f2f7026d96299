/** A month to choose a day from, with the arrow keys as in any calendar (the ARIA date picker pattern). */

import { isoDay } from "./dates.js";
import { el, signButton } from "./dom.js";
import { word } from "./words.js";

const MS = 86_400_000;

/**
 * A calendar. `marks` are words about single days (YYYY-MM-DD → text), shown by a dot and said with the day.
 * @param {object} options
 * @param {string | null} options.chosen YYYY-MM-DD
 * @param {Date} options.now
 * @param {"ja" | "en"} options.locale
 * @param {Map<string, string>} [options.marks]
 * @param {(day: string) => void} options.onChoose
 * @returns {{root: HTMLElement, focus: () => void}}
 */
export function createCalendar({ chosen, now, locale, marks = new Map(), onChoose }) {
  const root = el("div", { class: "kb-calendar" });
  const today = isoDay(now);
  let active = chosen ?? today;
  const go = (day, withFocus = true) => {
    active = day;
    root.replaceChildren(heading(active, locale, go), drawMonth({ active, chosen, today, locale, marks }));
    if (withFocus) focus();
  };
  const focus = () => root.querySelector("[tabindex='0']")?.focus();
  root.addEventListener("click", (event) => {
    const day = event.target.closest("[data-day]")?.dataset.day;
    if (day) onChoose(day);
  });
  root.addEventListener("keydown", (event) => {
    const to = event.target.dataset.day && MOVES[event.key]?.(active);
    if (!to) return;
    event.preventDefault();
    go(to);
  });
  go(active, false);
  return { root, focus };
}

const MOVES = {
  ArrowLeft: (day) => plusDays(day, -1),
  ArrowRight: (day) => plusDays(day, 1),
  ArrowUp: (day) => plusDays(day, -7),
  ArrowDown: (day) => plusDays(day, 7),
  Home: (day) => plusDays(day, -weekday(day)),
  End: (day) => plusDays(day, 6 - weekday(day)),
  PageUp: (day) => plusMonths(day, -1),
  PageDown: (day) => plusMonths(day, 1),
};

function heading(active, locale, go) {
  const turn = (months, key, sign) =>
    signButton(sign, word(locale, key), "kb-turn", () => go(plusMonths(active, months), false));
  const title = inWords(active, locale, { year: "numeric", month: "long" });
  return el(
    "div",
    { class: "kb-calendar-head" },
    turn(-1, "date.previous", "‹"),
    el("div", { class: "kb-calendar-title", "aria-live": "polite" }, title),
    turn(1, "date.next", "›"),
  );
}

function drawMonth(view) {
  const first = `${view.active.slice(0, 8)}01`;
  const start = plusDays(first, -weekday(first));
  const weeks = [0, 7, 14, 21, 28, 35]
    .map((offset) => plusDays(start, offset))
    .filter((day) => day.slice(0, 7) <= first.slice(0, 7));
  const names = [0, 1, 2, 3, 4, 5, 6].map((offset) => plusDays(start, offset));
  return el(
    "table",
    { role: "grid", "aria-label": inWords(view.active, view.locale, { year: "numeric", month: "long" }) },
    el("thead", {}, el("tr", {}, ...names.map((day) => drawName(day, view.locale)))),
    el(
      "tbody",
      {},
      ...weeks.map((week) => el("tr", {}, ...names.map((_, offset) => drawDay(plusDays(week, offset), view)))),
    ),
  );
}

function drawName(day, locale) {
  const [short, long] = ["narrow", "long"].map((style) => inWords(day, locale, { weekday: style }));
  return el("th", { scope: "col", abbr: long }, short);
}

function drawDay(day, { active, chosen, today, locale, marks }) {
  if (day.slice(0, 7) !== active.slice(0, 7)) return el("td");
  const mark = marks.get(day);
  const said = inWords(day, locale, { year: "numeric", month: "long", day: "numeric", weekday: "long" });
  const button = el(
    "button",
    {
      type: "button",
      class: `kb-day${mark ? " kb-marked" : ""}`,
      tabindex: day === active ? "0" : "-1",
      "aria-label": mark ? `${said} ${mark}` : said,
      "aria-current": day === today ? "date" : null,
      "aria-pressed": String(day === chosen),
      title: mark,
      data: { day },
    },
    String(Number(day.slice(8))),
  );
  return el("td", { role: "gridcell" }, button);
}

/**
 * The day so many days later.
 * @param {string} day YYYY-MM-DD
 * @param {number} days
 * @returns {string}
 */
export function plusDays(day, days) {
  return new Date(Date.parse(day) + days * MS).toISOString().slice(0, 10);
}

/**
 * The same day so many months later, or the month's last where it has no such day.
 * @param {string} day YYYY-MM-DD
 * @param {number} months
 * @returns {string}
 */
export function plusMonths(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

function weekday(day) {
  return new Date(day).getUTCDay();
}

function inWords(day, locale, style) {
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" }).format(new Date(day));
}
