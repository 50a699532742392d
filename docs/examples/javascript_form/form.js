// The form drawn from form_fields() and checked against json_schema() when a person leaves a field; what a schema cannot
// say, the server says after a click, as problem details.
const query = location.search; // ?language=ja selects another language than that of the browser
const { fields, schema, language } = await (await fetch(`form.json${query}`)).json();
document.documentElement.lang = language;
document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
const form = document.querySelector("form");

/** A new element with some members and children. */
function make(tag, members, ...children) {
  const element = Object.assign(document.createElement(tag), members);
  element.append(...children);
  return element;
}

for (const { name, label, help, type, autocomplete, required, multiple, choices, choice_labels: labels } of fields) {
  const lines = multiple || type === "textarea";
  let input;
  if (choices.length) {
    const answers = choices.map((value, index) => make("label", {}, make("input", { type: "radio", name, value }), ` ${labels[index]}`));
    input = make("fieldset", { id: name }, make("legend", {}, label), ...answers);
  } else {
    input = make(lines ? "textarea" : "input", { id: name, name, autocomplete, required, dir: "auto", rows: multiple ? 3 : 2 });
    if (!lines) input.type = type;
  }
  input.setAttribute("aria-describedby", `${name}-help ${name}-error`);
  const said = make("div", { id: `${name}-error`, className: "said" });
  said.setAttribute("role", "alert");
  form.append(...(choices.length ? [] : [make("label", { htmlFor: name }, label)]), make("small", { id: `${name}-help` }, help), input, said);
  input.addEventListener("change", () => say(name, valid(value(name), schema.properties[name]) ? [] : [{ detail: "Please check this.", pointer: "", severity: "error" }]));
}
const button = make("button", {}, "Check");
// Or the field that is left would be checked first, its message change, and the button move from under the pointer.
button.addEventListener("mousedown", (event) => event.preventDefault());
form.append(button);

/** The content of a field: a list of lines for the redirect URIs. */
function value(name) {
  const text = form.elements[name].value;
  return name === "redirect_uris" ? text.split(/\r?\n/).filter((line) => line.trim()) : text;
}

/** Whether a value follows a schema; the keywords are those that json_schema() uses for these fields. */
function valid(value, rules) {
  if (rules.anyOf) return rules.anyOf.some((each) => valid(value, each));
  if (Array.isArray(value)) {
    return value.length >= (rules.minItems ?? 0) && value.length <= rules.maxItems
      && (!rules.uniqueItems || new Set(value).size === value.length) && value.every((each) => valid(each, rules.items));
  }
  return rules.type === "string" && [...value].length <= (rules.maxLength ?? Infinity)
    && (!rules.pattern || new RegExp(rules.pattern, "u").test(value)) && !(rules.not && new RegExp(rules.not.pattern, "u").test(value));
}

/** Show what was found next to a field, each with its row, and one button for each place that has a suggestion. */
function say(name, found) {
  const last = Object.fromEntries(found.map((each) => [each.pointer, each]));
  const said = found.map((each) => {
    const row = each.pointer.split("/")[2];
    const text = make("p", { className: each.severity }, row ? `${Number(row) + 1}. ${each.detail}` : each.detail);
    const suggestion = each.combined_suggestion ?? each.suggestion;
    if (suggestion != null && last[each.pointer] === each) {
      const lines = [suggestion].flat();
      const use = make("button", { type: "button", className: "use" }, `→ ${lines.join(" ")}`);
      use.addEventListener("click", () => { put(name, row, lines); form.requestSubmit(button); });
      text.append(" ", use);
    }
    return text;
  });
  document.getElementById(`${name}-error`).replaceChildren(...said);
  document.getElementById(name).setAttribute("aria-invalid", String(found.some(({ severity }) => severity === "error")));
}

/** Put a suggestion into a field, or into a row of it. */
function put(name, row, lines) {
  if (row) {
    const rows = value(name);
    rows.splice(Number(row), 1, ...lines);
    lines = rows;
  }
  form.elements[name].value = lines.join("\n");
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  document.activeElement.blur(); // or the field that was changed last would be checked after the answer, and hide it
  const data = Object.fromEntries(fields.map(({ name }) => [name, value(name)]));
  const output = document.querySelector("output");
  let response;
  let errors;
  try {
    response = await fetch(`check${query}`, { method: "POST", body: JSON.stringify(data) });
    ({ errors } = await response.json());
  } catch {
    output.textContent = "The form could not be checked: the server did not answer, or the form is too large. Try again.";
    return;
  }
  for (const { name } of fields) say(name, errors.filter(({ pointer }) => pointer.split("/")[1] === name));
  form.querySelector("[aria-invalid=true]")?.focus();
  output.textContent = response.ok ? "There are no errors." : "";
});
