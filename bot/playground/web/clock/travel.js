/** Moving the simulated time: from one thing that falls due to the next, so that it can be watched and stopped. */

import { language, t } from "../i18n.js";
import { Refused, ask, tell } from "../net.js";
import { notify } from "../shell/notices.js";
import { emit, state } from "../store.js";
import { later } from "../time.js";

const PLAY_STEP_MINUTES = 1;
const PLAY_STEP_MS = 1000;

/** The move that is under way; whoever starts or stops one puts another value here. */
let current = null;

/** @returns {boolean} */
export function isMoving() {
  return current !== null;
}

/** @returns {boolean} */
export function isPlaying() {
  return current?.isPlaying ?? false;
}

/** Stop at the end of the step that is under way. */
export function pause() {
  become(null);
}

/** Go to an instant; what falls due on the way happens in order. @param {Date} target @returns {Promise<void>} */
export async function travel(target) {
  if (isMoving() || !target) return;
  const mine = become({ isPlaying: false });
  try {
    let { next } = target > state.now ? await ask("/demo/clock", { lang: language() }) : { next: null };
    while (current === mine) {
      const stop = next && new Date(next) < target ? new Date(next) : target;
      ({ next } = await move(stop));
      if (stop >= target) break;
    }
  } catch (error) {
    complain(error);
  }
  if (current === mine) become(null);
}

/** Let time run at 60 times its pace until it is paused. @returns {Promise<void>} */
export async function play() {
  if (isMoving()) return;
  const mine = become({ isPlaying: true });
  while (current === mine) {
    const begun = performance.now();
    try {
      await move(later(state.now, PLAY_STEP_MINUTES));
    } catch (error) {
      complain(error);
      return pause();
    }
    const rest = PLAY_STEP_MS - (performance.now() - begun);
    await new Promise((resolve) => { setTimeout(resolve, Math.max(0, rest)); });
  }
}

function become(move) {
  current = move;
  emit("moving");
  return move;
}

async function move(instant) {
  const reading = await tell(`/demo/clock?lang=${language()}`, { to: instant.toISOString() });
  state.now = new Date(reading.now);
  emit("clock");
  emit("upcoming", { at: reading.next && new Date(reading.next), label: reading.next_label });
  return reading;
}

function complain(error) {
  notify(error instanceof Refused ? error.message : t("offline"), { kind: "problem" });
}
