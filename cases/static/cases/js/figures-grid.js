// Grid of figures: cells copied in a spreadsheet spread over it; series and years are added. Nothing here is needed:
// the server offers free places after each save, and takes a pasted table.
(() => {
  const start = () => {
    for (const grid of document.querySelectorAll("[data-figures-grid]:not([data-ready])")) {
      grid.dataset.ready = "";
      prepare(grid);
    }
  };
  const prepare = (grid) => {
    const rows = () => [...grid.querySelectorAll("tbody [data-figures-series]")];
    const head = grid.querySelector("thead tr");
    const years = () => [...head.querySelectorAll("input")];
    const cells = (row) => [...row.querySelectorAll(".figures-grid__cell input")];
    // Copies an input with its place among those of its name.
    const renumber = (part, pattern, to) => {
      for (const element of [part, ...part.querySelectorAll("*")]) {
        for (const { name, value } of [...element.attributes]) {
          if (pattern.test(value)) element.setAttribute(name, value.replace(pattern, to));
        }
      }
    };
    const emptied = (cell) => {
      const copy = cell.cloneNode(true);
      for (const error of copy.querySelectorAll(".error-message")) error.remove();
      const input = copy.querySelector("input");
      input.value = "";
      for (const name of ["value", "aria-invalid", "aria-describedby"]) input.removeAttribute(name);
      return copy;
    };
    const addYear = () => {
      const number = years().length;
      const year = emptied(head.lastElementChild);
      renumber(year, /figures-years-\d+/, `figures-years-${number}`);
      head.append(year);
      for (const row of rows()) {
        const cell = emptied(row.lastElementChild);
        renumber(cell, /-cell-\d+/, `-cell-${number}`);
        row.append(cell);
      }
    };
    const addSeries = () => {
      const number = rows().length;
      const row = grid.querySelector("[data-figures-row]").content.cloneNode(true).querySelector("tr");
      const details = grid.querySelector("[data-figures-row-details]").content.cloneNode(true).querySelector("details");
      while (cells(row).length < years().length) {
        const cell = emptied(row.lastElementChild);
        renumber(cell, /-cell-\d+/, `-cell-${cells(row).length}`);
        row.append(cell);
      }
      for (const part of [row, details]) renumber(part, /figures-\d+-/, `figures-${number}-`);
      grid.querySelector("tbody").append(row);
      grid.querySelector("[data-figures-details]").append(details);
      return row;
    };
    const most = { rows: 40, years: 60 };
    const spread = (target, text) => {
      const block = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
      const inHead = head.contains(target);
      let at = inHead ? -1 : rows().findIndex((row) => row.contains(target));
      const column = inHead ? years().indexOf(target) : cells(rows()[at]).indexOf(target);
      for (const line of block) {
        while (at >= rows().length && rows().length < most.rows) addSeries();
        line.forEach((value, place) => {
          while (column + place >= years().length && years().length < most.years) addYear();
          const inputs = at < 0 ? years() : cells(rows()[at] ?? head);
          const input = inputs[column + place];
          if (!input) return;
          input.value = value.trim();
          input.dispatchEvent(new Event("input", { bubbles: true }));
        });
        at += 1;
      }
    };
    grid.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const isCell = event.target.closest(".figures-grid__cell, .figures-grid__year");
      if (!isCell || !/[\t\n]/.test(text.trim())) return;
      event.preventDefault();
      spread(event.target, text);
    });
    grid.addEventListener("input", ({ target }) => {
      const title = grid.querySelector(`[data-figures-title="${CSS.escape(target.name ?? "")}"]`);
      if (title && target.value.trim()) title.textContent = target.value;
    });
    const more = grid.querySelector("[data-figures-more]");
    more.hidden = false;
    more.querySelector("[data-figures-add-series]").addEventListener("click", () => {
      if (rows().length < most.rows) addSeries().querySelector("input[type=text]").focus();
    });
    more.querySelector("[data-figures-add-year]").addEventListener("click", () => {
      if (years().length >= most.years) return;
      addYear();
      years().at(-1).focus();
    });
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
