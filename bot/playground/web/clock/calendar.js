/** "To this time …": a month whose no-overtime days are marked, and a time of day. */

import { h, iconButton } from "../dom.js";
import { fetchOrTell } from "../doing.js";
import { t } from "../i18n.js";
import { openDialog } from "../shell/picker.js";
import { state } from "../store.js";
import { dayKey, instantOf, monthName, timeKey } from "../time.js";
import { dayAfter, monthAfter, monthRows } from "./month.js";
import { travel } from "./travel.js";

const TIME = "([01]?[0-9]|2[0-3]):[0-5][0-9]";
const DAYS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Open the dialog. */
export function openCalendar() {
  const calendar = new Calendar();
  openDialog(calendar.dialog);
  calendar.turnTo(calendar.month).then(() => calendar.focusDay());
}

class Calendar {
  chosen = dayKey(state.now);
  month = this.chosen.slice(0, 7);
  marks = new Map();

  constructor() {
    this.title = h("h3", { "aria-live": "polite" });
    this.grid = h("table", { class: "month", on: { keydown: (event) => this.walk(event) } });
    this.words = h("p", { class: "month-words", role: "status" });
    this.time = h("input", {
      class: "field", id: "clock-to", value: timeKey(state.now), required: true, inputmode: "numeric", size: 6,
      pattern: TIME, title: t("time_hint"), autocomplete: "off",
    });
    const turn = (icon, label, by) => iconButton(icon, label, () => this.turnTo(monthAfter(this.month, by)));
    this.dialog = h("dialog", { class: "dialog calendar", "aria-label": t("to_time") },
      h("div", { class: "dialog-head" },
        h("h2", {}, t("to_time")), iconButton("close", t("close"), () => this.dialog.close())),
      h("div", { class: "month-head" },
        turn("left", t("month_before"), -1), this.title, turn("right", t("month_after"), 1)),
      this.grid, legend(), this.words, this.form());
  }

  form() {
    const go = (event) => {
      event.preventDefault();
      this.dialog.close();
      travel(instantOf(this.chosen, this.time.value.padStart(5, "0")));
    };
    return h("form", { class: "dialog-foot", on: { submit: go } },
      h("label", { class: "calendar-time", for: "clock-to" }, t("time_of_day"), this.time),
      h("button", { type: "submit", class: "button button-strong" }, t("go")));
  }

  walk(event) {
    const by = DAYS[event.key];
    if (!by) return;
    event.preventDefault();
    this.choose(dayAfter(this.chosen, by));
  }

  choose(day) {
    this.chosen = day;
    if (day.startsWith(this.month)) this.show();
    else this.turnTo(day.slice(0, 7));
  }

  async turnTo(month) {
    const hadFocus = this.grid.contains(document.activeElement);
    this.month = month;
    const answer = await fetchOrTell("/demo/calendar", { month });
    if (month !== this.month) return;
    this.marks = new Map((answer?.days ?? []).map((day) => [day.date, day]));
    this.show();
    if (hadFocus) this.focusDay();
  }

  show() {
    const hadFocus = this.grid.contains(document.activeElement);
    const { chosen, marks } = this;
    this.title.textContent = monthName(this.month);
    this.grid.replaceChildren(...monthRows(this.month, { chosen, marks, choose: (day) => this.choose(day) }));
    this.words.textContent = marks.get(chosen)?.words ?? t("ordinary_day");
    if (hadFocus) this.focusDay();
  }

  focusDay() {
    this.grid.querySelector("[tabindex='0']")?.focus();
  }
}

function legend() {
  return h("p", { class: "month-legend" },
    h("span", { class: "mark mark-quiet" }), t("no_overtime_day"), h("span", { class: "mark mark-off" }), t("day_off"));
}
