import { call } from "./control-api.js";
import { copy } from "./dom.js";
import { duration } from "./entry-reading.js";

/** Scenario time and chance: how the clock runs, moving it, the seed, and beginning anew. */
export class ClockPanel {
  constructor({ pane, onError }) {
    Object.assign(this, { pane, onError });
    const at = (name) => pane.querySelector(`[data-fact=${name}]`);
    this._facts = { now: at("now"), next: at("next"), seed: at("seed"), profile: at("profile") };
    for (const each of pane.querySelectorAll("[data-advance]")) {
      each.addEventListener("click", () => this._do("POST", "clock/advance", { by: each.dataset.advance }));
    }
    const [mode, custom] = pane.querySelectorAll("form");
    this._mode = mode;
    mode.addEventListener("change", () => this._do("PUT", "clock", { mode: mode.elements.mode.value }));
    mode.addEventListener("submit", (event) => event.preventDefault());
    custom.addEventListener("submit", (event) => {
      event.preventDefault();
      this._do("POST", "clock/advance", { by: custom.elements.by.value.trim() });
    });
    pane.querySelector("[data-act=next]").addEventListener("click", () => this._do("POST", "clock/next", {}));
    const copySeed = pane.querySelector("[data-act=copy-seed]");
    copySeed.addEventListener("click", () => copy(() => `--seed ${this._seed}`, copySeed));
    this._confirmReset(pane.querySelector("[data-act=reset]"));
  }

  async refresh() {
    const [clock, { seed, profile, version }] = await Promise.all([call("GET", "clock"), call("GET", "version")]);
    this._seed = seed;
    this._facts.seed.textContent = seed;
    this._facts.profile.textContent = `${profile}, eliza-mock ${version}`;
    this._show(clock);
  }

  _show({ mode, now, nextInMs, waiting }) {
    this._facts.now.textContent = now;
    this._facts.next.textContent = nextInMs === null ? "Nothing is due."
      : `The next of ${waiting} is due in ${duration(Math.max(0, nextInMs))}.`;
    const { elements } = this._mode;
    if (![...elements.mode].some(({ value }) => value === mode)) {
      elements.mode[2].value = mode;
      elements.mode[2].nextElementSibling.textContent = `fast, ${mode}`;
    }
    elements.mode.value = mode;
  }

  async _do(method, path, body) {
    try {
      this._show(await call(method, path, body));
    } catch (error) {
      this.onError(error);
    }
  }

  /** Asks once more, since nothing brings back what is forgotten. */
  _confirmReset(each) {
    const label = each.textContent;
    let timer;
    each.addEventListener("click", async () => {
      clearTimeout(timer);
      const isSure = each.dataset.sure === "true";
      each.dataset.sure = String(!isSure);
      each.textContent = isSure ? label : "Forget everything?";
      if (isSure) await call("POST", "reset", {}).then(() => this.refresh()).catch(this.onError);
      else timer = setTimeout(() => { each.dataset.sure = "false"; each.textContent = label; }, 4000);
    });
  }
}
