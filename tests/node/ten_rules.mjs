// Ten rules of the form, written from the rules' pages, rules.json and the vectors alone, for docs/vectors/run.py:
//
//     orcid-clientreq rules --format json > rules.json
//     python docs/vectors/run.py --codes … node tests/node/ten_rules.mjs rules.json
//
// With --codes-only it prints the codes that it implements.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const { rules, limits } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const byCode = Object.fromEntries(rules.map((rule) => [rule.code, rule]));

// What shows nothing, from the JSON Schema of a request: white space and characters without a shape.
const BLANK = /^[\t-\r\x1c-\x20\x85\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]*$/u;
const isBlank = (value) => value == null || (typeof value === "string" && BLANK.test(value)) || (Array.isArray(value) && value.length === 0);
const length = (text) => [...text].length;

/** The rules of texts that have to be there, and of their lengths: field, code, and whether a value breaks it. */
const TEXTS = [
  ["contact_email", "contact_email.missing", isBlank],
  ["description", "description.missing", isBlank],
  ["homepage_url", "homepage_url.missing", isBlank],
  ["homepage_url", "homepage_url.too_long", (value) => typeof value === "string" && !isBlank(value) && length(value) > limits.uri],
  ["client_name", "client_name.too_long", (value) => typeof value === "string" && length(value) > limits.client_name],
  ["staff_notes", "staff_notes.too_long", (value) => typeof value === "string" && length(value) > limits.staff_notes],
  ["redirect_uris", "redirect_uris.missing", isBlank],
];

/** The rules of a redirect URI that is a single one, as a browser would read it. */
const URIS = [
  ["redirect_uri.https_required", (uri) => /^http:\/\//i.test(uri)],
  ["redirect_uri.userinfo", (uri) => /^https?:\/\/[^/?#\\]*@/i.test(uri)],
  ["redirect_uri.fragment", (uri) => /^https?:\/\//i.test(uri) && uri.includes("#")],
];
// Findings of one place are in the order of the document.
const order = rules.map(({ code }) => code);
URIS.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
const CODES = [...TEXTS.map(([, code]) => code), ...URIS.map(([code]) => code)];
if (process.argv.includes("--codes-only")) {
  console.log(CODES.join(","));
  process.exit(0);
}

/** How severe a finding is under a policy; off and absent are both nothing. */
function severity(code, { environment, edition, severities = {} }) {
  return code in severities ? severities[code] : byCode[code].severity[edition]?.[environment];
}

/** What is found in a request; null if it may be more than a plain request, which is not implemented. */
function check(input, policy) {
  if (input === null || typeof input !== "object" || Array.isArray(input)) return []; // request.not_a_mapping suppresses all
  const found = [];
  const say = (code, pointer) => {
    const level = severity(code, policy);
    if (level && level !== "off") found.push({ code, pointer, severity: level });
  };
  const uris = input.redirect_uris;
  if (Array.isArray(uris) && uris.length > limits.redirect_uris) return null;
  for (const [field, code, breaks] of TEXTS) if (breaks(input[field])) say(code, `/${field}`);
  for (const [index, uri] of Array.isArray(uris) ? uris.entries() : []) {
    if (typeof uri !== "string" || isBlank(uri) || length(uri) > limits.uri) continue; // other codes, which suppress these
    if (!/^https?:\/\/[\w.-]/i.test(uri) || /[\s,;<>"'`|\\{}()[\]*“”‘’«»‹›]|[^\x21-\x7e]|:\/\/.*:\/\/|[.!?]$/u.test(uri)) {
      return null; // a list of URIs, something copied along, another scheme, or none
    }
    for (const [code, breaks] of URIS) if (breaks(uri)) say(code, `/redirect_uris/${index}`);
  }
  return found;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, kind, input, policy } = JSON.parse(line);
  const findings = kind === "vectors" ? check(input, policy) : null;
  console.log(JSON.stringify(findings ? { id, findings } : { id, skipped: "not implemented" }));
}
