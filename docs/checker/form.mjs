// The form as ORCID asks it: one field after the other, with room for what is found.
import { $, explained, hasWord, make, tell, value, word } from "./page.mjs";
import { state, rows } from "./state.mjs";

const LONG = 20_000; // characters

/** What the form calls: `later` checks soon, `draw` shows other rows, `ask` asks Python. */
let page;
export const formOf = (calls) => { page = calls; };

/** One field with its label, its help, what stands in it, and room for what is found. */
export function drawn(field) {
  const { name, label, orcid_label: original, help, multiple, choices, choice_labels: texts, demand } = field;
  const several = multiple || choices.length > 0;
  const title = make(several ? "legend" : "label", { id: `${name}-label` }, make("span", { className: "name" }, label));
  if (!several) title.htmlFor = name;
  if (demand !== "optional") title.append(" ", make("span", { className: "demand" }, word(`demand_${demand}`)));
  // ORCID's own form is in English only.
  if (original !== label) title.append(" ", value("span", { className: "original", lang: "en", dir: "ltr" }, original));
  const box = make(several ? "fieldset" : "div", { className: "field", id: `${name}-field` }, title, make("p", { className: "help", id: `${name}-help` }, help));
  if (choices.length) { box.setAttribute("role", "radiogroup"); box.setAttribute("aria-required", String(demand !== "optional")); }
  if (several) box.setAttribute("aria-describedby", `${name}-help ${name}-findings`);
  if (hasWord(`${name}_what`)) box.append(explained(name));
  if (choices.length) box.append(...choices.map((choice, index) => radio(name, choice, texts[index])));
  else if (multiple) box.append(make("div", { id: `${name}-rows` }, ...rows(name).map((_, index) => row(field, index))), make("button", { type: "button", id: `${name}-add`, onclick: () => addRow(name) }, `+ ${word("add")}`), make("div", { id: "left-out" }));
  else box.append(input(field, name, state.data[name] ?? "", (text) => { state.data[name] = text; }));
  box.append(make("ul", { className: "findings", id: `${name}-findings` }));
  if (multiple) box.append(make("div", { id: "looks-like" }));
  // The focus can move to a button of the field itself, which then must stay where it is.
  box.addEventListener("focusout", ({ relatedTarget }) => { if (!box.contains(relatedTarget)) { state.left.add(name); page.later(300); } });
  return box;
}

function input({ type, autocomplete, name, demand, multiple }, id, text, set) {
  const element = make(type === "textarea" ? "textarea" : "input", { id, value: String(text), autocomplete, dir: "auto", spellcheck: type === "textarea", translate: false });
  if (type !== "textarea") element.type = "text";
  if (type === "email" || type === "url") element.inputMode = type;
  if (!multiple || id.endsWith("-0")) element.setAttribute("aria-required", String(demand !== "optional"));
  element.setAttribute("aria-describedby", `${name}-help ${name}-findings`);
  element.addEventListener("paste", (event) => {
    const pasted = event.clipboardData.getData("text");
    // Chromium lays out a long text with dir=auto in quadratic time.
    if (pasted.length > LONG) element.dir = "ltr";
    // Of a text in several lines an input would take the line breaks out, and join what stands beside them.
    else if (type !== "textarea" && !multiple && /[\r\n]/.test(pasted.trim())) {
      event.preventDefault();
      element.setRangeText(pasted.trim().replace(/\s*[\r\n]+\s*/g, " "), element.selectionStart, element.selectionEnd, "end");
      element.dispatchEvent(new Event("input"));
    }
  });
  element.addEventListener("input", () => {
    element.dir = element.value.length > LONG ? "ltr" : "auto";
    set(element.value);
    state.unsaved = true;
    page.later();
  });
  return element;
}

function row(field, index) {
  const { name, label } = field;
  const { data } = state;
  const element = input(field, `${name}-${index}`, data[name][index], (text) => { data[name][index] = text; });
  element.setAttribute("aria-label", `${label} ${index + 1}`);
  element.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text");
    if (!/[\r\n\t]/.test(text.trim()) && (text.match(/https?:/g) ?? []).length < 2) return;
    event.preventDefault();
    element.setRangeText(""); // what was selected is replaced
    data[name][index] = element.value;
    pasted(name, index, text);
  });
  const remove = make("button", { type: "button", className: "remove", onclick: () => { data[name].splice(index, 1); state.unsaved = true; page.draw(`${name}-${Math.max(0, Math.min(index, data[name].length - 1))}`); } }, "−");
  remove.setAttribute("aria-label", word("remove", { label, number: index + 1 }));
  return make("div", { className: "row" }, element, remove, make("p", { className: "purpose", id: `${name}-${index}-purpose` }));
}

/** Make rows of a list that was pasted: its redirect URIs, and nothing that stands beside them. */
async function pasted(name, index, text) {
  const { data } = state;
  const read = page.isReady() ? await page.ask("listed", { text }) : undefined;
  const before = structuredClone(data[name]); // with what was typed or pasted since
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
  const { uris, rest } = read?.uris.length ? read : { uris: lines, rest: [] };
  const kept = before[index]?.trim() ? [before[index]] : [];
  const put = (values) => { data[name] = [...before.slice(0, index), ...kept, ...values, ...before.slice(index + 1)]; state.unsaved = true; page.draw(`${name}-${index + kept.length + values.length - 1}`); };
  put(uris);
  if (rest.length === 0) return;
  const box = $("left-out");
  const said = word("left_out", { count: rest.length });
  const undo = make("button", { type: "button", onclick: () => put(lines) }, word("left_out_undo"));
  box.replaceChildren(make("details", { className: "note" }, make("summary", {}, said), value("ul", { dir: "auto" }, ...rest.slice(0, 100).map((line) => make("li", {}, line))), undo));
  tell(said);
}

function addRow(name) {
  state.data[name].push("");
  page.draw(`${name}-${state.data[name].length - 1}`);
}

const spelt = (answer) => (answer === true ? "yes" : answer === false ? "no" : answer);

function radio(name, choice, text) {
  const element = make("input", { type: "radio", name, value: choice, id: `${name}-${choice}`, checked: spelt(state.data[name]) === choice });
  element.addEventListener("change", () => { state.data[name] = choice; state.unsaved = true; page.later(); });
  return make("label", { className: "radio" }, element, text);
}
