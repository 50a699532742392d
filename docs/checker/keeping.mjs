// Nothing is lost: drafts, one for each tab, and a question before the page is left.
import { $, show, word } from "./page.mjs";
import { state, filledIn } from "./state.mjs";
import { system } from "./systems.mjs";

const DRAFT = "orcid-clientreq-draft";
const KEPT = ["id", "typed", "other", "noted", "values", "filled", "optional"];
/** This tab, also after it was loaded again. */
let tab = "";
let isRefused = false;
/** Whether what was kept before is there again. */
let isRestored = false;

/** Do what the browser may refuse: `undefined` where it keeps nothing. */
function tried(action) {
  try {
    return action();
  } catch {
    isRefused = true;
    return undefined;
  }
}

const key = () => `${DRAFT}-${tab}`;
const drafts = () => tried(() => Object.keys(localStorage).filter((name) => name.startsWith(DRAFT))) ?? [];

/** Hold the name of this tab as long as it is open; a tab that was duplicated gets a name of its own. */
async function named() {
  const locks = navigator.locks;
  const hold = (name) => new Promise((resolve) => {
    if (!locks) { resolve(true); return; }
    locks.request(`${DRAFT}-${name}`, { ifAvailable: true }, (lock) => { resolve(Boolean(lock)); return lock ? new Promise(() => {}) : undefined; }).catch(() => resolve(true));
  });
  const before = tried(() => sessionStorage.getItem(DRAFT));
  if (before && await hold(before)) { tab = before; return; }
  tab = crypto.getRandomValues(new Uint32Array(2)).join("-");
  await hold(tab);
  tried(() => sessionStorage.setItem(DRAFT, tab));
}

/** The draft of this tab, or else the newest of a tab that is closed, which this one takes over. */
async function found() {
  const read = (name) => tried(() => JSON.parse(localStorage.getItem(name)));
  if (drafts().includes(key())) return read(key());
  const open = new Set(((await navigator.locks?.query())?.held ?? []).map(({ name }) => name));
  const closed = drafts().filter((name) => !open.has(name)).map((name) => [name, read(name)]).filter(([, draft]) => draft);
  const [newest] = closed.sort(([, one], [, other]) => (other.time ?? 0) - (one.time ?? 0));
  if (!newest) return undefined;
  tried(() => localStorage.removeItem(newest[0]));
  return newest[1];
}

const isForSystem = () => Boolean(system.id || system.typed);

/** Keep the draft, if somebody said so; where nothing is left, nothing is kept. What was kept comes back first. */
export function keep() {
  if ($("draft").checked && isRestored) {
    if (filledIn() || isForSystem()) store(); else tried(() => localStorage.removeItem(key()));
  }
  $("forget").hidden = !drafts().includes(key());
}

function store() {
  const { data, wish, edition } = state;
  const kept = Object.fromEntries(KEPT.map((name) => [name, system[name]]));
  isRefused = false;
  tried(() => localStorage.setItem(key(), JSON.stringify({ data, wish, edition, system: kept, time: Date.now() })));
  if (isRefused) refused(); else state.unsaved = false;
}

function refused() {
  $("draft").checked = false;
  show($("draft-said"), word("draft_refused"));
}

export function forget() {
  tried(() => localStorage.removeItem(key()));
  $("draft").checked = false;
  $("forget").hidden = true;
  show($("draft-said"), word("forgotten"));
}

/** Put a draft in place; `replace` takes a request over. */
export async function restore(replace) {
  await named();
  const draft = await found();
  isRestored = true;
  if (!draft?.data) return;
  $("draft").checked = true;
  for (const name of KEPT) if (draft.system && name in draft.system) system[name] = draft.system[name];
  replace(draft.data, { environment: draft.wish, edition: draft.edition });
}

const isTyped = () => filledIn() || Object.values(system.values).some(Boolean);

addEventListener("beforeunload", (event) => { if ((state.unsaved && isTyped()) || state.unsavedSignIn) event.preventDefault(); });
