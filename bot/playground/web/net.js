/** Talking to the playground: asking, acting as a person, and listening to what changes. */

/** What the playground refused, with its sentence. */
export class Refused extends Error {}

/**
 * @param {string} path
 * @param {Record<string, string | number | undefined>} [query]
 * @returns {Promise<any>} raises Refused, or TypeError when nobody is there
 */
export async function ask(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return read(await fetch(given.length ? `${path}?${search}` : path));
}

/**
 * @param {string} path
 * @param {object} body
 * @param {string} [method]
 * @returns {Promise<any>} raises Refused
 */
export async function tell(path, body, method = "POST") {
  return read(await fetch(path, {
    method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  }));
}

async function read(answer) {
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(body.error ?? String(answer.status));
  return body;
}

/** A page that nobody sees lets its stream go after this time: a browser keeps only six open for all its tabs. */
const UNSEEN_MS = 10_000;
const AGAIN_MS = 1_000;

/**
 * One person's stream. Comes back by itself after a loss; every (re)connection begins with the whole desk.
 * @param {string} user
 * @param {{ onDeltas: (deltas: any[]) => void, onLost: () => void, onUnknown: () => void }} listener
 * @returns {() => void} closes it
 */
export function listen(user, { onDeltas, onLost, onUnknown }) {
  let source = null;
  let timer = 0;
  const connect = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(`/playground/stream?user=${encodeURIComponent(user)}`);
    source.onmessage = (event) => onDeltas(JSON.parse(event.data));
    source.onerror = async () => {
      source.close();
      onLost();
      if (await isUnknown(user)) onUnknown();
      else timer = setTimeout(connect, AGAIN_MS);
    };
  };
  const seen = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => source.close(), UNSEEN_MS);
    else if (source.readyState === EventSource.CLOSED) connect();
  };
  document.addEventListener("visibilitychange", seen);
  connect();
  return () => {
    document.removeEventListener("visibilitychange", seen);
    clearTimeout(timer);
    source.onerror = null;
    source.close();
  };
}

async function isUnknown(user) {
  try {
    const { staff } = await ask("/playground/staff");
    return !staff.some((one) => one.id === user);
  } catch {
    return false;
  }
}
