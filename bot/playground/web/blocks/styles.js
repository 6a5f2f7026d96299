/** Brings blocks.css along where the page has not linked it itself. */

import { el } from "./dom.js";

const address = new URL("./blocks.css", import.meta.url).href;
const links = /** @type {HTMLLinkElement[]} */ ([...document.querySelectorAll("link[rel=stylesheet]")]);
if (!links.some(({ href }) => href === address)) {
  document.head.append(el("link", { rel: "stylesheet", href: address }));
}
