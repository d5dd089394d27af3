import { byteLength } from "./binary.js";
import { Emitter } from "./emitter.js";
import { Polling } from "./polling.js";
import { WebSocketTransport } from "./websocket.js";

const TRANSPORTS = { polling: Polling, websocket: WebSocketTransport };

/** An Engine.IO 4 connection: handshake, heartbeat, and the change from polling to WebSocket. */
export class Engine extends Emitter {
  constructor(address, opts) {
    super();
    this.opts = {
      transports: ["polling", "websocket"], upgrade: true, query: {}, ...opts, ...address };
    this.transports = this.opts.transports.filter((name) => name in TRANSPORTS);
    this.writeBuffer = [];
    this.upgrading = false;
    this.protocol = 4;
    this.hostname = address.hostname;
    this.readyState = "opening";
    this._offline = () => this._onClose("transport close", { description: "network connection lost" });
    if (this.hostname !== "localhost") globalThis.addEventListener?.("offline", this._offline);
    this._unload = () => this.transport?.close();
    if (this.opts.closeOnBeforeunload) globalThis.addEventListener?.("beforeunload", this._unload);
    this._open();
  }

  /** Sends one message: text or binary. */
  send(data) {
    this._sendPacket("message", data);
    return this;
  }

  write(data) {
    return this.send(data);
  }

  /** Ends the connection once what was written has left. */
  close() {
    if (this.readyState !== "opening" && this.readyState !== "open") return this;
    this.readyState = "closing";
    const end = () => this._onClose("forced close");
    const endWhenUpgraded = () => {
      if (!this.upgrading) return end();
      this.once("upgrade", end);
      this.once("upgradeError", end);
    };
    if (this.writeBuffer.length > 0) this.once("drain", endWhenUpgraded);
    else endWhenUpgraded();
    return this;
  }

  /** Whether the server's heartbeat is overdue although no timer has said so: pages sleep. */
  hasPingExpired() {
    if (!this._pingDeadline || Date.now() <= this._pingDeadline) return false;
    this._pingDeadline = 0;
    setTimeout(() => this._onClose("ping timeout"), 0);
    return true;
  }

  _open() {
    const [name] = this.transports;
    if (!name) {
      // Later, so that who made the connection can listen first.
      setTimeout(() => this.emitReserved("error", "No transports available"), 0);
      return;
    }
    this._setTransport(this._make(name));
    this.transport.open();
  }

  _make(name) {
    const query = { ...this.opts.query, EIO: "4", transport: name };
    if (this.id) query.sid = this.id;
    const opts = { ...this.opts, ...this.opts.transportOptions?.[name], query };
    return new TRANSPORTS[name](opts);
  }

  _setTransport(transport) {
    this.transport?.off();
    this.transport = transport
      .on("drain", () => this._onDrain())
      .on("packet", (packet) => this._onPacket(packet))
      .on("error", (error) => this._onError(error))
      .on("close", (details) => this._onClose("transport close", details));
  }

  _onPacket(packet) {
    if (!["opening", "open", "closing"].includes(this.readyState)) return;
    this.emitReserved("packet", packet);
    switch (packet.type) {
      case "open": return this._onHandshake(packet.data);
      case "ping":
        this._sendPacket("pong");
        this.emitReserved("ping");
        return this._expectPing();
      case "message":
        this.emitReserved("data", packet.data);
        return this.emitReserved("message", packet.data);
      case "error": return this._onError(new Error("server error"));
    }
  }

  _onHandshake(json) {
    let data;
    try {
      data = JSON.parse(json);
    } catch (error) {
      return this._onError(error);
    }
    this.emitReserved("handshake", data);
    this.id = data.sid;
    this.transport.query.sid = data.sid;
    this._upgrades = data.upgrades.filter((name) => this.transports.includes(name) && name in TRANSPORTS);
    this._pingLimit = data.pingInterval + data.pingTimeout;
    this._maxPayload = data.maxPayload;
    this.readyState = "open";
    this.emitReserved("open");
    this._flush();
    if (this.readyState !== "open") return;
    this._expectPing();
    if (this.opts.upgrade && this.transport.name === "polling") {
      for (const name of this._upgrades) this._probe(name);
    }
  }

  _expectPing() {
    clearTimeout(this._pingTimer);
    this._pingDeadline = Date.now() + this._pingLimit;
    this._pingTimer = setTimeout(() => this._onClose("ping timeout"), this._pingLimit);
    if (this.opts.autoUnref) this._pingTimer.unref?.();
  }

  /** Tries another transport beside the present one, and changes to it when the server answers there. */
  _probe(name) {
    const transport = this._make(name);
    let isOver = false;
    const finish = () => {
      isOver = true;
      transport.off();
      this.off("close", giveUp);
    };
    const giveUp = () => {
      if (isOver) return;
      finish();
      transport.close();
    };
    const fail = (cause) => {
      if (isOver) return;
      giveUp();
      this.upgrading = false;
      this.transport.resume?.();
      const error = new Error(`probe error: ${cause}`);
      error.transport = name;
      this.emitReserved("upgradeError", error);
      this._flush();
    };
    this.once("close", giveUp);
    transport.on("error", (error) => fail(error.message ?? error));
    transport.on("close", () => fail("transport closed"));
    transport.on("packet", (packet) => {
      if (packet.type !== "pong" || packet.data !== "probe") return fail("unexpected answer");
      transport.off("packet");
      this.upgrading = true;
      this.emitReserved("upgrading", transport);
      this.transport.pause(() => {
        if (isOver || this.readyState === "closed") return;
        finish();
        this._setTransport(transport);
        transport.send([{ type: "upgrade" }]);
        this.upgrading = false;
        this.emitReserved("upgrade", transport);
        this._flush();
      });
    });
    transport.once("open", () => transport.send([{ type: "ping", data: "probe" }]));
    transport.open();
  }

  _sendPacket(type, data) {
    if (this.readyState === "closing" || this.readyState === "closed") return;
    const packet = { type, data };
    this.emitReserved("packetCreate", packet);
    this.writeBuffer.push(packet);
    this._flush();
  }

  _flush() {
    if (this.readyState === "closed" || this.upgrading || this._inFlight
      || !this.transport?.writable || this.writeBuffer.length === 0) return;
    this._inFlight = this._fitting();
    this.transport.send(this.writeBuffer.slice(0, this._inFlight));
    this.emitReserved("flush");
  }

  /** How many of the waiting packets one request may carry. */
  _fitting() {
    if (!this._maxPayload || this.transport.name !== "polling") return this.writeBuffer.length;
    let size = -1;
    const index = this.writeBuffer.findIndex(({ data }) => {
      size += 2 + byteLength(data);
      return size > this._maxPayload;
    });
    return index < 0 ? this.writeBuffer.length : Math.max(index, 1);
  }

  _onDrain() {
    this.writeBuffer.splice(0, this._inFlight ?? 0);
    this._inFlight = 0;
    if (this.writeBuffer.length === 0) this.emitReserved("drain");
    else this._flush();
  }

  _onError(error) {
    if (this.readyState === "closed") return;
    this.emitReserved("error", error);
    this._onClose("transport error", error);
  }

  _onClose(reason, description) {
    if (this.readyState === "closed") return;
    this.readyState = "closed";
    clearTimeout(this._pingTimer);
    globalThis.removeEventListener?.("offline", this._offline);
    globalThis.removeEventListener?.("beforeunload", this._unload);
    this.transport?.off();
    this.transport?.close();
    this.id = null;
    this.emitReserved("close", reason, description);
    this.writeBuffer = [];
    this._inFlight = 0;
  }
}
