// "Sign-in fails": what is registered beside what is sent.
import { $, make, save, show, tell, value, word } from "./page.mjs";
import { state } from "./state.mjs";

/** Make the tab work. */
export function signIn({ ask, isReady }) {
  let isAsked = false;

  async function compare() {
    isAsked = true;
    if (!isReady()) show($("compared"), word("later"));
    const found = await ask("compare", { sent: $("sent").value, registered: $("registered").value, language: state.language });
    if (!found) return;
    const kind = found.exact ? "ok" : found.matched ? "warning" : "error";
    const lines = [make("p", { className: `head ${kind}` }, make("bdi", {}, found.head))];
    if (found.requested && found.requested !== $("sent").value.trim()) lines.unshift(make("p", {}, word("signin_from"), " ", value("bdi", { className: "uri" }, found.requested)));
    lines.push(make("ul", { className: "findings" }, ...found.reasons.map(({ code, message }) => make("li", { className: found.matched ? "warning" : "error" }, make("bdi", {}, message), " ", value("a", { href: `../rules/causes.html#${code.replaceAll("_", "-")}`, target: "_blank", rel: "noopener", dir: "ltr" }, code)))));
    for (const { fix, value: uri } of found.values) lines.push(make("p", {}, make("strong", {}, word(`signin_${fix}`)), " ", value("bdi", { className: "uri" }, uri)));
    $("compared").replaceChildren(...lines);
    tell($("compared").textContent);
  }

  $("compare").addEventListener("click", compare);
  $("signin-save").addEventListener("click", () => save("orcid-sign-in.json", { signin: { sent: $("sent").value, registered: $("registered").value } }));
  return {
    again: () => { if (isAsked) compare(); },
    open: ({ sent, registered }) => { $("sent").value = String(sent ?? ""); $("registered").value = String(registered ?? ""); compare(); },
  };
}
