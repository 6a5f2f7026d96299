/** The bar at the top: the city, the clock, who I am, the look behind the scenes and how the page looks. */

import { drawClock } from "../clock/bar.js";
import { h, iconButton } from "../dom.js";
import { language, t, useLanguage } from "../i18n.js";
import { chosenTheme, useTheme } from "../prefs.js";
import { emit, on, state } from "../store.js";
import { beginTour } from "../tour.js";
import { avatar } from "./avatar.js";
import { openMenu } from "./menu.js";
import { openPeople } from "./jump.js";

/**
 * @param {{ become: (user: string) => void, redraw: () => void }} page
 * @returns {HTMLElement}
 */
export function drawBar(page) {
  const bars = iconButton("bars", t("open_sidebar"), () => emit("sidebar", true), { class: "icon-button only-narrow" });
  const inside = iconButton("inside", t("inside"), () => emit("inside", { toggle: true }), { "aria-expanded": "false" });
  on("panel", () => inside.setAttribute("aria-expanded", String(!document.querySelector(".inside")?.hidden)));
  const display = iconButton("display", t("display"), () => displayMenu(display, page), { "aria-haspopup": "menu" });
  return h("header", { class: "bar" },
    bars,
    h("div", { class: "brand" }, h("img", { src: "/web/kaeru.svg", alt: "", width: 26, height: 26 }),
      h("span", { class: "brand-name" }, state.team.name)),
    drawClock(),
    h("div", { class: "bar-end" }, whoButton(page), inside, display));
}

function whoButton(page) {
  const { name, title } = state.you;
  return h("button", {
    type: "button", class: "who", "aria-haspopup": "dialog", title,
    on: { click: () => openPeople(page.become) },
  }, avatar(state.you.id),
  h("span", { class: "who-words" }, h("span", { class: "who-lead" }, t("you_are_lead")), " ", name),
  h("span", { class: "visually-hidden" }, ` ${title} – ${t("become")}`));
}

function displayMenu(anchor, page) {
  const choose = (code) => () => {
    useLanguage(code);
    page.redraw();
  };
  openMenu(anchor, t("display"), [
    { heading: t("page_language") },
    { label: "日本語", lang: "ja", checked: language() === "ja", run: choose("ja") },
    { label: "English", lang: "en", checked: language() === "en", run: choose("en") },
    { heading: t("theme") },
    ...["auto", "light", "dark"].map((theme) => ({
      label: t(`theme_${theme}`), checked: chosenTheme() === theme, run: () => useTheme(theme),
    })),
    { heading: t("help") },
    { label: t("tour_again"), run: beginTour },
  ]);
}
