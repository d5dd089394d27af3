/**
 * Reads what is searched for: words that must be there, `fact:value` for a fact of the entry, a `-` before either for
 * the opposite, quotes around what has spaces in it. Answers a test for rows.
 */
export function filterOf(text, lanes) {
  const terms = [...text.matchAll(/(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"|(\S+))/g)].map(([, minus, fact, quoted, word]) => ({
    isWanted: !minus, fact, value: (quoted ?? word).toLowerCase(),
  }));
  return (row) => lanes.has(row.view.lane) && terms.every((term) => holds(term, row) === term.isWanted);
}

function holds({ fact, value }, row) {
  if (!fact) return textOf(row).includes(value);
  if (fact === "lane") return row.view.lane === value;
  return [row.entry[fact], row.answer?.[fact]].some((found) => found !== undefined && String(found).toLowerCase().includes(value));
}

function textOf(row) {
  row.lower ??= row.text.toLowerCase();
  return row.lower;
}
