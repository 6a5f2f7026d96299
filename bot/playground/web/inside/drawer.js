/** The look behind the scenes: a message's payload and ledger, the log of API calls, the menu of faults. */

import { h, iconButton, rove } from "../dom.js";
import { t } from "../i18n.js";
import { emit, on, state } from "../store.js";
import { drawCalls } from "./calls.js";
import { drawFacts } from "./facts.js";
import { drawFaults } from "./faults.js";

const TABS = ["message", "calls", "faults"];

/** @returns {HTMLElement} */
export function drawInside() {
  return new Drawer().root;
}

class Drawer {
  current = "calls";
  isOpen = false;
  opener = null;

  constructor() {
    const callsAreShown = () => this.isOpen && this.current === "calls";
    this.parts = { message: drawFacts(), calls: drawCalls(callsAreShown), faults: drawFaults() };
    this.draw();
    on("inside", (wish) => this.hear(wish));
    on("desk", () => this.showLine());
    this.showLine();
  }

  draw() {
    this.line = h("p", { class: "quiet inside-line" });
    this.tabs = TABS.map((name) => h("button", {
      type: "button", role: "tab", class: "tab", id: `inside-tab-${name}`, "aria-controls": `inside-${name}`,
      on: { click: () => this.open(name) },
    }, t(`inside_${name}`)));
    this.panels = TABS.map((name) => h("div", {
      class: "inside-part", role: "tabpanel", id: `inside-${name}`, "aria-labelledby": `inside-tab-${name}`, tabIndex: 0,
    }, this.parts[name].root));
    const list = h("div", { class: "tabs", role: "tablist", "aria-label": t("inside") }, ...this.tabs);
    rove(list, "[role=tab]", { next: ["ArrowRight"], previous: ["ArrowLeft"] });
    const onKey = (event) => {
      if (event.key === "Escape") this.close();
    };
    this.root = h("aside", { class: "inside", "aria-label": t("inside"), hidden: true, on: { keydown: onKey } },
      h("div", { class: "panel-head" },
        h("h2", {}, t("inside")), iconButton("close", t("close_inside"), () => this.close())),
      this.line, list, ...this.panels);
  }

  /** A wish of the page: to open or close, or to look into a message; without one, numbers have changed. */
  hear(wish) {
    this.showLine();
    if (!wish) return;
    if (wish.close) {
      if (this.isOpen) this.close(false);
    } else if (wish.toggle && this.isOpen) {
      this.close();
    } else {
      if (wish.message) this.parts.message.choose(wish.message);
      this.open(wish.message ? "message" : this.current);
      this.tabs[TABS.indexOf(this.current)].focus();
    }
  }

  open(name) {
    if (!this.isOpen) this.opener = document.activeElement;
    this.current = name;
    this.isOpen = true;
    this.root.hidden = false;
    TABS.forEach((one, index) => {
      this.tabs[index].setAttribute("aria-selected", String(one === name));
      this.tabs[index].tabIndex = one === name ? 0 : -1;
      this.panels[index].hidden = one !== name;
    });
    if (state.thread) {
      state.thread = null;
      emit("thread");
    }
    this.parts[name].show?.();
    emit("panel");
  }

  close(backToOpener = true) {
    this.isOpen = false;
    this.root.hidden = true;
    emit("panel");
    if (backToOpener && this.opener?.isConnected) this.opener.focus();
  }

  showLine() {
    const { calls, connections } = state.inside;
    this.line.textContent = t("inside_line", { calls, connections });
    this.line.classList.toggle("is-lost", connections === 0);
  }
}
