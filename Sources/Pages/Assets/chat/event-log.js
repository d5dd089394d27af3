import { element } from "./conversation-view.js";

/** So many entries are kept; the oldest go. */
const LIMIT = 300;

/** The debug panel: what is connected, and every event and call with its content. */
export class EventLog {
  constructor({ list, facts, filter, copy, clear }) {
    Object.assign(this, { list, facts, filter });
    filter.addEventListener("input", () => {
      for (const item of list.children) item.hidden = !this._isWanted(item);
    });
    clear.addEventListener("click", () => list.replaceChildren());
    copy.addEventListener("click", async () => {
      const lines = [...list.children].filter((item) => !item.hidden).map((item) => item.textContent);
      try {
        await navigator.clipboard.writeText(lines.join("\n"));
        copy.textContent = "Copied";
      } catch {
        copy.textContent = "Not allowed here";
      }
      setTimeout(() => { copy.textContent = "Copy"; }, 1500);
    });
  }

  /** `direction` is `→` for what the page sends, `←` for what comes, `·` for the connection itself. */
  add(direction, name, ...details) {
    console.debug(`🔍 [Socket.IO] ${direction} ${name}`, ...details);
    const time = new Date();
    const item = element("li");
    item.append(
      element("time", "", `${time.toLocaleTimeString("en-GB")}.${String(time.getMilliseconds()).padStart(3, "0")}`),
      " ", element("span", "direction", direction), " ", element("b", "", String(name)), " ",
      element("code", "", details.map(brief).join(" ")));
    item.dataset.name = String(name).toLowerCase();
    item.hidden = !this._isWanted(item);
    const wasAtEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 40;
    this.list.append(item);
    while (this.list.children.length > LIMIT) this.list.firstElementChild.remove();
    if (wasAtEnd) this.list.scrollTop = this.list.scrollHeight;
  }

  /** A line for the console only, as the frontend guide writes them. */
  say(text, ...details) {
    console.debug(text, ...details);
  }

  show(facts) {
    this.facts.replaceChildren(...Object.entries(facts).map(([name, value]) => {
      const pair = element("div");
      pair.append(element("dt", "", name), element("dd", "", String(value ?? "none")));
      return pair;
    }));
  }

  _isWanted(item) {
    return item.dataset.name.includes(this.filter.value.trim().toLowerCase());
  }
}

function brief(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "";
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}
