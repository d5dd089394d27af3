import { ClockPanel } from "./clock-panel.js";
import { DetailView } from "./detail-view.js";
import { FindingsPanel } from "./findings-panel.js";
import { JournalFeed } from "./journal-feed.js";
import { Intake } from "./intake.js";
import { RulesPanel } from "./rules-panel.js";
import { SpeakPanel } from "./speak-panel.js";
import { Tabs } from "./tabs.js";
import { TimelineStore } from "./timeline-store.js";
import { TimelineView } from "./timeline-view.js";
import { TroublePanel } from "./trouble-panel.js";
import { WorldPanel } from "./world-panel.js";
import { filterOf } from "./row-filter.js";

const get = (id) => document.getElementById(id);
/** Where the panels stand beside the timeline, not in its place. */
const isWide = matchMedia("(min-width: 56.01rem)");
/** What is below each tab is fetched this often at most while something happens, in milliseconds. */
const PACE = 1000;

const store = new TimelineStore();
const lanes = new Set(["http", "engine", "socket", "mark"]);
const view = new TimelineView({ list: get("timeline"), store, onChoice: choose, onFollowing: (isFollowing) => { get("latest").hidden = isFollowing; } });
const detail = new DetailView({ pane: get("panel-detail"), store, onFilter: narrow, onChoice: (row) => view.choose(row) });
const common = { onFilter: narrow, onError: (error) => showProblem(error.message) };
const panels = {
  world: new WorldPanel({ ...common, pane: get("panel-world"), onSpeak: speak }),
  rules: new RulesPanel({ ...common, pane: get("panel-rules") }),
  speak: new SpeakPanel({ ...common, pane: get("panel-speak") }),
  trouble: new TroublePanel({ ...common, pane: get("panel-trouble"), onChange: () => refresh("trouble") }),
  clock: new ClockPanel({ ...common, pane: get("panel-clock") }),
  findings: new FindingsPanel({ ...common, pane: get("panel-findings") }),
};
const tabs = new Tabs(document.querySelector("[role=tablist]"), (name) => {
  showProblem("");
  if (name === "timeline") view.shown();
  refresh(name);
});
const intake = new Intake({ store, onBatch: (gone) => {
  view.changed(gone);
  detail.changed();
  showCounts();
  changed();
} });

new JournalFeed({
  onEntries: (text) => intake.take(text),
  onState: (state, reason) => {
    const feed = get("feed");
    feed.dataset.state = state;
    feed.textContent = state === "live" ? "Live" : `Reconnecting. ${reason}`;
  },
  onRestart: () => {
    intake.drop();
    store.clear();
    view.choose(null, true);
    view.follow();
  },
  onGap: (count) => intake.miss(count),
}).run();

let shownAt = 0;
let timer;

/** Something has happened: what is shown beside the timeline is fetched anew, not too often. */
function changed() {
  timer ??= setTimeout(() => {
    timer = undefined;
    shownAt = performance.now();
    refresh(tabs.current);
    count("findings");
    count("trouble");
  }, Math.max(0, shownAt + PACE - performance.now()));
}

async function refresh(name) {
  try {
    const found = await panels[name]?.refresh();
    mark(name, found);
  } catch (error) {
    showProblem(error.message);
  }
}

/** What the badges of tabs count that are not open. */
function count(name) {
  if (tabs.current !== name) refresh(name);
}

function mark(name, found) {
  const badge = get(`tab-${name}`)?.querySelector(".count");
  if (!badge || found === undefined) return;
  const number = typeof found === "number" ? found : found.faults + found.holds;
  badge.hidden = !number;
  badge.textContent = number || "";
}

function choose(row) {
  detail.show(row);
  if (row && isWide.matches) tabs.show("detail");
}

function speak(room) {
  tabs.show("speak");
  panels.speak.prepare(room).catch(common.onError);
}

/** Shows only the rows that a search finds. */
function narrow(text) {
  get("search").value = text;
  filter();
  if (!isWide.matches) tabs.show("timeline");
}

function filter() {
  store.show(filterOf(get("search").value, lanes));
  view.changed();
  if (view.chosen && !view.isFollowing) view.choose(view.chosen, true);
  showCounts();
}

function showCounts() {
  for (const each of document.querySelectorAll("[data-lane]")) {
    const text = String(store.lanes[each.dataset.lane]);
    const number = each.querySelector(".count");
    if (number.textContent !== text) number.textContent = text;
  }
  const { rows, visible, dropped } = store;
  const gone = dropped + intake.missed;
  get("kept").textContent = [
    visible.length === rows.length ? `${rows.length} rows` : `${visible.length} of ${rows.length} rows`,
    gone ? `${gone} older ones dropped` : "", intake.isPaused ? `${intake.waiting} wait` : "",
  ].filter(Boolean).join(" · ");
  get("nothing").hidden = rows.length > 0;
  get("pause").textContent = intake.isPaused ? "Resume" : "Pause";
}

function showProblem(text) {
  const box = get("problem");
  box.hidden = !text;
  if (box.firstElementChild.textContent !== text) box.firstElementChild.textContent = text;
}

get("problem").lastElementChild.addEventListener("click", () => showProblem(""));
get("latest").addEventListener("click", () => { view.follow(); get("timeline").focus(); });
get("search").addEventListener("input", filter);
get("pause").addEventListener("click", () => {
  get("pause").setAttribute("aria-pressed", String(intake.toggle()));
  showCounts();
});
get("clear").addEventListener("click", () => {
  intake.drop();
  store.clear();
  view.choose(null, true);
  view.follow();
  showCounts();
});
for (const each of document.querySelectorAll("[data-lane]")) {
  each.addEventListener("click", () => {
    const { lane } = each.dataset;
    if (!lanes.delete(lane)) lanes.add(lane);
    each.setAttribute("aria-pressed", String(lanes.has(lane)));
    filter();
  });
}
get("timeline").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !view.chosen) return;
  tabs.show("detail");
  get("panel-detail").focus();
});
get("timeline").addEventListener("click", () => {
  if (view.chosen && !isWide.matches) tabs.show("detail");
});
addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input, textarea, select");
  if (event.key === "/" && !isTyping) {
    event.preventDefault();
    if (document.body.dataset.tab !== "timeline" && get("search").offsetParent === null) tabs.show("timeline");
    get("search").focus();
  } else if (event.key === "Escape" && event.target.id === "search") {
    narrow("");
  } else if (event.key === "Escape" && !isTyping) {
    if (get("timeline").offsetParent === null) tabs.show("timeline");
    get("timeline").focus();
  }
});
isWide.addEventListener("change", () => {
  if (isWide.matches && tabs.current === "timeline") tabs.show("detail");
});
// What goes on without anything happening: time.
setInterval(() => {
  if (!document.hidden && (tabs.current === "clock" || tabs.current === "world")) refresh(tabs.current);
}, PACE);
tabs.show(isWide.matches ? "detail" : "timeline");
changed();
