/** A month as a table of days, no-overtime days and days off marked. */

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { state } from "../store.js";
import { dayKey, dayName, instantOf, weekdayNames } from "../time.js";

const WEEKS = [0, 1, 2, 3, 4, 5];

/**
 * @param {string} month 2026-11
 * @param {{ chosen: string, marks: Map<string, any>, choose: (day: string) => void }} how
 * @returns {HTMLElement[]} the head and the body of the table
 */
export function monthRows(month, { chosen, marks, choose }) {
  const first = `${month}-01`;
  const lead = new Date(`${first}T00:00:00Z`).getUTCDay();
  const focusable = chosen.startsWith(month) ? chosen : first;
  const cell = (day) => h("td", {}, day.startsWith(month)
    ? dayButton(day, { chosen, mark: marks.get(day), choose, isFocusable: day === focusable }) : null);
  const weeks = WEEKS.map((week) => [0, 1, 2, 3, 4, 5, 6].map((weekday) => dayAfter(first, week * 7 + weekday - lead)));
  return [
    h("thead", {}, h("tr", {}, ...weekdayNames().map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, ...weeks.filter((week) => week.some((day) => day.startsWith(month)))
      .map((week) => h("tr", {}, ...week.map(cell)))),
  ];
}

/** @param {string} day 2026-11-30 @param {number} by days @returns {string} */
export function dayAfter(day, by) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
}

/** @param {string} month 2026-11 @param {number} by months @returns {string} */
export function monthAfter(month, by) {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

function dayButton(day, { chosen, mark, choose, isFocusable }) {
  const isToday = day === dayKey(state.now);
  const isWeekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  const look = [
    "day-button", mark?.is_no_overtime_day && "day-quiet", (mark?.is_day_off || isWeekend) && "day-off",
    isToday && "day-today",
  ];
  const said = [dayName(instantOf(day, "12:00")), mark?.words, isToday ? t("today") : ""].filter(Boolean).join(" ");
  return h("button", {
    type: "button", class: look.filter(Boolean).join(" "), "aria-pressed": String(day === chosen),
    title: mark?.words ?? null, tabIndex: isFocusable ? 0 : -1, on: { click: () => choose(day) },
  }, h("span", { "aria-hidden": "true" }, String(Number(day.slice(8)))), h("span", { class: "visually-hidden" }, said));
}
