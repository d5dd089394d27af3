/** Whether a value travels as an attachment and not as JSON. */
export function isBinary(value) {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    || (typeof Blob === "function" && value instanceof Blob);
}

/** Whether there is binary data anywhere inside, as JSON.stringify would walk. */
export function hasBinary(value) {
  if (value === null || typeof value !== "object") return false;
  if (isBinary(value)) return true;
  if (Array.isArray(value)) return value.some(hasBinary);
  if (typeof value.toJSON === "function") return hasBinary(value.toJSON());
  return Object.values(value).some(hasBinary);
}

/** A copy with a placeholder for each binary value, which goes to the end of `attachments`. */
export function withPlaceholders(value, attachments) {
  if (value === null || typeof value !== "object") return value;
  if (isBinary(value)) {
    attachments.push(value);
    return { _placeholder: true, num: attachments.length - 1 };
  }
  if (Array.isArray(value)) return value.map((each) => withPlaceholders(each, attachments));
  if (typeof value.toJSON === "function") return withPlaceholders(value.toJSON(), attachments);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withPlaceholders(each, attachments)]));
}

/** The value with the attachments put back in place. */
export function withAttachments(value, attachments) {
  if (value === null || typeof value !== "object") return value;
  if (value._placeholder === true) {
    if (!Number.isInteger(value.num) || value.num < 0 || value.num >= attachments.length) {
      throw new Error("illegal attachments");
    }
    return attachments[value.num];
  }
  for (const key of Object.keys(value)) value[key] = withAttachments(value[key], attachments);
  return value;
}

/** The bytes of an attachment as base64, for a transport that carries text only. */
export async function toBase64(data) {
  if (typeof Blob === "function" && data instanceof Blob) data = await data.arrayBuffer();
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
  let text = "";
  // In slices, since a call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(text);
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;
}

/** How many bytes a packet takes on the wire, so that a request does not grow beyond what the server takes. */
export function byteLength(data) {
  if (data === undefined) return 0;
  if (typeof data === "string") return new TextEncoder().encode(data).length;
  return Math.ceil((data.byteLength ?? data.size) * 4 / 3);
}
