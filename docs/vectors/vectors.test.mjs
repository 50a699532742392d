// The conformance vectors, read from another language. Node's own test runner, no dependencies:
//
//     node --test docs/vectors/vectors.test.mjs                          is the file sound?
//     CHECK=./check.mjs node --test docs/vectors/vectors.test.mjs        does that module find what it has to?
//
// The module exports any of
//     check(input, policy), checkCredentials(input, policy)    which return (or promise) a list of {code, pointer, severity}, and
//         may give the suggestion of each as well
//     match(requested, registered, mode, era)                  which returns (or promises) {how, reasons}; the value of a reason may be left out

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const load = async (name) => JSON.parse(await readFile(new URL(name, import.meta.url), "utf8"));
const { format, vectors, credentials, matches } = await load("orcid-clientreq-vectors.json");
const schema = await load("orcid-clientreq-vectors.schema.json");

/** The value at a JSON Pointer (RFC 6901), undefined where there is none. */
function at(document, pointer) {
  let value = document;
  for (const step of pointer.split("/").slice(1)) {
    value = value?.[step.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return value;
}

/** What of this schema's vocabulary a value breaks, as places; the keywords are those the schema uses. */
function faults(value, rules, place = "") {
  if (rules.$ref) return faults(value, at(schema, rules.$ref.slice(1)), place);
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  if (rules.type && ![rules.type].flat().includes(type)) return [`${place}: not ${rules.type}`];
  const found = [];
  if (rules.anyOf && rules.anyOf.every((each) => faults(value, each, place).length > 0)) found.push(`${place}: none of several`);
  if ("const" in rules && value !== rules.const) found.push(`${place}: not ${rules.const}`);
  if (rules.enum && !rules.enum.includes(value)) found.push(`${place}: none of ${rules.enum}`);
  if (rules.pattern && !new RegExp(rules.pattern, "u").test(value)) found.push(`${place}: not ${rules.pattern}`);
  if (value?.length < (rules.minItems ?? rules.minLength ?? 0)) found.push(`${place}: too short`);
  if (type === "array" && rules.items) value.forEach((item, index) => found.push(...faults(item, rules.items, `${place}/${index}`)));
  if (type === "object") {
    for (const name of rules.required ?? []) if (!(name in value)) found.push(`${place}: no ${name}`);
    for (const [name, member] of Object.entries(value)) {
      const own = rules.properties?.[name] ?? rules.additionalProperties;
      if (own === false) found.push(`${place}: ${name} is not a member`);
      else if (own) found.push(...faults(member, own, `${place}/${name}`));
      if (rules.propertyNames) found.push(...faults(name, rules.propertyNames, `${place}/${name}`));
    }
  }
  return found;
}

test("the file follows its schema", async () => {
  const file = await load("orcid-clientreq-vectors.json");
  assert.deepEqual(faults(file, schema), []);
});

test("what does not follow the schema is told", () => {
  const [vector] = vectors;
  const broken = [
    { ...vector, id: "" },
    { ...vector, policy: { environment: "staging", edition: "2020-01" } },
    { ...vector, findings: [{ code: "Fragment", pointer: "x", severity: "fatal" }] },
    { ...vector, findings: [{}] },
    { ...vector, also: 1 },
  ].map((each) => faults(each, schema.$defs.vector).length);
  assert.deepEqual(broken, [1, 1, 4, 4, 1]);
  assert.equal(faults({ format: 1, vectors: [] }, schema).length, 4);
  assert.equal(faults({ ...matches[0], how: "by chance", reasons: [{ code: "x" }], era: "1999" }, schema.$defs.match).length, 4);
});

test("each vector has a name of its own, and each input arrives as it was written", () => {
  assert.equal(format, 3);
  for (const list of [vectors, credentials, matches]) assert.equal(new Set(list.map(({ id }) => id)).size, list.length);
  for (const { id, input } of [...vectors, ...credentials]) assert.ok(JSON.stringify(input).isWellFormed(), id);
});

test("each finding is about something: a member that is there, or one that is missing", () => {
  for (const { id, input, findings } of [...vectors, ...credentials]) {
    for (const { code, pointer } of findings) {
      const there = at(input, pointer) !== undefined;
      assert.ok(there || code.endsWith(".missing"), `${id}: nothing at ${pointer}`);
      const field = code.split(".")[0];
      const place = pointer.split("/")[1] ?? "";
      const expected = { request: place, credentials: place, redirect_uri: "redirect_uris" }[field] ?? field;
      assert.equal(place, expected, `${id}: ${code} at ${pointer}`);
    }
  }
});

test("there is a faultless twin, and every kind of policy", () => {
  assert.ok(vectors.filter(({ findings }) => findings.length === 0).length > 50);
  assert.deepEqual(new Set(vectors.map(({ policy }) => policy.environment)), new Set(["production", "sandbox"]));
  assert.ok(vectors.some(({ policy }) => policy.severities));
  assert.ok(vectors.some(({ policy }) => policy.known_contacts));
});

test("what matches exactly has no reason against it, and everything else has one", () => {
  for (const { id, mode, era, how, reasons } of matches) {
    assert.equal(mode === "orcid", era !== undefined, id);
    assert.equal(reasons.length === 0, how === "exact" || how === "loopback port", id);
  }
});

/** What is expected, without the members that an implementation leaves out: suggestions and values are optional. */
function asAnswered(expected, answered, optional) {
  return expected.map((each, index) => {
    const { [optional]: _, ...rest } = each;
    return optional in (answered[index] ?? {}) ? each : rest;
  });
}

if (process.env.CHECK) {
  const { check, checkCredentials, match } = await import(pathToFileURL(resolve(process.env.CHECK)));
  test("the module exports check, checkCredentials or match", () => {
    assert.ok(check || checkCredentials || match, `${process.env.CHECK} exports none of them, and so nothing was checked`);
  });
  for (const [list, judge] of [[vectors, check], [credentials, checkCredentials]]) {
    for (const { id, input, policy, findings } of judge ? list : []) {
      test(id, async () => {
        const answered = await judge(input, policy);
        assert.deepEqual(answered, asAnswered(findings, answered, "suggestion"));
      });
    }
  }
  for (const { id, requested, registered, mode, era, how, reasons } of match ? matches : []) {
    test(`match: ${id}`, async () => {
      const answered = await match(requested, registered, mode, era);
      assert.deepEqual(answered, { how, reasons: asAnswered(reasons, answered.reasons ?? [], "value") });
    });
  }
}
