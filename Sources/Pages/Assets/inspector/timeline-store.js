import { read } from "./entry-reading.js";

/** So many rows are kept; the oldest go. */
export const LIMIT = 5000;
/** So many characters all rows keep alive, about. */
const SIZE_LIMIT = 32_000_000;

/** The rows of the timeline, oldest first: an entry of the journal each, a request together with its answer. */
export class TimelineStore {
  constructor() {
    this.clear();
    this.matches = () => true;
  }

  clear() {
    this.rows = [];
    this.visible = [];
    this.dropped = 0;
    this.lanes = { http: 0, engine: 0, socket: 0, mark: 0 };
    this._size = 0;
    this._exchanges = new Map();
  }

  /** Takes the text of an entry; answers the row that it has made or changed. */
  add(text) {
    const entry = JSON.parse(text);
    const asked = entry.kind === "response" && this._exchanges.get(entry.exchange);
    if (asked) return this._answered(asked, entry, text);
    const row = { n: entry.n, entry, answer: null, text, version: 0, view: null };
    row.view = read(row);
    this.rows.push(row);
    this._size += text.length;
    this.lanes[row.view.lane] += 1;
    if (entry.kind === "request") this._exchanges.set(entry.exchange, row);
    if (this.matches(row)) this.visible.push(row);
    return row;
  }

  /** Lets the oldest go; answers how many rows that were to be seen are gone. */
  trim() {
    let count = 0;
    for (; this.rows.length - count > LIMIT || (this._size > SIZE_LIMIT && count < this.rows.length - 1); count += 1) {
      const row = this.rows[count];
      this._size -= row.text.length;
      this.lanes[row.view.lane] -= 1;
      this._exchanges.delete(row.entry.exchange);
    }
    if (!count) return 0;
    this.rows.splice(0, count);
    this.dropped += count;
    const oldest = this.rows[0].n;
    const gone = firstAtOrAfter(this.visible, oldest);
    this.visible.splice(0, gone);
    return gone;
  }

  /** Shows the rows that `matches` only. */
  show(matches) {
    this.matches = matches;
    this.visible = this.rows.filter(matches);
  }

  /** The place of a row among those that are shown, or -1. */
  indexOf(row) {
    const index = row ? firstAtOrAfter(this.visible, row.n) : -1;
    return this.visible[index] === row ? index : -1;
  }

  /** The rows from one on, in order. */
  after(row) {
    return this.rows.slice(firstAtOrAfter(this.rows, row.n) + 1);
  }

  _answered(row, answer, text) {
    this._exchanges.delete(answer.exchange);
    row.answer = answer;
    this._size += text.length;
    row.text = `${row.text}\n${text}`;
    row.lower = undefined;
    row.view = read(row);
    row.version += 1;
    if (this.indexOf(row) < 0 && this.matches(row)) {
      this.visible.splice(firstAtOrAfter(this.visible, row.n), 0, row);
    }
    return row;
  }
}

function firstAtOrAfter(rows, n) {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].n < n) low = middle + 1;
    else high = middle;
  }
  return low;
}
