import { LIMIT } from "./timeline-store.js";

/** So long a batch may take, in milliseconds; the rest waits for the next frame. */
const BUDGET = 8;

/** Takes entries as they come and puts them into the store in batches, one a frame, so that the page stays smooth. */
export class Intake {
  constructor({ store, onBatch }) {
    Object.assign(this, { store, onBatch });
    this.missed = 0;
    this.isPaused = false;
    this._waiting = [];
    this._isScheduled = false;
  }

  get waiting() {
    return this._waiting.length;
  }

  take(text) {
    this._waiting.push(text);
    // While nobody looks there are no frames; what would be dropped at once need not wait for one.
    if (this._waiting.length > LIMIT) this.missed += this._waiting.splice(0, this._waiting.length - LIMIT).length;
    this._schedule();
  }

  /** So many entries never came. */
  miss(count) {
    this.missed += count;
  }

  /** Forgets what waits. */
  drop() {
    this._waiting = [];
    this.missed = 0;
  }

  /** Stops or goes on; answers whether it has stopped. */
  toggle() {
    this.isPaused = !this.isPaused;
    this._schedule();
    return this.isPaused;
  }

  _schedule() {
    if (this._isScheduled) return;
    this._isScheduled = true;
    requestAnimationFrame(() => {
      this._isScheduled = false;
      this._flush();
    });
  }

  _flush() {
    if (!this._waiting.length) return;
    let count = 0;
    if (!this.isPaused) {
      const end = performance.now() + BUDGET;
      while (count < this._waiting.length && (count % 16 || performance.now() < end)) {
        this.store.add(this._waiting[count]);
        count += 1;
      }
      this._waiting.splice(0, count);
    }
    this.onBatch(this.store.trim());
    if (this._waiting.length && !this.isPaused) this._schedule();
  }
}
