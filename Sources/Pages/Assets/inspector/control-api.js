const BASE = "/__mock/v1";

// After the `#`, so that a token is never sent where addresses are logged.
const token = new URLSearchParams(location.hash.slice(1)).get("token");
const headers = token ? { Authorization: `Bearer ${token}` } : {};

/** What the control API refused, in its words. */
export class CallError extends Error {
  constructor({ title, detail, hint } = {}, status) {
    super([detail ?? title ?? `The mock answered ${status}.`, hint].filter(Boolean).join(" "));
  }
}

/** Calls the control API; answers what it answers, or throws a `CallError`. */
export async function call(method, path, body) {
  const response = await send(method, path, body);
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw new CallError(answer, response.status);
  return answer;
}

/** The same for an answer that is a text. */
export async function textOf(path) {
  const response = await send("GET", path);
  if (!response.ok) throw new CallError(await response.json().catch(() => undefined), response.status);
  return response.text();
}

async function send(method, path, body) {
  try {
    return await fetch(`${BASE}/${path}`, {
      method, cache: "no-store",
      headers: body === undefined ? headers : { ...headers, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new CallError({ detail: "The mock does not answer." });
  }
}

/** The events of an event stream as `{ id, data }`; one without data comes first, when the stream has begun. */
export async function* streamOf(path) {
  const response = await fetch(`${BASE}/${path}`, { headers, cache: "no-store" });
  if (!response.ok) throw new CallError(await response.json().catch(() => undefined), response.status);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  yield {};
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const frames = (rest + value).split("\n\n");
    rest = frames.pop();
    for (const frame of frames) {
      const mark = frame.indexOf("\ndata: ");
      if (mark >= 0) yield { id: frame.slice("id: ".length, mark), data: frame.slice(mark + "\ndata: ".length) };
    }
  }
}
