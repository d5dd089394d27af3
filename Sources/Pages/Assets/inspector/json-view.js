import { make } from "./dom.js";

/** So many characters are shown; copying takes all of them. */
const LIMIT = 20_000;

const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A JSON value, indented and coloured. */
export function jsonView(value) {
  const whole = JSON.stringify(value, null, 2) ?? "";
  const text = whole.slice(0, LIMIT);
  const made = make("pre", { className: "json", tabIndex: 0, role: "region", "aria-label": "JSON" });
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [token, string, colon] = match;
    made.append(text.slice(end, match.index));
    const kind = string === undefined ? "literal" : colon === undefined ? "string" : "name";
    made.append(make("span", { className: kind }, string ?? token), colon ?? "");
    end = match.index + token.length;
  }
  made.append(text.slice(end));
  if (whole.length > LIMIT) made.append(`\n… ${whole.length - LIMIT} characters more`);
  return made;
}
