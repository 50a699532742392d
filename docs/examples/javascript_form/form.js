// The form drawn from form_fields() and checked against json_schema() while a person types; what a schema cannot
// say, the server says after a click, as problem details.
const query = location.search; // ?language=ja
document.documentElement.lang = new URLSearchParams(query).get("language") ?? "en";
document.documentElement.dir = document.documentElement.lang === "ar" ? "rtl" : "ltr";
const { fields, schema } = await (await fetch(`form.json${query}`)).json();
const form = document.querySelector("form");

/** A new element with some members and children. */
function make(tag, members, ...children) {
  const element = Object.assign(document.createElement(tag), members);
  element.append(...children);
  return element;
}

for (const { name, label, help, type, autocomplete, required, multiple } of fields) {
  const lines = multiple || type === "textarea";
  const input = make(lines ? "textarea" : "input", { id: name, name, autocomplete, required, dir: "auto", rows: multiple ? 3 : 2 });
  if (!lines) input.type = type;
  input.setAttribute("aria-describedby", `${name}-help ${name}-error`);
  const error = make("span", { id: `${name}-error`, className: "error" });
  error.setAttribute("role", "alert");
  form.append(make("label", { htmlFor: name }, label), make("small", { id: `${name}-help` }, help), input, error);
  input.addEventListener("change", () => say(name, valid(value(name), schema.properties[name]) ? [] : ["Please check this."]));
}
const button = make("button", {}, "Check");
// Or the field that is left would be checked first, its message change, and the button move from under the pointer.
button.addEventListener("mousedown", (event) => event.preventDefault());
form.append(button);

/** What stands in a field: of the redirect URIs a list of lines. */
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

/** Show messages beside a field, or take them away. */
function say(name, messages) {
  const error = document.getElementById(`${name}-error`);
  error.textContent = messages.join("\n");
  form.elements[name].setAttribute("aria-invalid", String(messages.length > 0));
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
  for (const { name } of fields) {
    const own = errors.filter(({ pointer, severity }) => severity === "error" && pointer.split("/")[1] === name);
    say(name, own.map(({ pointer, detail }) => (pointer.split("/")[2] ? `${Number(pointer.split("/")[2]) + 1}. ${detail}` : detail)));
  }
  form.querySelector("[aria-invalid=true]")?.focus();
  output.textContent = response.ok ? "Nothing is wrong." : "";
});
