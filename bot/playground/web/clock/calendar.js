/** "To this time …": a month whose no-overtime days are marked, and a time of day. */

import { button, h, iconButton } from "../dom.js";
import { fetchOrTell } from "../doing.js";
import { t } from "../i18n.js";
import { openDialog } from "../shell/picker.js";
import { state } from "../store.js";
import { dayKey, dayName, instantOf, monthName, timeKey, weekdayNames } from "../time.js";
import { travel } from "./travel.js";

const TIME = "([01]?[0-9]|2[0-3]):[0-5][0-9]";

/** Open the dialog. */
export function openCalendar() {
  let month = dayKey(state.now).slice(0, 7);
  let chosen = dayKey(state.now);
  let marks = new Map();
  const title = h("h3", { "aria-live": "polite" });
  const grid = h("table", { class: "month" });
  const words = h("p", { class: "month-words", role: "status" });
  const time = h("input", {
    class: "field", id: "clock-to", value: timeKey(state.now), required: true, inputmode: "numeric", size: 6,
    pattern: TIME, title: t("time_hint"), autocomplete: "off",
  });
  const dialog = h("dialog", { class: "dialog calendar", "aria-label": t("to_time") },
    h("div", { class: "dialog-head" }, h("h2", {}, t("to_time")), iconButton("close", t("close"), () => dialog.close())),
    h("div", { class: "month-head" },
      iconButton("left", t("month_before"), () => turn(-1)), title, iconButton("right", t("month_after"), () => turn(1))),
    grid, legend(), words,
    h("form", {
      class: "dialog-foot",
      on: {
        submit: (event) => {
          event.preventDefault();
          dialog.close();
          travel(instantOf(chosen, time.value.padStart(5, "0")));
        },
      },
    },
    h("label", { class: "calendar-time", for: "clock-to" }, t("time_of_day"), time),
    h("button", { type: "submit", class: "button button-strong" }, t("go"))));

  const choose = (day) => {
    chosen = day;
    if (day.slice(0, 7) === month) show();
    else turnTo(day.slice(0, 7));
  };
  const show = () => {
    title.textContent = monthName(month);
    const hadFocus = grid.contains(document.activeElement);
    grid.replaceChildren(...rows(month, chosen, marks, choose));
    if (hadFocus) grid.querySelector("[tabindex='0']")?.focus();
    words.textContent = marks.get(chosen)?.words ?? t("ordinary_day");
  };
  const turnTo = async (to) => {
    month = to;
    marks = new Map();
    const isFocused = grid.contains(document.activeElement);
    const answer = await fetchOrTell("/demo/calendar", { month });
    if (to !== month) return;
    marks = new Map((answer?.days ?? []).map((day) => [day.date, day]));
    show();
    if (isFocused) grid.querySelector("[tabindex='0']")?.focus();
  };
  const turn = (by) => {
    const [year, number] = month.split("-").map(Number);
    turnTo(new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7));
  };
  grid.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (!by) return;
    event.preventDefault();
    choose(dayAfter(chosen, by));
  });
  openDialog(dialog);
  turnTo(month).then(() => grid.querySelector("[tabindex='0']")?.focus());
}

function legend() {
  return h("p", { class: "month-legend" },
    h("span", { class: "mark mark-quiet" }), t("no_overtime_day"), h("span", { class: "mark mark-off" }), t("day_off"));
}

function rows(month, chosen, marks, choose) {
  const first = `${month}-01`;
  const lead = new Date(`${first}T00:00:00Z`).getUTCDay();
  const days = Array.from({ length: 42 }, (_, index) => dayAfter(first, index - lead));
  const weeks = [0, 1, 2, 3, 4, 5].map((week) => days.slice(week * 7, week * 7 + 7));
  const inMonth = chosen.slice(0, 7) === month;
  const focusable = inMonth ? chosen : first;
  const head = h("thead", {}, h("tr", {}, ...weekdayNames().map((name) => h("th", { scope: "col" }, name))));
  const cells = (week) => week.map((day) => h("td", {}, day.slice(0, 7) === month
    ? dayButton(day, { chosen, mark: marks.get(day), choose, isFocusable: day === focusable }) : null));
  return [head, h("tbody", {}, ...weeks.filter((week) => week.some((day) => day.slice(0, 7) === month))
    .map((week) => h("tr", {}, ...cells(week))))];
}

function dayButton(day, { chosen, mark, choose, isFocusable }) {
  const isToday = day === dayKey(state.now);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const isOff = mark?.is_day_off || weekday === 0 || weekday === 6;
  const names = ["day-button", mark?.is_no_overtime_day && "day-quiet", isOff && "day-off", isToday && "day-today"];
  const said = [dayName(instantOf(day, "12:00")), mark?.words, isToday ? t("today") : ""].filter(Boolean).join(" ");
  return h("button", {
    type: "button", class: names.filter(Boolean).join(" "), "aria-pressed": String(day === chosen),
    title: mark?.words ?? null, tabIndex: isFocusable ? 0 : -1, on: { click: () => choose(day) },
  }, h("span", { "aria-hidden": "true" }, String(Number(day.slice(8)))), h("span", { class: "visually-hidden" }, said));
}

function dayAfter(day, by) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
}
