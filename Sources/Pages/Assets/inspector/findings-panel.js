import { call } from "./control-api.js";
import { button, make, reconcile } from "./dom.js";

/** What the frontend does that a real server would refuse, or that loses messages. */
export class FindingsPanel {
  constructor({ pane, onFilter }) {
    Object.assign(this, { pane, onFilter });
    this._counts = pane.querySelector("[data-fact=counts]");
    this._list = pane.querySelector("[data-list=findings]");
  }

  async refresh() {
    const { counts, findings } = await call("GET", "report");
    this._counts.textContent = `${counts.sessions} sessions, ${counts.joined} joins, ${counts.sent} messages, ${counts.replied} replies`;
    reconcile(this._list, findings, ({ id }) => id, ({ id }) => this._build(id), fill);
    this._list.parentElement.classList.toggle("none", !findings.length);
    return findings.length;
  }

  _build(id) {
    return make("li", {},
      make("p", { className: "title" }, make("span", { className: "badge" }), make("b")),
      make("p", { className: "advice" }), make("ul", { className: "evidence" }), make("p", { className: "about" }),
      button(id, () => this.onFilter(`rule:${id}`), { className: "link", title: "Show only these", "aria-label": `Show only entries of ${id}` }));
  }
}

function fill(child, { severity, title, connections, evidence, advice, reference }) {
  const [head, remedy, list, about] = child.children;
  child.className = severity;
  head.firstChild.textContent = severity;
  head.lastChild.textContent = title;
  remedy.textContent = `→ ${advice}`;
  reconcile(list, evidence.slice(-5), ({ at, connection, observation }) => `${at} ${connection} ${observation}`, () => make("li"), (item, each) => {
    item.textContent = [each.at, each.connection, each.observation].filter(Boolean).join(" · ");
  });
  about.textContent = `${connections} connection${connections === 1 ? "" : "s"}. ${reference}`;
}
