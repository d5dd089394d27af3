import { Emitter } from "./emitter.js";
import { PacketType, RESERVED_EVENTS } from "./packet.js";

/** One namespace of a connection: events both ways, acknowledgements, and what waits for the connection. */
export class Socket extends Emitter {
  constructor(io, nsp, opts) {
    super();
    this.io = io;
    this.nsp = nsp;
    this.auth = opts?.auth;
    this._opts = { ...opts };
    this.connected = false;
    this.recovered = false;
    this.receiveBuffer = [];
    this.sendBuffer = [];
    this.flags = {};
    this.acks = {};
    this.ids = 0;
    this._anyIncoming = [];
    this._anyOutgoing = [];
    if (io.opts.autoConnect) this.connect();
  }

  get disconnected() {
    return !this.connected;
  }

  /** Whether the socket is, or tries to be, connected. */
  get active() {
    return Boolean(this._subscriptions);
  }

  connect() {
    if (this.connected) return this;
    this._subscribe();
    if (!this.io._isReconnecting) this.io.open();
    if (this.io._readyState === "open") this._onOpen();
    return this;
  }

  open() {
    return this.connect();
  }

  /** Leaves the namespace; nothing connects it again but `connect()`. */
  disconnect() {
    if (this.connected) this._packet({ type: PacketType.DISCONNECT });
    this._unsubscribe();
    if (this.connected) this._onClose("io client disconnect");
    return this;
  }

  close() {
    return this.disconnect();
  }

  send(...args) {
    return this.emit("message", ...args);
  }

  /** Sends an event; a function at the end gets the server's acknowledgement. */
  emit(event, ...args) {
    if (RESERVED_EVENTS.has(event)) throw new Error(`"${event}" is a reserved event name`);
    const packet = { type: PacketType.EVENT, data: [event, ...args] };
    const { timeout, isVolatile } = this.flags;
    this.flags = {};
    if (typeof args.at(-1) === "function") {
      packet.id = this.ids++;
      this._expectAck(packet.id, packet.data.pop(), timeout ?? this._opts.ackTimeout);
    }
    const engine = this.io.engine;
    if (isVolatile && !engine?.transport?.writable) return this;
    if (this.connected && !engine.hasPingExpired()) this._sendEvent(packet);
    else this.sendBuffer.push(packet);
    return this;
  }

  /** Sends an event; the promise settles with the acknowledgement, or fails at the timeout or a disconnect. */
  emitWithAck(event, ...args) {
    return new Promise((resolve, reject) => {
      const settle = (error, value) => (error ? reject(error) : resolve(value));
      settle.takesError = true;
      this.emit(event, ...args, settle);
    });
  }

  /** The next event's acknowledgement gets an error first, which is set when none came in time. */
  timeout(milliseconds) {
    this.flags.timeout = milliseconds;
    return this;
  }

  compress(value) {
    this.flags.compress = value;
    return this;
  }

  /** The next event is dropped when it cannot leave at once. */
  get volatile() {
    this.flags.isVolatile = true;
    return this;
  }

  onAny(listener) {
    this._anyIncoming.push(listener);
    return this;
  }

  prependAny(listener) {
    this._anyIncoming.unshift(listener);
    return this;
  }

  offAny(listener) {
    return without(this, this._anyIncoming, listener);
  }

  listenersAny() {
    return this._anyIncoming;
  }

  onAnyOutgoing(listener) {
    this._anyOutgoing.push(listener);
    return this;
  }

  prependAnyOutgoing(listener) {
    this._anyOutgoing.unshift(listener);
    return this;
  }

  offAnyOutgoing(listener) {
    return without(this, this._anyOutgoing, listener);
  }

  listenersAnyOutgoing() {
    return this._anyOutgoing;
  }

  _subscribe() {
    if (this._subscriptions) return;
    this._subscriptions = [
      ["open", () => this._onOpen()],
      ["packet", (packet) => this._onPacket(packet)],
      ["error", (error) => { if (!this.connected) this.emitReserved("connect_error", error); }],
      ["close", (reason, description) => this._onClose(reason, description)],
    ];
    for (const [event, listener] of this._subscriptions) this.io.on(event, listener);
  }

  _unsubscribe() {
    for (const [event, listener] of this._subscriptions ?? []) this.io.off(event, listener);
    this._subscriptions = undefined;
    this.io._socketLeft();
  }

  _packet(packet) {
    packet.nsp = this.nsp;
    this.io._packet(packet);
  }

  _sendEvent(packet) {
    for (const listener of [...this._anyOutgoing]) listener.apply(this, packet.data);
    this._packet(packet);
  }

  _expectAck(id, callback, milliseconds) {
    const takesError = callback.takesError || milliseconds !== undefined;
    let timer;
    const settle = (...args) => {
      clearTimeout(timer);
      callback.apply(this, args);
    };
    const ack = (...args) => settle(...(takesError ? [null, ...args] : args));
    ack.fail = takesError ? settle : null;
    this.acks[id] = ack;
    if (milliseconds === undefined) return;
    timer = setTimeout(() => {
      delete this.acks[id];
      this.sendBuffer = this.sendBuffer.filter((packet) => packet.id !== id);
      settle(new Error("operation has timed out"));
    }, milliseconds);
  }

  _onOpen() {
    const connect = (data) => this._packet({
      type: PacketType.CONNECT,
      data: this._pid ? { pid: this._pid, offset: this._lastOffset, ...data } : data,
    });
    if (typeof this.auth === "function") this.auth(connect);
    else connect(this.auth);
  }

  _onPacket({ type, nsp, id, data }) {
    if (nsp !== this.nsp) return;
    switch (type) {
      case PacketType.CONNECT: return this._onConnect(data);
      case PacketType.EVENT: return this._onEvent(id === undefined ? data : [...data, this._acknowledge(id)]);
      case PacketType.ACK: return this._onAck(id, data);
      case PacketType.DISCONNECT:
        this._unsubscribe();
        return this._onClose("io server disconnect");
      case PacketType.CONNECT_ERROR: {
        this._unsubscribe();
        const error = new Error(data.message);
        error.data = data.data;
        return this.emitReserved("connect_error", error);
      }
    }
  }

  _onConnect(data) {
    if (!data?.sid) {
      this.emitReserved("connect_error", new Error(
        "It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, but they are not compatible"));
      return;
    }
    this.id = data.sid;
    this.recovered = Boolean(data.pid) && this._pid === data.pid;
    this._pid = data.pid;
    this.connected = true;
    for (const event of this.receiveBuffer.splice(0)) this._deliver(event);
    for (const packet of this.sendBuffer.splice(0)) this._sendEvent(packet);
    this.emitReserved("connect");
  }

  _onEvent(data) {
    if (this.connected) this._deliver(data);
    else this.receiveBuffer.push(data);
  }

  _deliver(data) {
    for (const listener of [...this._anyIncoming]) listener.apply(this, data);
    this.emitReserved(...data);
    const offset = data.at(-1);
    if (this._pid && typeof offset === "string") this._lastOffset = offset;
  }

  /** What a listener calls to answer an event of the server, once. */
  _acknowledge(id) {
    let isSent = false;
    return (...data) => {
      if (isSent) return;
      isSent = true;
      this._packet({ type: PacketType.ACK, id, data });
    };
  }

  _onAck(id, data) {
    const ack = this.acks[id];
    delete this.acks[id];
    ack?.(...data);
  }

  _onClose(reason, description) {
    this.connected = false;
    this.id = undefined;
    this.emitReserved("disconnect", reason, description);
    this._failAcks();
  }

  /** Acknowledgements that cannot come any more; what waits in the buffer will still be sent. */
  _failAcks() {
    const waiting = new Set(this.sendBuffer.map(({ id }) => String(id)));
    for (const [id, ack] of Object.entries(this.acks)) {
      if (waiting.has(id)) continue;
      delete this.acks[id];
      ack.fail?.(new Error("socket has been disconnected"));
    }
  }
}

function without(result, list, listener) {
  if (listener === undefined) list.length = 0;
  const index = list.indexOf(listener);
  if (index >= 0) list.splice(index, 1);
  return result;
}
