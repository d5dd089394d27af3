/** Says what an entry of the journal is about, for its row and for the pane beside it. */
export function read(row) {
  const { entry, answer } = row;
  const make = READERS[entry.kind] ?? READERS.note;
  return { lane: "mark", direction: "", title: entry.kind, badge: "", summary: "", tone: "", state: "", ...make(entry, answer) };
}

/** What each type of a `message` envelope is called. */
const TYPES = ["", "ROOM_JOINING", "SEND_MESSAGE", "MESSAGE", "ACK", "THINKING", "CONTROL"];

/** What the Socket.IO events mean to ElizaOS, in a sentence each. */
export const MEANINGS = {
  join: "The page asks to join a channel, so that it hears what is said there.",
  send: "The page sends a message of its user to a channel.",
  receipt: "The page says that it has read something.",
  typing: "The page says that its user is typing.",
  leave: "The page leaves a channel.",
  unknown: "No ElizaOS server knows what to do with this.",
  reply: "What an agent says, to everybody in the channel.",
  action: "What an agent is doing, to everybody in the channel.",
  echo: "The user's own message as the channel sees it; it carries the id that the page gave it.",
  message: "A message to everybody in the channel.",
  ack: "The server has taken the message and stored it under this id.",
  error: "The server could not do what it was asked.",
  complete: "The agent is done with the message.",
  chunk: "A piece of a reply that is streamed.",
  control: "The page is told what its input box should do, or that the agent thinks.",
  joined: "The server confirms that the socket is in the channel.",
  greeting: "The server greets a socket that has just connected.",
  logs: "Lines of the server's log, for pages that follow it.",
  change: "Something was deleted, cleared or renamed.",
  envelope: "The same news in the form of a message envelope, for pages that listen to that.",
  other: "An event that the scenario or a test has sent.",
};

const ROUTES = [
  ["POST", /\/sessions$/, "new session"], ["DELETE", /\/sessions\/[^/]+$/, "end session"],
  ["POST", /\/messages$/, "send"], ["GET", /\/messages$/, "history"], ["POST", /\/(renew|heartbeat)$/, "keep session"],
  ["GET", /\/agents$/, "agents"], ["GET", /^\/(chat|chat-socket)?$/, "page"], ["GET", /\.(js|css|svg)$/, "file"],
];

const GOOD = new Set(["reply", "joined", "greeting"]);
const LOUD = new Set(["join", "send", "echo"]);

const READERS = {
  request: (entry, answer) => ({
    lane: "http", direction: "→", title: entry.method, summary: entry.path + (entry.query ? `?${entry.query}` : ""),
    badge: ROUTES.find(([method, path]) => method === entry.method && path.test(entry.path))?.[2] ?? "",
    tone: answer ? toneOf(answer.status) : "wait",
    state: answer ? `${answer.status} · ${duration(answer.t - entry.t)}` : "waits",
  }),
  response: (entry) => ({
    lane: "http", direction: "←", title: String(entry.status), summary: `${entry.method} ${entry.path}`, tone: toneOf(entry.status),
  }),
  open: (entry) => ({ lane: "engine", direction: "→", title: "open", badge: entry.transport, summary: entry.engine, tone: "good" }),
  upgrade: (entry) => ({ lane: "engine", direction: "→", title: "upgraded", badge: "websocket", summary: entry.engine, tone: "good" }),
  close: (entry) => ({ lane: "engine", direction: "×", title: "close", badge: entry.transport, summary: entry.reason }),
  packet: (entry) => ({
    lane: "engine", direction: entry.direction === "in" ? "→" : "←", title: entry.packet, badge: entry.transport,
    summary: entry.bytes === undefined ? entry.engine : `${entry.bytes} bytes`, tone: "faint",
  }),
  connect: (entry) => ({ lane: "socket", direction: "→", title: "connect", badge: entry.transport, summary: entry.connection, tone: "good" }),
  disconnect: (entry) => ({ lane: "socket", direction: "×", title: "disconnect", summary: entry.reason, tone: "warn" }),
  received: (entry) => ({
    lane: "socket", direction: "→", title: TYPES[entry.type] || (entry.event ?? "no event"), badge: entry.meaning,
    summary: entry.text ?? entry.room ?? "", tone: entry.meaning === "unknown" ? "warn" : LOUD.has(entry.meaning) ? "own" : "",
  }),
  sent: (entry) => ({
    lane: "socket", direction: "←", title: entry.type ? `${entry.event} ${TYPES[entry.type]}` : entry.event ?? "no event",
    badge: entry.meaning, summary: [speaker(entry), entry.text].filter(Boolean).join(": "),
    // The sender of a message gets the echo in place of the broadcast, so that nobody hears it is usual.
    state: entry.reach > 1 || (entry.meaning === "reply" && entry.reach === 0) ? `${entry.reach} sockets` : "",
    tone: entry.meaning === "error" ? "bad" : entry.meaning === "reply" && entry.reach === 0 ? "warn" : GOOD.has(entry.meaning) ? "good" : "",
  }),
  ack: (entry) => ({ lane: "socket", direction: "←", title: "ack", summary: entry.connection }),
  join: (entry) => ({ lane: "socket", direction: "·", title: "in room", summary: entry.room }),
  leave: (entry) => ({ lane: "socket", direction: "·", title: "left room", summary: entry.room }),
  thinking: (entry) => ({
    lane: "socket", direction: "◆", title: entry.agentName ?? "Agent", badge: "thinking", summary: entry.text ?? "", state: deciderOf(entry), tone: "agent" }),
  replied: (entry) => ({
    lane: "socket", direction: "◆", title: entry.agentName ?? "Agent", badge: "says", summary: entry.text ?? "",
    state: deciderOf(entry), tone: "agent" }),
  silent: (entry) => ({
    lane: "socket", direction: "◆", title: entry.agentName ?? "Nobody", badge: "silent", summary: entry.reason ?? "",
    state: deciderOf(entry), tone: "warn" }),
  hold: (entry) => ({ lane: "socket", direction: "◆", title: "held", badge: entry.hold, state: deciderOf(entry), tone: "clock" }),
  release: (entry) => ({ lane: "socket", direction: "◆", title: "released", badge: entry.hold, state: deciderOf(entry), tone: "clock" }),
  session: (entry) => ({ lane: "socket", direction: "◆", title: "session", badge: entry.change, summary: entry.session, tone: "agent" }),
  finding: (entry) => ({ title: "finding", badge: entry.rule, summary: entry.text, tone: "warn" }),
  fault: (entry) => ({ title: "fault", badge: entry.fault, summary: entry.text, tone: "bad" }),
  clock: (entry) => ({
    title: "clock", badge: entry.mode, summary: entry.movedMs ? `moved by ${duration(entry.movedMs)}` : "set", tone: "clock" }),
  reset: (entry) => ({ title: "reset", summary: entry.text, tone: "clock" }),
  note: (entry) => ({ title: entry.kind, summary: entry.text ?? "" }),
};

/** Milliseconds as people read them. */
export function duration(milliseconds) {
  if (milliseconds < 0.1) return "< 0.1 ms";
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours} h ${minutes} min` : `${minutes} min ${seconds % 60} s`;
}

/** The time since the server's start, as rows have it. */
export function clockOf(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ""}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${
    String(Math.floor(milliseconds % 1000)).padStart(3, "0")}`;
}

function toneOf(status) {
  return status >= 500 ? "bad" : status >= 400 ? "warn" : "good";
}

function deciderOf({ rule, otherwise, hook }) {
  return rule ? `rule ${rule}` : otherwise ? "otherwise" : hook ? `hook ${hook}` : "";
}

function speaker(entry) {
  return entry.senderName ?? (entry.meaning === "chunk" ? "…" : "");
}
