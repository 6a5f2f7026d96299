/** Making elements. Words go in as text nodes only, so nothing that people type can become markup. */

/**
 * An element. `props`: `class`, `on` (listeners by event name), `value`/`checked`/`disabled`… as properties, everything
 * else as attributes; `false`, `null` and `undefined` leave an attribute out.
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "open", "tabIndex", "indeterminate"]);

function setProp(element, name, value) {
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
  } else if (PROPERTIES.has(name)) {
    if (value !== undefined) element[name] = value;
  } else if (value === true) {
    element.setAttribute(name, "");
  } else if (value !== false && value !== null && value !== undefined) {
    element.setAttribute(name, String(value));
  }
}

/**
 * A button that submits nothing.
 * @param {string} label what it says
 * @param {(event: Event) => void} onClick
 * @param {Record<string, any>} [props]
 * @returns {HTMLElement}
 */
export function button(label, onClick, props = {}) {
  const { icon, ...rest } = props;
  return h("button", { type: "button", class: "button", ...rest, on: { click: onClick } }, icon ? shape(icon) : null, label);
}

/**
 * A button that shows a shape; `label` is its accessible name and its tooltip.
 * @param {string} icon a name of SHAPES
 * @param {string} label
 * @param {(event: Event) => void} onClick
 * @param {Record<string, any>} [props]
 * @returns {HTMLElement}
 */
export function iconButton(icon, label, onClick, props = {}) {
  const on = { click: onClick };
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, ...props, on }, shape(icon));
}

const SHAPES = {
  bars: "M4 6h16M4 12h16M4 18h16",
  close: "M6 6l12 12M18 6L6 18",
  search: "M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M16 16l4.500 4.500",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  thread: "M4 5h16v11H10l-4 4v-4H4z",
  inside: "M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7M2.500 12C5 7.500 8.300 5.500 12 5.500s7 2 9.500 6.500c-2.500 4.500-5.800 6.500-9.500 6.500S5 16.500 2.500 12z",
  send: "M4 12l16-8-5 17-3.500-6.500z",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4.500l3 1.800",
  play: "M8 5.500v13l10.500-6.500z",
  pause: "M8 5v14M16 5v14",
  skip: "M6 5.500v13l9-6.500zM18 5.500v13",
  calendar: "M4 7h16v13H4zM4 11h16M8 4v5M16 4v5",
  display: "M4 5h16v11H4zM9 20h6M12 16v4",
  chevron: "M8 10l4 4 4-4",
  left: "M14 6l-6 6 6 6",
  right: "M10 6l6 6-6 6",
  hash: "M9.500 4L7.500 20M16.500 4l-2 16M4.500 9h16M3.500 15h16",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
};

/**
 * A small drawing in the colour of the text, hidden from screen readers.
 * @param {keyof SHAPES} name
 * @returns {SVGElement}
 */
export function shape(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", class: "shape" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/**
 * Keep one element of a list in the tab order: the wanted one, else the last.
 * @param {HTMLElement} list
 * @param {string} selector the elements
 */
export function keepOneStop(list, selector) {
  const all = [...list.querySelectorAll(selector)];
  if (!all.some((one) => one.tabIndex === 0) && all.length) all.at(-1).tabIndex = 0;
}

/**
 * Let the arrow keys walk through the elements of a list, of which one is in the tab order.
 * @param {HTMLElement} list
 * @param {string} selector the elements
 * @param {{ next?: string[], previous?: string[] }} [keys]
 */
export function rove(list, selector, keys = {}) {
  const next = keys.next ?? ["ArrowDown"];
  const previous = keys.previous ?? ["ArrowUp"];
  list.addEventListener("keydown", (event) => {
    const all = [...list.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const to = { Home: 0, End: all.length - 1 }[event.key] ??
      (next.includes(event.key) ? at + 1 : previous.includes(event.key) ? at - 1 : null);
    if (to === null || !all[to]) return;
    event.preventDefault();
    all.forEach((one) => { one.tabIndex = one === all[to] ? 0 : -1; });
    all[to].focus();
  });
  list.addEventListener("focusin", (event) => {
    const all = [...list.querySelectorAll(selector)];
    if (all.includes(event.target)) all.forEach((one) => { one.tabIndex = one === event.target ? 0 : -1; });
  });
}
