/** What the app asked and the playground refused, said discreetly: Slack's code and the fact behind it. */

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { on } from "../store.js";
import { notify } from "./notices.js";

/** Show refusals as they happen. */
export function watchRefusals() {
  on("refused", ({ method, error, fact, reasons }) => {
    const lines = reasons.slice(0, 4).map((reason) => h("li", {}, reason));
    notify(t("app_refused", { method }), {
      kind: "refused",
      details: [
        h("p", {}, h("code", {}, error), " ", h("span", { lang: "en" }, fact)),
        lines.length ? h("ul", { lang: "en" }, ...lines) : "",
      ],
    });
  });
}
