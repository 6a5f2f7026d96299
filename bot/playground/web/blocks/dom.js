/** Making elements without any markup in strings: what people wrote only ever becomes text. */

let counter = 0;

/**
 * An element with attributes, listeners and children. A property that is null, undefined or false is left out;
 * `on` holds listeners, `data` the data attributes. Children are nodes or texts; empty ones are left out.
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any}
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  setProps(element, props);
  element.append(...children.filter((child) => child || child === ""));
  return element;
}

/**
 * The same for SVG.
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any}
 */
export function svg(tag, props = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setProps(element, props);
  element.append(...children.filter((child) => child || child === ""));
  return element;
}

function setProps(element, { on = {}, data = {}, ...attributes }) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  Object.entries(data).forEach(([name, value]) => value !== undefined && (element.dataset[name] = value));
  Object.entries(on).forEach(([name, listener]) => element.addEventListener(name, listener));
}

/**
 * A button that shows a sign and is called by a name.
 * @param {string} sign
 * @param {string} name what a screen reader says
 * @param {string} look a class
 * @param {() => void} press
 * @returns {HTMLButtonElement}
 */
export function signButton(sign, name, look, press) {
  const shown = el("span", { "aria-hidden": "true" }, sign);
  return el("button", { type: "button", class: look, "aria-label": name, title: name, on: { click: press } }, shown);
}

/**
 * An id that no other element of the page has.
 * @param {string} stem
 * @returns {string}
 */
export function freshId(stem) {
  counter += 1;
  return `kb-${stem}-${counter}`;
}

const LINKS = new Set(["http:", "https:", "mailto:"]);

/**
 * The address when it may be followed (http, https, mailto), else null.
 * @param {unknown} address
 * @returns {string | null}
 */
export function safeLink(address) {
  const url = parsed(address, undefined);
  return url && LINKS.has(url.protocol) ? url.href : null;
}

/**
 * The address when it may be shown as an image (http, https, data:image, or of this site), else null.
 * @param {unknown} address
 * @returns {string | null}
 */
export function safeImage(address) {
  const url = parsed(address, globalThis.location?.origin);
  if (!url) return null;
  if (url.protocol === "data:") return url.pathname.startsWith("image/") ? url.href : null;
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
}

function parsed(address, base) {
  return typeof address === "string" && URL.canParse(address, base) ? new URL(address, base) : null;
}
