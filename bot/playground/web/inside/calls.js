/** The log of API calls, the newest first, growing while one looks. */

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { ask } from "../net.js";
import { on, state } from "../store.js";
import { clockTime } from "../time.js";

const KEPT = 200;

/**
 * @param {() => boolean} isShown
 * @returns {{ root: HTMLElement, show: () => void }}
 */
export function drawCalls(isShown) {
  const list = h("ol", { class: "calls", "aria-label": t("inside_calls") });
  const filter = h("input", { type: "checkbox", id: "only-errors", on: { change: () => root.classList.toggle("only-errors", filter.checked) } });
  const root = h("div", {}, h("label", { class: "check", for: "only-errors" }, filter, t("only_errors")), list);
  let last = 0;
  let isAsking = false;
  const show = async () => {
    if (isAsking || !isShown() || last >= state.inside.calls) return;
    isAsking = true;
    try {
      const { calls, total } = await ask("/playground/calls", { since: last, limit: KEPT });
      last = total;
      list.prepend(...calls.reverse().map(line));
      while (list.children.length > KEPT) list.lastElementChild.remove();
    } catch {
      last = 0;
    }
    isAsking = false;
    if (last < state.inside.calls) setTimeout(show, 300);
  };
  on("inside", show);
  on("desk", () => {
    if (state.inside.calls < last) {
      list.replaceChildren();
      last = 0;
    }
    show();
  });
  return { root, show };
}

function line(call) {
  const words = [call.error, ...(call.answer?.response_metadata?.messages ?? [])].filter(Boolean);
  const summary = h("summary", {},
    h("time", { class: "quiet" }, call.told_at ? clockTime(new Date(call.told_at)) : ""),
    h("code", {}, call.method),
    h("span", { class: call.error ? "call-error" : "call-ok" }, call.error ?? "ok"),
    h("span", { class: "quiet call-where" }, where(call.arguments)));
  const details = h("details", {}, summary);
  details.addEventListener("toggle", () => {
    if (!details.open || details.children.length > 1) return;
    details.append(h("pre", { class: "json", tabIndex: 0 }, JSON.stringify(readable(call.arguments), null, 2)));
    if (words.length > 1) details.append(h("p", { class: "call-error" }, words.join(" ")));
  }, { once: false });
  return h("li", { class: call.error ? "has-error" : "" }, details);
}

function where(given) {
  const channel = state.channels.get(given.channel);
  return channel ? `#${channel.name || state.bot.name}` : "";
}

/** Arguments of a form carry JSON as text. */
function readable(given) {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, parsed(value)]));
}

function parsed(value) {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
