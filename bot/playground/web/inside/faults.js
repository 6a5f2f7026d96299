/** The menu of faults: what can go wrong between Kaeru and Slack, so that one can watch it recover. */

import { button, h } from "../dom.js";
import { language, t } from "../i18n.js";
import { Refused, tell } from "../net.js";
import { notify } from "../shell/notices.js";
import { on, state } from "../store.js";

const POST = "chat.postMessage";

/** What is offered; the words are `fault_<name>` and `fault_<name>_what`. */
const OFFERED = [
  ["ratelimited", { kind: "ratelimited", method: POST, times: 3, seconds: 3 }],
  ["error_before", { kind: "error_before", method: POST, times: 3, status: 503 }],
  ["error_after", { kind: "error_after", method: POST, times: 3, status: 503 }],
  ["drop_after", { kind: "drop_after", method: POST, times: 3 }],
  ["drop_before", { kind: "drop_before", method: POST, times: 3 }],
  ["slow", { kind: "slow_after", method: POST, times: 2, seconds: 5 }],
  ["lag", { kind: "history_lag", seconds: 4 }],
  ["refuse", { kind: "refuse", method: POST, times: 1, error: "is_archived" }],
  ["refresh", { kind: "refresh_sockets" }],
  ["close", { kind: "close_sockets" }],
  ["silence", { kind: "silence_sockets" }],
];

/** @returns {{ root: HTMLElement }} */
export function drawFaults() {
  const inForce = h("div", { class: "in-force", role: "status" });
  const list = h("ul", { class: "faults" }, ...OFFERED.map(([name, body]) => h("li", {},
    h("div", {}, h("strong", {}, t(`fault_${name}`)), h("p", { class: "quiet" }, t(`fault_${name}_what`))),
    button(t("switch_on"), () => send("POST", body), { "aria-label": `${t("switch_on")}: ${t(`fault_${name}`)}` }))));
  const root = h("div", {}, h("p", {}, t("faults_lead")), inForce, list);
  const show = () => {
    const { rules, history_lag_seconds: lag } = state.inside.faults;
    const active = rules.filter((rule) => rule.times !== 0);
    const lines = active.map((rule) => h("li", {}, h("code", {}, rule.kind), " ", h("code", {}, rule.method), " ",
      rule.times === null ? "" : t("times_left", { count: rule.times })));
    if (lag) lines.push(h("li", {}, h("code", {}, "history_lag"), ` ${lag} s`));
    inForce.replaceChildren(...(lines.length
      ? [h("strong", {}, t("in_force")), h("ul", {}, ...lines), button(t("all_well"), () => send("DELETE", {}))]
      : [h("p", { class: "quiet" }, t("no_faults"))]));
  };
  on("inside", show);
  on("desk", show);
  show();
  return { root };
}

async function send(method, body) {
  try {
    await tell(`/playground/faults?lang=${language()}`, body, method);
    if (method === "DELETE") notify(t("faults_cleared"));
    else if (body.kind.endsWith("_sockets")) notify(t("fault_set"));
  } catch (error) {
    notify(error instanceof Refused ? error.message : t("offline"), { kind: "problem" });
  }
}
