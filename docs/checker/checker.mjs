// The checker: the library itself, in Python, run by Pyodide in this page. It asks bridge.py and shows what it says.
const $ = (id) => document.getElementById(id);
const LANGUAGES = { en: "English", es: "Español", pt: "Português", fr: "Français", de: "Deutsch", it: "Italiano", ja: "日本語", zh: "中文", ar: "العربية" };
const wanted = [new URLSearchParams(location.search).get("language"), ...navigator.languages];
let tongue = wanted.map((tag) => tag?.split("-")[0]).find((tag) => tag && Object.hasOwn(LANGUAGES, tag)) ?? "en";
const LONG = 20_000; // characters
let words; // the texts of the page itself, by language; what is found is said by the library
let python; // { describe, examine, fix }
let fields = [];
let data = {};
let report;
let asked = false; // whether an example was loaded, and what is missing is to be said of an empty form, too

/** A new element with some members and children. */
function make(tag, members = {}, ...children) {
  const element = Object.assign(document.createElement(tag), members);
  element.append(...children);
  return element;
}

/** A text of the page in the language that was chosen. */
const word = (name, params = {}) => words[tongue][name].replace(/\{(\w+)\}/g, (_, each) => params[each]);

/** Put the page itself into that language. */
function speak() {
  document.documentElement.lang = tongue;
  document.documentElement.dir = tongue === "ar" ? "rtl" : "ltr";
  document.title = word("title");
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  $("choices").setAttribute("aria-label", word("what"));
}

/** Say how far loading is. */
function stage(name, percent) {
  $("stage").textContent = word(name);
  $("progress").value = percent;
}

async function load() {
  if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
  stage("loading", 5);
  const { loadPyodide } = await import("./pyodide/pyodide.mjs");
  const pyodide = await loadPyodide({ indexURL: new URL("pyodide/", import.meta.url).href });
  stage("rules", 70);
  const { wheels, examples } = await (await fetch("files.json")).json();
  for (const [number, wheel] of wheels.entries()) {
    const archive = await (await fetch(`wheels/${wheel}`)).arrayBuffer();
    pyodide.unpackArchive(archive, "wheel");
    stage("rules", 70 + (20 * (number + 1)) / wheels.length);
  }
  pyodide.FS.writeFile("bridge.py", await (await fetch("bridge.py")).text());
  stage("starting", 92);
  const bridge = pyodide.pyimport("bridge");
  python = Object.fromEntries(["describe", "examine", "fix"].map((name) => [name, (...texts) => JSON.parse(bridge[name](...texts))]));
  for (const { name, title } of examples) $("example").append(make("option", { value: name }, title));
}

const chosen = () => [$("edition").value || "2020-01", $("environment").value || "production"];

/** Draw the form anew: another edition, environment or language has other fields and labels. */
function draw() {
  tongue = $("language").value || tongue;
  speak();
  const description = python.describe(...chosen(), tongue);
  fields = description.fields;
  options($("edition"), description.editions.map(({ name }) => [name, name]), chosen()[0]);
  $("edition").title = description.editions.find(({ name }) => name === $("edition").value).period;
  options($("environment"), description.environments.map((name) => [name, word(name)]), description.environment);
  options($("language"), description.languages.map((tag) => [tag, LANGUAGES[tag]]), tongue);
  $("form").replaceChildren(...fields.map(drawn));
  check();
}

/** Fill a select with pairs of value and text. */
function options(select, pairs, value) {
  select.replaceChildren(...pairs.map(([name, text]) => make("option", { value: name }, text)));
  select.value = value;
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
  if (choices.length) box.append(...choices.map((choice, index) => radio(name, choice, texts[index])));
  else if (multiple) box.append(make("div", { id: `${name}-rows` }), make("button", { type: "button", id: `${name}-add`, onclick: () => addRow(name) }, `+ ${word("add")}`));
  else box.append(input(field, name, data[name] ?? "", (value) => { data[name] = value; }));
  box.append(make("ul", { className: "findings", id: `${name}-findings` }));
  if (multiple) box.querySelector(`#${name}-rows`).append(...rows(name).map((_, index) => row(field, index)));
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
    draw();
    $(`${name}-${index + kept.length + lines.length - 1}`).focus();
  });
  const remove = make("button", { type: "button", onclick: () => { data[name].splice(index, 1); draw(); $(`${name}-0`)?.focus(); } }, "−");
  remove.setAttribute("aria-label", word("remove", { label, number: index + 1 }));
  return make("div", { className: "row" }, element, remove);
}

function addRow(name) {
  data[name].push("");
  draw();
  $(`${name}-${data[name].length - 1}`).focus();
}

function radio(name, choice, text) {
  const element = make("input", { type: "radio", name, value: choice, id: `${name}-${choice}`, checked: spelt(data[name]) === choice });
  element.addEventListener("change", () => { data[name] = choice; later(); });
  return make("label", { className: "radio" }, element, text);
}

const spelt = (value) => (value === true ? "yes" : value === false ? "no" : value);

let timer;
/** Check soon, when nobody has typed for a moment. */
function later() {
  clearTimeout(timer);
  timer = setTimeout(check, 120);
}

/** The rows up to the last in which something stands, so that the numbers in findings are those on the page. */
const filled = (name) => rows(name).slice(0, rows(name).findLastIndex((text) => text.trim()) + 1);

/** What stands in the form: fields of the edition only. */
function given() {
  const known = fields.map(({ name, multiple }) => [name, multiple ? filled(name) : data[name] ?? ""]);
  return Object.fromEntries(known);
}

function check() {
  const touched = asked || Object.values(given()).some((value) => value.length > 0 || typeof value === "boolean");
  report = python.examine(JSON.stringify(given()), ...chosen(), tongue);
  for (const { name } of fields) {
    const own = report.findings.filter(({ path }) => path[0] === name);
    const shown = touched ? own : [];
    $(`${name}-findings`).replaceChildren(...shown.map(item));
    const bad = new Set(shown.filter(({ severity }) => severity === "error").map(({ path }) => (path.length > 1 ? `${name}-${path[1]}` : name)));
    for (const element of $(`${name}-field`).querySelectorAll("input:not([type=radio]), textarea")) {
      element.setAttribute("aria-invalid", String(bad.has(element.id) || (bad.has(name) && name === "redirect_uris")));
    }
  }
  $("summary").textContent = touched ? report.summary : word("begin");
  $("summary").classList.toggle("ok", report.ok);
  $("fix").disabled = !touched || !report.findings.some(({ suggestion }) => suggestion !== null);
  $("copy").disabled = $("download").disabled = !report.ok;
  $("done").textContent = "";
}

/** One finding, with its suggestion as a button. */
function item({ code, severity, message, path, suggestion }) {
  const number = path.length > 1 && filled(path[0]).length > 1 ? ` ${path[1] + 1}` : "";
  const kind = make("span", { className: "kind" }, `${severity === "error" ? "✖" : "⚠"}${number} `);
  kind.setAttribute("aria-label", `${word(severity)}${number}:`);
  kind.setAttribute("role", "img");
  const link = make("a", { href: `../rules/${code}.html`, target: "_blank", rel: "noopener", dir: "ltr" }, code);
  const line = make("li", { className: severity }, kind, make("bdi", {}, message), " ", link);
  if (suggestion !== null) {
    line.append(make("button", { type: "button", className: "suggestion", dir: "auto", onclick: () => take(path, suggestion) }, `→ ${[suggestion].flat().join("\n→ ")}`));
  }
  return line;
}

/** Put a suggestion at its place: of a row that is split each part into a row of its own. */
function take(path, suggestion) {
  if (path.length > 1) data[path[0]].splice(path[1], 1, ...[suggestion].flat());
  else data[path[0]] = suggestion;
  draw();
  $(path.join("-"))?.focus();
}

for (const id of ["environment", "edition", "language"]) $(id).addEventListener("change", draw);
$("form").addEventListener("submit", (event) => event.preventDefault());
$("fix").addEventListener("click", () => { data = python.fix(JSON.stringify(given()), ...chosen()); draw(); });
$("clear").addEventListener("click", () => { data = {}; asked = false; $("example").value = ""; draw(); });
/** Check what stands there now, which may be newer than the last report, and say whether it is fine. */
function fine() {
  clearTimeout(timer);
  check();
  return report.ok;
}
$("copy").addEventListener("click", async () => {
  if (!fine()) return;
  const copied = await navigator.clipboard.writeText(report.answers).then(() => true, () => false);
  $("done").textContent = word(copied ? "copied" : "not_copied");
});
$("download").addEventListener("click", () => {
  if (!fine()) return;
  const url = URL.createObjectURL(new Blob([JSON.stringify(report.request, null, 2)], { type: "application/json" }));
  make("a", { href: url, download: "orcid-request.json" }).click();
  URL.revokeObjectURL(url);
});
$("example").addEventListener("change", async () => {
  const name = $("example").value;
  if (!name) return;
  const loaded = await fetch(`examples/${name}`).then((response) => response.json(), () => undefined);
  if ($("example").value !== name) return; // another one was chosen in the meantime
  if (!loaded) {
    $("example").value = "";
    $("done").textContent = word("not_loaded");
    return;
  }
  const { environment, request } = loaded;
  data = request;
  $("edition").value = "2020-01";
  options($("environment"), [[environment, word(environment)]], environment);
  asked = true;
  draw();
});

try {
  const start = performance.now();
  words = await (await fetch("words.json")).json();
  speak();
  await load();
  draw();
  $("loading").hidden = true;
  $("checker").hidden = false;
  document.documentElement.dataset.ready = String(Math.round(performance.now() - start));
} catch (error) {
  $("loading").hidden = true;
  $("problem").hidden = false;
  console.error(error);
}
