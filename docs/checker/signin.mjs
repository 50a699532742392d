// "Sign-in fails": what is registered beside what is sent.
import { $, make, word } from "./page.mjs";

/** Make the tab work; python is asked for when it is needed, since it may still be loading. */
export function signIn(python, language) {
  let waits = false;
  function compare() {
    if (!python()) {
      waits = true;
      $("compared").textContent = word("later");
      return;
    }
    waits = false;
    const found = python().compare($("sent").value, $("registered").value, language());
    const kind = found.exact ? "ok" : found.matched ? "warning" : "error";
    const lines = [make("p", { className: `head ${kind}` }, make("bdi", {}, found.head))];
    if (found.requested && found.requested !== $("sent").value.trim()) lines.unshift(make("p", {}, word("signin_from"), " ", make("bdi", { className: "uri" }, found.requested)));
    lines.push(make("ul", { className: "findings" }, ...found.reasons.map(({ code, message }) => make("li", { className: found.matched ? "warning" : "error" }, make("bdi", {}, message), " ", make("a", { href: `../rules/causes.html#${code.replaceAll("_", "-")}`, target: "_blank", rel: "noopener", dir: "ltr" }, code)))));
    for (const { fix, value } of found.values) lines.push(make("p", {}, make("strong", {}, word(`signin_${fix}`)), " ", make("bdi", { className: "uri" }, value)));
    $("compared").replaceChildren(...lines);
  }
  $("compare").addEventListener("click", compare);
  addEventListener("ready", () => { if (waits) compare(); });
}
