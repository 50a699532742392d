// "Sign-in fails": whatever people have about it, how it is read, what is wrong, and whom to tell what.
import { $, make, message, said, save, show, tell, value, word } from "./page.mjs";
import { state } from "./state.mjs";

/** Make the tab work. */
export function signIn({ ask, isReady }) {
  let isAsked = false;

  async function compare() {
    isAsked = true;
    if (!isReady()) show($("compared"), word("later"));
    const found = await ask("compare", { sent: $("sent").value, registered: $("registered").value, language: state.language });
    if (!found) return;
    $("compared").replaceChildren(...asRead(found), ...answer(found), ...messages(found));
    tell([...$("compared").querySelectorAll(".head, .findings bdi")].map((each) => each.textContent).join(" "));
  }

  /** Bring the answer into view, where the window is too low for it. */
  async function compareAndShow() {
    await compare();
    const { top } = $("compared").getBoundingClientRect();
    if (top > innerHeight / 2) $("compared").scrollIntoView({ block: "start" });
  }

  $("compare").addEventListener("click", compareAndShow);
  let timer = 0;
  for (const id of ["sent", "registered"]) {
    $(id).addEventListener("input", () => {
      state.unsavedSignIn = true;
      clearTimeout(timer);
      if (isAsked) timer = setTimeout(compare, 500); // the answer is about what stands there
    });
  }
  $("signin-save").addEventListener("click", () => {
    save("orcid-sign-in.json", { signin: { sent: withoutSecrets($("sent").value), registered: withoutSecrets($("registered").value) } });
    state.unsavedSignIn = false;
  });
  return {
    /** Take back that the answer will follow. */
    failed: () => { if ($("compared").textContent === word("later")) $("compared").replaceChildren(); },
    again: () => { if (isAsked) compare(); },
    open: ({ sent, registered }) => {
      if (($("sent").value.trim() || $("registered").value.trim()) && !confirm(word("overwrite"))) return;
      $("sent").value = String(sent ?? "");
      $("registered").value = String(registered ?? "");
      state.unsavedSignIn = false;
      compare();
    },
  };
}

/** What has a secret, and what stands in its place. */
const SECRETS = [
  [/((?:authorization|cookie)["']?\s*[:=]\s*["']?)[^\n"']+/gi, "$1…"],
  [/(:\/\/)[^\s/@"'<>]*@/g, "$1…@"],
  [/((?:secret(?!ar)|pass(?:word|wd|phrase)?|pwd|token|api[_-]?key)[\w.-]*["']?\s*(?:=>|[:=：])\s*["']?)[^\s"',;&<>]+/gi, "$1…"],
  [/(<[\w.:-]*(?:secret|password|token)[\w.:-]*>)[^<]+/gi, "$1…"],
  [/((?:secret|password|token)[\w.-]*["']\s+value=["'])[^"']+/gi, "$1…"],
  [/([?&\s"']code=)[^\s&"']+/g, "$1…"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, "…"],
  // ORCID's client secrets are UUIDs. One can be anywhere, such as in the line below its label.
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, "…"],
];

/** What was pasted, with an ellipsis in place of each secret: a file is passed on. */
const withoutSecrets = (text) => SECRETS.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text);

const heading = (name) => make("h2", {}, word(name));

function asRead({ read, registered }) {
  const lines = read.map((line) => make("p", {}, make("bdi", {}, line)));
  const list = value("ul", {}, ...registered.map((uri) => make("li", {}, make("bdi", { className: "uri" }, uri))));
  return [heading("signin_read"), ...lines, make("p", {}, `${word("signin_registered")}: `, registered.length ? "" : word("unknown_value")), list];
}

function answer({ head, exact, matched, reasons, next, values, requested, registered, system }) {
  const kind = exact ? "ok" : matched ? "warning" : "error";
  const link = (code) => value("a", { href: `../rules/causes.html#${code.replaceAll("_", "-")}`, target: "_blank", rel: "noopener", dir: "ltr" }, code);
  return [
    heading("signin_answer"),
    make("p", { className: `head ${kind}` }, make("bdi", {}, head)),
    make("ul", { className: "findings" }, ...reasons.map((each) => make("li", { className: matched ? "warning" : "error" }, make("bdi", {}, each.message), " ", link(each.code)))),
    ...(next ? [make("p", { id: "signin-next" }, make("bdi", {}, next))] : []),
    ...values.map(({ fix, value: uri }) => make("p", {}, make("strong", {}, word(`signin_${fix}`)), " ", value("bdi", { className: "uri" }, uri))),
    ...(requested && !registered.length ? [make("p", {}, word("signin_no_registered"))] : []),
    ...(system ? [make("div", { className: "note", id: "signin-system" }, make("p", {}, word("looks_like", { system: system.name })), make("ul", { className: "advice" }, ...system.advice.map((text) => said(text, "li"))))] : []),
  ];
}

/** The messages to copy, first the one to whoever can help. */
function messages({ matched, requested, client, environment, registered, reasons, values }) {
  if (matched && reasons.length === 0) return [];
  const sent = requested ?? "";
  const add = values.filter(({ fix }) => fix === "register").map(({ value: uri }) => uri);
  // ORCID's staff reads English.
  const english = [
    "Hello,",
    "Researchers can't sign in with ORCID in our application.",
    [["Client ID", client], ["Environment", environment], ["Redirect URI that our application sends", sent], ["Registered redirect URIs, as far as we know", registered.join(", ")]].map(([name, text]) => `${name}: ${text || "not known"}`).join("\n"),
    add.length ? `Please add this redirect URI to these credentials:\n${add.join("\n")}` : registered.length ? "Please tell us whether exactly these redirect URIs are registered for these credentials." : "Please tell us which redirect URIs are registered for these credentials.",
    "Thank you.",
  ].join("\n\n");
  const advice = [...values.map(({ fix, value: uri }) => `${word(`signin_${fix}`)} ${uri}`), ...reasons.map((each) => each.message)].join("\n");
  const known = (text) => text || word("unknown_value");
  const orcid = message("message-orcid", word("signin_to_orcid"), english);
  orcid.querySelector("textarea").lang = "en";
  const owner = message("message-system", word("signin_to_system"), word("signin_message", { sent: known(sent), registered: known(registered.join(", ")), advice }));
  return add.length ? [orcid, owner] : [owner, orcid];
}
