/** Turns rows of the timeline into what people paste elsewhere. */

/** A call of the HTTP API as a command for a shell; an event of a page has none. */
export function asCurl({ entry }, origin = location.origin) {
  if (entry.kind !== "request") return null;
  const parts = [`curl -s ${entry.method === "GET" ? "" : `-X ${entry.method} `}${quoted(origin + target(entry))}`];
  if (entry.data !== undefined) {
    parts.push(`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(entry.data))}`);
  }
  return parts.join(" \\\n  ");
}

/** What a user said and what the agent did about it, as a rule of a scenario. */
export function asRule({ text, steps, silence, rule }) {
  const name = rule ?? (String(text).toLowerCase().match(/[a-z0-9]+/g) ?? ["rule"]).slice(0, 4).join("-");
  const lines = [`- id: ${scalar(name)}`, "  when:", `    text: ${scalar(String(text))}`, "  do:"];
  for (const step of steps) lines.push(...(step.say ? sayLines(step.say) : actionLines(step.action)));
  if (!steps.length) lines.push(silence ? "    - ignore" : `    - say: ${scalar("…")}`);
  return `${lines.join("\n")}\n`;
}

function target(entry) {
  return entry.path + (entry.query ? `?${entry.query}` : "");
}

function sayLines({ text, thought, actions }) {
  const more = actions?.length && actions.join() !== "REPLY" ? actions : null;
  if (!thought && !more) return [`    - say: ${scalar(text)}`];
  return ["    - say:", `        text: ${scalar(text)}`,
    ...(thought ? [`        thought: ${scalar(thought)}`] : []),
    ...(more ? [`        actions: [${more.map(scalar).join(", ")}]`] : [])];
}

function actionLines({ name, status, text, result }) {
  return ["    - action:", `        name: ${scalar(name)}`, `        status: ${scalar(status)}`,
    ...(text ? [`        text: ${scalar(text)}`] : []), ...(result ? [`        result: ${JSON.stringify(result)}`] : [])];
}

/** A text as YAML has it: plain where it can only be a text, else in the quotes of JSON, which YAML reads as well. */
function scalar(text) {
  const isPlain = /^[A-Za-z][A-Za-z0-9_ ,.'!-]*$/.test(text) && !/[ .,]$|: | #|^(true|false|null|yes|no|on|off|y|n)$/i.test(text) && !text.includes(", ");
  // A brace pair would be a template.
  return isPlain ? text : JSON.stringify(text.replaceAll("{{", "{ {"));
}

/** A word for a POSIX shell. */
function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
