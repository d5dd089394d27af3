/** Tabs with their panels: the arrow keys move among the tabs, one of which takes part in the order of the Tab key. */
export class Tabs {
  constructor(list, onShow) {
    this.list = list;
    this.onShow = onShow;
    list.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (tab) this.show(tab.dataset.tab);
    });
    list.addEventListener("keydown", (event) => this._pressed(event));
  }

  get current() {
    return this.list.querySelector("[aria-selected=true]")?.dataset.tab;
  }

  show(name) {
    for (const tab of this._tabs()) {
      const isIt = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(isIt));
      tab.tabIndex = isIt ? 0 : -1;
      const panel = document.getElementById(tab.getAttribute("aria-controls"));
      if (panel.getAttribute("role") === "tabpanel") panel.hidden = !isIt;
      if (isIt) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    document.body.dataset.tab = name;
    this.onShow(name);
  }

  _tabs() {
    return [...this.list.querySelectorAll("[role=tab]")];
  }

  _pressed(event) {
    const tabs = this._tabs().filter((tab) => tab.offsetParent !== null);
    const now = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (now < 0 || to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    this.show(tab.dataset.tab);
    tab.focus();
  }
}
