/** A call that the server refused, or that never reached it (`status` 0). */
export class APIError extends Error {
  constructor(message, status, retryAfter = 0) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Whether the server does not know the session any more. */
  get isSessionGone() {
    return this.status === 404 || this.status === 410;
  }
}

/** The Sessions API of the server that the page came from. */
export class SessionsAPI {
  constructor({ key, onCall }) {
    this.key = key;
    this.onCall = onCall;
  }

  /** The agents there are, as `{ id, name }`. */
  async agents() {
    const answer = await this.call("GET", "/api/agents");
    return answer.data?.agents ?? answer.agents ?? [];
  }

  createSession(agentId, userId) {
    return this.call("POST", "/api/messaging/sessions", { agentId, userId, metadata: { platform: "web" } });
  }

  /**
   * A channel for the user and the agent, for releases up to 1.4 that do not say which one a session has; its id.
   */
  async createChannel(agentId, userId) {
    const channels = "/api/messaging/central-channels";
    const { data } = await this.call("POST", channels, {
      name: "Chat", server_id: "00000000-0000-0000-0000-000000000000", type: "DM",
      participantCentralUserIds: [userId, agentId], metadata: { isDm: true } });
    const id = data?.channel?.id ?? data?.id;
    await this.call("POST", `${channels}/${encodeURIComponent(id)}/agents`, { agentId });
    return id;
  }

  send(sessionId, content, metadata) {
    return this.call("POST", `${path(sessionId)}/messages`, { content, metadata });
  }

  /** The latest messages, oldest first. */
  async messages(sessionId) {
    const { messages = [] } = await this.call("GET", `${path(sessionId)}/messages?limit=100`);
    return messages.toSorted((one, other) => time(one) - time(other));
  }

  /** The same of a channel that `createChannel` has made, as long as the server knows the session. */
  async channelMessages(channelId, sessionId) {
    await this.call("GET", path(sessionId));
    const { data } = await this.call("GET", `/api/messaging/central-channels/${encodeURIComponent(channelId)}/messages?limit=100`);
    return (data?.messages ?? []).toSorted((one, other) => time(one) - time(other));
  }

  endSession(sessionId) {
    return this.call("DELETE", path(sessionId));
  }

  async call(method, target, body) {
    const headers = this.key ? { "X-API-KEY": this.key } : {};
    if (body) headers["Content-Type"] = "application/json";
    let response;
    try {
      response = await fetch(target, { method, headers, body: body && JSON.stringify(body) });
    } catch {
      this.onCall(method, target, 0, body);
      throw new APIError("The server cannot be reached.", 0);
    }
    const answer = await response.json().catch(() => null);
    this.onCall(method, target, response.status, body, answer);
    if (response.ok) return answer ?? {};
    const reason = answer?.error?.message ?? answer?.error ?? answer?.message ?? response.statusText;
    throw new APIError(`${reason}`, response.status, Number(response.headers.get("Retry-After")) || 0);
  }
}

/** When a message of the API was made, in milliseconds since 1970. */
export function time(message) {
  return typeof message.createdAt === "number" ? message.createdAt : Date.parse(message.createdAt);
}

function path(sessionId) {
  return `/api/messaging/sessions/${encodeURIComponent(sessionId)}`;
}
