import { call } from "./control-api.js";
import { button, make, reconcile } from "./dom.js";

/** Trouble on purpose: overlays with their faults, and replies that are held. */
export class TroublePanel {
  constructor({ pane, onFilter, onError, onChange }) {
    Object.assign(this, { pane, onFilter, onError, onChange });
    this._overlays = pane.querySelector("[data-list=overlays]");
    this._holds = pane.querySelector("[data-list=holds]");
    this._releaseAll = pane.querySelector("[data-act=release-all]");
    this._releaseAll.addEventListener("click", () => this._do(() => call("POST", "holds/release", {})));
    this._on = [];
  }

  async refresh() {
    const [faults, { holds }] = await Promise.all([call("GET", "faults"), call("GET", "holds")]);
    this._showOverlays(faults);
    this._showHolds(holds);
    return { faults: faults.overlays.length, holds: holds.length };
  }

  _showOverlays({ overlays, available }) {
    this._on = overlays.map(({ name }) => name);
    const known = new Map(available.map((each) => [each.name, { ...each, faults: [] }]));
    for (const overlay of overlays) known.set(overlay.name, { ...overlay, isOn: true });
    reconcile(this._overlays, known.values(), ({ name }) => name, ({ name }) => this._overlay(name), (child, overlay) => {
      const box = child.querySelector("input");
      box.checked = Boolean(overlay.isOn);
      child.querySelector(".about").textContent = overlay.about ?? "";
      const faults = child.querySelector("ul");
      reconcile(faults, overlay.faults, ({ id }) => id, ({ id }) => this._fault(id), (item, { at, does, happened }) => {
        item.children[1].textContent = `${does.join(", ")} at ${at}: ${happened ? `${happened} time${happened === 1 ? "" : "s"}` : "not yet"}`;
      });
    });
  }

  _overlay(name) {
    const box = make("input", { type: "checkbox", role: "switch" });
    box.addEventListener("change", () => this._do(() => call("PUT", "faults", {
      overlays: box.checked ? [...this._on, name] : this._on.filter((each) => each !== name) })));
    return make("li", {}, make("label", {}, box, make("b", {}, name)), make("p", { className: "about" }), make("ul", {}));
  }

  _fault(id) {
    return make("li", {}, button(id, () => this.onFilter(`fault:${id}`), { className: "link", title: "Show only when it happened" }),
      make("span", { className: "about" }));
  }

  _showHolds(holds) {
    const named = new Map();
    for (const hold of holds) named.set(hold.name, [...(named.get(hold.name) ?? []), hold]);
    reconcile(this._holds, [...named], ([name]) => name,
      ([name]) => make("li", {}, make("b", {}, name), make("span", { className: "about" }),
        button("Release", () => this._do(() => call("POST", `holds/${encodeURIComponent(name)}/release`, {})), { "aria-label": `Release ${name}` })),
      (child, [, list]) => {
        const until = list[0].until ? `, until ${list[0].until}` : "";
        child.children[1].textContent = `${list.length} held since ${list[0].since}${until}`;
      });
    this._holds.parentElement.classList.toggle("none", !holds.length);
    this._releaseAll.disabled = !holds.length;
  }

  async _do(act) {
    try {
      await act();
    } catch (error) {
      this.onError(error);
    }
    this.onChange();
  }
}
