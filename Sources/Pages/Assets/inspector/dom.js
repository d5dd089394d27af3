/**
 * Makes an element: `properties` that begin with `aria-` or `data-`, and `role`, `for` and `list`, are attributes. What
 * is to be shown is put in as text, never as HTML.
 */
export function make(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (/^(aria-|data-)|^(role|for|list)$/.test(key)) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Makes a button that does something. */
export function button(text, act, properties = {}) {
  const made = make("button", { type: "button", ...properties }, text);
  made.addEventListener("click", act);
  return made;
}

/**
 * Brings the children of `list` in line with `items`: an element stays while its key is there, so that the focus stays
 * where it is. `build` makes one, `update` fills it.
 */
export function reconcile(list, items, keyOf, build, update) {
  const old = new Map([...list.children].map((child) => [child.dataset.key, child]));
  let place = list.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let child = old.get(key);
    if (child) old.delete(key);
    else {
      child = build(item);
      child.dataset.key = key;
    }
    update(child, item);
    if (child === place) place = place.nextElementSibling;
    else list.insertBefore(child, place);
  }
  for (const child of old.values()) child.remove();
}

/** Copies what `text` answers, now or later, and says so on the button for a moment. */
export async function copy(text, from) {
  const label = from.dataset.label ?? from.textContent;
  from.dataset.label = label;
  try {
    await navigator.clipboard.writeText(await text());
    from.textContent = "Copied";
  } catch (error) {
    from.textContent = error.name === "NotAllowedError" ? "Not allowed here" : "Not possible";
    from.title = error.message;
  }
  setTimeout(() => { from.textContent = label; }, 1500);
}
