/** What is entered in the controls of a surface, in the shape of Slack's `state.values`. */

const readers = new WeakMap();

/**
 * Makes a control known: `read` tells what it holds now, in Slack's shape; `check` what is wrong with that, or "".
 * @param {HTMLElement} root
 * @param {import("./part.js").Part} part
 * @param {() => object} read
 * @param {() => string} [check]
 * @returns {void}
 */
export function bind(root, part, read, check = () => "") {
  root.dataset.blockId = part.blockId;
  root.dataset.actionId = part.element.action_id ?? "";
  readers.set(root, { read, check, type: part.element.type });
}

/**
 * `state.values` of all controls below an element.
 * @param {ParentNode} root
 * @returns {Record<string, Record<string, object>>}
 */
export function readValues(root) {
  /** @type {Record<string, Record<string, object>>} */
  const values = Object.create(null);
  for (const [control, { read, type }] of controls(root)) {
    const { blockId, actionId } = control.dataset;
    values[blockId] = { ...values[blockId], [actionId]: { type, ...read() } };
  }
  return values;
}

/**
 * What the client itself finds wrong before it sends a form (too long, no number …), by block_id.
 * @param {ParentNode} root
 * @returns {Record<string, string>}
 */
export function findProblems(root) {
  const found = controls(root).map(([control, { check }]) => [control.dataset.blockId, check()]);
  return Object.fromEntries(found.filter(([, problem]) => problem));
}

function controls(root) {
  const elements = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-action-id]")]);
  return elements.filter((element) => readers.has(element)).map((element) => [element, readers.get(element)]);
}
