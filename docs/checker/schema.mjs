// The checks that the JSON Schema of the form can do, for the time until Python is there.

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

/** A report like the library's, in which a fault has no reason yet; empty fields are left to the library. */
export function plainly(form, properties, fields, message) {
  const found = (path) => ({ code: "", severity: "error", message, path, suggestion: null });
  const findings = fields.flatMap(({ name }) => {
    const value = form[name];
    const rules = properties[name];
    if (Array.isArray(value)) return value.flatMap((each, index) => (each.trim() && !valid(each.trim(), rules.items) ? [found([name, index])] : []));
    return typeof value === "string" && value.trim() && !valid(value.trim(), rules) ? [found([name])] : [];
  });
  return { ok: false, findings, together: [], recognized: [], summary: "" };
}
