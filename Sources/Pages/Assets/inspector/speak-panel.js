import { call } from "./control-api.js";
import { make, reconcile } from "./dom.js";

/** Speaking out of turn: as an agent in a room, or any event to the sockets in it. */
export class SpeakPanel {
  constructor({ pane, onError }) {
    Object.assign(this, { pane, onError });
    [this.say, this.emit] = pane.querySelectorAll("form");
    this._on(this.say, async ({ room, agent, text }) => {
      await call("POST", `rooms/${encodeURIComponent(room)}/say`, { text, ...(agent && { agent }) });
      this.say.elements.text.value = "";
      return "Said.";
    });
    this._on(this.emit, async ({ room, event, args }) => {
      const { sockets } = await call("POST", `rooms/${encodeURIComponent(room)}/emit`, { event, args: readArguments(args) });
      return `${sockets} socket${sockets === 1 ? "" : "s"} got it.`;
    });
  }

  async refresh() {
    const [{ rooms }, { agents }] = await Promise.all([call("GET", "rooms"), call("GET", "agents")]);
    const latest = rooms.slice(-100).reverse();
    const channels = latest.filter((room) => room.messages !== undefined);
    fillChoice(this.say.elements.room, channels, roomText, "No room yet: a session or a first message makes one");
    fillChoice(this.emit.elements.room, latest, roomText, "No room yet");
    fillChoice(this.say.elements.agent, [{ id: "", name: "The room's own" }, ...agents], ({ name }) => name);
  }

  /** Prepares for speaking in a room. */
  async prepare(room) {
    await this.refresh();
    this.say.elements.room.value = room;
    this.emit.elements.room.value = room;
    this.say.elements.text.focus();
  }

  _on(form, act) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const output = form.querySelector("output");
      output.textContent = "";
      try {
        output.textContent = await act(Object.fromEntries(new FormData(form)));
      } catch (error) {
        this.onError(error);
      }
    });
  }
}

function readArguments(text) {
  if (!text.trim()) return [];
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The arguments are no JSON: ${error.message}`);
  }
  return Array.isArray(value) ? value : [value];
}

function roomText({ id, name, sockets }) {
  return `${name ? `${name} · ` : ""}${id.slice(0, 13)} · ${sockets.length} in it`;
}

function fillChoice(select, items, textOf, nothing) {
  const shown = items.length || !nothing ? items : [{ id: "", isNothing: true }];
  reconcile(select, shown, ({ id }) => id, ({ id }) => make("option", { value: id }), (option, item) => {
    const text = item.isNothing ? nothing : textOf(item);
    if (option.textContent !== text) option.textContent = text;
  });
}
