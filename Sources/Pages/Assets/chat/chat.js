import { Chat } from "./chat-session.js";
import { ConversationView } from "./conversation-view.js";
import { EventLog } from "./event-log.js";

const get = (id) => document.getElementById(id);
const isLive = location.pathname.startsWith("/chat-socket");
const query = new URLSearchParams(location.search);

const log = new EventLog({
  list: get("events"), facts: get("facts"), filter: get("filter"), copy: get("copy-events"), clear: get("clear-events") });
const view = new ConversationView({
  log: get("log"), list: get("messages"), empty: get("empty"), onRetry: (key) => chat.retry(key) });
const chat = new Chat({
  isLive, log, view, agentId: query.get("agent"),
  // After the `#`, so that a key is never sent where addresses are logged.
  key: new URLSearchParams(location.hash.slice(1)).get("key"),
  onStatus: showStatus, onProblem: showProblem, onReady: showReady, onAgent: showAgent,
});

function showAgent(name) {
  document.title = `Chat with ${name}${isLive ? "" : " (polling)"}`;
  get("title").textContent = name;
}

function showStatus(part, state, text) {
  const item = document.querySelector(`[data-part="${part}"]`);
  item.dataset.state = state;
  const value = item.querySelector("dd");
  if (value.textContent !== text) value.textContent = text;
}

function showProblem(text, remedy) {
  const box = get("problem");
  box.hidden = !text;
  if (box.firstElementChild.textContent !== text) box.firstElementChild.textContent = text;
  const button = box.lastElementChild;
  button.hidden = !remedy;
  button.textContent = remedy?.label ?? "";
  button.onclick = remedy?.act ?? null;
}

function showReady(isReady, hasSession) {
  get("send").disabled = !isReady;
  get("session").disabled = false;
  get("session").textContent = hasSession ? "End chat" : "New chat";
}

const box = get("message");

get("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!get("send").disabled && chat.send(box.value)) box.value = "";
  box.focus();
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  get("composer").requestSubmit();
});
get("session").addEventListener("click", () => chat.toggle());
for (const link of document.querySelectorAll("nav a")) {
  if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
}
if (!isLive) {
  document.querySelector('[data-part="link"] dt').textContent = "Polling";
  showStatus("link", "off", "Not polling");
  showStatus("realtime", "off", "Off on this page");
}
showAgent("Eliza");
chat.start();
