import { Emitter } from "./emitter.js";

/** What went wrong with a transport: `description` is an HTTP status or the event that told of it. */
export class TransportError extends Error {
  constructor(reason, description, context) {
    super(reason);
    this.type = "TransportError";
    this.description = description;
    this.context = context;
  }
}

/** Engine.IO packets by the first character of their text (protocol 4). */
export const ENGINE_TYPES = ["open", "close", "ping", "pong", "message", "upgrade", "noop"];

/** One packet out of its text, or out of bytes, which are always a message. */
export function decodeEnginePacket(data) {
  if (typeof data !== "string") return { type: "message", data };
  const type = ENGINE_TYPES[data.charCodeAt(0) - 48];
  return type ? { type, data: data.slice(1) } : { type: "error", data: "parser error" };
}

/** One way to reach the server; reports `open`, `packet`, `drain`, `pause`, `error` and `close`. */
export class Transport extends Emitter {
  constructor(opts) {
    super();
    this.opts = opts;
    this.query = opts.query;
    this.writable = false;
    this.readyState = "closed";
  }

  open() {
    this.readyState = "opening";
    this.doOpen();
    return this;
  }

  close() {
    if (this.readyState === "closed") return this;
    this.doClose();
    this.onClose();
    return this;
  }

  send(packets) {
    this.writable = false;
    this.write(packets);
  }

  onOpen() {
    this.readyState = "open";
    this.writable = true;
    this.emitReserved("open");
  }

  onPacket(packet) {
    this.emitReserved("packet", packet);
  }

  onError(reason, description, context) {
    this.emitReserved("error", new TransportError(reason, description, context));
  }

  onClose(details) {
    this.readyState = "closed";
    this.writable = false;
    this.emitReserved("close", details);
  }

  address(scheme, query) {
    const { secure, hostname, port, path } = this.opts;
    const isUsualPort = Number(port) === (secure ? 443 : 80);
    const text = new URLSearchParams(query).toString();
    return `${scheme}${secure ? "s" : ""}://${hostname}${port && !isUsualPort ? `:${port}` : ""}${path}?${text}`;
  }
}
