/** Dates and times of the city, which live in Asia/Tokyo whatever the reader's machine says. */

import { language } from "./i18n.js";

const ZONE = "Asia/Tokyo";
const MINUTE = 60_000;
const formats = new Map();

function format(options) {
  const key = language() + JSON.stringify(options);
  if (!formats.has(key)) {
    const locale = language() === "ja" ? "ja-JP" : "en-GB";
    formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }));
  }
  return formats.get(key);
}

/** @param {string} ts a Slack timestamp @returns {Date} */
export function dateOfTs(ts) {
  return new Date(Number(ts) * 1000);
}

/** `16:45` @param {Date} date @returns {string} */
export function clockTime(date) {
  return format({ hour: "numeric", minute: "2-digit", hourCycle: "h23" }).format(date);
}

/** `11月25日（水）`, `Wed 25 Nov` @param {Date} date @returns {string} */
export function dayName(date) {
  const part = partsOf(date, { month: "short", day: "numeric", weekday: "short" });
  return language() === "ja"
    ? `${part.month}${part.month.endsWith("月") ? "" : "月"}${part.day}日（${part.weekday}）`
    : `${part.weekday} ${part.day} ${part.month}`;
}

/** `2026年11月`, `November 2026` @param {string} month 2026-11 @returns {string} */
export function monthName(month) {
  return format({ year: "numeric", month: "long" }).format(instantOf(`${month}-01`, "12:00"));
}

/** `2026-11-25` @param {Date} date @returns {string} */
export function dayKey(date) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(date);
}

/** `08:20` @param {Date} date @returns {string} */
export function timeKey(date) {
  return clockTime(date).padStart(5, "0");
}

/** @param {string} day 2026-11-25 @param {string} time 08:20 @returns {Date} */
export function instantOf(day, time) {
  return new Date(`${day}T${time}:00+09:00`);
}

/** @param {Date} date @param {number} minutes @returns {Date} */
export function later(date, minutes) {
  return new Date(date.getTime() + minutes * MINUTE);
}

/** 日月火水木金土, Sunday first @returns {string[]} */
export function weekdayNames() {
  const sunday = Date.UTC(2026, 10, 22, 3);
  return [0, 1, 2, 3, 4, 5, 6].map((n) => format({ weekday: "short" }).format(new Date(sunday + n * 1440 * MINUTE)));
}

/** `16:45:03` for logs @param {string} iso @returns {string} */
export function secondsTime(iso) {
  return format({ hour: "numeric", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(new Date(iso));
}

function partsOf(date, options) {
  return Object.fromEntries(format(options).formatToParts(date).map(({ type, value }) => [type, value]));
}
