// Counts letters where a text is limited. The browser would cut a paste in silence; here it stays, and is said to be
// too long, as the save says as well.
(() => {
  const words = document.currentScript.dataset;
  const digits = (number) => new Intl.NumberFormat(words.locale, { useGrouping: false }).format(number);
  const say = (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => digits(values[name]));

  const watch = (input) => {
    const most = Number(input.getAttribute("maxlength") ?? input.dataset.most);
    input.removeAttribute("maxlength");
    delete input.dataset.most;
    if (!(most > 0) || most > 2000 || input.type === "hidden" || !input.id) return;
    const counter = document.createElement("span");
    counter.className = "letter-counter";
    counter.id = `${input.id}-letters`;
    counter.hidden = true;
    input.after(counter);
    input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${counter.id}`.trim());
    const count = () => {
      const written = [...input.value.replace(/\r\n/g, "\n").trim()].length;
      const over = written - most;
      counter.hidden = !(over > 0 || (document.activeElement === input && written > most / 2));
      counter.classList.toggle("letter-counter--over", over > 0);
      counter.textContent = over > 0 ? say(words.over, { over, most }) : say(words.left, { left: -over, most });
    };
    for (const kind of ["input", "focus", "blur"]) input.addEventListener(kind, count);
    count();
  };
  const LIMITED = ":is(input, textarea):is([maxlength], [data-most])";
  const start = () => {
    document.querySelectorAll(LIMITED).forEach(watch);
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) if (node.querySelectorAll) node.querySelectorAll(LIMITED).forEach(watch);
      }
    }).observe(document.querySelector("main") ?? document.body, { childList: true, subtree: true });
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
