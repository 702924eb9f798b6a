// Keys of sources are chosen from the sources of the form, by their titles; a new source gets the next free key.
(() => {
  const words = document.currentScript.dataset;
  const CITED = [
    "[name=cost_source], [name=cost_budget_source], [name=outcome_source]",
    "[name^=documents-][name$=-value-source], [name^=body-][name$=-value-source]",
    "[name*=_points-][name*=-value-sources-][name$=-value]",
  ].join();
  const choices = new Map(); // input of a key → the list in front of it

  const sources = () =>
    [...document.querySelectorAll("[name^=sources-][name$=-value-key]")].filter((input) => {
      const deleted = document.getElementsByName(input.name.replace(/-value-key$/, "-deleted"))[0];
      return !deleted?.value;
    });
  const giveKeys = () => {
    const inputs = sources();
    const taken = new Set(inputs.map(({ value }) => value));
    let number = 1;
    for (const input of inputs.filter(({ value }) => !value)) {
      while (taken.has(`s${number}`)) number += 1;
      input.value = `s${number}`;
      taken.add(input.value);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const fill = (input, list) => {
    const known = sources().filter(({ value }) => value).map(({ name, value }) => {
      const title = document.getElementsByName(name.replace(/-value-key$/, "-value-title"))[0]?.value ?? "";
      return [value, title ? `${title} (${value})` : value];
    });
    if (input.value && !known.some(([key]) => key === input.value)) {
      known.push([input.value, words.gone.replace("%(key)s", input.value)]);
    }
    const wanted = [["", words.none], ...known];
    const options = [...list.options];
    if (options.length !== wanted.length || wanted.some(([key, text], at) => options[at].value !== key || options[at].text !== text)) {
      list.replaceChildren(...wanted.map(([key, text]) => new Option(text, key)));
    }
    list.value = input.value;
  };
  const choose = (input) => {
    const list = document.createElement("select");
    list.id = input.id;
    input.removeAttribute("id");
    for (const name of ["aria-label", "aria-describedby"]) {
      if (input.hasAttribute(name)) list.setAttribute(name, input.getAttribute(name));
    }
    input.type = "hidden";
    input.before(list);
    list.addEventListener("focus", () => fill(input, list));
    list.addEventListener("change", () => {
      input.value = list.value;
      for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
    });
    choices.set(input, list);
  };
  let isDue = false;
  const renew = () => {
    isDue = false;
    giveKeys();
    for (const input of document.querySelectorAll(CITED)) if (!choices.has(input)) choose(input);
    for (const [input, list] of choices) input.isConnected ? fill(input, list) : choices.delete(input);
  };
  const soon = () => {
    if (!isDue) setTimeout(renew, 100);
    isDue = true;
  };
  const start = () => {
    const form = document.querySelector("#page-edit-form:has(#id_outcome_source)");
    if (!form) return;
    renew();
    new MutationObserver(soon).observe(form, { childList: true, subtree: true });
    form.addEventListener("input", ({ target }) => /^sources-/.test(target.name ?? "") && soon());
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
