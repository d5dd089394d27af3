/**
 * What was said, apart from how it is shown: each message once, in order, with what became of it.
 *
 * A message is `{ key, id, from, name, text, time, via, state, … }`: `from` is `user`, `agent`, `action` or `note`;
 * `state` of the user's own is `sending`, `sent` or `failed`.
 */
export class Conversation {
  constructor(view) {
    this.view = view;
    this.messages = [];
    this._byID = new Map();
    this._chunks = new Map();
  }

  /** Adds what the user sends; it is `sending` until it is confirmed or fails. */
  addOwn(text, clientId) {
    return this._insert({ key: clientId, from: "user", name: "You", text, time: Date.now(), state: "sending" });
  }

  addNote(text) {
    this._insert({ key: `note-${this.messages.length}`, from: "note", text, time: Date.now() });
  }

  /** The server has it, and calls it `id`. */
  confirm(key, id, time) {
    const message = this.find(key);
    if (!message) return;
    Object.assign(message, { state: "sent", error: undefined, id: id ?? message.id, serverTime: time ?? message.serverTime });
    if (id) this._byID.set(id, message);
    this.view.update(message);
  }

  fail(key, error) {
    const message = this.find(key);
    if (!message || message.state === "sent") return;
    Object.assign(message, { state: "failed", error });
    this.view.update(message);
  }

  retry(key) {
    const message = this.find(key);
    Object.assign(message, { state: "sending", error: undefined });
    this.view.update(message);
    return message;
  }

  find(key) {
    return this.messages.find((message) => message.key === key);
  }

  /** The user's own messages that are not known to have arrived, newest first. */
  unconfirmed() {
    return this.messages.filter(({ from, state }) => from === "user" && state !== "sent").reverse();
  }

  has(id) {
    return this._byID.has(id);
  }

  /** A message of the agent, whole; one that is there already, streamed or in progress, takes on what is new. */
  receive(incoming) {
    this._chunks.delete(incoming.id);
    const known = this._byID.get(incoming.id);
    if (known) {
      const { via } = known;
      Object.assign(known, incoming, { via, isStreaming: false });
      this.view.update(known);
      return;
    }
    this._insert({ key: incoming.id, ...incoming, serverTime: incoming.time });
  }

  /** A piece of a message that is being written; pieces may come in any order, and a finished message takes none. */
  receiveChunk({ id, index, text, name }) {
    const known = this._byID.get(id);
    if (known && !known.isStreaming) return;
    const pieces = this._chunks.get(id) ?? new Map();
    this._chunks.set(id, pieces.set(index, text));
    const whole = [...pieces].sort(([one], [other]) => one - other).map(([, piece]) => piece).join("");
    if (!known) {
      this._insert({ key: id, id, from: "agent", name, text: whole, time: Date.now(), via: "live", isStreaming: true });
      return;
    }
    known.text = whole;
    this.view.update(known);
  }

  remove(id) {
    const message = this._byID.get(id);
    if (!message) return;
    this._byID.delete(id);
    this.messages = this.messages.filter((each) => each !== message);
    this.view.remove(message);
  }

  clear() {
    for (const message of this.messages) this.view.remove(message);
    this.messages = [];
    this._byID.clear();
    this._chunks.clear();
  }

  /** At the end, or where it belongs when it was missed and others came since. */
  _insert(message) {
    if (message.id) this._byID.set(message.id, message);
    let index = this.messages.length;
    while (message.serverTime && index > 0 && this.messages[index - 1].serverTime > message.serverTime) index -= 1;
    this.messages.splice(index, 0, message);
    this.view.insert(message, this.messages[index + 1]);
    return message;
  }
}
