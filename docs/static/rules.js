// On the list of rules: show those of one field. The choice is part of the address, so that it can be linked to.
const field = document.querySelector(".filter select");
function show() {
  for (const row of document.querySelectorAll("table.rules tbody tr")) {
    row.hidden = field.value !== "" && !row.dataset.fields.split(" ").includes(field.value);
  }
  for (const table of document.querySelectorAll("table.rules")) {
    table.closest("section").hidden = [...table.querySelectorAll("tbody tr")].every((row) => row.hidden);
  }
}
if (field) {
  field.value = location.hash.startsWith("#field=") ? location.hash.slice(7) : "";
  field.addEventListener("change", () => {
    history.replaceState(null, "", field.value ? `#field=${field.value}` : location.pathname);
    show();
  });
  show();
}
