// What is found: at each field, in the headline, and in the summary of errors above the form.
import { $, comma, kind, make, tell, value, word } from "./page.mjs";
import { applies, missing } from "./schema.mjs";
import { state, filled, filledIn, given, link } from "./state.mjs";
import { rightHosts } from "./systems.mjs";

const same = (path, other) => JSON.stringify(path) === JSON.stringify(other);

/** Whether a finding is to be shown yet: what is missing only where somebody has been, or has asked. */
function isShown({ code, path }) {
  const [name] = path;
  if (state.asked || state.left.has(name) || !code.endsWith(".missing")) return true;
  return path.length > 1 && code !== "redirect_uris.missing";
}

/** Why a host alone is right here, of which the rules warn because they know no system. */
const isRight = ({ code, path }) => (code === "redirect_uri.host_only" ? rightHosts()[given()[path[0]]?.[path[1]]] : undefined);

/** Which answers are missing, wrong, or to be looked at again: for each place what is said first there. */
export function standing() {
  const form = given();
  const empty = new Map(missing(state.fields, form).map(({ name }) => [name, { path: [name], message: word("plain_missing") }]));
  const wrong = new Map();
  const review = new Map();
  for (const found of state.report.findings) {
    const [name] = found.path;
    const key = JSON.stringify(found.path);
    if (found.path.length === 1 && found.code.endsWith(".missing") && empty.has(name)) empty.set(name, found);
    else if (isRight(found)) continue;
    else if (found.severity === "error") { if (!wrong.has(key)) wrong.set(key, found); review.delete(key); } else if (!wrong.has(key) && !review.has(key)) review.set(key, found);
  }
  return { empty: [...empty.values()], wrong: [...wrong.values()], review: [...review.values()] };
}

/** Show at each field what is found there. `take` puts a suggestion in place. */
export function showAtFields(take, found = state.report.findings) {
  const form = given();
  for (const field of state.fields) {
    const { name } = field;
    $(`${name}-field`).hidden = !applies(field, form);
    const shown = found.filter((each) => each.path[0] === name && isShown(each));
    const places = shown.map(({ path }) => JSON.stringify(path));
    const items = shown.map((each, index) => item(each, places.indexOf(JSON.stringify(each.path)) === index, take));
    items.forEach((each, index) => { each.id = `${name}-finding-${index}`; });
    $(`${name}-findings`).replaceChildren(...items);
    // A row is described by what is found in it: the group already is by all that is found.
    $(`${name}-field`).querySelectorAll(".row input").forEach((element, row) => {
      const here = items.filter((_, index) => [undefined, row].includes(shown[index].path[1]));
      element.setAttribute("aria-describedby", [...here.map(({ id }) => id), `${element.id}-purpose`].join(" "));
    });
    const bad = new Set(shown.filter(({ severity }) => severity === "error").map(({ path }) => (path.length > 1 ? `${name}-${path[1]}` : name)));
    for (const element of $(`${name}-field`).querySelectorAll(":scope > input:not([type=radio]), textarea, .row input")) {
      element.setAttribute("aria-invalid", String(bad.has(element.id) || (bad.has(name) && name === "redirect_uris")));
    }
    if (field.choices.length) $(`${name}-field`).setAttribute("aria-invalid", String(bad.has(name)));
  }
}

/** Show how the request stands, and return it. `isReady` says whether Python has answered. */
export function showStanding(isReady) {
  const { empty, wrong, review } = standing();
  const parts = headline({ empty, wrong, review, isReady });
  const text = parts.map(([each]) => each).join(comma());
  const isDone = isReady && state.report.ok && empty.length === 0;
  $("summary").classList.toggle("ok", isDone);
  if ($("summary").textContent !== text) {
    $("summary").replaceChildren(...parts.flatMap(([each, found], index) => [index ? comma() : "", found ? link(each, found.path) : each]));
    tell(text, "standing");
  }
  summarize({ empty, wrong, review });
  $("fix").disabled = !isReady || !state.report.findings.some((found) => found.suggestion !== null && isShown(found));
  const bad = state.asked && !isDone && $("request").hidden === false;
  document.title = `${bad ? `${word("error_title")} ` : ""}${word($("signin").hidden ? "title" : "tab_signin")}`;
  return { empty, review, text, isDone };
}

/** The headline in its parts, each with what it leads to. */
function headline({ empty, wrong, review, isReady }) {
  if (!filledIn() && !state.asked) return [[word("begin")]];
  if (wrong.length || empty.length) {
    const kinds = [["head_wrong", wrong], ["head_missing", empty], ["head_review", review]];
    return kinds.filter(([, found]) => found.length).map(([name, found]) => [word(name, { count: found.length }), found[0]]);
  }
  if (!isReady) return [[word("later")]];
  return review.length ? [[word("ready_review", { count: review.length }), review[0]]] : [[word("ready")]];
}

const labelOf = ([name]) => state.fields.find((field) => field.name === name)?.label ?? "";

/** A finding away from its field, with the name of the field, and a link to it. */
export const named = (found) => make("li", { className: found.severity ?? "error" }, link(`${labelOf(found.path)}: ${found.message}`, found.path));

/** The summary of errors, once somebody has asked for everything: the same words as at each field, with a link to it. */
function summarize({ empty, wrong, review }) {
  const order = new Map(state.fields.map(({ name }, index) => [name, index]));
  const inOrder = (found) => found.sort((one, other) => order.get(one.path[0]) - order.get(other.path[0]) || (one.path[1] ?? 0) - (other.path[1] ?? 0));
  // A message of the library names what it is about, a plain one does not.
  const line = (found) => (found.code && !found.code.startsWith(".") ? make("li", { className: found.severity }, link(`${numbered(found)}${found.message}`, found.path)) : named(found));
  $("problems").hidden = !state.asked || wrong.length + empty.length === 0;
  $("problems-list").replaceChildren(...inOrder([...wrong, ...empty]).map(line));
  $("review-list").replaceChildren(...inOrder(review).map(line));
  $("review-title").hidden = review.length === 0;
}

const numbered = ({ path }) => (path.length > 1 && filled(path[0]).length > 1 ? `${path[1] + 1}: ` : "");

/** What a suggestion is about to put in place, each value in a line: one, one for each row, or one for each of some fields. */
const lines = (offered) => (typeof offered !== "object" || Array.isArray(offered) ? [offered].flat()
  : Object.entries(offered).map(([name, text]) => `${state.fields.find((field) => field.name === name).label}: ${text}`));

/** One finding; the first of a place has the suggestion, and with several that in which all of them are taken. */
function item(found, isFirst, take) {
  const { code, severity, message, path, suggestion } = found;
  const right = isRight(found);
  if (right) return make("li", { className: "right" }, make("bdi", {}, numbered(found), right.text));
  const line = make("li", { className: severity }, kind(severity, numbered(found) && path[1] + 1), make("bdi", {}, message));
  if (code && !code.startsWith(".")) line.append(" ", value("a", { href: `../rules/${code}.html`, target: "_blank", rel: "noopener", dir: "ltr" }, code));
  const together = state.report.together.find((each) => same(each.path, path));
  const offered = together ? (isFirst ? together.suggestion : null) : suggestion ?? (code.endsWith(".multiple_addresses") ? state.report.contacts[path[0]] : null);
  if (offered !== null && offered !== undefined) {
    line.append(value("button", { type: "button", className: "suggestion", dir: "auto", onclick: () => take(path, offered) }, lines(offered).map((each) => `→ ${each}`).join("\n")));
  }
  return line;
}
