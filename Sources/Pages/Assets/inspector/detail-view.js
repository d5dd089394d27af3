import { call, textOf } from "./control-api.js";
import { entriesToRecord, exchangeAround } from "./conversation-links.js";
import { asCurl, asRule } from "./copying.js";
import { button, copy, make } from "./dom.js";
import { MEANINGS, clockOf, duration } from "./entry-reading.js";
import { jsonView } from "./json-view.js";
import { verdictList } from "./verdicts.js";

/** Facts that stand elsewhere in the pane. */
const ELSEWHERE = new Set(["data", "kind", "n", "t", "text", "at"]);
/** Facts that the timeline can be narrowed to. */
const NARROWING = new Set(["connection", "engine", "exchange", "room", "sender", "agent", "message", "rule", "otherwise", "hook", "hold", "session", "fault", "path"]);

/** Everything about one row. */
export class DetailView {
  constructor({ pane, store, onFilter, onChoice }) {
    Object.assign(this, { pane, store, onFilter, onChoice });
    this.row = null;
  }

  show(row) {
    this.row = row;
    this._version = row?.version;
    this._known = 0;
    if (!row) return;
    const found = exchangeAround(row, this.store);
    this._known = found?.rows.length ?? 0;
    this.pane.replaceChildren(...[
      heading(row), this._copies(row, found), this._story(row, found), this._rule(found), this._facts(row),
      ...content(row)].filter(Boolean));
    this.pane.scrollTop = 0;
  }

  /** Rows have come: what is shown may have an answer now. */
  changed() {
    if (!this.row) return;
    const found = this.row.version === this._version ? exchangeAround(this.row, this.store) : null;
    if (this.row.version === this._version && (found?.rows.length ?? 0) === this._known) return;
    const { scrollTop } = this.pane;
    const focused = document.activeElement?.dataset?.act;
    this.show(this.row);
    this.pane.scrollTop = scrollTop;
    if (focused) this.pane.querySelector(`[data-act="${focused}"]`)?.focus();
  }

  _copies(row, found) {
    const curl = asCurl(row);
    const entries = entriesToRecord(found?.rows ?? [row], this.store);
    const offers = [
      [curl && "curl", () => curl],
      [found && found.text !== undefined && "Scenario rule", () => asRule(exchangeAround(row, this.store))],
      [entries.length && "Fixture", () => textOf(`journal/fixture?entries=${entries}`)],
      ["JSON", () => row.text],
    ].filter(([label]) => label);
    const made = make("div", { className: "copies", role: "group", "aria-label": "Copy as" }, make("span", {}, "Copy as"));
    for (const [label, text] of offers) {
      const each = button(label, () => copy(text, each), { "data-act": `copy-${label}` });
      made.append(each);
    }
    return made;
  }

  _facts({ entry, answer }) {
    const list = make("dl", { className: "facts" });
    const add = (name, value, filter) => {
      const shown = filter
        ? button(value, () => this.onFilter(filter), { className: "link", title: "Show only these", "data-act": `fact-${name}` }) : value;
      list.append(make("div", {}, make("dt", {}, name), make("dd", {}, shown)));
    };
    add("entry", `${entry.n}, ${clockOf(entry.t)} after the start`);
    add("scenario time", entry.at);
    if (answer) add("answered", `${answer.status} after ${duration(answer.t - entry.t)}`);
    if (entry.text) add("text", entry.text);
    for (const [name, value] of Object.entries(entry)) {
      if (ELSEWHERE.has(name) || value === null || typeof value === "object") continue;
      const text = String(value);
      add(name, text, NARROWING.has(name) && `${name}:${/\s/.test(text) ? `"${text}"` : text}`);
    }
    return list;
  }

  _story(row, found) {
    if (!found) return null;
    const list = make("ol", { className: "story" });
    for (const each of found.rows) {
      const { direction, title, badge, summary, lane, tone } = each.view;
      const item = button("", () => this.onChoice(each), { "data-act": `row-${each.n}` });
      item.append(make("span", { className: "time" }, clockOf(each.entry.t)), make("span", { className: "direction" }, direction), make("b", {}, title),
        make("span", { className: "badge" }, badge), make("span", { className: "summary" }, String(summary ?? "").slice(0, 200)));
      if (each === row) item.setAttribute("aria-current", "true");
      list.append(make("li", { className: `${lane} ${tone && `tone-${tone}`}` }, item));
    }
    return section("What came of it", list);
  }

  _rule(found) {
    if (!found || found.text === undefined) return null;
    const made = section("Which rule answers");
    const turn = found.turn ? `, with turn ${found.turn}` : "";
    const said = found.rule ? `Rule “${found.rule}” has decided${turn}.`
      : found.otherwise ? `No rule matched: “otherwise” has decided (${found.otherwise}).`
        : found.replies.length ? "It was answered." : "There is no answer yet.";
    const result = make("div", { className: "verdicts", "aria-live": "polite" });
    const ask = button("Why not the others?", () => this._explain(found, result), { "data-act": "explain" });
    made.append(make("p", {}, said), ...(found.silence ? [make("p", {}, `Nobody answered: ${found.silence}.`)] : []), ask, result);
    return made;
  }

  async _explain({ text, payload, room, sender, agent }, result) {
    try {
      const answer = await call("POST", "explain", {
        text: String(text), payload, ...(room && { channel: room }), ...(sender && { sender }), ...(agent && { agent }) });
      result.replaceChildren(verdictList(answer), make("p", { className: "faint" }, "As it would be decided if it were said again now."));
    } catch (error) {
      result.textContent = error.message;
    }
  }
}

function heading({ entry, view }) {
  const made = make("header", { className: `about ${view.lane}` },
    make("h2", {}, make("span", { className: "direction" }, view.direction), view.title,
      make("span", { className: "badge" }, view.badge)));
  const meaning = MEANINGS[entry.meaning];
  if (meaning) made.append(make("p", {}, meaning));
  return made;
}

function content({ entry, answer }) {
  const names = { request: "Body", response: "Body", received: "First argument", sent: "First argument", ack: "Arguments" };
  return [
    entry.data !== undefined && section(names[entry.kind] ?? "Content", jsonView(entry.data)),
    answer?.data !== undefined && section("Answer", jsonView(answer.data)),
  ];
}

function section(title, ...children) {
  return make("section", {}, make("h3", {}, title), ...children);
}
