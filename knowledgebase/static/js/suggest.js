// Suggestions while typing: a listbox below each search field marked data-suggest, in labelled groups, and their number
// said to those who do not see them. Without this script the field is a plain search field.
const WAIT = 180; // milliseconds after the last key
const KINDS = ["topic", "city", "case"];
let lists = 0;

// A whole number as the page writes it: Persian digits on Persian pages, Latin ones on the others.
function written(number) {
  const language = document.documentElement.lang;
  return number.toLocaleString(language, { numberingSystem: language === "fa" ? "arabext" : "latn" });
}

function option(item, id) {
  const row = document.createElement("li");
  row.id = id;
  row.role = "option";
  row.dataset.url = item.url;
  const label = document.createElement("span");
  label.lang = item.language;
  label.dir = "auto";
  label.textContent = item.label;
  row.append(label);
  if (item.matched) {
    const matched = document.createElement("small");
    matched.dir = "auto";
    matched.textContent = item.matched;
    row.append(" ", matched);
  }
  return row;
}

// The suggestions of one kind below their heading; nothing when there are none.
function group(rows, heading, id) {
  if (!rows.length) return [];
  const box = document.createElement("ul");
  box.id = id;
  box.role = "group";
  box.setAttribute("aria-label", heading);
  const title = document.createElement("li");
  title.role = "presentation";
  title.className = "suggestions__heading";
  title.ariaHidden = "true";
  title.textContent = heading;
  box.append(title, ...rows.map((item, number) => option(item, `${id}-${number}`)));
  return [box];
}

function attach(input) {
  const list = document.createElement("div");
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.role = "status";
  list.id = `suggestions-${(lists += 1)}`;
  list.className = "suggestions";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", input.dataset.suggestLabel);
  input.after(list, said);
  input.role = "combobox";
  input.autocomplete = "off";
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-autocomplete", "list");
  let timer, asked;

  const close = () => {
    list.hidden = true;
    said.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const options = () => [...list.querySelectorAll("[role=option]")];
  const choose = (row) => {
    for (const other of options()) other.ariaSelected = String(other === row);
    if (row) input.setAttribute("aria-activedescendant", row.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const chosen = () => list.querySelector('[aria-selected="true"]');
  const show = async () => {
    const typed = (asked = input.value.trim());
    if (typed.length < 2) return close();
    const address = new URL(input.dataset.suggest, location.href);
    address.searchParams.set("q", typed);
    address.searchParams.set("lang", document.documentElement.lang);
    const response = await fetch(address).catch(() => null);
    if (!response || !response.ok || asked !== typed) return;
    const items = await response.json();
    const groups = KINDS.flatMap((kind) => {
      const heading = input.getAttribute(`data-suggest-${kind}`);
      return group(items.filter((item) => item.kind === kind), heading, `${list.id}-${kind}`);
    });
    list.replaceChildren(...groups);
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    said.textContent = input.dataset.suggestAnnounced.replace("NUMBER", written(items.length));
    choose(null);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const rows = options();
    const at = rows.indexOf(chosen());
    if (event.key === "ArrowDown") choose(rows[at + 1] ?? rows[0]);
    else if (event.key === "ArrowUp") choose(rows[at - 1] ?? rows.at(-1));
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen()) location.assign(chosen().dataset.url);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    const row = event.target.closest("[role=option]");
    if (row) location.assign(row.dataset.url);
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll("[data-suggest]").forEach(attach);
