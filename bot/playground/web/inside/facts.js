/** What is behind one message: what Kaeru's ledger knows of it, and its payload. */

import { fetchOrTell } from "../doing.js";
import { button, h } from "../dom.js";
import { t } from "../i18n.js";
import { on, state } from "../store.js";
import { dayName, secondsTime } from "../time.js";

/** @returns {{ root: HTMLElement, choose: (message: any) => void, show: () => void }} */
export function drawFacts() {
  const root = h("div", { class: "facts" });
  let chosen = null;
  const show = async () => {
    if (!chosen) return root.replaceChildren(h("p", { class: "quiet" }, t("choose_message")));
    const { channel, ts } = chosen;
    const found = await fetchOrTell("/playground/inside", { user: state.you.id, channel, ts });
    if (found && chosen?.ts === ts) root.replaceChildren(ledger(found.about), payload(found.payload, show));
  };
  on("message", ({ message }) => {
    if (message && chosen && message.ts === chosen.ts && message.channel === chosen.channel && root.isConnected) show();
  });
  return {
    root,
    show,
    choose: (message) => {
      chosen = message;
    },
  };
}

function ledger(about) {
  if (!about) return h("section", {}, h("h3", {}, t("ledger")), h("p", { class: "quiet" }, t("no_ledger")));
  const rows = [
    [t("ledger_key"), h("code", {}, about.key)],
    [t("ledger_kind"), about.kind],
    [t("ledger_state"), `${about.state_words}${about.reason ? `（${about.reason}）` : ""}`],
    [t("ledger_due"), moment(about.due_at)],
    [t("ledger_not_after"), moment(about.not_after)],
    [t("ledger_settled"), about.settled_at ? moment(about.settled_at) : "–"],
  ];
  const tries = about.attempts.map(({ at, outcome }) => h("li", {}, moment(at), " ", h("code", {}, outcome)));
  return h("section", {}, h("h3", {}, t("ledger")),
    h("dl", { class: "ledger" }, ...rows.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
    h("h4", {}, t("attempts", { count: tries.length })), h("ol", { class: "attempts" }, ...tries));
}

function payload(message, again) {
  return h("section", {},
    h("div", { class: "section-head" }, h("h3", {}, t("payload")), button(t("again"), again, { class: "button button-quiet" })),
    h("pre", { class: "json", tabIndex: 0, "aria-label": t("payload") }, JSON.stringify(message, null, 2)));
}

function moment(iso) {
  return `${dayName(new Date(iso))} ${secondsTime(iso)}`;
}
