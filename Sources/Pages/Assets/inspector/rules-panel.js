import { call } from "./control-api.js";
import { make, reconcile } from "./dom.js";
import { verdictList } from "./verdicts.js";

/** The scenario: which rules have answered, and which one would answer a text. */
export class RulesPanel {
  constructor({ pane, onFilter, onError }) {
    Object.assign(this, { pane, onFilter, onError });
    this._name = pane.querySelector("[data-scenario]");
    this._list = pane.querySelector("[data-list=rules]");
    const form = pane.querySelector("form");
    const result = pane.querySelector(".verdicts");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        result.replaceChildren(verdictList(await call("POST", "explain", { text: form.elements.text.value })));
      } catch (error) {
        onError(error);
      }
    });
  }

  async refresh() {
    const { scenario, rules } = await call("GET", "report");
    this._name.textContent = scenario ?? (rules.length ? "A scenario without a name" : "No scenario: the built-in ELIZA answers.");
    reconcile(this._list, rules, ({ id }) => id,
      ({ id }) => {
        const show = make("button", { type: "button", className: "link", title: "Show only its answers" }, id);
        show.addEventListener("click", () => this.onFilter(`rule:${id}`));
        return make("li", {}, show, make("span", { className: "about" }));
      },
      (child, { hits }) => {
        child.classList.toggle("unused", !hits);
        child.lastElementChild.textContent = hits ? `answered ${hits} time${hits === 1 ? "" : "s"}` : "not used yet";
      });
  }
}
