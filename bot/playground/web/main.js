/** The page's beginning: who looks, at what, and the stream that keeps it current. */

import { language, t, useLanguage } from "./i18n.js";
import { ask, listen } from "./net.js";
import { recall, remember } from "./prefs.js";
import { startPlace } from "./place.js";
import { drawShell } from "./shell/shell.js";
import { notify } from "./shell/notices.js";
import { apply, emit, forgetListeners, forgetOldMarks, on, state } from "./store.js";
import { beginTourOnce } from "./tour.js";

const RESTARTED = "kaeru.restarted";
let stopListening = () => {};

async function start() {
  useLanguage(language());
  const { key, staff, cast, team, bot } = await untilThere(() => ask("/playground/staff"));
  state.people = new Map(staff.map((person) => [person.id, person]));
  Object.assign(state, { key, cast, team: { id: "", name: team }, bot: { ...state.bot, id: bot } });
  become(firstPerson());
}

async function untilThere(question) {
  for (;;) {
    try {
      return await question();
    } catch {
      await new Promise((resolve) => { setTimeout(resolve, 500); });
    }
  }
}

function firstPerson() {
  const asked = new URLSearchParams(location.search).get("user") ?? recall("user", "");
  const isThere = state.people.has(asked) && !state.people.get(asked).is_bot;
  return isThere ? asked : state.cast[0]?.id ?? [...state.people.values()].find((one) => !one.is_bot)?.id ?? "";
}

/** Look at the workspace as this person. @param {string} user */
export function become(user) {
  stopListening();
  remember("user", user);
  const before = state.key;
  let isFirst = true;
  stopListening = listen(user, {
    onDeltas(deltas) {
      const desk = deltas.find((delta) => delta.kind === "desk");
      if (desk && desk.key !== before) return startAfresh();
      if (desk && isFirst) return firstDesk(deltas);
      apply(deltas);
      if (desk) emit("connection");
    },
    onLost() {
      if (state.isConnected) {
        state.isConnected = false;
        emit("connection");
      }
    },
    onUnknown: startAfresh,
  });

  function firstDesk(deltas) {
    isFirst = false;
    state.thread = null;
    forgetListeners();
    apply(deltas);
    startPlace();
    draw();
    if (sessionStorage.getItem(RESTARTED)) {
      sessionStorage.removeItem(RESTARTED);
      forgetOldMarks();
      notify(t("restarted"), { stays: true });
    }
    beginTourOnce();
  }
}

/** The server is a new one, with a new workspace: nothing shown here is true any more. */
function startAfresh() {
  sessionStorage.setItem(RESTARTED, "yes");
  location.replace("/");
}

/** Draw everything anew, as after a change of the language. */
export function draw() {
  forgetListeners();
  document.title = `${state.team.name} – Kaeru`;
  document.getElementById("page").replaceChildren(drawShell({ become, redraw: draw }));
  on("language", draw);
  emit("place");
}

start();
