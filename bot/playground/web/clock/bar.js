/** The clock bar: the simulated time, and everything that moves it. */

import { button, h, iconButton, shape } from "../dom.js";
import { language, t } from "../i18n.js";
import { ask } from "../net.js";
import { emit, on, state } from "../store.js";
import { clockTime, dayKey, dayName, later } from "../time.js";
import { openCalendar } from "./calendar.js";
import { isMoving, isPlaying, pause, play, travel } from "./travel.js";

const STEP_MINUTES = 15;
const SETTLE_MS = 150;

/** @returns {HTMLElement} */
export function drawClock() {
  const time = h("time", { class: "clock-time" });
  const status = h("span", { class: "clock-status", role: "status" });
  const step = button(t("step", { minutes: STEP_MINUTES }), () => travel(later(state.now, STEP_MINUTES)));
  const next = h("button", { type: "button", class: "button clock-next", on: { click: () => travel(upcoming.at) } });
  const when = button("", () => openCalendar(), {
    class: "button clock-when", icon: "calendar", "aria-haspopup": "dialog",
  });
  when.append(h("span", {}, t("to_time")));
  const run = iconButton("play", t("play"), () => (isPlaying() ? pause() : play()), { class: "icon-button clock-play" });
  const stop = button(t("stop"), pause, { class: "button clock-stop", hidden: true });
  let upcoming = { at: null, label: "" };
  let wasThere = state.inside.connections > 0;

  const showTime = () => {
    time.setAttribute("datetime", state.now.toISOString());
    time.replaceChildren(h("span", { class: "clock-day" }, dayName(state.now)), " ", h("b", {}, clockTime(state.now)));
  };
  const showNext = () => {
    next.replaceChildren(shape("skip"), h("span", { class: "clock-next-lead" }, t("next_event")),
      h("span", { class: "clock-next-what" }, upcoming.at ? nextWords(upcoming) : t("nothing_due")));
  };
  const showState = () => {
    const [moving, playing] = [isMoving(), isPlaying()];
    for (const one of [step, when]) one.disabled = moving;
    next.disabled = moving || !upcoming.at;
    stop.hidden = !moving || playing;
    run.hidden = moving && !playing;
    run.replaceChildren(shape(playing ? "pause" : "play"));
    run.setAttribute("aria-label", t(playing ? "pause" : "play"));
    run.title = t(playing ? "pause" : "play");
    status.textContent = playing ? t("playing") : moving ? t("moving") : "";
    bar.classList.toggle("is-moving", moving);
  };
  const bar = h("div", { class: "clock", role: "group", "aria-label": t("clock") },
    shape("clock"), time, h("div", { class: "clock-buttons" }, step, next, when, run, stop), status,
    h("span", { class: "clock-progress", "aria-hidden": "true" }));
  const learn = gather(async () => {
    try {
      const reading = await ask("/demo/clock", { lang: language() });
      upcoming = { at: reading.next && new Date(reading.next), label: reading.next_label };
    } catch {
      upcoming = { at: null, label: "" };
    }
    showNext();
    showState();
  });
  on("clock", () => {
    showTime();
    if (!isMoving()) learn();
  });
  on("upcoming", (found) => {
    upcoming = found;
    showNext();
  });
  on("moving", () => {
    showState();
    if (!isMoving()) learn();
  });
  on("desk", () => {
    showTime();
    learn();
  });
  on("inside", () => {
    const isThere = state.inside.connections > 0;
    if (isThere !== wasThere) learn();
    wasThere = isThere;
  });
  showTime();
  showNext();
  showState();
  learn();
  return bar;
}

function nextWords({ at, label }) {
  const day = dayKey(at) === dayKey(state.now) ? "" : `${dayName(at)} `;
  return `${day}${clockTime(at)} ${label}`;
}

function gather(work) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, SETTLE_MS);
  };
}
