// The checker: a form that is drawn at once, plain checks by the JSON Schema, and all of them when Python has come.
import { jsonOf } from "./files.mjs";
import { named, showAtFields, showStanding } from "./findings.mjs";
import { drawn, formOf } from "./form.mjs";
import { forget, keep, restore } from "./keeping.mjs";
import { $, copy, make, options, save, show, speak, tell, value, word } from "./page.mjs";
import { asker, keepOffline, keepPython } from "./python.mjs";
import { plainly } from "./schema.mjs";
import { signIn } from "./signin.mjs";
import { edition, environment, filledIn, given, link, rows, state, where } from "./state.mjs";
import { drawChooser, forgetSystem, looksLike, sayAgain, searchAgain, system, systemsOf } from "./systems.mjs";
import { tabs } from "./tabs.mjs";

const LANGUAGES = { en: "English", es: "Español", pt: "Português", fr: "Français", de: "Deutsch", it: "Italiano", ja: "日本語", zh: "简体中文", ar: "العربية" };
const FORMS = { production: "https://info.orcid.org/register-a-client-application-production-member-api/", sandbox: "https://info.orcid.org/register-a-client-application-sandbox-member-api/" };
const wanted = [new URLSearchParams(location.search).get("language"), ...navigator.languages];
state.language = wanted.map((tag) => tag?.split("-")[0]).find((tag) => tag && Object.hasOwn(LANGUAGES, tag)) ?? "en";

const begin = performance.now();
const python = asker({ progress, ready, failed });
const ask = (name, about) => python.ask(name, about);
const isReady = () => python.isReady;
formOf({ ask, draw, isReady, later });
systemsOf({ ask, draw, isReady, save: keep });

let files; // what files.json says
let isFresh = true; // whether no file was asked for again

let translation; // the language that was asked for last

/** Put the page into another language; all of its texts are one file. */
async function translate(language, again = false) {
  translation = language;
  let wants;
  try {
    wants = await jsonOf(`languages/${language}.json`, { again });
  } catch (error) {
    console.info(error.message);
  }
  if (language !== translation) return; // another one was chosen in the meantime
  if (!wants) {
    problem("language", "language_failed", { params: { language: LANGUAGES[language] }, retry: () => { $("language").focus(); translate(language, true); } });
    $("language").value = state.language;
    return;
  }
  solved("language");
  take(wants, language);
  drawAll();
  signin.again();
  sayAgain();
}

/** Put the page into the language that somebody has chosen, also when it is loaded again. */
async function choose(language) {
  await translate(language);
  const address = new URL(location.href);
  address.searchParams.set("language", state.language);
  history.replaceState(history.state, "", address);
}

function take(texts, language) {
  state.language = language;
  state.forms = texts;
  speak(texts.words, texts.tag);
}

/** What does not work at the moment, each with the element that says so. */
const broken = new Map();

/** Say that something does not work, and offer to try it again. */
function problem(about, name, { params, retry } = {}) {
  solved(about);
  const text = word(name, params);
  const element = make("div", {}, make("p", { "data-word": name }, text));
  if (retry) element.append(make("button", { type: "button", "data-word": "again", onclick: () => { solved(about); retry(); } }, word("again")));
  broken.set(about, element);
  // In one order, so that none changes its place when it is tried again.
  $("problem").append(...[...broken].sort().map(([, each]) => each));
  $("problem").hidden = false;
  tell(text);
}

/** Take back what was said about something that works now, and nothing else. */
function solved(about) {
  broken.get(about)?.remove();
  broken.delete(about);
  $("problem").hidden = broken.size === 0;
}

/** Draw what depends on the language and the form, and leave the focus where it was. */
function drawAll() {
  const focus = document.activeElement?.id;
  drawChoices();
  drawChooser();
  draw(focus);
  searchAgain();
}

/** Draw the lists to choose from, and what is said of the page itself. */
function drawChoices() {
  const [latest, ...earlier] = state.forms.editions;
  options($("edition"), [[latest.name, word("today", { edition: latest.name })], [word("earlier"), earlier.map(({ name, period }) => [name, `${name}: ${period}`])]], edition().name);
  options($("language"), state.forms.languages.map((tag) => [tag, LANGUAGES[tag]]), state.language);
  for (const each of $("language").options) each.lang = each.value;
  $("version").textContent = word("version", { version: files?.version ?? "" });
  $("version").hidden = !files;
  $("offline").textContent = word("offline");
}

/** Draw the form again. */
function draw(focus = document.activeElement?.id) {
  drawQuestions();
  $("form").replaceChildren(...state.fields.map(drawn));
  showAtFields(put, state.report.findings.filter(({ path }) => isUnchanged(path)));
  check();
  if (focus && document.activeElement?.id !== focus) $(focus)?.focus();
}

/** Draw the page for the first time, in steps, so that none keeps a key waiting. */
async function drawInSteps() {
  const step = () => new Promise((resolve) => setTimeout(resolve));
  for (const part of [wire, drawChoices, drawChooser, drawQuestions, () => tabs(() => showReport(isReady()))]) {
    part();
    await step();
  }
  for (const [index, field] of state.fields.entries()) {
    if ($("form").childElementCount !== index) return; // somebody has chosen another form, which was drawn at once
    $("form").append(drawn(field));
    await step();
  }
  check();
}

/** Draw the questions before the form, and choose its fields by their answers. */
function drawQuestions() {
  state.edition = edition().name;
  $("edition").value = state.edition;
  $("environment").replaceChildren(...["production", "sandbox"].map(choice));
  $("only").hidden = environment() === state.wish;
  $("only").textContent = word("only", { environment: word(environment()) });
  state.fields = edition().forms[environment()];
  $("orcid-form").href = FORMS[environment()];
}

/** One of the two answers to the first question. */
function choice(name) {
  const input = make("input", { type: "radio", name: "environment", value: name, id: `environment-${name}`, checked: environment() === name });
  input.addEventListener("change", () => { state.wish = name; if (!edition().environments.includes(name)) state.edition = state.forms.editions[0].name; draw(); });
  return make("label", { className: "radio wide" }, input, word(`${name}_choice`));
}

let timer;
/** Check soon, when nobody has typed for a moment. */
function later(wait = 120) {
  clearTimeout(timer);
  timer = setTimeout(check, wait);
}

const question = () => ({ form: given(), ...where(), language: state.language });

/** Whether what stands there is still what was asked about. */
const isStill = (asked) => asked === JSON.stringify(question());

/** Check what stands there: plainly at once while Python is not there, and in full as soon as it answers. */
async function check() {
  clearTimeout(timer);
  const about = question();
  const asked = JSON.stringify(about);
  const { form } = about;
  if (asked === state.reported) { showReport(true); return; }
  $("form").setAttribute("aria-busy", "true");
  if (!isReady()) {
    state.report = plainly(form, state.schemas[`${edition().name}/${environment()}`], state.fields, { fault: word("plain_fault"), missing: word("plain_missing") });
    state.reported = "";
    showReport(false);
  }
  const report = await ask("examine", about);
  if (!report || !isStill(asked)) return; // overtaken
  state.report = report;
  state.reported = asked;
  showReport(true);
  dispatchEvent(new Event("examined"));
}

/** Wait until the report is about what stands there. */
async function settled() {
  while (!isStill(state.reported)) {
    const examined = new Promise((resolve) => addEventListener("examined", resolve, { once: true }));
    check();
    await examined;
  }
}

function showReport(isFull) {
  showAtFields(put);
  const { empty, review, text, isDone } = showStanding(isFull);
  $("form").setAttribute("aria-busy", String(!isFull));
  conclude(empty, review, text, isDone);
  looksLike(state.report.recognized);
  keep();
}

/** The end: what is left to do, and the answers to take along. */
function conclude(empty, review, text, isDone) {
  const { ok, answers } = state.report;
  $("result").hidden = !ok;
  if (!ok) return;
  $("result").classList.toggle("unfinished", !isDone);
  $("result-title").textContent = text;
  $("result-review").replaceChildren(...review.map(named));
  const steps = ["contacts", "uris", ...(environment() === "production" ? ["review"] : [])];
  $("steps").replaceChildren(...steps.map((name) => make("li", {}, word(`step_${name}`))));
  const asked = new Set(empty.map(({ path }) => path[0]));
  $("answers").replaceChildren(
    ...answers.flatMap(({ label, values }) => values.map((each, index) => answer(values.length > 1 ? `${label} ${index + 1}` : label, each))),
    ...state.fields.filter(({ name }) => asked.has(name)).map(({ name, orcid_label: label }) => unanswered(name, label)),
  );
}

const labelled = (label) => value("th", { scope: "row", lang: "en", dir: "ltr" }, label);

/** One answer under ORCID's label, with a button that copies it. */
function answer(label, text) {
  const button = make("button", { type: "button", "aria-label": word("copy_one", { label }) }, word("copy_short"));
  button.addEventListener("click", async () => {
    const isCopied = await copy(text);
    if (isCopied) button.textContent = word("copied_message"); // where the eyes are
    show($("copied"), word(isCopied ? "copied_one" : "not_copied", { label }));
  });
  return make("tr", {}, labelled(label), value("td", { dir: "auto" }, text), make("td", {}, button));
}

function unanswered(name, label) {
  return make("tr", { className: "empty" }, labelled(label), make("td", {}, link(word("no_answer"), [name])), make("td"));
}

/** Whether a value is still the one that was reported on. */
function isUnchanged([name, index]) {
  const at = (form) => JSON.stringify(index === undefined ? form[name] : form[name]?.[index]);
  return state.reported !== "" && at(JSON.parse(state.reported).form) === at(given());
}

/** Put a suggestion at its place: of a row that is split each part into a row of its own, or each of two contacts into its field. */
function put(path, suggestion) {
  const [name, index] = path;
  if (!isUnchanged(path)) return; // somebody has typed since
  if (path.length > 1) rows(name).splice(index, 1, ...[suggestion].flat());
  else if (typeof suggestion === "object") Object.assign(state.data, suggestion);
  else state.data[name] = suggestion;
  state.unsaved = true;
  draw(path.join("-"));
}

/** What a printed sheet says of itself: what was checked, and when. */
function sheet() {
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date());
  const form = $("request").hidden ? [] : [word(environment()), `${word("edition")}: ${edition().name}`];
  $("sheet").textContent = [...form, day].join(" · ");
}

/** Take over a whole request, if what was typed may go. */
function replace(request, { environment: asked = state.wish, edition: name = edition().name } = {}) {
  if (filledIn() && !confirm(word("overwrite"))) return false;
  state.data = structuredClone(request);
  delete state.data.environment;
  delete state.data.edition;
  state.wish = ["production", "sandbox"].includes(asked) ? asked : state.wish;
  if (state.forms.editions.some((each) => each.name === name)) state.edition = name;
  state.asked = true;
  state.unsaved = false;
  draw();
  // That it is not today's form is plain to see.
  if (edition() !== state.forms.editions[0]) $("more").open = true;
  return true;
}

/** Take over a request that says nothing of a system; `typed` is what stood for one when it was asked for. */
function takeOver(request, place, typed = system.typed) {
  if (!replace(request, place)) return false;
  if (system.typed !== typed) return true; // somebody has gone on to that question in the meantime
  forgetSystem();
  drawChooser();
  return true;
}

async function fixAll() {
  const asked = JSON.stringify(question());
  const fixed = await ask("fix", { form: given(), ...where() });
  if (!fixed || !isStill(asked)) return; // somebody has typed since
  state.data = fixed;
  state.unsaved = true;
  draw();
  await settled();
  if ($("fix").disabled && [document.body, $("fix")].includes(document.activeElement)) $("all").focus();
}

async function checkAll() {
  state.asked = true;
  check();
  if (isReady()) await settled();
  if (state.report.ok && $("problems").hidden) { $("result-title").focus(); $("result").scrollIntoView({ block: "start" }); return; }
  if (!$("problems").hidden) { $("problems").focus(); $("problems").scrollIntoView({ block: "start" }); }
}

const asText = () => [...$("answers").children].map((line) => `${line.children[0].textContent}\n${line.children[1].textContent}`).join("\n\n");

function clear() {
  if (filledIn() && !confirm(word("overwrite"))) return;
  Object.assign(state, { data: {}, edition: state.forms.editions[0].name, asked: false, unsaved: false, left: new Set() });
  forgetSystem();
  $("example").value = "";
  show($("done"), "");
  drawChooser();
  draw();
}

/** Read a file that was saved here: a request, or what stood in the other tab. */
async function read(input, said) {
  const [file] = input.files;
  if (!file) return;
  try {
    const content = JSON.parse(await file.text());
    if (content === null || typeof content !== "object" || Array.isArray(content)) throw new Error("no object");
    if (content.signin) { $("signin-tab").click(); signin.open(content.signin); }
    else { $("request-tab").click(); takeOver(content, content); }
    show(said, "");
  } catch {
    show(said, word("upload_bad"));
  }
  input.value = "";
}

async function example() {
  const name = $("example").value;
  if (!name) return;
  const { typed } = system;
  const loaded = await jsonOf(`examples/${name}`).catch(() => undefined);
  if ($("example").value !== name) return; // another one was chosen in the meantime
  if (loaded && takeOver(loaded.request, { environment: loaded.environment, edition: "2020-01" }, typed)) return;
  $("example").value = "";
  if (!loaded) show($("done"), word("not_loaded"));
}

function progress(done, all) {
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  $("progress").value = (100 * Math.min(done, all)) / all;
  $("stage").textContent = word("loading", { done: megabytes(Math.min(done, all)), all: megabytes(all) });
}

function ready() {
  $("loading").hidden = true;
  solved("python");
  document.documentElement.dataset.ready = String(Math.round(performance.now() - begin));
  keepPython(python.names(), () => { $("offline").hidden = false; document.documentElement.dataset.kept = "yes"; });
  check();
  searchAgain();
}

function failed() {
  $("loading").hidden = true;
  signin.failed();
  const retry = () => {
    isFresh = false;
    document.querySelector("[role=tab][aria-selected=true]").focus();
    tell(word("later"));
    startPython();
  };
  problem("python", "python_failed", { retry });
}

/** Start Python, when it is known what it consists of. */
async function startPython() {
  if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
    problem("python", "browser_failed");
    return;
  }
  try {
    files ??= await jsonOf("files.json", { again: !isFresh });
  } catch (error) {
    console.info(error.message);
    failed();
    return;
  }
  $("version").textContent = word("version", { version: files.version });
  $("version").hidden = false;
  $("example").replaceChildren($("example").options[0], ...files.examples.map(({ name, title }) => make("option", { value: name }, title)));
  $("loading").hidden = false;
  python.start(files, { again: !isFresh });
}

/** Fetch the schemas: without them only the plain checks are missing. */
async function startSchemas() {
  try {
    state.schemas = await jsonOf("schemas.json", { again: !isFresh });
    later(0);
  } catch (error) {
    console.info(error.message);
  }
}

const signin = signIn({ ask, isReady });

function wire() {
  $("edition").addEventListener("change", () => { state.edition = $("edition").value; draw(); });
  $("language").addEventListener("change", () => choose($("language").value));
  $("form").addEventListener("submit", (event) => event.preventDefault());
  $("all").addEventListener("click", checkAll);
  $("fix").addEventListener("click", fixAll);
  $("clear").addEventListener("click", clear);
  $("save").addEventListener("click", () => { save("orcid-request.json", { environment: environment(), edition: edition().name, ...given() }); state.unsaved = false; });
  $("copy").addEventListener("click", async () => { if (!isStill(state.reported)) await settled(); if (state.report.ok) show($("copied"), word((await copy(asText())) ? "copied" : "not_copied")); });
  $("download").addEventListener("click", async () => { await settled(); if (state.report.ok) { save("orcid-request.json", state.report.request); state.unsaved = false; } });
  for (const id of ["print", "signin-print"]) $(id).addEventListener("click", () => print());
  addEventListener("beforeprint", sheet);
  addEventListener("asked", () => later(0));
  $("upload").addEventListener("change", () => read($("upload"), $("done")));
  $("signin-upload").addEventListener("change", () => read($("signin-upload"), $("signin-done")));
  $("example").addEventListener("change", example);
  $("draft").addEventListener("change", () => { if ($("draft").checked) { $("draft-said").textContent = ""; keep(); } else forget(); });
  $("forget").addEventListener("click", forget);
  $("reload").addEventListener("click", () => location.reload());
  // What gets the focus must not stand below the summary, which stays on top.
  new ResizeObserver(() => { document.documentElement.style.scrollPaddingBlockStart = `${$("summary").offsetHeight + 16}px`; }).observe($("summary"));
}

/** Draw the page: nothing of it works without the texts of a language. */
async function startPage(again = false) {
  let texts;
  try {
    texts = await jsonOf(`languages/${state.language}.json`, { again });
  } catch (error) {
    console.info(error.message);
    document.documentElement.dataset.failed = "yes"; // the page's own text is shown, which needs no file
    return;
  }
  take(texts, state.language);
  await drawInSteps();
  await restore((data, place) => { replace(data, place); state.asked = false; drawChooser(); draw(); });
  document.documentElement.dataset.drawn = String(Math.round(performance.now() - begin));
  startPython();
  startSchemas();
  keepOffline(() => { $("update").hidden = false; tell(word("update")); });
}

document.documentElement.dataset.started = "yes";
await startPage();
