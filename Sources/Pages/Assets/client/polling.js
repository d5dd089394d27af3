import { fromBase64, toBase64 } from "./binary.js";
import { decodeEnginePacket, ENGINE_TYPES, Transport } from "./transport.js";

const SEPARATOR = "\x1e";

/** Tells one request from the next, so that no cache answers. */
let requests = Date.now();

/** HTTP long-polling: one GET waits for packets, a POST at a time brings them. */
export class Polling extends Transport {
  get name() {
    return "polling";
  }

  doOpen() {
    this._poll();
  }

  doClose() {
    if (this.readyState === "open") this._post("1", { keepalive: true }).catch(() => {});
    this._abort?.abort();
  }

  /** Stops asking, and calls back once nothing is on its way: the upgrade needs silence. */
  pause(done) {
    this.readyState = "pausing";
    const whenQuiet = () => {
      if (this._isPolling || !this.writable) return;
      this.off("quiet", whenQuiet);
      this.readyState = "paused";
      done();
    };
    this.on("quiet", whenQuiet);
    whenQuiet();
  }

  /** Goes on after a pause that led to nothing. */
  resume() {
    if (this.readyState !== "pausing" && this.readyState !== "paused") return;
    this.readyState = "open";
    this.off("quiet");
    if (!this._isPolling) this._poll();
  }

  async write(packets) {
    const parts = await Promise.all(packets.map(async ({ type, data }) => (
      data === undefined || typeof data === "string"
        ? ENGINE_TYPES.indexOf(type) + (data ?? "") : `b${await toBase64(data)}`)));
    if (this.readyState === "closed") return;
    try {
      await this._post(parts.join(SEPARATOR));
    } catch (error) {
      if (this.readyState !== "closed") this.onError("xhr post error", error.status ?? 0, error);
      return;
    }
    if (this.readyState === "closed") return;
    this.writable = true;
    this.emitReserved("drain");
    this.emitReserved("quiet");
  }

  async _poll() {
    this._isPolling = true;
    let text;
    try {
      text = await this._request({ method: "GET" });
    } catch (error) {
      this._isPolling = false;
      if (this.readyState !== "closed") this.onError("xhr poll error", error.status ?? 0, error);
      return;
    }
    if (this.readyState === "closed") return;
    for (const part of text.split(SEPARATOR)) {
      if (!this._receive(part)) return;
    }
    this._isPolling = false;
    this.emitReserved("quiet");
    if (this.readyState === "open") this._poll();
  }

  /** Whether the transport is still there after this packet. */
  _receive(part) {
    const packet = part.charAt(0) === "b"
      ? { type: "message", data: fromBase64(part.slice(1)) } : decodeEnginePacket(part);
    if (this.readyState === "opening" && packet.type === "open") this.onOpen();
    if (packet.type === "close") {
      this.onClose({ description: "transport closed by the server" });
      return false;
    }
    this.onPacket(packet);
    return this.readyState !== "closed";
  }

  _post(body, options) {
    return this._request({
      method: "POST", body, headers: { "Content-Type": "text/plain;charset=UTF-8" }, ...options });
  }

  async _request({ headers, ...options }) {
    this._abort ??= new AbortController();
    const query = { ...this.query };
    if (this.opts.timestampRequests !== false) {
      query[this.opts.timestampParam ?? "t"] = (requests++).toString(36);
    }
    const response = await fetch(this.address("http", query), {
      ...options,
      headers: { ...this.opts.extraHeaders, ...headers },
      credentials: this.opts.withCredentials ? "include" : "same-origin",
      cache: "no-store",
      signal: options.keepalive ? undefined : this._abort.signal,
    });
    if (!response.ok) throw response;
    return response.text();
  }
}
