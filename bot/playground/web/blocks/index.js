/**
 * Slack's Block Kit in the browser: blocks drawn as Slack draws them, and what is entered in them.
 *
 * @typedef {object} Context
 * @property {Map<string, {name: string, title?: string, search?: string}>} users  `search` finds them in a select too
 * @property {Map<string, {name: string, search?: string}>} channels
 * @property {"ja" | "en"} locale  the reader's language
 * @property {"message" | "modal" | "home"} surface
 * @property {Date} now
 * @property {(element: any, action: any, block: any) => unknown} [onAction]  hears what is pressed or chosen, in
 *   Slack's shape; a control is marked busy while the promise that it returns is open
 * @property {Record<string, string>} [errors]  sentences below input blocks, by block_id
 * @property {Record<string, Record<string, any>>} [values]  what was entered before (`state.values`), shown again
 * @property {string} [me]  the reader's user id: mentions of it stand out
 * @property {(element: any, typed: string, block: any) => Promise<any>} [onSuggest]  the options of external selects
 * @property {(file: any) => string | undefined} [fileUrl]  the address of a slack_file
 * @property {Map<string, string>} [marks]  words about days in date pickers
 */

import "./styles.js";

export { focusProblem } from "./input.js";
export { renderBlocks } from "./layout.js";
export { renderMarkdown, renderMrkdwn, renderPlain, renderText } from "./mrkdwn.js";
export { findProblems, readValues } from "./values.js";
