import { parseAddress, requestPath } from "./address.js";
import { Backoff } from "./backoff.js";
import { Emitter } from "./emitter.js";
import { Engine } from "./engine.js";
import { Decoder, encodePacket } from "./packet.js";
import { Socket } from "./socket.js";

const DEFAULTS = {
  path: "/socket.io",
  reconnection: true,
  reconnectionAttempts: Infinity,
  reconnectionDelay: 1000,
  reconnectionDelayMax: 5000,
  randomizationFactor: 0.5,
  timeout: 20000,
  autoConnect: true,
};

/** One connection that the sockets of several namespaces share, made again when it is lost. */
export class Manager extends Emitter {
  constructor(uri, opts) {
    super();
    if (uri && typeof uri === "object") [uri, opts] = [undefined, uri];
    this.opts = { ...DEFAULTS, ...opts };
    this.uri = uri;
    this.nsps = {};
    this._address = parseAddress(uri, this.opts.path);
    this._decoder = new Decoder();
    this._readyState = "closed";
    this._isReconnecting = false;
    this._cleanups = [];
    this.backoff = new Backoff({
      min: this.opts.reconnectionDelay, max: this.opts.reconnectionDelayMax,
      jitter: this.opts.randomizationFactor });
    if (this.opts.autoConnect) this.open();
  }

  reconnection(value) {
    if (value === false) this.skipReconnect = true;
    return this._option("reconnection", value);
  }

  reconnectionAttempts(value) {
    return this._option("reconnectionAttempts", value);
  }

  reconnectionDelay(value) {
    if (value !== undefined) this.backoff.min = value;
    return this._option("reconnectionDelay", value);
  }

  reconnectionDelayMax(value) {
    if (value !== undefined) this.backoff.max = value;
    return this._option("reconnectionDelayMax", value);
  }

  randomizationFactor(value) {
    if (value !== undefined) this.backoff.jitter = value;
    return this._option("randomizationFactor", value);
  }

  timeout(value) {
    return this._option("timeout", value);
  }

  /** Connects; `done` gets the error of an attempt that failed, and then nobody tries again. */
  open(done) {
    if (this._readyState.startsWith("open")) return this;
    this._readyState = "opening";
    this.skipReconnect = false;
    const engine = new Engine(
      { ...this._address.engine, path: requestPath(this.opts) },
      { ...this.opts, query: { ...this.opts.query } });
    this.engine = engine;
    let timer;
    const fail = (error) => {
      clearTimeout(timer);
      this._cleanup();
      this._readyState = "closed";
      this.emitReserved("error", error);
      if (done) done(error);
      else if (!this._isReconnecting && this.opts.reconnection && this.backoff.attempts === 0) this._reconnect();
    };
    this._listen(engine, "open", () => {
      clearTimeout(timer);
      this._onOpen();
      done?.();
    });
    this._listen(engine, "error", fail);
    if (this.opts.timeout !== false) {
      timer = setTimeout(() => {
        fail(new Error("timeout"));
        engine.close();
      }, this.opts.timeout);
      if (this.opts.autoUnref) timer.unref?.();
    }
    this._cleanups.push(() => clearTimeout(timer));
    return this;
  }

  connect(done) {
    return this.open(done);
  }

  /** The socket of a namespace; one there already is made to connect. */
  socket(nsp, opts) {
    let socket = this.nsps[nsp];
    if (!socket) {
      socket = new Socket(this, nsp, opts);
      this.nsps[nsp] = socket;
    } else if (this.opts.autoConnect && !socket.active) {
      socket.connect();
    }
    return socket;
  }

  _option(name, value) {
    if (value === undefined) return this.opts[name];
    this.opts[name] = value;
    return this;
  }

  _onOpen() {
    this._cleanup();
    this._readyState = "open";
    this._decoder.reset();
    this._listen(this.engine, "ping", () => this.emitReserved("ping"));
    this._listen(this.engine, "data", (data) => this._onData(data));
    this._listen(this.engine, "error", (error) => this.emitReserved("error", error));
    this._listen(this.engine, "close", (reason, description) => this._onClose(reason, description));
    this.emitReserved("open");
  }

  _onData(data) {
    let packet;
    try {
      packet = this._decoder.add(data);
    } catch (error) {
      return this._onClose("parse error", error);
    }
    // Later, so that a listener that throws does not stop the connection.
    if (packet) Promise.resolve().then(() => this.emitReserved("packet", packet));
  }

  _packet(packet) {
    for (const message of encodePacket(packet)) this.engine.send(message);
  }

  /** Closes the connection once no namespace uses it. */
  _socketLeft() {
    if (Object.values(this.nsps).some((socket) => socket.active)) return;
    this._close();
  }

  _close() {
    this.skipReconnect = true;
    this._isReconnecting = false;
    this._onClose("forced close");
  }

  disconnect() {
    return this._close();
  }

  /** Listens until the connection's state changes. */
  _listen(engine, event, listener) {
    engine.on(event, listener);
    this._cleanups.push(() => engine.off(event, listener));
  }

  _cleanup() {
    for (const cleanup of this._cleanups.splice(0)) cleanup();
    this._decoder.reset();
  }

  _onClose(reason, description) {
    this._cleanup();
    this.engine?.close();
    this.backoff.reset();
    this._readyState = "closed";
    this.emitReserved("close", reason, description);
    if (this.opts.reconnection && !this.skipReconnect) this._reconnect();
  }

  _reconnect() {
    if (this._isReconnecting || this.skipReconnect) return;
    if (this.backoff.attempts >= this.opts.reconnectionAttempts) {
      this.backoff.reset();
      this._isReconnecting = false;
      this.emitReserved("reconnect_failed");
      return;
    }
    const delay = this.backoff.duration();
    this._isReconnecting = true;
    const timer = setTimeout(() => this._attempt(), delay);
    if (this.opts.autoUnref) timer.unref?.();
    this._cleanups.push(() => clearTimeout(timer));
  }

  _attempt() {
    if (this.skipReconnect) return;
    this.emitReserved("reconnect_attempt", this.backoff.attempts);
    // A listener may have closed the manager.
    if (this.skipReconnect) return;
    this.open((error) => {
      this._isReconnecting = false;
      if (error) {
        this._reconnect();
        this.emitReserved("reconnect_error", error);
        return;
      }
      const attempt = this.backoff.attempts;
      this.backoff.reset();
      this.emitReserved("reconnect", attempt);
    });
  }
}
