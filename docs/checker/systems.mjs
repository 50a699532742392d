// "Which system do you use?": its callbacks filled in, and what rows that were typed by hand look like.
import { $, make, word } from "./page.mjs";

const values = {}; // what was asked of the system, kept while the form is drawn again
let chosen = new URLSearchParams(location.search).get("system") ?? "";
let typed;

/** The question above the redirect URIs, with what has to be known of the system. */
export function chooser(systems, { fill, add }) {
  const byName = new Map(systems.map((system) => [system.name, system]));
  typed ??= systems.find(({ id }) => id === chosen)?.name ?? "";
  const list = make("datalist", { id: "systems" }, ...systems.map(({ name }) => make("option", { value: name })));
  const input = make("input", { id: "system", type: "text", value: typed, autocomplete: "off" });
  input.setAttribute("list", "systems");
  input.setAttribute("aria-describedby", "system-help");
  const asks = make("div", { id: "system-asks" });
  const said = make("p", { id: "system-said" });
  said.setAttribute("role", "status");

  function ask() {
    typed = input.value;
    const system = byName.get(typed.trim());
    chosen = system?.id ?? "";
    said.textContent = "";
    asks.replaceChildren();
    if (!system) return;
    if (["vendor", "with_vendor", "nobody"].includes(system.registrant)) asks.append(make("p", { className: "note" }, word(`registrant_${system.registrant}`)));
    for (const { name, meaning, example, each } of system.parameters) {
      const field = make("input", { id: `system-${name}`, type: "text", value: values[name] ?? "", placeholder: example, dir: "ltr", autocomplete: "off", spellcheck: false });
      field.addEventListener("input", () => { values[name] = field.value; });
      field.setAttribute("aria-describedby", `system-${name}-findings`);
      const label = make("label", { htmlFor: field.id, lang: "en", dir: "ltr" }, meaning);
      if (each) label.append(" ", make("span", { lang: document.documentElement.lang }, word("may_be_empty")));
      asks.append(make("div", { className: "ask" }, label, field, make("ul", { className: "findings", id: `system-${name}-findings` })));
    }
    if (system.parameters.length) asks.append(make("button", { type: "button", id: "system-fill", onclick: () => put(system) }, word("system_fill")));
    asks.append(make("ul", { className: "advice", lang: "en", dir: "ltr" }, ...system.advice.map((text) => make("li", {}, text))));
  }

  function put(system) {
    const given = Object.fromEntries(system.parameters.map(({ name }) => [name, values[name] ?? ""]));
    const filled = fill(system.id, given);
    if (!filled) { said.textContent = word("later"); return; }
    for (const { name } of system.parameters) {
      const found = filled.findings.filter(({ path }) => path[0] === name);
      $(`system-${name}-findings`).replaceChildren(...found.map(({ severity, message, suggestion }) => {
        const line = make("li", { className: severity }, make("bdi", {}, message));
        if (suggestion) line.append(make("button", { type: "button", className: "suggestion", dir: "auto", onclick: () => { values[name] = suggestion; $(`system-${name}`).value = suggestion; put(system); } }, `→ ${suggestion}`));
        return line;
      }));
      $(`system-${name}`).setAttribute("aria-invalid", String(found.some(({ severity }) => severity === "error")));
    }
    if (filled.findings.some(({ severity }) => severity === "error")) return;
    const why = Object.fromEntries(filled.uris.map(({ uri, purpose, because }) => [uri, because ? `${purpose}. ${because}` : purpose]));
    add(filled.uris.filter(({ required }) => required).map(({ uri }) => uri), why);
    const optional = filled.uris.filter(({ required }) => !required);
    $("system-said").replaceChildren(word("system_filled", { system: system.name }), ...optional.map((each) => offer(each, add)));
  }

  input.addEventListener("input", ask);
  const box = make("div", { className: "system" }, make("label", { htmlFor: "system" }, word("system_question")), make("p", { className: "help", id: "system-help" }, word("system_help")), input, list, asks, said);
  ask();
  return box;
}

/** A button that adds a redirect URI, with what it is for. */
function offer({ uri, purpose }, add) {
  return make("span", { className: "offer" }, make("button", { type: "button", className: "suggestion", dir: "auto", onclick: () => add([uri]) }, `+ ${uri}`), " ", make("span", { lang: "en", dir: "ltr" }, purpose));
}

/** What the rows look like, and what is missing beside them. */
export function looksLike(box, recognized, add) {
  const systems = recognized.filter(({ missing, unneeded }) => missing.length || unneeded.length);
  const parts = systems.slice(0, 1).flatMap(({ missing, unneeded }) => {
    const names = recognized.map(({ system }) => system).join(" / ");
    return [
      make("p", {}, word("looks_like", { system: names }), missing.length ? ` ${word("also_needs")}` : ""),
      ...missing.map((each) => (each.uri ? offer(each, add) : make("p", { lang: "en", dir: "ltr" }, `${each.purpose}. ${each.because}`))),
      ...unneeded.map((uri) => make("p", {}, word("unneeded", { uri }))),
    ];
  });
  const text = parts.map((part) => part.textContent).join("\n");
  if (box.dataset.text === text) return; // announced once
  box.dataset.text = text;
  box.className = parts.length ? "note" : "";
  box.replaceChildren(...parts);
}
