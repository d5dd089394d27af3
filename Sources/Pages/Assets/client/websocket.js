import { decodeEnginePacket, ENGINE_TYPES, Transport } from "./transport.js";

/** One packet a frame; binary messages as they are. */
export class WebSocketTransport extends Transport {
  get name() {
    return "websocket";
  }

  doOpen() {
    const query = { ...this.query };
    if (this.opts.timestampRequests) query[this.opts.timestampParam ?? "t"] = Date.now().toString(36);
    try {
      this.ws = new WebSocket(this.address("ws", query), this.opts.protocols ?? []);
    } catch (error) {
      // Later, so that who made the transport can listen first.
      setTimeout(() => this.emitReserved("error", error), 0);
      return;
    }
    this.ws.binaryType = "arraybuffer";
    this.ws.onopen = () => this.onOpen();
    this.ws.onclose = (event) => this.onClose({ description: "websocket connection closed", context: event });
    this.ws.onmessage = (event) => this.onPacket(decodeEnginePacket(event.data));
    this.ws.onerror = (event) => this.onError("websocket error", event);
  }

  doClose() {
    if (!this.ws) return;
    this.ws.onerror = this.ws.onmessage = this.ws.onclose = () => {};
    this.ws.close();
    this.ws = null;
  }

  write(packets) {
    for (const { type, data } of packets) {
      this.ws.send(data === undefined || typeof data === "string"
        ? ENGINE_TYPES.indexOf(type) + (data ?? "") : data);
    }
    // Later, so that what is sent in one go is flushed in one go.
    setTimeout(() => {
      if (this.readyState !== "open") return;
      this.writable = true;
      this.emitReserved("drain");
    }, 0);
  }
}
