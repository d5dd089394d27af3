import { io } from "/socket.io/socket.io.esm.js";
import { fromAPI, fromBroadcast } from "./message-reader.js";

export const SOCKET_MESSAGE_TYPE = {
  ROOM_JOINING: 1, SEND_MESSAGE: 2, MESSAGE: 3, ACK: 4, THINKING: 5, CONTROL: 6,
};

/** The message server that every ElizaOS has. */
const DEFAULT_SERVER = "00000000-0000-0000-0000-000000000000";
const ATTEMPTS = 5;
/** How long the server may take to confirm a join or a message, in milliseconds. */
const PATIENCE = 8000;

/** The conversation over Socket.IO, as the frontend guide describes it. */
export class LiveLink {
  constructor({ api, agent, user, key, events, log }) {
    Object.assign(this, { api, agent, user, key, events, log });
    this._waiting = new Map();
  }

  open(session) {
    this.session = session;
    this.rooms = new Set([session.sessionId, session.channelId].filter(Boolean));
    this.events.link("wait", "Socket Connecting");
    this.socket = io({
      transports: ["polling", "websocket"], reconnection: true, reconnectionAttempts: ATTEMPTS,
      reconnectionDelay: 1000, timeout: 20000, forceNew: true,
      auth: { entityId: this.user, ...(this.key && { apiKey: this.key }) },
    });
    this._watchConnection(this.socket, this.socket.io);
    this._watchEvents(this.socket);
  }

  send({ key, text }, metadata) {
    if (!this.socket.connected || !this.isJoined) return this.events.failed(key, "Not connected.");
    this.events.thinking(true);
    this._waiting.set(key, setTimeout(() => this._failed(key, "The server did not confirm it."), PATIENCE));
    this.socket.emit("message", {
      type: SOCKET_MESSAGE_TYPE.SEND_MESSAGE,
      payload: {
        senderId: this.user, senderName: "User", message: text, ...this._address(),
        messageServerId: DEFAULT_SERVER, serverId: DEFAULT_SERVER, messageId: key, source: "socket_chat",
        attachments: [], metadata,
      },
    });
  }

  reconnect() {
    this.events.link("wait", "Socket Connecting");
    this.socket.connect();
  }

  facts() {
    const { socket } = this;
    return {
      Socket: socket?.id ?? "none", Connected: socket?.connected ? "yes" : "no",
      Transport: (socket?.connected && socket.io.engine?.transport?.name) || "none",
      "Room joined": this.isJoined ? "yes" : "no",
    };
  }

  close() {
    const { socket } = this;
    this._unjoined("Socket Offline", "off");
    this.socket = null;
    this.session = null;
    socket?.disconnect();
  }

  _address() {
    return { roomId: this.session.sessionId, channelId: this.session.channelId ?? this.session.sessionId };
  }

  _watchConnection(socket, manager) {
    socket.on("connect", () => {
      this.log.say(`✅ [Socket.IO] Connected to ElizaOS, socket ID: ${socket.id}`);
      this.events.link("wait", "Joining Room");
      this._join(0);
    });
    socket.on("connect_error", (error) => {
      this.log.add("·", "connect_error", error.message);
      this.events.link(socket.active ? "wait" : "bad", socket.active ? "Socket Connecting" : "Connection Refused");
      if (!socket.active) this.events.trouble(`The server refused the connection: ${error.message}.`, "reconnect");
    });
    socket.on("disconnect", (reason) => {
      this.log.add("·", "disconnect", reason);
      if (!this.session) return;
      this._unjoined("Socket Offline", "wait");
      this.events.trouble(`Connection lost (${reason}). Reconnecting.`);
      // The client goes on by itself after every other loss.
      if (reason === "io server disconnect") this.reconnect();
    });
    manager.on("reconnect_attempt", (number) => {
      this.log.add("·", "reconnect_attempt", number);
      this.events.link("wait", `Reconnecting (${number} of ${ATTEMPTS})`);
    });
    manager.on("reconnect_failed", () => {
      this.log.add("·", "reconnect_failed");
      this.events.link("bad", "Socket Offline");
      this.events.trouble(`No connection after ${ATTEMPTS} attempts.`, "reconnect");
    });
    manager.on("open", () => manager.engine.on("upgrade", ({ name }) => this.log.add("·", "upgrade", name)));
  }

  _watchEvents(socket) {
    socket.onAny((event, ...args) => this.log.add("←", event, ...args));
    socket.onAnyOutgoing((event, ...args) => this.log.add("→", event, ...args));
    socket.on("room_joined", () => this._joined());
    socket.on("channel_joined", () => this._joined());
    socket.on("messageBroadcast", (data) => this._received(data));
    socket.on("messageStreamChunk", (data) => this._streamed(data));
    socket.on("messageAck", (data) => this._confirmed(data?.clientMessageId, data?.messageId));
    socket.on("messageComplete", (data) => { if (this._isOurs(data)) this.events.thinking(false); });
    socket.on("controlMessage", (data) => this._controlled(data));
    socket.on("messageError", (data) => this._refused(data?.error));
    socket.on("messageDeleted", (data) => { if (this._isOurs(data)) this.events.removed(data.messageId); });
    socket.on("channelCleared", (data) => { if (this._isOurs(data)) this.events.cleared(); });
    socket.on("message", ({ type, payload } = {}) => {
      if (type === SOCKET_MESSAGE_TYPE.MESSAGE) this._received(payload);
      if (type === SOCKET_MESSAGE_TYPE.ACK) this._confirmed(payload?.clientMessageId, payload?.messageId);
      if (type === SOCKET_MESSAGE_TYPE.THINKING && this._isOurs(payload)) this.events.thinking(payload.isThinking !== false);
      if (type === SOCKET_MESSAGE_TYPE.CONTROL) this._controlled(payload);
    });
  }

  /** Asks to join in one form after the other, since releases differ in which they take. */
  _join(attempt) {
    const { roomId, channelId } = this._address();
    const entityId = this.user;
    const type = SOCKET_MESSAGE_TYPE.ROOM_JOINING;
    const forms = [
      ["message", { type, payload: { roomId, entityId, channelId } }],
      ["message", { type, payload: { channelId, entityId, messageServerId: DEFAULT_SERVER, serverId: DEFAULT_SERVER } }],
      ["message", { type, payload: { roomId: channelId, entityId } }],
      ["1", { channelId, entityId }],
    ];
    clearTimeout(this._joinTimer);
    if (attempt >= forms.length) {
      this.events.link("bad", "Room Not Joined");
      this.events.trouble("The server did not let this page into the room.", "reconnect");
      return;
    }
    this._joinAttempt = attempt;
    this._joinTimer = setTimeout(() => this._join(attempt + 1), PATIENCE);
    this.log.say("🏠 [Socket.IO] Joining room:", forms[attempt]);
    this.socket.emit(...forms[attempt]);
  }

  _joined() {
    clearTimeout(this._joinTimer);
    if (this.isJoined) return;
    this.isJoined = true;
    this.events.link("on", "Socket.IO Ready");
    this.events.realtime("on", "Real-time Active");
    this.events.ready(true);
    this.events.recovered();
    if (this._wasJoined) this._catchUp(this.session);
    this._wasJoined = true;
  }

  _unjoined(text, state) {
    clearTimeout(this._joinTimer);
    this.isJoined = false;
    this.events.link(state, text);
    this.events.realtime("off", "Real-time Inactive");
    this.events.thinking(false);
    for (const key of [...this._waiting.keys()]) this._failed(key, "The connection was lost before it was confirmed.");
  }

  /** What was missed while there was no connection comes over the API: of the session, or of a channel of its own. */
  async _catchUp(session) {
    try {
      const missed = session.hasOwnChannel
        ? this.api.channelMessages(session.channelId, session.sessionId) : this.api.messages(session.sessionId);
      for (const entry of await missed) {
        if (session !== this.session) return;
        if (entry.authorId === this.user) this.events.ownStored(entry);
        else this.events.message(fromAPI(entry, this.agent.name));
      }
    } catch (error) {
      if (session !== this.session) return;
      if (error.isSessionGone) this.events.sessionGone();
      else this.events.trouble(`What was missed could not be read: ${error.message}`);
    }
  }

  _isOurs(data) {
    return this.rooms.has(data?.roomId) || this.rooms.has(data?.channelId);
  }

  _received(data) {
    if (!this._isOurs(data)) return this.log.say("🔍 [Socket.IO] Not for this room:", data);
    if (data.clientMessageId || data.senderId === this.user) {
      return this._confirmed(data.clientMessageId, data.id, data.createdAt);
    }
    const { agent } = this;
    const isFromAgent = data.senderId === agent.id || data.senderName === agent.name
      || data.source === "agent_response" || data.source === "agent_action";
    if (!isFromAgent) return this.log.say("🔍 [Socket.IO] Not from the agent:", data);
    this.log.say("🤖 [Socket.IO] Agent response received");
    this.events.message(fromBroadcast(data));
  }

  _streamed(data) {
    if (!this._isOurs(data) || !data.messageId) return;
    this.events.chunk({ id: data.messageId, index: data.index, text: String(data.chunk ?? ""), name: this.agent.name });
  }

  _controlled(data) {
    if (!this._isOurs(data)) return;
    if (data.type === "thinking" || data.action === "disable_input") this.events.thinking(true);
    if (data.type === "complete" || data.action === "enable_input") this.events.thinking(false);
  }

  _refused(error = "The server refused it.") {
    if (!this.isJoined) return this._join(this._joinAttempt + 1);
    const latest = [...this._waiting.keys()].at(-1);
    if (latest) this._failed(latest, error);
    else this.events.trouble(error);
  }

  _confirmed(key, id, time) {
    if (!key) return;
    clearTimeout(this._waiting.get(key));
    this._waiting.delete(key);
    this.events.confirmed(key, id, time);
  }

  _failed(key, reason) {
    clearTimeout(this._waiting.get(key));
    this._waiting.delete(key);
    this.events.thinking(false);
    this.events.failed(key, reason);
  }
}
