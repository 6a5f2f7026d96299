/** An element with what was entered in it before in the place of its initial value. Pure. */

const FROM = {
  selected_option: "initial_option",
  selected_options: "initial_options",
  selected_user: "initial_user",
  selected_users: "initial_users",
  selected_channel: "initial_channel",
  selected_channels: "initial_channels",
  selected_conversation: "initial_conversation",
  selected_conversations: "initial_conversations",
  selected_date: "initial_date",
  selected_time: "initial_time",
  selected_date_time: "initial_date_time",
  value: "initial_value",
};

/**
 * The element as it would be if the app had sent the entered value as its initial one.
 * @param {any} element
 * @param {Record<string, any> | undefined} entry one entry of `state.values`
 * @returns {any}
 */
export function withEntered(element, entry) {
  if (!entry || entry.type !== element.type || element.type === "button") return element;
  const known = Object.entries(entry).filter(([field]) => field in FROM);
  return { ...element, ...Object.fromEntries(known.map(([field, value]) => [FROM[field], value ?? undefined])) };
}
