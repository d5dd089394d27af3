import { make } from "./dom.js";

/** What `explain` has answered: which rule answers, and why each of the others does not. */
export function verdictList(answer) {
  if (!answer) return make("p", {}, "No scenario is played: the built-in ELIZA answers everything.");
  const made = make("div", {},
    make("p", {}, answer.rule ? "Rule " : "No rule answers: it is left to “otherwise”",
      answer.rule ? make("b", {}, answer.rule) : "", answer.rule ? " answers" : "", `, message ${answer.turn} of the conversation.`));
  const list = make("ul", { className: "rules" });
  for (const { id, outcome } of answer.rules) {
    const isIt = id === answer.rule;
    list.append(make("li", { className: isIt ? "it" : "" },
      make("span", { className: "mark", "aria-hidden": "true" }, isIt ? "✓" : "✗"), make("b", {}, id), make("span", {}, outcome)));
  }
  made.append(list);
  return made;
}
