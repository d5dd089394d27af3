/**
 * What belongs together: a message of a user, from the row that brought it to what became of it. Answers nil for rows
 * that are about no message.
 *
 * `text` is what the user said, `rule` the rule that answered, `replies` what agents said, `steps` the same with actions
 * in between, `rows` all rows it was found in.
 */
export function exchangeAround(row, store) {
  const beginning = beginningOf(row, store);
  if (!beginning) return null;
  const found = { text: textOf(beginning), payload: payloadOf(beginning), sender: null, room: null, rule: null, turn: null,
    otherwise: null, agent: null, message: null, silence: null, replies: [], steps: [], rows: [beginning] };
  for (const next of store.after(beginning)) {
    collect(found, next);
    if (found.message !== null && next.entry.message === found.message) noteDecision(found, next.entry);
  }
  return found;
}

/** The row that brought the message which a row is about. */
function beginningOf(row, store) {
  if (isSend(row)) return row;
  const message = messageOf(row);
  if (!message) return null;
  const { rows } = store;
  const heard = rows.findLast((each) => isHeard(each) && each.entry.message === message && each.n <= row.n)
    ?? rows.find((each) => isHeard(each) && each.entry.message === message);
  if (!heard) return null;
  return rows.findLast((each) => each.n < heard.n && isSend(each) && textOf(each) === heardText(heard, rows)) ?? heard;
}

function messageOf(row) {
  const { entry } = row;
  if (["thinking", "replied", "silent"].includes(entry.kind)) return entry.message;
  if (entry.kind !== "sent") return null;
  if (entry.meaning === "reply") return entry.data?.inReplyTo ?? entry.data?.rawMessage?.inReplyTo ?? entry.message;
  return entry.meaning === "echo" || entry.meaning === "ack" ? entry.message : null;
}

function heardText(heard, rows) {
  if (heard.entry.kind === "thinking") return heard.entry.text;
  return rows.find((each) => each.entry.kind === "thinking" && each.entry.message === heard.entry.message)?.entry.text;
}

export function isSend({ entry }) {
  return (entry.kind === "received" && entry.meaning === "send")
    || (entry.kind === "request" && entry.method === "POST" && /\/messages$/.test(entry.path));
}

function isHeard({ entry }) {
  return entry.kind === "thinking" || entry.kind === "silent" || entry.kind === "replied";
}

function textOf({ entry }) {
  return entry.kind === "request" ? entry.data?.content ?? entry.data?.message ?? entry.data?.text : entry.text;
}

function payloadOf({ entry }) {
  const data = entry.data ?? {};
  return entry.kind === "received" && data.payload ? data.payload : data;
}

function collect(found, row) {
  const { entry } = row;
  const isOurs = found.message !== null && entry.message === found.message;
  if (found.message === null && (entry.kind === "thinking" || entry.kind === "silent")
    && (entry.kind === "silent" || entry.text === found.text)) {
    Object.assign(found, { message: entry.message, room: entry.room, sender: entry.sender, agent: entry.agent ?? null });
    if (entry.kind === "silent") found.silence = entry.reason;
    found.rows.push(row);
  } else if (isOurs && entry.kind === "silent") {
    found.silence = entry.reason;
    found.rows.push(row);
  } else if (isOurs && (entry.kind === "hold" || entry.kind === "release")) {
    found.rows.push(row);
  } else if (isOurs && entry.kind === "replied") {
    found.replies.push(entry.text);
    found.rows.push(row);
    if (found.steps.at(-1)?.say?.text !== entry.text) found.steps.push({ say: { text: entry.text } });
  } else if (found.room && entry.kind === "sent" && entry.room === found.room && !found.isOver) {
    collectSent(found, row);
  } else if (found.message && isSend(row) && payloadOf(row).channelId === payloadOf(found.rows[0]).channelId) {
    // The next message of the same page: what the agent does from here on is about that.
    found.isOver = true;
  }
}

/** What decided on it: the entries about an answer say so. */
function noteDecision(found, { kind, rule, turn, otherwise }) {
  if (kind !== "thinking" && kind !== "replied" && kind !== "silent") return;
  found.rule ??= rule ?? null;
  found.turn ??= turn ?? null;
  found.otherwise ??= otherwise ?? null;
}

function collectSent(found, row) {
  const { meaning, data = {}, text } = row.entry;
  if (meaning === "action") {
    const { actionStatus: status, actionResult: result } = data.rawMessage ?? {};
    found.steps.push({ action: { name: data.actions?.[0] ?? "ACTION", status: status ?? "executing", text, result } });
  } else if (meaning === "reply") {
    const say = { text, thought: data.thought, actions: data.actions };
    const last = found.steps.at(-1);
    if (last?.say?.text === text) Object.assign(last.say, say);
    else found.steps.push({ say });
  } else if (!["echo", "complete", "ack", "error"].includes(meaning)) {
    return;
  }
  found.rows.push(row);
}

/** What a recording can hold; the rest is the mock's own business. */
const RECORDED = new Set(["request", "response", "connect", "disconnect", "received", "sent", "note"]);

/**
 * The numbers of the entries that a recording of some rows is made of: theirs, and what it needs to begin with, which is
 * how the sockets connected and joined, and how the session was made.
 */
export function entriesToRecord(rows, store) {
  const wanted = rows.filter(({ entry }) => RECORDED.has(entry.kind));
  if (!wanted.length) return [];
  const last = Math.max(...wanted.map(({ n }) => n));
  const sockets = new Set(wanted.filter(({ entry }) => entry.kind !== "request").map(({ entry }) => entry.connection));
  const rooms = new Set(wanted.map(({ entry }) => entry.room).filter(Boolean));
  const beginning = store.rows.filter((row) => row.n < last && begins(row, sockets, rooms));
  const numbers = [...wanted, ...beginning].flatMap(({ n, answer }) => (answer ? [n, answer.n] : [n]));
  return [...new Set(numbers)].sort((one, other) => one - other);
}

function begins({ entry, answer }, sockets, rooms) {
  if (entry.kind === "request") return rooms.has(answer?.data?.channelId);
  if (entry.connection === undefined || !sockets.has(entry.connection)) return false;
  return entry.kind === "connect" || entry.meaning === "join" || (entry.kind === "sent" && ["greeting", "joined"].includes(entry.meaning));
}
