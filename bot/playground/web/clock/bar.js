/** The clock bar: the simulated time, and everything that moves it. */

import { button, h, iconButton, shape } from "../dom.js";
import { language, t } from "../i18n.js";
import { ask } from "../net.js";
import { on, state } from "../store.js";
import { clockTime, dayKey, dayName, later } from "../time.js";
import { openCalendar } from "./calendar.js";
import { isMoving, isPlaying, pause, play, travel } from "./travel.js";

const STEP_MINUTES = 15;
const SETTLE_MS = 150;
const NOTHING = { at: null, label: "" };
const UNKNOWN = { at: null, label: "…" };

/** @returns {HTMLElement} */
export function drawClock() {
  return new ClockBar().root;
}

class ClockBar {
  upcoming = UNKNOWN;
  wasThere = state.inside.connections > 0;
  timer = 0;

  constructor() {
    this.draw();
    on("clock", () => this.passed());
    on("desk", () => this.passed());
    on("moving", () => this.passed());
    on("inside", () => this.checkKaeru());
    on("upcoming", (upcoming) => {
      this.upcoming = upcoming;
      this.showNext();
    });
    this.showTime();
    this.showNext();
    this.showState();
    this.learnSoon();
  }

  draw() {
    this.time = h("time", { class: "clock-time" });
    this.status = h("span", { class: "clock-status", role: "status" });
    this.step = button(t("step", { minutes: STEP_MINUTES }), () => travel(later(state.now, STEP_MINUTES)));
    this.next = h("button", { type: "button", class: "button clock-next", on: { click: () => travel(this.upcoming.at) } });
    this.when = button("", () => openCalendar(), {
      class: "button clock-when", icon: "calendar", "aria-haspopup": "dialog",
    });
    this.when.append(h("span", {}, t("to_time")));
    this.run = iconButton("play", t("play"), () => (isPlaying() ? pause() : play()), { class: "icon-button clock-play" });
    this.stop = button(t("stop"), pause, { class: "button clock-stop", hidden: true });
    this.root = h("div", { class: "clock", role: "group", "aria-label": t("clock") },
      shape("clock"), this.time,
      h("div", { class: "clock-buttons" }, this.step, this.next, this.when, this.run, this.stop),
      this.status, h("span", { class: "clock-progress", "aria-hidden": "true" }));
  }

  passed() {
    this.showTime();
    this.showState();
    if (!isMoving()) this.learnSoon();
  }

  /** What comes next is known once Kaeru is there. */
  checkKaeru() {
    const isThere = state.inside.connections > 0;
    if (isThere !== this.wasThere) this.learnSoon();
    this.wasThere = isThere;
  }

  learnSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.learn(), SETTLE_MS);
  }

  async learn() {
    try {
      const reading = await ask("/demo/clock", { lang: language() });
      this.upcoming = reading.next ? { at: new Date(reading.next), label: reading.next_label } : NOTHING;
    } catch {
      this.upcoming = UNKNOWN;
    }
    this.showNext();
    this.showState();
  }

  showTime() {
    this.time.setAttribute("datetime", state.now.toISOString());
    this.time.replaceChildren(h("span", {}, dayName(state.now)), " ", h("b", {}, clockTime(state.now)));
  }

  showNext() {
    this.next.replaceChildren(shape("skip"), h("span", { class: "clock-next-lead" }, t("next_event")),
      h("span", { class: "clock-next-what" }, wordsOf(this.upcoming)));
  }

  showState() {
    const [moving, playing] = [isMoving(), isPlaying()];
    const action = t(playing ? "pause" : "play");
    this.step.disabled = moving;
    this.when.disabled = moving;
    this.next.disabled = moving || !this.upcoming.at;
    this.stop.hidden = !moving || playing;
    this.run.hidden = moving && !playing;
    this.run.replaceChildren(shape(playing ? "pause" : "play"));
    this.run.setAttribute("aria-label", action);
    this.run.title = action;
    this.status.textContent = playing ? t("playing") : moving ? t("moving") : "";
    this.root.classList.toggle("is-moving", moving);
  }
}

function wordsOf({ at, label }) {
  if (!at) return label || t("nothing_due");
  const day = dayKey(at) === dayKey(state.now) ? "" : `${dayName(at)} `;
  return `${day}${clockTime(at)} ${label}`;
}
