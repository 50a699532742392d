// Which pages the search lists first: that with the name that was typed; then systems and causes, which people look for
// who fill in the form, before modules. The search looks for a global variable of this name.
var Scorer = {
  score: ([name, title, , , score]) => {
    if (title === new URLSearchParams(location.search).get("q")) return score + 100;
    if (name.startsWith("systems/") || name === "rules/causes") return score + 8;
    return name.startsWith("reference/") ? score - 8 : score;
  },
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
