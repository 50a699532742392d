// A search box with a list below it, as the ARIA Authoring Practices describe: "combobox, list autocomplete, manual selection".
import { make, tell, value, word } from "./page.mjs";

/**
 * Return the box.
 *
 * `search` resolves to what a text may mean, as { id, name, note }, or to undefined if it is out of date. `choose` is
 * told of the one that was taken; `leave` of a text with which somebody went on without a choice. While somebody looks
 * for something, the input has `data-looking`, and an "again" event at it makes the list again, unless somebody is
 * choosing from it.
 */
export function combobox({ id, label, help, text, search, choose, change, leave, other }) {
  const input = make("input", { id, type: "text", value: text, autocomplete: "off", spellcheck: false, translate: false, dir: "auto", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-describedby": `${id}-help` });
  const list = make("ul", { id: `${id}-list`, role: "listbox", hidden: true, "aria-label": label });
  let offered = [];
  let active = -1;
  let isOpen = false;

  function close() {
    isOpen = false;
    list.hidden = true;
    active = -1;
    delete input.dataset.looking;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  async function open() {
    input.dataset.looking = "yes";
    const asked = input.value.trim();
    const found = await search(asked);
    if (!found || input.value.trim() !== asked || document.activeElement !== input) return;
    offered = [...found, ...(asked ? [{ other: asked, name: other(asked), note: found.length ? "" : word("nothing_found", { text: asked }) }] : [])];
    active = -1;
    isOpen = true;
    list.hidden = offered.length === 0;
    list.replaceChildren(...offered.map(option));
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    if (asked) tell(word(found.length ? "options_found" : "nothing_found", { count: found.length, text: asked }), "options");
  }

  function option({ id: which, name, note }, index) {
    const element = make("li", { id: `${id}-option-${index}`, role: "option", "aria-selected": "false" }, which ? value("span", {}, name) : name);
    if (note) element.append(" ", value("span", { className: "also" }, note));
    // The focus stays in the box.
    element.addEventListener("pointerdown", (event) => event.preventDefault());
    element.addEventListener("click", () => take(index));
    return element;
  }

  function move(to) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = (to + offered.length) % offered.length;
    const element = list.children[active];
    element.setAttribute("aria-selected", "true");
    element.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", element.id);
  }

  function take(index) {
    const taken = offered[index];
    input.value = taken.other ?? taken.name;
    close();
    choose(taken);
  }

  input.addEventListener("input", () => { change(input.value); if (input.value.trim()) open(); else close(); });
  input.addEventListener("click", () => { if (!isOpen) open(); });
  input.addEventListener("again", () => { if (input.dataset.looking && active < 0) open(); });
  input.addEventListener("keydown", async (event) => {
    const { key, altKey, isComposing } = event;
    if (isComposing) return; // the keys choose among conversions
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (altKey && key === "ArrowUp") { close(); return; }
      if (!isOpen) await open();
      if (!altKey && offered.length && isOpen) move(key === "ArrowDown" ? active + 1 : active < 0 ? offered.length - 1 : active - 1);
    } else if (key === "Enter") {
      event.preventDefault();
      if (isOpen && active >= 0) take(active);
      else { close(); leave(input.value); }
    } else if (key === "Escape") {
      if (isOpen) close();
      else { input.value = ""; change(""); }
    }
  });
  input.addEventListener("blur", () => { close(); leave(input.value); });
  return [make("label", { htmlFor: id }, label), make("p", { className: "help", id: `${id}-help` }, help), make("div", { className: "combobox" }, input, list)];
}
