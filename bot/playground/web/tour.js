/** The first minutes: five steps, skippable, remembered. Where a step points to is in STEPS and nowhere else. */

import { button, h, iconButton } from "./dom.js";
import { t } from "./i18n.js";
import { recall, remember } from "./prefs.js";
import { on, state } from "./store.js";

/**
 * A step: its words are `tour_<name>` and `tour_<name>_what`, `target` is what it points to; `isDone` tells, from a
 * topic of the store and its detail, that the person did it.
 */
const STEPS = [
  { name: "welcome", target: ".brand" },
  { name: "who", target: ".who" },
  { name: "clock", target: ".clock-next", topic: "clock", isDone: () => true },
  { name: "card", target: ".messages-list article:not(.message-own)" },
  {
    name: "answer", target: '.messages-list article:not(.message-own) button[data-action-id="no_overtime.reply.on_time"]',
    topic: "message", isDone: ({ message }) => Boolean(message?.is_ephemeral),
  },
];

let box = null;
let at = 0;

/** Begin, unless this browser has seen it. */
export function beginTourOnce() {
  if (!recall("tour", false) && !box) beginTour();
}

/** Begin at the first step. */
export function beginTour() {
  at = 0;
  show();
}

function show() {
  box?.remove();
  unmark();
  const { name } = STEPS[at];
  const isLast = at === STEPS.length - 1;
  box = h("div", {
    class: "tour", role: "dialog", "aria-label": t("tour"),
    on: {
      keydown: (event) => {
        if (event.key === "Escape") end();
      },
    },
  },
  h("img", { src: "/web/kaeru.svg", alt: "", width: 56, height: 56 }),
  h("div", { class: "tour-words" },
    h("p", { class: "quiet" }, t("tour_step", { at: at + 1, of: STEPS.length })),
    h("h2", {}, t(`tour_${name}`)), h("p", {}, t(`tour_${name}_what`, { name: state.you.name }))),
  iconButton("close", t("tour_skip"), end),
  h("div", { class: "tour-buttons" },
    isLast ? null : button(t("tour_later"), end, { class: "button button-quiet" }),
    at ? button(t("back"), () => go(at - 1)) : null,
    button(t(isLast ? "tour_end" : "next"), () => (isLast ? end() : go(at + 1)), { class: "button button-strong" })));
  document.body.append(box);
  target()?.scrollIntoView({ block: "center", inline: "nearest" });
  point();
  box.querySelector(".button-strong").focus({ preventScroll: true });
}

let listening = 0;

/** Follow what happens on the page; once for every time that the page is drawn. */
export function watchTour() {
  for (const topic of ["clock", "message", "place", "channels"]) on(topic, (detail) => hear(topic, detail));
}

function hear(topic, detail) {
  if (!box?.isConnected) return;
  cancelAnimationFrame(listening);
  listening = requestAnimationFrame(point);
  const { topic: awaited, isDone } = STEPS[at];
  if (awaited !== topic || !isDone(detail)) return;
  if (at === STEPS.length - 1) thank();
  else setTimeout(() => awaited === STEPS[at].topic && go(at + 1), 600);
}

function go(to) {
  at = to;
  show();
}

function thank() {
  box.querySelector("h2").textContent = t("tour_done");
  box.querySelector(".tour-words p:last-child").textContent = t("tour_done_what");
  remember("tour", true);
}

function end() {
  remember("tour", true);
  unmark();
  box?.remove();
  box = null;
  document.getElementById("composer-text")?.focus({ preventScroll: true });
}

function unmark() {
  for (const old of document.querySelectorAll(".tour-target")) old.classList.remove("tour-target");
}

function point() {
  if (!box?.isConnected) return;
  unmark();
  const found = target();
  found?.classList.add("tour-target");
  box.classList.remove("tour-above");
  if (found && overlap(found.getBoundingClientRect(), box.getBoundingClientRect())) box.classList.add("tour-above");
}

function target() {
  return [...document.querySelectorAll(STEPS[at].target)].filter((one) => one.checkVisibility()).at(-1);
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
