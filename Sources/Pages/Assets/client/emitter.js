/**
 * Listeners by event name; the listeners of one event are called in the order they were added.
 *
 * Fields that are nobody else's begin with `_`: private ones would break behind the proxies of page frameworks.
 */
export class Emitter {
  constructor() {
    this._listeners = new Map();
  }

  on(event, listener) {
    const key = String(event);
    const list = this._listeners.get(key);
    if (list) list.push(listener);
    else this._listeners.set(key, [listener]);
    return this;
  }

  once(event, listener) {
    const wrapper = (...args) => {
      this.off(event, wrapper);
      listener.apply(this, args);
    };
    wrapper.listener = listener;
    return this.on(event, wrapper);
  }

  /** Without a listener all of the event go, without an event all there are. */
  off(event, listener) {
    if (event === undefined) {
      this._listeners.clear();
      return this;
    }
    const key = String(event);
    const list = this._listeners.get(key) ?? [];
    if (listener === undefined) list.length = 0;
    const index = list.findIndex((each) => each === listener || each.listener === listener);
    if (index >= 0) list.splice(index, 1);
    if (list.length === 0) this._listeners.delete(key);
    return this;
  }

  listeners(event) {
    return [...(this._listeners.get(String(event)) ?? [])];
  }

  hasListeners(event) {
    return this._listeners.has(String(event));
  }

  emit(event, ...args) {
    return this.emitReserved(event, ...args);
  }

  /** What the client itself reports; `Socket` overrides `emit`, never this. */
  emitReserved(event, ...args) {
    for (const listener of this.listeners(event)) listener.apply(this, args);
    return this;
  }
}

Object.assign(Emitter.prototype, {
  addEventListener: Emitter.prototype.on,
  removeListener: Emitter.prototype.off,
  removeEventListener: Emitter.prototype.off,
  removeAllListeners: Emitter.prototype.off,
});
