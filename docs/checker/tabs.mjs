// The two tabs, as addresses: "back" leads to the one before, and a link can name one.
import { $, word } from "./page.mjs";

const NAMES = ["request", "signin"];
const named = () => (location.hash === "#signin" ? "signin" : "request");

function turn(name) {
  for (const each of NAMES) {
    const tab = $(`${each}-tab`);
    tab.setAttribute("aria-selected", String(each === name));
    tab.tabIndex = each === name ? 0 : -1;
    $(each).hidden = each !== name;
  }
  document.title = word(name === "signin" ? "tab_signin" : "title");
}

/** Make the tabs work; `turned` is called when another one is shown. */
export function tabs(turned) {
  const follow = () => { if ($(named()).hidden) { turn(named()); turned(); } };
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  for (const name of NAMES) {
    $(`${name}-tab`).addEventListener("click", () => {
      if (named() !== name) history.pushState(null, "", `${location.pathname}${location.search}${name === "signin" ? "#signin" : ""}`);
      follow();
    });
    $(`${name}-tab`).addEventListener("keydown", ({ key }) => {
      if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(key)) return;
      const other = key === "Home" ? NAMES[0] : key === "End" ? NAMES[1] : NAMES[1 - NAMES.indexOf(name)];
      $(`${other}-tab`).click();
      $(`${other}-tab`).focus();
    });
  }
  document.querySelector("[role=tablist]").hidden = false;
  turn(named());
}
