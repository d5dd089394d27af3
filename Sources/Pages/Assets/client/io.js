import { parseAddress } from "./address.js";
import { Manager } from "./manager.js";
import { Socket } from "./socket.js";

/** Connections by address, so that sockets of one server share one. */
const managers = new Map();

/**
 * A socket that connects to the namespace an address names: `io("http://localhost:3000/admin", { auth })`.
 *
 * The interface is that of the official client (4.x) for what pages use.
 */
export function io(uri, opts) {
  if (uri && typeof uri === "object") [uri, opts] = [undefined, uri];
  opts = { ...opts };
  const address = parseAddress(uri, opts.path ?? "/socket.io");
  if (address.hasQuery && !opts.query) opts.query = address.query;
  const shared = managers.get(address.key);
  const isOwn = opts.forceNew || opts["force new connection"] || opts.multiplex === false
    || shared?.nsps[address.nsp];
  let manager = isOwn ? null : shared;
  if (!manager) {
    manager = new Manager(uri, opts);
    if (!isOwn) managers.set(address.key, manager);
  }
  return manager.socket(address.nsp, opts);
}

/** The version of the Socket.IO protocol. */
export const protocol = 5;

Object.assign(io, { Manager, Socket, io, connect: io, protocol });
