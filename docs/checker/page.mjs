// What the parts of the page share: elements, words, and copying.
export const $ = (id) => document.getElementById(id);

/** A new element with some members and children. */
export function make(tag, members = {}, ...children) {
  const element = Object.assign(document.createElement(tag), members);
  element.append(...children);
  return element;
}

let words;
let tongue;

/** Choose the language of the page itself; what is found is said by the library. */
export function speak(texts, language) {
  words = texts;
  tongue = language;
  document.documentElement.lang = tongue;
  document.documentElement.dir = tongue === "ar" ? "rtl" : "ltr";
  document.title = word("title");
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
}

/** A text of the page in the language that was chosen. */
export const word = (name, params = {}) => words[tongue][name].replace(/\{(\w+)\}/g, (_, each) => params[each]);

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

/** Fill a select with pairs of value and text; a list in place of a text is a group. */
export function options(select, pairs, value) {
  const option = ([name, text]) => (Array.isArray(text) ? make("optgroup", { label: name }, ...text.map(option)) : make("option", { value: name }, text));
  select.replaceChildren(...pairs.map(option));
  select.value = value;
}
