/** The look behind the scenes: a message's payload and ledger, the log of API calls, the menu of faults. */

import { h, iconButton, rove } from "../dom.js";
import { t } from "../i18n.js";
import { emit, on, state } from "../store.js";
import { drawCalls } from "./calls.js";
import { drawFaults } from "./faults.js";
import { drawFacts } from "./facts.js";

const TABS = ["message", "calls", "faults"];

/** @returns {HTMLElement} */
export function drawInside() {
  let current = "calls";
  let isOpen = false;
  let opener = null;
  const parts = { message: drawFacts(), calls: drawCalls(() => isOpen && current === "calls"), faults: drawFaults() };
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": t("inside") }, ...TABS.map((name) => h("button", {
    type: "button", role: "tab", class: "tab", id: `inside-tab-${name}`, "aria-controls": `inside-${name}`,
    on: { click: () => open(name) },
  }, t(`inside_${name}`))));
  rove(list, "[role=tab]", { next: ["ArrowRight"], previous: ["ArrowLeft"] });
  const panels = TABS.map((name) => h("div", {
    class: "inside-part", role: "tabpanel", id: `inside-${name}`, "aria-labelledby": `inside-tab-${name}`, tabIndex: 0,
  }, parts[name].root));
  const line = h("p", { class: "quiet inside-line" });
  const drawer = h("aside", {
    class: "inside", "aria-label": t("inside"), hidden: true,
    on: {
      keydown: (event) => {
        if (event.key === "Escape") close();
      },
    },
  },
  h("div", { class: "panel-head" }, h("h2", {}, t("inside")), iconButton("close", t("close_inside"), () => close())),
  line, list, ...panels);

  function open(name) {
    if (!isOpen) opener = document.activeElement;
    current = name;
    isOpen = true;
    drawer.hidden = false;
    [...list.children].forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(TABS[index] === name));
      tab.tabIndex = TABS[index] === name ? 0 : -1;
      panels[index].hidden = TABS[index] !== name;
    });
    if (state.thread) {
      state.thread = null;
      emit("thread");
    }
    parts[name].show?.();
    emit("panel");
  }

  function close(backToOpener = true) {
    isOpen = false;
    drawer.hidden = true;
    emit("panel");
    if (backToOpener && opener?.isConnected) opener.focus();
  }

  on("inside", (wish) => {
    showLine(line);
    if (!wish) return;
    if (wish.close) return isOpen && close(false);
    if (wish.toggle && isOpen) return close();
    if (wish.message) parts.message.choose(wish.message);
    open(wish.message ? "message" : current);
    list.querySelector("[aria-selected=true]").focus();
  });
  on("desk", () => showLine(line));
  showLine(line);
  return drawer;
}

function showLine(line) {
  const { calls, connections } = state.inside;
  line.textContent = t("inside_line", { calls, connections });
  line.classList.toggle("is-lost", connections === 0);
}
