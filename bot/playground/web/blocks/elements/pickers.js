/** Pickers of a date, a time, or both. */

import { createCalendar } from "../calendar.js";
import { dayInWords, isoDay, isoTime, unixOf } from "../dates.js";
import { el, signButton } from "../dom.js";
import { changed, naming } from "../part.js";
import { createPopup } from "../popup.js";
import { bind } from "../values.js";
import { word } from "../words.js";
import { createCombobox } from "./combobox.js";
import { halfHours, readTime } from "./times.js";

/**
 * A date picker.
 * @param {import("../part.js").Part} part
 * @returns {HTMLElement}
 */
export function drawDatePicker(part) {
  const read = () => ({ selected_date: day.value() });
  const day = createDayField(part, part.element.initial_date ?? null, () => tell());
  const tell = keeper(part, day.root, read, [day]);
  bind(day.root, part, read);
  return day.root;
}

/**
 * A time picker.
 * @param {import("../part.js").Part} part
 * @returns {HTMLElement}
 */
export function drawTimePicker(part) {
  const read = () => ({ selected_time: time.value(), ...zone(part.element) });
  const time = createTimeField(part, part.element.initial_time ?? null, () => tell());
  const tell = keeper(part, time.root, read, [time]);
  bind(time.root, part, read);
  return time.root;
}

/**
 * A picker of a date and a time of day, in unix seconds.
 * @param {import("../part.js").Part} part
 * @returns {HTMLElement}
 */
export function drawDateTimePicker(part) {
  const initial = part.element.initial_date_time;
  const at = initial === undefined ? null : new Date(Number(initial) * 1000);
  const read = () => ({ selected_date_time: day.value() && time.value() ? unixOf(day.value(), time.value()) : null });
  const day = createDayField(part, at && isoDay(at), () => time.value() && tell());
  const name = `${part.name ?? ""} ${word(part.ctx.locale, "time.label")}`.trim();
  const time = createTimeField({ ...part, name, labelId: undefined }, at && isoTime(at), () => day.value() && tell());
  const root = el("div", { class: "kb-datetime" }, day.root, time.root);
  const tell = keeper(part, root, read, [day, time]);
  bind(root, part, read);
  return root;
}

function zone({ timezone }) {
  return timezone ? { timezone } : {};
}

/** A function that tells a change, and puts the fields back to what they were when that is denied. */
function keeper(part, root, read, fields) {
  let before = fields.map((field) => field.value());
  return async () => {
    await changed(part, root, read(), () => fields.forEach((field, place) => field.set(before[place])));
    before = fields.map((field) => field.value());
  };
}

function createDayField(part, initial, onChange) {
  const { element, ctx } = part;
  const placeholder = element.placeholder?.text ?? word(ctx.locale, "date.choose");
  const text = el("span", { class: "kb-day-text" });
  const opener = el(
    "button",
    {
      type: "button",
      class: "kb-input kb-day-field",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      autofocus: element.focus_on_load,
    },
    text,
    el("span", { class: "kb-calendar-icon", "aria-hidden": "true" }),
  );
  const onClose = () => opener.setAttribute("aria-expanded", "false");
  const popup = createPopup(
    opener,
    { class: "kb-popup", role: "dialog", "aria-label": word(ctx.locale, "date.dialog") },
    { wide: false, onClose },
  );
  const field = {
    root: el("div", { class: "kb-day-root" }, opener, popup.panel),
    value: () => chosen,
    set: (day) => show(day),
  };
  let chosen = null;
  const show = (day) => {
    chosen = day;
    text.textContent = day ? dayInWords(day, ctx.locale) : placeholder;
    opener.classList.toggle("kb-empty", !day);
    nameDayField(opener, part, text.textContent);
  };
  const choose = (day) => {
    popup.close();
    opener.focus();
    show(day);
    onChange();
  };
  opener.addEventListener("click", () =>
    popup.isOpen() ? popup.close() : openCalendar(opener, popup, chosen, ctx, choose),
  );
  popup.panel.addEventListener("keydown", (event) => event.key === "Escape" && shut(event, popup, opener));
  if (part.isOptional) field.root.append(clearButton(part, () => choose(null)));
  show(initial);
  return field;
}

/** A button's name is what it says, so the label and the chosen day are both put into it. */
function nameDayField(opener, part, value) {
  const label = part.name;
  const name = label && label !== value ? word(part.ctx.locale, "date.chosen", { label, value }) : value;
  opener.setAttribute("aria-label", name);
  if (part.describedBy) opener.setAttribute("aria-describedby", part.describedBy);
  opener.classList.toggle("kb-invalid", Boolean(part.isInvalid));
}

function openCalendar(opener, popup, chosen, ctx, onChoose) {
  const calendar = createCalendar({ chosen, now: ctx.now, locale: ctx.locale, marks: ctx.marks, onChoose });
  popup.panel.replaceChildren(calendar.root);
  popup.open();
  opener.setAttribute("aria-expanded", "true");
  calendar.focus();
}

function shut(event, popup, opener) {
  event.preventDefault();
  event.stopPropagation();
  popup.close();
  opener.focus();
}

function clearButton({ ctx, name: label }, clear) {
  const value = word(ctx.locale, "date.clear");
  return signButton("×", label ? word(ctx.locale, "date.chosen", { label, value }) : value, "kb-clear", clear);
}

function createTimeField(part, initial, onChange) {
  const { element, ctx } = part;
  const placeholder = element.placeholder?.text ?? word(ctx.locale, "time.choose");
  let chosen = initial;
  const said = (time) => (time ? (halfHours(ctx.locale, time)[0]?.label ?? time) : "");
  const set = (time) => {
    chosen = time;
    combo.show(said(time));
  };
  const choose = (time) => {
    set(time);
    onChange();
  };
  const combo = createCombobox({
    locale: ctx.locale,
    text: said(initial),
    placeholder,
    names: naming(part, placeholder),
    find: (typed) => halfHours(ctx.locale, readTime(typed)),
    isChosen: (choice) => choice.value === chosen,
    onChoose: (choice) => choose(choice.value),
    onLeave: (typed) => (readTime(typed) || (typed === "" && part.isOptional)) && choose(readTime(typed)),
  });
  combo.root.classList.add("kb-time");
  return { root: combo.root, value: () => chosen, set };
}
