import { fromAPI } from "./message-reader.js";

/** How often the Sessions API is asked for what is new, in milliseconds. */
const INTERVAL = 1500;

/** The conversation over the Sessions API alone: messages are posted, answers are asked for. */
export class PollLink {
  constructor({ api, agent, user, events }) {
    Object.assign(this, { api, agent, user, events });
  }

  open(session) {
    this.session = session;
    this.events.link("on", "Polling every 1.5 s");
    this.events.realtime("off", "Off on this page");
    this.events.ready(true);
    this._schedule(INTERVAL);
  }

  async send({ key, text }, metadata) {
    this.events.thinking(true);
    try {
      const answer = await this.api.send(this.session.sessionId, text, metadata);
      this.events.confirmed(key, answer.id);
    } catch (error) {
      this.events.thinking(false);
      this.events.failed(key, error.message);
      if (error.isSessionGone) this.events.sessionGone();
    }
  }

  facts() {
    return { Transport: "HTTP, one request every 1.5 s" };
  }

  close() {
    clearTimeout(this._timer);
    this.session = null;
    this.events.link("off", "Polling stopped");
  }

  _schedule(milliseconds) {
    this._timer = setTimeout(() => this._look(this.session), milliseconds);
  }

  async _look(session) {
    let pause = INTERVAL;
    try {
      const messages = await this.api.messages(session.sessionId);
      if (session !== this.session) return;
      this.events.link("on", "Polling every 1.5 s");
      this.events.recovered();
      for (const entry of messages) {
        if (entry.authorId !== this.user) this.events.message(fromAPI(entry, this.agent.name));
      }
    } catch (error) {
      if (session !== this.session) return;
      if (error.isSessionGone) return this.events.sessionGone();
      pause = Math.max(INTERVAL, error.retryAfter * 1000);
      this.events.link("wait", "Retrying");
      this.events.trouble(`Looking for answers failed: ${error.message} Trying again.`);
    }
    this._schedule(pause);
  }
}
