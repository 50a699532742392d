// The checker: a form that is drawn at once, plain checks by the JSON Schema, and all of them when Python has come.
import { $, copy, explained, make, options, speak, word } from "./page.mjs";
import { keepOffline, load } from "./python.mjs";
import { plainly } from "./schema.mjs";
import { signIn } from "./signin.mjs";
import { chooser, looksLike } from "./systems.mjs";

const LANGUAGES = { en: "English", es: "Español", pt: "Português", fr: "Français", de: "Deutsch", it: "Italiano", ja: "日本語", zh: "中文", ar: "العربية" };
const FORMS = { production: "https://info.orcid.org/register-a-client-application-production-member-api/", sandbox: "https://info.orcid.org/register-a-client-application-sandbox-member-api/" };
const DRAFT = "orcid-clientreq-draft";
const LONG = 20_000; // characters
const query = new URLSearchParams(location.search);
const wanted = [query.get("language"), ...navigator.languages];

let tongue = wanted.map((tag) => tag?.split("-")[0]).find((tag) => tag && Object.hasOwn(LANGUAGES, tag)) ?? "en";
let words; // the texts of the page itself, by language
let forms; // every form in the language, as the library describes it
let schemas; // for the checks without Python
let systems;
let python; // { examine, fix, fill, compare }, when it is there
let wish = "production"; // what was asked for; an edition may have no form for it
let fields = [];
let data = {};
let report = { ok: false, findings: [], together: [], recognized: [] };
let left = new Set(); // fields that were left, so that what is missing is said there
let asked = false; // whether everything is to be said, also of fields that nobody has been in

const edition = () => forms.editions.find(({ name }) => name === $("edition").value) ?? forms.editions[0];
const environment = () => (edition().environments.includes(wish) ? wish : edition().environments[0]);
const filledIn = () => Object.values(given()).some((value) => value.length > 0 || typeof value === "boolean");

/** Put the page into another language; the forms in it are a file of their own. */
async function translate(language) {
  const wants = await (await fetch(`forms/${language}.json`)).json();
  tongue = language;
  forms = wants;
  draw();
}

/** Draw the form again, and leave the focus where it was. */
function draw(focus = document.activeElement?.id) {
  const known = edition().name;
  speak(words, tongue);
  const [latest, ...earlier] = forms.editions;
  options($("edition"), [[latest.name, word("today")], [word("earlier"), earlier.map(({ name, period }) => [name, `${name}: ${period}`])]], known);
  options($("language"), forms.languages.map((tag) => [tag, LANGUAGES[tag]]), tongue);
  $("environment").replaceChildren(...["production", "sandbox"].map(where));
  $("only").hidden = environment() === wish;
  $("only").textContent = word("only", { environment: word(environment()) });
  fields = edition().forms[environment()];
  $("form").replaceChildren(...fields.map(drawn));
  $("orcid-form").href = FORMS[environment()];
  $("version").textContent = word("version", { version: document.documentElement.dataset.version ?? "" });
  check();
  if (focus && document.activeElement?.id !== focus) $(focus)?.focus();
}

/** One of the two answers to the first question. */
function where(name) {
  const input = make("input", { type: "radio", name: "environment", value: name, id: `environment-${name}`, checked: environment() === name });
  input.addEventListener("change", () => { wish = name; if (!edition().environments.includes(name)) $("edition").value = forms.editions[0].name; draw(); });
  return make("label", { className: "radio wide" }, input, word(`${name}_choice`));
}

/** One field with its label, its help, what stands in it, and room for what is found. */
function drawn(field) {
  const { name, label, orcid_label: original, help, required, multiple, choices, choice_labels: texts } = field;
  const several = multiple || choices.length > 0;
  const title = make(several ? "legend" : "label", { className: required ? "needed" : "", id: `${name}-label` }, make("span", { className: "name" }, label));
  if (!several) title.htmlFor = name;
  // ORCID's own form is in English only.
  if (original !== label) title.append(" ", make("span", { className: "original", lang: "en", dir: "ltr" }, original));
  const box = make(several ? "fieldset" : "div", { className: "field", id: `${name}-field` }, title, make("p", { className: "help", id: `${name}-help` }, help));
  if (Object.hasOwn(words.en, `${name}_what`)) box.append(explained(name));
  if (multiple) box.append(chooser(systems, { fill, add }));
  if (choices.length) box.append(...choices.map((choice, index) => radio(name, choice, texts[index])));
  else if (multiple) box.append(make("div", { id: `${name}-rows` }, ...rows(name).map((_, index) => row(field, index))), make("button", { type: "button", id: `${name}-add`, onclick: () => addRow(name) }, `+ ${word("add")}`));
  else box.append(input(field, name, data[name] ?? "", (value) => { data[name] = value; }));
  box.append(make("ul", { className: "findings", id: `${name}-findings` }));
  if (multiple) box.append(make("div", { id: "looks-like" }));
  // The focus can move to a button of the field itself, which then must stay where it is.
  box.addEventListener("focusout", ({ relatedTarget }) => { if (!box.contains(relatedTarget)) { left.add(name); later(300); } });
  return box;
}

/** The rows of a field with several values, at least one. */
function rows(name) {
  if (!Array.isArray(data[name])) data[name] = data[name] ? [String(data[name])] : [""];
  if (data[name].length === 0) data[name] = [""];
  return data[name];
}

function input({ type, autocomplete, name }, id, value, set) {
  const element = make(type === "textarea" ? "textarea" : "input", { id, value: String(value), autocomplete, dir: "auto", spellcheck: type === "textarea" });
  if (type !== "textarea") element.type = "text";
  if (type === "email" || type === "url") element.inputMode = type;
  element.setAttribute("aria-describedby", `${name}-help ${name}-findings`);
  // Chromium lays out a long text with dir=auto in quadratic time.
  element.addEventListener("paste", (event) => { if (event.clipboardData.getData("text").length > LONG) element.dir = "ltr"; });
  element.addEventListener("input", () => {
    element.dir = element.value.length > LONG ? "ltr" : "auto";
    set(element.value);
    later();
  });
  return element;
}

function row(field, index) {
  const { name, label } = field;
  const element = input(field, `${name}-${index}`, data[name][index], (value) => { data[name][index] = value; });
  element.setAttribute("aria-label", `${label} ${index + 1}`);
  element.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text").split(/\r?\n/).filter((line) => line.trim());
    if (lines.length < 2) return;
    event.preventDefault();
    const kept = data[name][index].trim() ? [data[name][index]] : [];
    data[name].splice(index, 1, ...kept, ...lines);
    draw(`${name}-${index + kept.length + lines.length - 1}`);
  });
  const remove = make("button", { type: "button", onclick: () => { data[name].splice(index, 1); draw(`${name}-0`); } }, "−");
  remove.setAttribute("aria-label", word("remove", { label, number: index + 1 }));
  return make("div", { className: "row" }, element, remove, make("p", { className: "purpose", id: `${name}-${index}-purpose`, lang: "en", dir: "ltr" }));
}

function addRow(name) {
  data[name].push("");
  draw(`${name}-${data[name].length - 1}`);
}

function radio(name, choice, text) {
  const element = make("input", { type: "radio", name, value: choice, id: `${name}-${choice}`, checked: spelt(data[name]) === choice });
  element.addEventListener("change", () => { data[name] = choice; later(); });
  return make("label", { className: "radio" }, element, text);
}

const spelt = (value) => (value === true ? "yes" : value === false ? "no" : value);

const purposes = {}; // what a redirect URI is for that was filled in for a system

/** Put redirect URIs into rows that are free, and leave out those that are there. */
function add(uris, why = {}) {
  Object.assign(purposes, why);
  const there = rows("redirect_uris").filter((text) => text.trim());
  data.redirect_uris = [...there, ...uris.filter((uri) => !there.includes(uri))];
  draw();
}

/** Fill in what a system needs; returns what is wrong with the values, or undefined while Python is not there. */
const fill = (id, parameters) => python?.fill(id, JSON.stringify(parameters), edition().name, environment(), tongue);

let timer;
/** Check soon, when nobody has typed for a moment. */
function later(wait = 120) {
  clearTimeout(timer);
  timer = setTimeout(check, wait);
}

/** The rows up to the last in which something stands, so that the numbers in findings are those on the page. */
const filled = (name) => rows(name).slice(0, rows(name).findLastIndex((text) => text.trim()) + 1);

/** What stands in the form: fields of the edition only. */
function given() {
  return Object.fromEntries(fields.map(({ name, multiple }) => [name, multiple ? filled(name) : data[name] ?? ""]));
}

/** Whether a finding is to be shown yet: what is missing only where somebody has been, or has asked. */
function isShown({ code, path }) {
  const [name] = path;
  if (asked || left.has(name) || !code.endsWith(".missing")) return true;
  return path.length > 1 && code !== "redirect_uris.missing";
}

function check() {
  clearTimeout(timer);
  const form = given();
  report = python
    ? python.examine(JSON.stringify(form), edition().name, environment(), tongue)
    : plainly(form, schemas[`${edition().name}/${environment()}`], fields, word("plain_fault"));
  for (const { name } of fields) {
    const shown = report.findings.filter((found) => found.path[0] === name && isShown(found));
    const places = shown.map(({ path }) => JSON.stringify(path));
    $(`${name}-findings`).replaceChildren(...shown.map((found, index) => item(found, places.indexOf(JSON.stringify(found.path)) === index)));
    const bad = new Set(shown.filter(({ severity }) => severity === "error").map(({ path }) => (path.length > 1 ? `${name}-${path[1]}` : name)));
    for (const element of $(`${name}-field`).querySelectorAll(":scope > input:not([type=radio]), textarea, .row input")) {
      element.setAttribute("aria-invalid", String(bad.has(element.id) || (bad.has(name) && name === "redirect_uris")));
    }
  }
  sum();
  conclude();
  looksLike($("looks-like"), report.recognized, add);
  const told = Object.assign({}, ...report.recognized.map((each) => each.purposes), purposes);
  rows("redirect_uris").forEach((uri, index) => { $(`redirect_uris-${index}-purpose`).textContent = told[uri] ?? ""; });
  keep();
}

/** Say how much is found, once for a pause in typing. */
function sum() {
  const hidden = report.findings.filter((found) => !isShown(found)).length;
  const text = !filledIn() && !asked ? word("begin") : !python ? word("later") : hidden ? word("unfinished", { count: hidden }) : report.summary;
  if ($("summary").textContent !== text) $("summary").textContent = text;
  $("summary").classList.toggle("ok", report.ok);
  $("fix").disabled = !python || !report.findings.some((found) => found.suggestion !== null && isShown(found));
  $("done").textContent = "";
}

/** The end: what is left to do, and the answers to take along. */
function conclude() {
  $("result").hidden = !report.ok;
  if (!report.ok) return;
  $("warned").hidden = report.findings.length === 0;
  const steps = ["contacts", "uris", ...(environment() === "production" ? ["review"] : [])];
  $("steps").replaceChildren(...steps.map((name) => make("li", {}, word(`step_${name}`))));
  $("answers").replaceChildren(...report.answers.flatMap(({ label, values }) => values.map((value, index) => answer(values.length > 1 ? `${label} ${index + 1}` : label, value))));
}

/** One answer under ORCID's label, with a button that copies it. */
function answer(label, value) {
  const button = make("button", { type: "button", onclick: async () => { $("copied").textContent = word((await copy(value)) ? "copied_one" : "not_copied", { label }); } }, "⧉");
  button.setAttribute("aria-label", word("copy_one", { label }));
  button.title = word("copy_one", { label });
  return make("tr", {}, make("th", { scope: "row", lang: "en", dir: "ltr" }, label), make("td", { dir: "auto" }, value), make("td", {}, button));
}

/** One finding; the first of a place has the suggestion, and with several that in which all of them are taken. */
function item({ code, severity, message, path, suggestion }, isFirst) {
  const number = path.length > 1 && filled(path[0]).length > 1 ? ` ${path[1] + 1}` : "";
  const kind = make("span", { className: "kind" }, `${severity === "error" ? "✖" : "⚠"}${number} `);
  kind.setAttribute("aria-label", `${word(severity)}${number}:`);
  kind.setAttribute("role", "img");
  const line = make("li", { className: severity }, kind, make("bdi", {}, message));
  if (code) line.append(" ", make("a", { href: `../rules/${code}.html`, target: "_blank", rel: "noopener", dir: "ltr" }, code));
  const together = report.together.find((each) => JSON.stringify(each.path) === JSON.stringify(path));
  const offered = together ? (isFirst ? together.suggestion : null) : suggestion;
  if (offered !== null && offered !== undefined) {
    line.append(make("button", { type: "button", className: "suggestion", dir: "auto", onclick: () => take(path, offered) }, `→ ${[offered].flat().join("\n→ ")}`));
  }
  return line;
}

/** Put a suggestion at its place: of a row that is split each part into a row of its own. */
function take(path, suggestion) {
  if (path.length > 1) data[path[0]].splice(path[1], 1, ...[suggestion].flat());
  else data[path[0]] = suggestion;
  draw(path.join("-"));
}

/** Take over a whole request, if what was typed may go. */
function replace(request, { environment: place = wish, edition: name = edition().name } = {}) {
  if (filledIn() && !confirm(word("overwrite"))) return false;
  data = structuredClone(request);
  delete data.environment;
  delete data.edition;
  wish = ["production", "sandbox"].includes(place) ? place : wish;
  if (forms.editions.some((each) => each.name === name)) $("edition").value = name;
  asked = true;
  draw();
  return true;
}

/** A draft stays in this browser only if somebody said so. */
function keep() {
  if ($("draft").checked && filledIn()) localStorage.setItem(DRAFT, JSON.stringify({ data, wish, edition: edition().name }));
  $("forget").hidden = stored() === null;
}

function stored() {
  try {
    return localStorage.getItem(DRAFT);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function restore() {
  const kept = stored();
  if (kept === null) return;
  try {
    const { data: answers, wish: place, edition: name } = JSON.parse(kept);
    $("draft").checked = true;
    replace(answers, { environment: place, edition: name });
    asked = false;
  } catch {
    localStorage.removeItem(DRAFT);
  }
}

function forget() {
  localStorage.removeItem(DRAFT);
  $("draft").checked = false;
  $("forget").hidden = true;
  $("done").textContent = word("forgotten");
}

/** Check what stands there now, which may be newer than the last report, and say whether it is fine. */
function fine() {
  check();
  return report.ok;
}

const asText = () => report.answers.map(({ label, values }) => `${label}\n${values.join("\n")}`).join("\n\n");
const changing = ["edition"];
for (const id of changing) $(id).addEventListener("change", () => draw());
$("language").addEventListener("change", () => translate($("language").value));
$("form").addEventListener("submit", (event) => event.preventDefault());
$("all").addEventListener("click", () => {
  asked = true;
  check();
  if (report.ok) { $("result-title").focus(); $("result").scrollIntoView({ block: "start" }); } else document.querySelector("[aria-invalid=true]")?.focus();
});
$("fix").addEventListener("click", () => { data = python.fix(JSON.stringify(given()), edition().name, environment()); draw(); if ($("fix").disabled) $("all").focus(); });
$("clear").addEventListener("click", () => {
  if (filledIn() && !confirm(word("overwrite"))) return;
  data = {};
  asked = false;
  left = new Set();
  $("example").value = "";
  draw();
});
$("copy").addEventListener("click", async () => { if (fine()) $("copied").textContent = word((await copy(asText())) ? "copied" : "not_copied"); });
$("print").addEventListener("click", () => print());
$("download").addEventListener("click", () => {
  if (!fine()) return;
  const url = URL.createObjectURL(new Blob([JSON.stringify(report.request, null, 2)], { type: "application/json" }));
  make("a", { href: url, download: "orcid-request.json" }).click();
  URL.revokeObjectURL(url);
  $("copied").textContent = "";
});
$("upload").addEventListener("change", async () => {
  const [file] = $("upload").files;
  if (!file) return;
  try {
    const request = JSON.parse(await file.text());
    if (request === null || typeof request !== "object" || Array.isArray(request)) throw new Error("no object");
    replace(request, request);
  } catch {
    $("done").textContent = word("upload_bad");
  }
  $("upload").value = "";
});
$("example").addEventListener("change", async () => {
  const name = $("example").value;
  if (!name) return;
  const loaded = await fetch(`examples/${name}`).then((response) => response.json(), () => undefined);
  if ($("example").value !== name) return; // another one was chosen in the meantime
  if (!loaded || !replace(loaded.request, { environment: loaded.environment, edition: "2020-01" })) {
    $("example").value = "";
    if (!loaded) $("done").textContent = word("not_loaded");
  }
});
$("draft").addEventListener("change", () => { if ($("draft").checked) keep(); else forget(); });
$("forget").addEventListener("click", forget);
$("reload").addEventListener("click", () => location.reload());

/** The two tabs, with the arrow keys as well. */
function show(name) {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const chosen = tab.id === `${name}-tab`;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    $(tab.getAttribute("aria-controls")).hidden = !chosen;
  }
}
const tabs = ["request", "signin"];
for (const name of tabs) {
  $(`${name}-tab`).addEventListener("click", () => { show(name); history.replaceState(null, "", name === "request" ? location.pathname + location.search : `#${name}`); });
  $(`${name}-tab`).addEventListener("keydown", ({ key }) => {
    if (!["ArrowLeft", "ArrowRight"].includes(key)) return;
    const other = tabs[1 - tabs.indexOf(name)];
    $(`${other}-tab`).click();
    $(`${other}-tab`).focus();
  });
}

const start = performance.now();
try {
  const parts = ["words.json", `forms/${tongue}.json`, "schemas.json", "systems.json", "files.json"];
  const [texts, described, plain, known, files] = await Promise.all(parts.map(async (part) => (await fetch(part)).json()));
  [words, forms, schemas, systems] = [texts, described, plain, known];
  document.documentElement.dataset.version = files.version;
  for (const { name, title } of files.examples) $("example").append(make("option", { value: name }, title));
  speak(words, tongue);
  options($("edition"), forms.editions.map(({ name }) => [name, name]), forms.editions[0].name);
  document.querySelector("[role=tablist]").hidden = false;
  show(location.hash === "#signin" ? "signin" : "request");
  restore();
  draw();
  signIn(() => python, () => tongue);
  document.documentElement.dataset.drawn = String(Math.round(performance.now() - start));
  $("loading").hidden = false;
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  const progress = (done, all) => {
    $("progress").value = (100 * done) / all;
    $("stage").textContent = word("loading", { done: megabytes(done), all: megabytes(all) });
  };
  await keepOffline(() => { $("update").hidden = false; });
  python = await load(progress);
  $("loading").hidden = true;
  check();
  document.documentElement.dataset.ready = String(Math.round(performance.now() - start));
  dispatchEvent(new Event("ready"));
} catch (error) {
  $("loading").hidden = true;
  $("problem").hidden = false;
  console.error(error);
}
