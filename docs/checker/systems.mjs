// "Which system do you use?": found by any of its names, its callbacks filled in, and what rows typed by hand look like.
import { combobox } from "./combobox.mjs";
import { $, kind, make, message, said, tell, value, word } from "./page.mjs";
import { link, rows, state, where } from "./state.mjs";

/** What is known of a system that nobody has chosen. */
const none = () => ({
  id: "",
  typed: "",
  other: "", // one that is not in the list
  noted: "", // the line about it in the notes
  values: {}, // of its parameters
  filled: [], // the redirect URIs that were filled in for it, which filling in again replaces
  optional: [], // what those that were added by hand are for
  right: {}, // why a host alone is right
  purposes: {}, // what a redirect URI is for
});

/** What is known of the system, kept while the page is drawn again. */
export const system = { ...none(), id: new URLSearchParams(location.search).get("system") ?? "" };

export const forgetSystem = () => { Object.assign(system, none()); };

/** Why redirect URIs without a path are right that were filled in. */
export const rightHosts = () => system.right;

/** What this module calls: `ask` asks Python, `draw` draws the form again, `isReady` says whether Python is there. */
let page;
export const systemsOf = (calls) => { page = calls; };

const known = (id) => state.forms.systems.find((each) => each.id === id);
const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
/** A system with other names of it, but none that stands in its name. */
const option = ({ id, name, also }) => ({ id, name, note: also.filter((each) => !plain(name).includes(plain(each))).slice(0, 3).join(", ") });

/** The systems with exactly that name, in any spelling of it. */
const exactly = (text) => state.forms.systems.filter(({ name, also }) => [name, ...also].some((each) => plain(each) === plain(text)));

/** What a text may mean: as the library finds it, or else by parts of names. */
async function search(text) {
  const every = state.forms.systems;
  if (!text) return every.map(option);
  const found = page.isReady() ? await page.ask("search", { text }) : [];
  if (found?.length) return found.map((id) => option(known(id)));
  if (!found) return undefined; // overtaken
  // A word that many names have says nothing to the library, but may be the beginning of what is being typed.
  return every.filter(({ name, also }) => [name, ...also].some((each) => plain(each).includes(plain(text)))).slice(0, 10).map(option);
}

/** Search again: the library has come, which finds more than parts of names, or the question was drawn again. */
export function searchAgain() {
  $("system")?.dispatchEvent(new Event("again"));
  const asked = $("system-asks")?.querySelector(".which");
  if (asked && !asked.contains(document.activeElement)) leave($("system").value);
}

/** Draw the question, with what has to be known of the system. */
export function drawChooser() {
  const chosen = known(system.id);
  if (!chosen) system.id = "";
  else system.typed = chosen.name;
  const isAsked = $("system-asks")?.querySelector(".which");
  const { looking } = $("system")?.dataset ?? {};
  $("system-field").replaceChildren(
    ...combobox({
      id: "system",
      label: word("system_question"),
      help: word("system_help"),
      text: system.typed,
      search,
      choose,
      change: (text) => { system.typed = text; if (system.id || system.other) choose({}); else $("system-asks").replaceChildren(); },
      leave,
      other: (text) => word("system_other", { text }),
    }),
    make("div", { id: "system-asks" }),
  );
  if (looking && system.typed) $("system").dataset.looking = looking;
  drawAsked();
  if (isAsked) leave(system.typed);
}

/** Take a system of the list, one that is not in it, or none. */
function choose({ id = "", other = "" }) {
  if (id === system.id && other === system.other && (id || other)) return;
  system.id = id;
  system.other = other;
  if (id) system.typed = known(id).name;
  note(other && `System: ${other}`);
  drawAsked();
  if (id) tell(word("system_chosen", { system: known(id).name }));
  if (other) tell(word("system_noted", { system: other }));
  page.save();
}

/** Somebody goes on: take the one system with that name, or ask which one is meant. */
async function leave(text) {
  if (!text.trim() || system.id || system.other) return;
  const [one, another] = exactly(text);
  if (one && !another) { $("system").value = one.name; choose(one); return; }
  const found = await search(text.trim());
  if (!found || system.id || system.other || $("system").value !== text) return;
  const buttons = found.map(({ id, name }) => value("button", { type: "button", onclick: () => { $("system").value = name; choose({ id }); $("system").focus(); } }, name));
  const other = make("button", { type: "button", id: "system-other", onclick: () => { choose({ other: text.trim() }); $("system").focus(); } }, word("system_other", { text: text.trim() }));
  const question = word(found.length ? "system_which" : "nothing_found", { text: text.trim() });
  $("system-asks").replaceChildren(make("div", { className: "note which" }, make("p", {}, question), ...buttons, other));
  tell(question);
}

/** Say in the notes for ORCID which system it is, in place of what was said there before. */
function note(line) {
  if (line === system.noted) return;
  const lines = String(state.data.staff_notes ?? "").split("\n");
  const rest = system.noted ? lines.filter((each) => each !== system.noted) : lines;
  state.data.staff_notes = [...rest, line].join("\n").trim();
  system.noted = line;
  state.unsaved = true;
  page.draw();
}

/** What has to be asked of the system that was chosen. */
function drawAsked() {
  const asks = $("system-asks");
  asks.replaceChildren();
  if (system.other) {
    asks.append(make("p", { className: "note" }, word("system_noted", { system: system.other })), vendorMessage(system.other));
    return;
  }
  const chosen = known(system.id);
  if (!chosen) return;
  const { registrant, parameters, advice } = chosen;
  if (["vendor", "with_vendor", "nobody"].includes(registrant)) asks.append(make("p", { className: "note" }, word(`registrant_${registrant}`)));
  if (["vendor", "with_vendor"].includes(registrant)) asks.append(vendorMessage(chosen.name));
  for (const { name, label, example, each } of parameters) {
    const isNeeded = chosen.needed.includes(name);
    const field = make("input", { id: `system-${name}`, type: "text", value: system.values[name] ?? "", dir: "ltr", autocomplete: "off", spellcheck: false, translate: false, "aria-describedby": `system-${name}-example system-${name}-findings`, "aria-required": String(isNeeded) });
    field.addEventListener("input", () => { system.values[name] = field.value; state.unsaved = true; page.save(); readSoon(); });
    field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); put(); } });
    const title = make("label", { htmlFor: field.id }, said(label));
    if (each || !isNeeded) title.append(" ", word("may_be_empty"));
    const hint = make("p", { className: "help", id: `system-${name}-example` }, word("for_example"), " ", value("bdi", { dir: "ltr" }, example));
    asks.append(make("div", { className: "ask" }, title, hint, field, make("ul", { className: "findings", id: `system-${name}-findings` })));
  }
  if (parameters.length) asks.append(make("button", { type: "button", id: "system-fill", className: "main", onclick: put }, word("system_fill")), make("p", { id: "system-said" }));
  if (advice.length) asks.append(make("ul", { className: "advice" }, ...advice.map((text) => said(text, "li"))));
  if (Object.values(system.values).some(Boolean)) readSoon();
}

const vendorMessage = (name) => message("vendor-message", word("vendor_title"), word("vendor_message", { system: name }));

let timer;
/** Say what is wrong with the values while they are typed; what is missing is not said yet. */
function readSoon() {
  clearTimeout(timer);
  timer = setTimeout(async () => { if (known(system.id)) showFound(await askFill(), false); }, 250);
}

const askFill = () => page.ask("fill", {
  system: system.id,
  parameters: Object.fromEntries(known(system.id).parameters.map(({ name }) => [name, system.values[name] ?? ""])),
  ...where(),
  language: state.language,
});

/** What is found in a place, as it is said aloud. */
const heard = (place) => [...place.querySelectorAll("bdi")].map((each) => each.textContent).join(" ");

/** Show what is wrong with the values; true if nothing is missing or wrong. */
function showFound(filled, isAsked) {
  const chosen = known(system.id);
  if (!filled || !chosen || filled.system !== system.id) return false;
  for (const { name } of chosen.parameters) {
    const place = $(`system-${name}-findings`);
    if (!place) return false;
    const found = filled.findings.filter(({ path, code }) => path[0] === name && (isAsked || !code.endsWith(".missing")));
    const offered = new Set();
    place.replaceChildren(...found.map((each) => foundItem(each, name, !offered.has(each.suggestion) && offered.add(each.suggestion))));
    $(`system-${name}`).setAttribute("aria-invalid", String(found.some(({ severity }) => severity === "error")));
    if (!isAsked && found.length && document.activeElement?.id === `system-${name}`) tell(heard(place));
  }
  return filled.ok;
}

/** One finding; `isNew` says whether no finding before it has the same suggestion. */
function foundItem({ severity, message: text, suggestion }, name, isNew) {
  const line = make("li", { className: severity }, kind(severity), make("bdi", {}, text));
  if (suggestion && isNew) {
    const take = () => { system.values[name] = suggestion; $(`system-${name}`).value = suggestion; $(`system-${name}`).focus(); readSoon(); };
    line.append(value("button", { type: "button", className: "suggestion", dir: "auto", onclick: take }, `→ ${suggestion}`));
  }
  return line;
}

/** Fill in the redirect URIs, in place of those that were filled in before. */
async function put() {
  const { id } = system;
  const chosen = known(id);
  if (!page.isReady()) { $("system-said").textContent = word("later"); tell(word("later")); }
  let filled;
  // A value that is typed in the meantime asks again, and that value counts.
  while (!filled && system.id === id) {
    clearTimeout(timer);
    filled = await askFill();
  }
  if (system.id !== id) return;
  if (!showFound(filled, true)) {
    const bad = chosen.parameters.find(({ name }) => $(`system-${name}`)?.getAttribute("aria-invalid") === "true");
    $("system-said").replaceChildren();
    $(bad ? `system-${bad.name}` : "system-fill")?.focus();
    tell(chosen.parameters.map(({ name }) => heard($(`system-${name}-findings`))).filter(Boolean).join(" "));
    return;
  }
  remember(filled);
  const wanted = filled.uris.filter(({ required, purpose }) => required || system.optional.includes(purpose.text)).map(({ uri }) => uri);
  const kept = rows("redirect_uris").filter((text) => text.trim() && !system.filled.includes(text));
  const replaced = rows("redirect_uris").filter((text) => system.filled.includes(text) && !wanted.includes(text));
  system.filled = wanted.filter((uri) => !kept.includes(uri));
  state.data.redirect_uris = [...kept, ...system.filled];
  state.unsaved = true;
  page.draw();
  const optional = filled.uris.filter(({ uri }) => !wanted.includes(uri));
  const text = word("system_filled", { system: chosen.name, count: wanted.length });
  const show = link(`↓ ${$("redirect_uris-label").querySelector(".name").textContent}`, ["redirect_uris"]);
  const back = replaced.map((uri) => offer({ uri, purpose: { text: "", lang: document.documentElement.lang } }, add));
  $("system-said").replaceChildren(text, " ", show, ...(back.length ? [make("span", { className: "replaced" }, word("system_replaced")), ...back] : []), ...optional.map((each) => offer(each, (uri) => { system.optional.push(each.purpose.text); system.filled.push(uri); add(uri); ($("system-said").querySelector("button") ?? $("system-fill")).focus(); })));
  tell([text, back.length ? word("system_replaced") : ""].join(" ").trim());
}

/** Keep what is to be said of the redirect URIs that were filled in. */
function remember({ uris }) {
  system.right = Object.fromEntries(uris.filter(({ hostAlone }) => hostAlone.text).map(({ uri, hostAlone }) => [uri, hostAlone]));
  system.purposes = Object.fromEntries(uris.map(({ uri, purpose, why }) => [uri, [purpose, why]]));
}

/** Say in the language that was chosen what is said of the redirect URIs that were filled in. */
export async function sayAgain() {
  if (!system.filled.length || !known(system.id)) return;
  const filled = await askFill();
  if (!filled?.ok || filled.system !== system.id) return;
  remember(filled);
  page.draw();
}

/** Put a redirect URI into a row of its own, if it is not there, and go to it. */
function add(uri) {
  const there = rows("redirect_uris").filter((text) => text.trim());
  state.data.redirect_uris = there.includes(uri) ? there : [...there, uri];
  state.unsaved = true;
  page.draw(`redirect_uris-${state.data.redirect_uris.indexOf(uri)}`);
}

/** A button that adds a redirect URI, with what it is for. */
function offer({ uri, purpose }, take) {
  return make("span", { className: "offer" }, value("button", { type: "button", className: "suggestion", dir: "auto", onclick: (event) => { event.target.closest(".offer").remove(); take(uri); } }, `+ ${uri}`), " ", said(purpose));
}

/** What a redirect URI is for, and why it is as it is, each in a line. */
const lines = (...texts) => texts.filter(({ text }) => text).map((each) => said(each));

/** What the rows look like, and what is missing beside them; and what each row is for. */
export function looksLike(recognized) {
  const box = $("looks-like");
  const systems = recognized.filter(({ missing, unneeded }) => missing.length || unneeded.length);
  const parts = systems.slice(0, 1).flatMap(({ missing, unneeded }) => {
    const names = recognized.map((each) => each.system).join(" / ");
    return [
      make("p", {}, word("looks_like", { system: names }), missing.length ? ` ${word("also_needs")}` : ""),
      ...missing.map((each) => (each.uri ? offer(each, add) : make("p", { className: "purpose" }, ...lines(each.purpose, each.why)))),
      ...unneeded.map((uri) => make("p", {}, word("unneeded", { uri }))),
    ];
  });
  box.className = parts.length ? "note" : "";
  box.replaceChildren(...parts);
  const purposes = Object.assign({}, ...recognized.map((each) => each.purposes));
  rows("redirect_uris").forEach((uri, index) => {
    const texts = system.purposes[uri] ?? (purposes[uri] ? [purposes[uri]] : []);
    $(`redirect_uris-${index}-purpose`).replaceChildren(...lines(...texts));
  });
}
