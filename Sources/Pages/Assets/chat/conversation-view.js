const STATES = { sending: "Sending…", sent: "Sent", failed: "Not sent" };
const BADGES = { live: ["bolt", "Live"], api: ["waves", "API"] };
const PROGRESS = { executing: "Running", completed: "Done", failed: "Failed" };

/** Shows a conversation. What comes from messages goes into the page as text and nothing else. */
export class ConversationView {
  constructor({ log, list, empty, onRetry }) {
    Object.assign(this, { log, list, empty, onRetry });
    this._items = new Map();
    this._isAtEnd = true;
    log.addEventListener("scroll", () => {
      this._isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    });
    // The box changes its height with what is opened below it.
    new ResizeObserver(() => this._keepingEnd(() => {})).observe(log);
  }

  insert(message, successor) {
    this._keepingEnd(() => {
      const item = element("li", "message");
      this._items.set(message, item);
      this._fill(item, message);
      this.list.insertBefore(item, this._items.get(successor) ?? this._thinking ?? null);
      this.empty.hidden = true;
    });
  }

  update(message) {
    const item = this._items.get(message);
    if (item) this._keepingEnd(() => this._fill(item, message));
  }

  remove(message) {
    this._items.get(message)?.remove();
    this._items.delete(message);
    this.empty.hidden = this._items.size > 0;
  }

  /** The bubble with the moving dots, always last. */
  setThinking(name) {
    if (Boolean(name) === Boolean(this._thinking)) return;
    this._thinking?.remove();
    this._thinking = null;
    if (!name) return;
    this._keepingEnd(() => {
      const dots = element("span", "typing-dots");
      dots.setAttribute("aria-hidden", "true");
      dots.append(element("span"), element("span"), element("span"));
      const text = element("p", "text", `${name} is thinking`);
      text.append(dots);
      const meta = element("p", "meta");
      meta.append(badge("thought", "Thinking", "thinking"));
      this._thinking = element("li", "message agent thinking");
      this._thinking.append(text, meta);
      this.list.append(this._thinking);
    });
  }

  /** Scrolls along, unless the reader has scrolled up to read. */
  _keepingEnd(change) {
    change();
    if (this._isAtEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  _fill(item, message) {
    item.className = `message ${message.from}${message.isStreaming ? " streaming" : ""}`;
    item.dataset.state = message.state ?? message.status ?? "";
    item.setAttribute("aria-busy", String(Boolean(message.isStreaming)));
    if (message.from === "note") return item.replaceChildren(element("p", "text", message.text));
    const parts = [element("p", "text", message.text)];
    if (message.from === "action") parts.unshift(progress(message));
    if (message.attachments?.length) parts.push(attachments(message.attachments));
    // Kept as it is, so that what the reader opened stays open.
    if (message.thought) parts.push(item.querySelector(".thought") ?? thought(message.thought));
    parts.push(this._meta(message));
    item.replaceChildren(...parts);
  }

  _meta(message) {
    const meta = element("p", "meta");
    const when = element("time", "", new Date(message.time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
    when.dateTime = new Date(message.time).toISOString();
    meta.append(element("span", "name", message.name ?? "Agent"), when);
    if (BADGES[message.via]) meta.append(badge(...BADGES[message.via], message.via));
    if (!message.state) return meta;
    meta.append(element("span", "state", message.error ? `${STATES[message.state]}: ${message.error}` : STATES[message.state]));
    if (message.state === "failed") {
      const retry = element("button", "retry", "Retry");
      retry.type = "button";
      retry.addEventListener("click", () => this.onRetry(message.key));
      meta.append(retry);
    }
    return meta;
  }
}

/** An element with a class and a text, which is never read as HTML. */
export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function badge(icon, text, kind) {
  const made = element("span", `message-badge ${kind}`);
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#${icon}`);
  svg.append(use);
  made.append(svg, text);
  return made;
}

function progress({ actions, status, error }) {
  const made = element("p", "progress");
  made.append(element("span", "action-name", actions?.[0] ?? "Action"),
    element("span", "action-state", PROGRESS[status] ?? status));
  if (error) made.append(element("span", "action-error", String(error)));
  return made;
}

function thought(text) {
  const made = element("details", "thought");
  made.append(element("summary", "", "Thought"), element("p", "", String(text)));
  return made;
}

/** Links only where a browser may safely go; anything else is named and not linked. */
function attachments(list) {
  const made = element("ul", "attachments");
  for (const each of list) {
    const address = typeof each === "string" ? each : each?.url;
    const name = String(each?.title ?? each?.filename ?? address ?? "attachment");
    const item = element("li");
    const url = URL.canParse(address ?? "", location.href) ? new URL(address, location.href) : null;
    if (url?.protocol === "http:" || url?.protocol === "https:") {
      const link = element("a", "", name);
      Object.assign(link, { href: url.href, target: "_blank", rel: "noopener noreferrer" });
      item.append(link);
    } else {
      item.textContent = name;
    }
    made.append(item);
  }
  return made;
}
