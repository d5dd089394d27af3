/**
 * Where `io(uri, …)` goes: a whole address, `//host`, `host:port`, or only a namespace of the page's own server.
 *
 * `key` names the connection that namespaces share, `nsp` is the namespace.
 */
export function parseAddress(uri, path) {
  const page = globalThis.location;
  let text = uri ?? (page ? `${page.protocol}//${page.host}` : "");
  if (text.startsWith("//")) text = (page?.protocol ?? "https:") + text;
  else if (text.startsWith("/")) text = `${page.protocol}//${page.host}${text}`;
  else if (!/^(https?|wss?):\/\//.test(text)) text = `${page?.protocol ?? "https:"}//${text}`;
  // So that addresses of WebSockets have ports and paths like any other.
  const url = new URL(text.replace(/^ws/, "http"));
  const secure = url.protocol === "https:";
  const port = url.port || (secure ? "443" : "80");
  return {
    key: `${secure ? "https" : "http"}://${url.hostname}:${port}${path}`,
    nsp: url.pathname || "/",
    query: Object.fromEntries(url.searchParams),
    hasQuery: url.search.length > 1,
    engine: { secure, hostname: url.hostname, port },
  };
}

/** The path of requests: one slash at the end, unless `addTrailingSlash` says otherwise. */
export function requestPath({ path, addTrailingSlash }) {
  const bare = path.replace(/\/$/, "");
  return addTrailingSlash === false ? bare : `${bare}/`;
}
