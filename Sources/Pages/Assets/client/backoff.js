/** How long to wait before the next attempt: doubled each time, spread by chance, up to a limit. */
export class Backoff {
  constructor({ min, max, jitter }) {
    Object.assign(this, { min, max, jitter, attempts: 0 });
  }

  /** The next delay in milliseconds; counts the attempt. */
  duration() {
    const delay = this.min * 2 ** this.attempts++;
    const spread = (Math.random() * 2 - 1) * this.jitter * delay;
    return Math.trunc(Math.min(delay + spread, this.max));
  }

  reset() {
    this.attempts = 0;
  }
}
