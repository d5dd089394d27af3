import { clockOf } from "./entry-reading.js";
import { make } from "./dom.js";

/** Rows outside of what is seen that are in the page all the same, on either side. */
const MARGIN = 6;

/**
 * The list of rows, of which only those that are seen are in the page. It is a list box: the arrow keys move the
 * choice, and the browser's focus stays on the list.
 */
export class TimelineView {
  constructor({ list, store, onChoice, onFollowing }) {
    Object.assign(this, { list, store, onChoice, onFollowing });
    this.chosen = null;
    this.isFollowing = true;
    this._pool = [];
    this._sheet = make("div", { className: "sheet", role: "presentation" });
    list.append(this._sheet);
    list.addEventListener("scroll", () => this._scrolled());
    list.addEventListener("keydown", (event) => this._pressed(event));
    list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item?.row) this.choose(item.row);
    });
    new ResizeObserver(() => this.changed()).observe(list);
  }

  /** Rows were added or changed; so many of those that were to be seen are gone from the top. */
  changed(gone = 0) {
    this._height = Number.parseFloat(getComputedStyle(this.list).getPropertyValue("--row"));
    const { length } = this.store.visible;
    this._sheet.style.height = `${length * this._height}px`;
    if (this.isFollowing) this.list.scrollTop = length * this._height;
    else if (gone) this.list.scrollTop -= gone * this._height;
    this._render();
  }

  /** Stands at the newest row and stays there. */
  follow() {
    this._setFollowing(true);
    this.changed();
  }

  choose(row, isQuiet = false) {
    this.chosen = row;
    if (row) this._bringIntoView(this.store.indexOf(row));
    this._render();
    if (!isQuiet) this.onChoice(row);
  }

  /** The list is to be seen again; it stands where it stood. */
  shown() {
    const top = this._top;
    this.changed();
    if (!this.isFollowing) this.list.scrollTop = top;
  }

  _scrolled() {
    if (!this.list.clientHeight) return;
    this._top = this.list.scrollTop;
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    this._setFollowing(scrollHeight - scrollTop - clientHeight < this._height);
    this._render();
  }

  _setFollowing(isFollowing) {
    if (this.isFollowing === isFollowing) return;
    this.isFollowing = isFollowing;
    this.onFollowing(isFollowing);
  }

  _bringIntoView(index) {
    if (index < 0) return;
    const [top, bottom] = [index * this._height, (index + 1) * this._height];
    if (top < this.list.scrollTop) this.list.scrollTop = top;
    else if (bottom > this.list.scrollTop + this.list.clientHeight) this.list.scrollTop = bottom - this.list.clientHeight;
    this._setFollowing(index === this.store.visible.length - 1);
  }

  _pressed(event) {
    const { visible } = this.store;
    const page = Math.max(1, Math.floor(this.list.clientHeight / this._height) - 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    if (step === undefined || !visible.length || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const now = this.store.indexOf(this.chosen);
    const from = now >= 0 ? now : step > 0 ? this._first() - 1 : this._first();
    this.choose(visible[Math.min(Math.max(from + step, 0), visible.length - 1)]);
  }

  _first() {
    return Math.floor(this.list.scrollTop / this._height);
  }

  _render() {
    const { visible } = this.store;
    const start = Math.max(0, this._first() - MARGIN);
    const end = Math.min(visible.length, start + Math.ceil(this.list.clientHeight / this._height) + 2 * MARGIN);
    // An element stays with its place, so that scrolling by one row changes one element.
    const size = Math.max(end - start, 0);
    while (this._pool.length < size) this._pool.push(this._sheet.appendChild(blankRow()));
    while (this._pool.length > size + 2 * MARGIN) this._pool.pop().remove();
    const used = new Set();
    for (let index = start; index < end; index += 1) {
      const item = this._pool[index % this._pool.length];
      used.add(item);
      this._fill(item, visible[index], index);
    }
    for (const item of this._pool) if (!used.has(item)) item.hidden = true;
    this._tellActive(start, end);
  }

  _fill(item, row, index) {
    if (item.hidden) item.hidden = false;
    if (item.place !== index || item.height !== this._height) {
      item.place = index;
      item.height = this._height;
      item.style.transform = `translateY(${index * this._height}px)`;
    }
    item.ariaPosInSet = index + 1;
    item.ariaSetSize = this.store.visible.length;
    item.ariaSelected = String(row === this.chosen);
    if (item.row === row && item.version === row.version) return;
    Object.assign(item, { row, version: row.version, id: `row-${row.n}` });
    const { lane, tone, direction, title, badge, summary, state } = row.view;
    item.className = `row ${lane}${tone ? ` tone-${tone}` : ""}`;
    const [time, cell] = item.children;
    setText(time, clockOf(row.entry.t));
    const [arrow, name, mark, text, end] = cell.children;
    setText(arrow, direction);
    setText(name, title);
    setText(mark, badge);
    setText(text, oneLine(summary));
    setText(end, state);
  }

  _tellActive(start, end) {
    const index = this.store.indexOf(this.chosen);
    if (index >= start && index < end) this.list.setAttribute("aria-activedescendant", `row-${this.chosen.n}`);
    else this.list.removeAttribute("aria-activedescendant");
  }
}

function blankRow() {
  return make("div", { role: "option" },
    make("span", { className: "time" }),
    make("span", { className: "cell" },
      make("span", { className: "direction" }), make("b"), make("span", { className: "badge" }),
      make("span", { className: "summary" }), make("span", { className: "state" })));
}

function setText(item, text) {
  const value = text ?? "";
  if (item.textContent !== value) item.textContent = value;
}

/** A row shows no more than fits. */
function oneLine(text = "") {
  return String(text).slice(0, 300).replace(/\s+/g, " ");
}
