// Names for inputs that Wagtail leaves without one, for those who hear the form: rich text takes the heading of its
// block, the cell of a table the heading of its column.
(() => {
  const nameAll = () => {
    for (const box of document.querySelectorAll("[role=textbox]:not([aria-labelledby])")) {
      const heading = box.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby");
      if (heading) box.setAttribute("aria-labelledby", heading);
    }
    for (const cell of document.querySelectorAll("[name*='-cell-']:is(input, textarea, select):not([type=hidden])")) {
      const [table, place] = cell.name.split("-cell-");
      const heading = document.getElementsByName(`${table}-column-${place.split("-")[1]}-heading`)[0];
      if (heading) cell.setAttribute("aria-label", heading.value || heading.placeholder);
    }
  };
  const start = () => {
    nameAll();
    // Blocks, rows and columns come and go; headings are written at any time.
    new MutationObserver(nameAll).observe(document.querySelector("main") || document.body, {
      childList: true,
      subtree: true,
    });
    document.addEventListener("change", (event) => event.target.name?.endsWith("-heading") && nameAll());
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
