// Search among the topics of a form, by all their names in any language and spelling; the chosen ones are listed below.
(() => {
  // As cases/written/letters.py has it: letters that a reader takes for each other.
  const SAME = { ي: "ی", ى: "ی", ئ: "ی", ك: "ک", ة: "ه", ۀ: "ه", أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ؤ: "و" };
  const same = (text) => text.replace(/./gu, (letter) => SAME[letter] ?? letter);
  const key = (text) =>
    same(same(text).normalize("NFKD").toLowerCase()).replace(/\p{M}|[\s\u200b-\u200f\u0640]+/gu, "");

  const watch = (box) => {
    const search = box.querySelector("input[type=search]");
    const status = box.querySelector("[role=status]");
    const chosen = box.querySelector(".topic-choice__chosen");
    const boxes = [...box.querySelectorAll("input[type=checkbox]")];
    const row = (input) => input.closest("div > div") ?? input.parentElement;
    const name = (input) => input.closest("label").textContent.trim();
    search.closest("[hidden]").hidden = false;

    const filter = () => {
      const wanted = key(search.value);
      const found = boxes.filter((input) => {
        const shown = !wanted || (input.dataset.names ?? key(name(input))).split("|").some((label) => label.includes(wanted));
        row(input).hidden = !shown;
        return shown;
      });
      status.textContent = found.length ? "" : box.dataset.none;
      return found;
    };
    const list = () => {
      chosen.replaceChildren(
        ...boxes.filter(({ checked }) => checked).map((input) => {
          const item = document.createElement("li");
          const leave = document.createElement("button");
          leave.type = "button";
          leave.className = "button button-small button-secondary";
          leave.textContent = `${name(input)} ×`;
          leave.addEventListener("click", () => {
            input.click();
            (chosen.querySelector("button") ?? search).focus();
          });
          item.append(leave);
          return item;
        }),
      );
    };
    search.addEventListener("input", (event) => {
      event.stopPropagation(); // it is no part of what is written
      filter();
    });
    search.addEventListener("change", (event) => event.stopPropagation());
    search.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        search.value = "";
        filter();
      }
      if (event.key !== "Enter" && event.key !== "ArrowDown") return;
      event.preventDefault(); // Enter would save the form
      filter()[0]?.focus();
    });
    box.addEventListener("change", list);
    list();
  };
  const start = () => document.querySelectorAll("[data-topic-choice]").forEach(watch);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
