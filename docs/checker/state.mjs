// What stands on the page: the answers, the form that they are for, and what is known of them.
import { $, make } from "./page.mjs";

export const state = {
  language: "en",
  forms: { editions: [], systems: [], languages: [] }, // every form in the language, as the library describes it
  schemas: {}, // for the checks without Python
  wish: "production", // the environment that was asked for; an edition may have no form for it
  edition: "",
  data: {}, // the answers, by field
  fields: [], // of the form that is shown
  report: { ok: false, findings: [], together: [], recognized: [], contacts: {}, answers: null },
  reported: "", // the question that the report answers
  left: new Set(), // fields that somebody has left, so that what is missing is said there
  asked: false, // whether everything is to be said, also of fields that nobody has been in
  unsaved: false, // whether something was typed that no file and no draft has
  unsavedSignIn: false, // the same of the other tab
};

export const edition = () => state.forms.editions.find(({ name }) => name === state.edition) ?? state.forms.editions[0];
export const environment = () => (edition().environments.includes(state.wish) ? state.wish : edition().environments[0]);

/** The rows of a field with several values, at least one. */
export function rows(name) {
  const { data } = state;
  if (!Array.isArray(data[name])) data[name] = data[name] ? [String(data[name])] : [""];
  if (data[name].length === 0) data[name] = [""];
  return data[name];
}

/** The rows up to the last in which something stands, so that the numbers in findings are those on the page. */
export const filled = (name) => rows(name).slice(0, rows(name).findLastIndex((text) => text.trim()) + 1);

/** What stands in the form: fields of the edition only. */
export const given = () => Object.fromEntries(state.fields.map(({ name, multiple }) => [name, multiple ? filled(name) : state.data[name] ?? ""]));

export const filledIn = () => Object.values(given()).some((value) => value.length > 0 || typeof value === "boolean");

/** What Python is told with each question about a form. */
export const where = () => ({ edition: edition().name, environment: environment() });

/** The id of what gets the focus for the answer to a question, or for one of its rows. */
export function place([name, index]) {
  const { multiple, choices } = state.fields.find((field) => field.name === name) ?? {};
  if (multiple) return `${name}-${Math.min(index ?? 0, rows(name).length - 1)}`;
  return choices?.length ? `${name}-${choices[0]}` : name;
}

/** Give the focus to an answer, in the middle of the window. */
export function goTo(path) {
  const element = $(place(path));
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: "center" });
}

/** A link to an answer; what is missing there is said once somebody has followed it. */
export function link(text, path) {
  const element = make("a", { href: `#${path[0]}-field` }, text);
  element.addEventListener("click", (event) => {
    event.preventDefault();
    state.left.add(path[0]);
    dispatchEvent(new Event("asked"));
    goTo(path);
  });
  return element;
}
