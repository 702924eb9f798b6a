// Filters that stay as the reader left them while htmx replaces the results, and a word for those who do not see it.
const open = new Map();
const said = document.getElementById("said");

document.addEventListener("htmx:beforeSwap", () => {
  for (const node of document.querySelectorAll("#results details[data-name]")) open.set(node.dataset.name, node.open);
});
document.addEventListener("htmx:afterSettle", () => {
  for (const node of document.querySelectorAll("#results details[data-name]")) {
    if (open.get(node.dataset.name)) node.open = true;
  }
  const total = document.querySelector(".results__total");
  if (said && total) said.textContent = total.textContent;
});
// Back and forward before htmx listens change the address alone; the page is then that of the address before.
document.addEventListener("DOMContentLoaded", () => {
  const [load] = performance.getEntriesByType("navigation");
  if (load && !load.redirectCount && load.name.split("#")[0] !== location.href.split("#")[0]) location.reload();
});
// When the network or the site fails the link is followed as a link.
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => location.assign(event.detail.pathInfo?.requestPath ?? location.href));
}
// The sheet of filters on a phone: its button and Escape close it, and give back the focus.
function closeSheet() {
  const filters = document.getElementById("filters");
  if (!filters?.open || !matchMedia("(max-width: 55.99rem)").matches) return false;
  filters.open = false;
  filters.querySelector("summary").focus();
  return true;
}
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-done]") || !closeSheet()) return;
  event.preventDefault();
  event.stopPropagation();
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeSheet();
});
