import { Conversation } from "./conversation.js";
import { LiveLink } from "./live-link.js";
import { PollLink } from "./poll-link.js";
import { SessionsAPI } from "./sessions-api.js";

/** The agent of the frontend guide, for servers that name none. */
const USUAL_AGENT = { id: "b850bc30-45f8-0041-a00a-83df46d8555d", name: "Eliza" };
/** Messages are this far apart at least, in milliseconds. */
const PACE = 1000;
/** After this long without an answer nobody is thinking any more, in milliseconds. */
const THINKING_LIMIT = 60000;

/** One chat from beginning to end: the session, the link to the agent, and what goes over it. */
export class Chat {
  constructor({ isLive, log, view, agentId, key, onStatus, onProblem, onReady, onAgent }) {
    Object.assign(this, { isLive, log, view, agentId, key, onStatus, onProblem, onReady, onAgent });
    this.user = uuid();
    this.conversation = new Conversation(view);
    this.api = new SessionsAPI({
      key, onCall: (method, target, status, body) => log.add("→", `${method} ${target}`, status || "no answer", body ?? "") });
    this._lastSent = -Infinity;
  }

  async start() {
    this.onStatus("session", "wait", "Creating Session");
    this.onProblem("");
    try {
      this.agent ??= await this._findAgent();
      this.onAgent(this.agent.name);
      const session = await this.api.createSession(this.agent.id, this.user);
      if (this.isLive && !session.channelId) {
        session.channelId = await this.api.createChannel(this.agent.id, this.user);
        session.hasOwnChannel = true;
      }
      this.session = session;
    } catch (error) {
      this.onStatus("session", "bad", "Session Failed");
      const hint = error.status === 401 ? " Open the page with #key=… and the server's key." : "";
      this.onProblem(`No session: ${error.message}${hint}`, { label: "Try again", act: () => this.start() });
      return;
    }
    this.onStatus("session", "on", "Session Active");
    const Link = this.isLive ? LiveLink : PollLink;
    this.link = new Link({
      api: this.api, agent: this.agent, user: this.user, key: this.key, log: this.log, events: this._events() });
    this.link.open(this.session);
    this._showFacts();
  }

  async end() {
    const { sessionId } = this.session;
    this._leave();
    this.onReady(false, false);
    try {
      await this.api.endSession(sessionId);
    } catch (error) {
      if (!error.isSessionGone) this.onProblem(`The session was not ended: ${error.message}`);
    }
  }

  async toggle() {
    if (this.session) return this.end();
    this.conversation.clear();
    return this.start();
  }

  /** Whether the text was taken; it is not when it is empty or comes too soon. */
  send(text) {
    const content = text.trim();
    if (!content || !this._mayGo()) return false;
    this.link.send(this.conversation.addOwn(content, uuid()), metadata());
    return true;
  }

  retry(key) {
    if (this.session && this._mayGo()) this.link.send(this.conversation.retry(key), metadata());
  }

  _mayGo() {
    if (performance.now() - this._lastSent < PACE) {
      this.onProblem("One message a second, please: wait a moment and send it again.");
      return false;
    }
    this._lastSent = performance.now();
    this.onProblem("");
    return true;
  }

  _leave() {
    const { link } = this;
    this.session = this.link = null;
    link?.close();
    this._setThinking(false);
    this.onStatus("session", "off", "No Session");
    this._showFacts();
  }

  /** What a link reports. */
  _events() {
    const { conversation } = this;
    const changed = (part) => (state, text) => {
      this.onStatus(part, state, text);
      this._showFacts();
    };
    return {
      link: changed("link"),
      realtime: changed("realtime"),
      ready: (isReady) => this.onReady(isReady, true),
      recovered: () => {
        if (this._isInTrouble) this.onProblem("");
        this._isInTrouble = false;
      },
      trouble: (text, remedy) => {
        this._isInTrouble = true;
        this.onProblem(text, remedy && { label: "Reconnect", act: () => this.link?.reconnect() });
      },
      thinking: (isThinking) => this._setThinking(isThinking),
      confirmed: (key, id, time) => conversation.confirm(key, id, time),
      failed: (key, reason) => conversation.fail(key, reason),
      message: (message) => {
        const isNew = !conversation.has(message.id);
        if (isNew && message.from === "agent") this._setThinking(false);
        if (isNew || message.via === "live") conversation.receive(message);
      },
      chunk: (chunk) => {
        this._setThinking(false);
        conversation.receiveChunk(chunk);
      },
      ownStored: ({ id, content }) => {
        if (conversation.has(id)) return;
        const own = conversation.unconfirmed().find(({ text }) => text === content);
        if (own) conversation.confirm(own.key, id);
      },
      removed: (id) => conversation.remove(id),
      cleared: () => conversation.clear(),
      sessionGone: () => this._renew(),
    };
  }

  /** The server has forgotten the session, as after a restart: the chat goes on in a new one. */
  _renew() {
    this._leave();
    this.conversation.addNote("The server no longer knew the session; this is a new one.");
    this.start();
  }

  _setThinking(isThinking) {
    clearTimeout(this._thinkingTimer);
    this.view.setThinking(isThinking ? this.agent.name : null);
    if (!isThinking) return;
    this._thinkingTimer = setTimeout(() => {
      this._setThinking(false);
      this.conversation.addNote(`No answer from ${this.agent.name} within ${THINKING_LIMIT / 1000} s.`);
    }, THINKING_LIMIT);
  }

  async _findAgent() {
    const agents = await this.api.agents();
    return agents.find(({ id }) => id === this.agentId)
      ?? (this.agentId ? { id: this.agentId, name: "Agent" } : agents[0] ?? USUAL_AGENT);
  }

  _showFacts() {
    this.log.show({
      ...this.link?.facts(), Session: this.session?.sessionId, Channel: this.session?.channelId,
      Agent: this.agent && `${this.agent.name} ${this.agent.id}`, User: this.user,
    });
  }
}

function metadata() {
  return { userTimezone: Intl.DateTimeFormat().resolvedOptions().timeZone, timestamp: new Date().toISOString() };
}

/** Version 4; `crypto.randomUUID` is missing on pages that came over plain HTTP from another machine. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
