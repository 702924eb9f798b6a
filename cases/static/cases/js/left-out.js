// Tells after an automatic save which fields it left out of the draft, since they are wrong, and why.
document.addEventListener("w-autosave:success", (event) => {
  const status = document.querySelector("[data-left-out] [role=status], form > [role=status]:has(> .left-out)");
  const box = status?.querySelector(".left-out");
  const told = event.detail?.response?.field_updates?.left_out;
  if (!box || told === undefined) return;
  if (status.closest("[data-left-out]")) event.target.append(status); // out of its tab
  const items = told.split("\n").filter(Boolean).map((text) => {
    const item = document.createElement("li");
    item.dir = "auto";
    item.textContent = text;
    return item;
  });
  box.querySelector("ul").replaceChildren(...items);
  box.hidden = !items.length;
});
