// What the parts of the page share: elements, words, what is said aloud, and copying.
export const $ = (id) => document.getElementById(id);

/** A new element with some members and children. Members with a hyphen, and `role`, are attributes. */
export function make(tag, members = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(members)) {
    if (name.includes("-") || name === "role") element.setAttribute(name, String(value));
    else element[name] = value;
  }
  element.append(...children);
  return element;
}

let words = {};
let rules = new Intl.PluralRules("en");

/** Choose the language of the page itself, by a tag that says in which script it is; what is found is said by the library. */
export function speak(texts, tag) {
  words = texts;
  rules = new Intl.PluralRules(tag);
  document.documentElement.lang = tag;
  document.documentElement.dir = tag === "ar" ? "rtl" : "ltr";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
}

export const hasWord = (name) => Object.hasOwn(words, name);

/** A text of the page in the language that was chosen; of several for a number, that for its `count`. */
export function word(name, params = {}) {
  const text = typeof words[name] === "string" ? words[name] : words[name][rules.select(params.count)] ?? words[name].other;
  return text.replace(/\{(\w+)\}/g, (_, each) => params[each]);
}

/** What comes between the parts of a list. */
export const comma = () => ({ ja: "、", zh: "，", ar: "، " })[document.documentElement.lang.slice(0, 2)] ?? ", ";

/** So long something may come that is said in the same breath, in milliseconds. */
const BREATH = 250;
let telling;
const toTell = new Map();

/**
 * Say something aloud, to those who hear the page. There is one place for it, so that nothing is said twice.
 *
 * What comes at the same time is said together: of two texts that replace each other at once, many hear only the last.
 * Of texts about the same thing, the last counts.
 */
export function tell(text, about = text) {
  if (!text) return;
  toTell.delete(about);
  toTell.set(about, text);
  clearTimeout(telling);
  telling = setTimeout(() => {
    const said = [...toTell.values()].reduce((before, next) => `${before}${/\p{P}$/u.test(before) ? "" : "."} ${next}`);
    toTell.clear();
    if ($("live").textContent !== said) $("live").textContent = said;
  }, BREATH);
}

/** Show a text in a place of its own, and say it. */
export function show(place, text) {
  place.textContent = text;
  tell(text);
}

/** What translation services are to leave alone: a value, a code, a label of ORCID's form. */
export const value = (tag, members, ...children) => make(tag, { translate: false, ...members }, ...children);

/** How grave a finding is: a sign to see, and a word to hear. */
export const kind = (severity, number = "") => make("span", { className: "kind", role: "img", "aria-label": `${word(severity)}${number ? ` ${number}` : ""}:` }, `${severity === "error" ? "✖" : "⚠"}${number ? ` ${number}` : ""} `);

/** A text of the library, marked with its language where it is not that of the page. */
export function said({ text, lang }, tag = "span") {
  const element = make(tag, {}, text);
  if (lang !== document.documentElement.lang) Object.assign(element, { lang, dir: "ltr" });
  return element;
}

/** A closed explanation of a word. */
export const explained = (name) => make("details", { className: "explain" }, make("summary", {}, word(`${name}_what`)), make("p", {}, word(`${name}_text`)));

/** Copy a text, also where the browser has no clipboard for pages; true where it was copied. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const active = document.activeElement;
    const field = make("textarea", { value: text, className: "off-screen", readOnly: true });
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    active?.focus();
    return copied;
  }
}

/** A message for somebody else, with a button that copies it. */
export function message(id, title, text) {
  const area = make("textarea", { id, value: text, rows: text.split("\n").length + 1, spellcheck: false, dir: "auto" });
  const button = make("button", { type: "button", id: `${id}-copy` }, word("copy_message"));
  button.addEventListener("click", async () => tell(button.textContent = word((await copy(area.value)) ? "copied_message" : "not_copied")));
  return make("div", { className: "message" }, make("label", { htmlFor: id }, title), area, button);
}

/** Offer a text as a file. */
export function save(name, content) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  make("a", { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

/** Fill a select with pairs of value and text; a list in place of a text is a group. */
export function options(select, pairs, value) {
  const option = ([name, text]) => (Array.isArray(text) ? make("optgroup", { label: name }, ...text.map(option)) : make("option", { value: name }, text));
  select.replaceChildren(...pairs.map(option));
  select.value = value;
}
