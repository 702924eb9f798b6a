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
// When the network fails the link is followed as a link.
document.addEventListener("htmx:sendError", (event) => location.assign(event.detail.pathInfo?.requestPath ?? location.href));
