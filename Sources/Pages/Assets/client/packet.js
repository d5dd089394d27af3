import { hasBinary, withAttachments, withPlaceholders } from "./binary.js";

export const PacketType = {
  CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4, BINARY_EVENT: 5, BINARY_ACK: 6,
};

/** Event names that the client itself reports, and that nobody may send. */
export const RESERVED_EVENTS = new Set([
  "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener",
]);

/** A Socket.IO packet (protocol 5) as messages of the connection: one text, then its attachments. */
export function encodePacket({ type, nsp, id, data }) {
  const attachments = [];
  if ((type === PacketType.EVENT || type === PacketType.ACK) && hasBinary(data)) {
    type = type === PacketType.EVENT ? PacketType.BINARY_EVENT : PacketType.BINARY_ACK;
    data = withPlaceholders(data, attachments);
  }
  let text = String(type);
  if (type >= PacketType.BINARY_EVENT) text += `${attachments.length}-`;
  if (nsp && nsp !== "/") text += `${nsp},`;
  if (id !== undefined) text += id;
  if (data !== undefined) text += JSON.stringify(data);
  return [text, ...attachments];
}

/** Puts Socket.IO packets together again; throws where the server breaks the format. */
export class Decoder {
  /** The packet that a message completes, or null while attachments are missing. */
  add(message) {
    if (typeof message !== "string") return this._attach(message);
    if (this._partial) throw new Error("got plaintext data when reconstructing a packet");
    const packet = decodeText(message);
    if (packet.type < PacketType.BINARY_EVENT) return packet;
    packet.type = packet.type === PacketType.BINARY_EVENT ? PacketType.EVENT : PacketType.ACK;
    if (packet.count === 0) return packet;
    this._partial = { packet, attachments: [] };
    return null;
  }

  reset() {
    this._partial = null;
  }

  _attach(bytes) {
    if (!this._partial) throw new Error("got binary data when not reconstructing a packet");
    const { packet, attachments } = this._partial;
    attachments.push(bytes);
    if (attachments.length < packet.count) return null;
    this._partial = null;
    packet.data = withAttachments(packet.data, attachments);
    return packet;
  }
}

const FORMAT = /^([0-6])(?:(\d+)-)?(?:(\/[^,]*)(?:,|$))?(\d+)?([^]*)$/;

function decodeText(text) {
  const match = FORMAT.exec(text);
  if (!match) throw new Error(`unknown packet type ${text.charAt(0)}`);
  const [, type, count, nsp = "/", id, json] = match;
  const packet = { type: Number(type), nsp };
  if (packet.type >= PacketType.BINARY_EVENT) {
    if (count === undefined) throw new Error("Illegal attachments");
    packet.count = Number(count);
  }
  if (id !== undefined) packet.id = Number(id);
  if (json) packet.data = JSON.parse(json);
  if (!isValid(packet)) throw new Error("invalid payload");
  return packet;
}

function isValid({ type, data }) {
  const isObject = data !== null && typeof data === "object" && !Array.isArray(data);
  switch (type) {
    case PacketType.CONNECT: return data === undefined || isObject;
    case PacketType.DISCONNECT: return data === undefined;
    case PacketType.CONNECT_ERROR: return typeof data === "string" || isObject;
    case PacketType.ACK: case PacketType.BINARY_ACK: return Array.isArray(data);
    default:
      return Array.isArray(data) && (typeof data[0] === "number"
        || (typeof data[0] === "string" && !RESERVED_EVENTS.has(data[0])));
  }
}
