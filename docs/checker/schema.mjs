// What needs no Python: the checks of the form's JSON Schema, and which answers are missing.

/** Whether a value follows a schema; the keywords are those that json_schema() uses for these fields. */
export function valid(value, rules) {
  if (rules.anyOf) return rules.anyOf.some((each) => valid(value, each));
  if (Array.isArray(value)) {
    return value.length >= (rules.minItems ?? 0) && value.length <= rules.maxItems
      && (!rules.uniqueItems || new Set(value).size === value.length) && value.every((each) => valid(each, rules.items));
  }
  return rules.type === "string" && [...value].length <= (rules.maxLength ?? Infinity)
    && (!rules.pattern || new RegExp(rules.pattern, "u").test(value)) && !(rules.not && new RegExp(rules.not.pattern, "u").test(value));
}

const isBlank = (value) => [value].flat().every((each) => typeof each === "string" && !each.trim());

/** Whether a question is to be asked, given the other answers. */
export const applies = ({ name }, form) => name !== "existing_client_id" || ["yes", true].includes(form.update_existing) || !isBlank(form[name] ?? "");

/** The fields that have to be filled in, or probably have to be, and are empty. */
export const missing = (fields, form) => fields.filter((field) => field.demand !== "optional" && applies(field, form) && isBlank(form[field.name]));

/** A report like the library's, in which a fault has no reason yet. */
export function plainly(form, properties, fields, says) {
  const found = (path, code, message) => ({ code, severity: "error", message, path, suggestion: null });
  const fault = (path) => found(path, "", says.fault);
  const findings = fields.flatMap(({ name }) => {
    const value = form[name];
    const rules = properties?.[name];
    if (!rules) return [];
    // Where a list may be missing, the schema has it as one of two.
    const { items } = rules.anyOf?.find((each) => each.items) ?? rules;
    if (Array.isArray(value)) return value.flatMap((each, index) => (each.trim() && !valid(each.trim(), items) ? [fault([name, index])] : []));
    return typeof value === "string" && value.trim() && !valid(value.trim(), rules) ? [fault([name])] : [];
  });
  const empty = missing(fields, form).map(({ name }) => found([name], ".missing", says.missing));
  return { ok: false, findings: [...findings, ...empty], together: [], recognized: [], contacts: {}, answers: null };
}
