/** Keeping a list on the screen like a list of entries, touching only what differs and never losing the focus. */

/**
 * @typedef {{ key: string, version: string, draw: () => HTMLElement }} Entry
 * @param {HTMLElement} list
 * @param {Entry[]} entries
 */
export function reconcile(list, entries) {
  const held = focusIn(list);
  const there = new Map([...list.children].map((child) => [child.dataset.key, child]));
  let next = list.firstElementChild;
  for (const entry of entries) {
    const old = there.get(entry.key);
    there.delete(entry.key);
    const element = old && old.version === entry.version ? old : fresh(entry);
    if (old && element !== old) {
      element.tabIndex = old.tabIndex;
      if (old === next) next = element;
      old.replaceWith(element);
    }
    if (element === next) next = element.nextElementSibling;
    else list.insertBefore(element, next);
  }
  for (const gone of there.values()) gone.remove();
  refocus(list, held);
}

function fresh(entry) {
  const element = entry.draw();
  element.dataset.key = entry.key;
  element.version = entry.version;
  return element;
}

function focusIn(list) {
  const active = document.activeElement;
  if (!active || active === list || !list.contains(active)) return null;
  const key = active.closest("[data-key]")?.dataset.key;
  return { active, key, name: nameOf(active) };
}

function refocus(list, held) {
  if (!held || held.active.isConnected) return;
  const entry = [...list.children].find((child) => child.dataset.key === held.key);
  const same = [...(entry?.querySelectorAll("button, a, input, select, [tabindex]") ?? [])];
  (same.find((one) => nameOf(one) === held.name) ?? entry)?.focus();
}

function nameOf(element) {
  return element.getAttribute("aria-label") ?? element.textContent;
}
