import { call } from "./control-api.js";
import { button, make, reconcile } from "./dom.js";
import { duration } from "./entry-reading.js";

/** So many of each are listed. */
const SHOWN = 100;
const LOSSES = { kick: "kick it out", close: "close it", reset: "reset it", silent: "let it fall silent", ping: "stop its pings" };

/** Who and what there is: connections, sessions, rooms and agents. */
export class WorldPanel {
  constructor({ pane, onFilter, onSpeak, onError }) {
    Object.assign(this, { pane, onFilter, onSpeak, onError });
    this._lists = Object.fromEntries(["connections", "sessions", "rooms", "agents"].map((name) => [name, {
      count: pane.querySelector(`[data-count="${name}"]`), list: pane.querySelector(`[data-list="${name}"]`) }]));
  }

  /** Fetches all four anew. */
  async refresh() {
    const names = ["connections", "sessions", "rooms", "agents"];
    const answers = await Promise.all(names.map((name) => call("GET", name)));
    names.forEach((name, index) => this._show(name, answers[index][name]));
  }

  _show(name, items) {
    const { count, list } = this._lists[name];
    count.textContent = items.length > SHOWN ? `${items.length}, the latest ${SHOWN} below` : String(items.length);
    const shown = items.slice(-SHOWN).reverse();
    reconcile(list, shown, (item) => item.id, (item) => this._build(name, item), (child, item) => fill(child, describe(name, item)));
    list.parentElement.classList.toggle("none", !items.length);
  }

  _build(name, item) {
    const tools = make("span", { className: "tools" });
    const only = { connections: `connection:${item.id}`, sessions: `room:${item.room}`, rooms: `room:${item.id}`, agents: `agent:${item.id}` };
    tools.append(button("Show", () => this.onFilter(only[name]), { "aria-label": `Show only the entries of ${item.name ?? item.id}` }));
    if (name === "rooms" && item.name) {
      tools.append(button("Speak", () => this.onSpeak(item.id), { "aria-label": `Speak in ${item.name}` }));
    }
    if (name === "sessions") tools.append(button("Speak", () => this.onSpeak(item.room), { "aria-label": `Speak in session ${item.id}` }));
    if (name === "connections") tools.append(this._loss(item));
    return make("li", {}, make("span", { className: "name" }), make("span", { className: "about" }), tools);
  }

  _loss({ id }) {
    const choice = make("select", { "aria-label": `Lose ${id}` }, make("option", { value: "" }, "Lose…"));
    for (const [how, text] of Object.entries(LOSSES)) choice.append(make("option", { value: how }, `${how}: ${text}`));
    choice.addEventListener("change", async () => {
      const how = choice.value;
      choice.value = "";
      if (!how) return;
      try {
        await call("POST", `connections/${encodeURIComponent(id)}/lose`, { how });
        await this.refresh();
      } catch (error) {
        this.onError(error);
      }
    });
    return choice;
  }
}

function describe(name, item) {
  switch (name) {
    case "connections": return [item.id, [item.transport, browserOf(item.userAgent), item.user && `user ${item.user}`,
      many(item.rooms.length, "room"), item.pendingBytes ? `${item.pendingBytes} bytes wait` : ""]];
    case "sessions": return [item.id, [`user ${item.user}`,
      item.isExpired ? "expired" : `expires in ${duration(Math.max(0, item.timeRemainingMs))}`]];
    case "rooms": return [item.name || item.id, [item.name && item.name !== item.id ? item.id : "", item.type,
      many(item.sockets.length, "socket"), item.messages === undefined ? "no channel" : many(item.messages, "message")]];
    default: return [item.name, [item.status, item.id]];
  }
}

function fill(child, [name, about]) {
  const text = about.filter(Boolean).join(" · ");
  if (child.children[0].textContent !== name) child.children[0].textContent = name;
  if (child.children[1].textContent !== text) child.children[1].textContent = text;
}

function many(count, what) {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** What a browser calls itself, without all the others it claims to be. */
function browserOf(text) {
  return text?.match(/(Edg|OPR|Firefox|HeadlessChrome|Chrome|Safari)\/\d+/)?.[0] ?? text?.split(" ")[0];
}
