import { call, streamOf } from "./control-api.js";

/** So many entries of before are fetched when the page opens. */
const HISTORY = 500;
/** The pauses between attempts to connect again, in milliseconds. */
const DELAYS = [250, 500, 1000, 2000, 5000];

/** The journal of the mock, as it is written: fetched once, then followed, also through losses and restarts. */
export class JournalFeed {
  /**
   * `onEntries` is given texts of entries in order; `onState` whether the feed is `live` or `lost`, with a reason;
   * `onRestart` is called when the server has begun anew, `onGap` with the number of entries nobody can show any more.
   */
  constructor({ onEntries, onState, onRestart, onGap }) {
    Object.assign(this, { onEntries, onState, onRestart, onGap });
    this.last = null;
  }

  async run() {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this._catchUp();
        await this._follow(() => { attempt = 0; });
        this.onState("lost", "The mock has closed the connection.");
      } catch (error) {
        this.onState("lost", error.message);
      }
      await new Promise((resume) => { setTimeout(resume, DELAYS[Math.min(attempt, DELAYS.length - 1)]); });
    }
  }

  /** What was written before, or while there was no connection. */
  async _catchUp() {
    const isFirst = this.last === null;
    const { first, last } = await call("GET", `journal?since=${Number.MAX_SAFE_INTEGER}`);
    if (!isFirst && last < this.last) {
      this.onRestart();
      this.last = 0;
    }
    if (isFirst) this.last = Math.max(first - 1, last - HISTORY, 0);
    if (first > this.last + 1) {
      this.onGap(first - 1 - this.last);
      this.last = first - 1;
    }
  }

  async _follow(begun) {
    for await (const { id, data } of streamOf(`events?since=${this.last}&packets=true`)) {
      if (!data) {
        begun();
        this.onState("live");
        continue;
      }
      this.last = Number(id);
      this.onEntries(data);
    }
  }
}
