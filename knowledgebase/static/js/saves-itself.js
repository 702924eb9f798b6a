// Saves a section by itself a few seconds after something was typed, and again when a lost connection is back. What is
// typed meanwhile stays in the window, and, until it is saved, in this browser. Without this script a button saves.
const PAUSE = 3000;
const AGAIN = 5000;

const form = document.querySelector("form[data-saves-itself]");
const words = form?.querySelector("[data-saving-words]");
const kept = `section:${location.pathname}`;
let timer = 0;
let isSaving = false;
let isStopped = false;

const say = (text, isLost = false) => {
  if (words.textContent !== text) words.textContent = text;
  words.toggleAttribute("data-lost", isLost);
};

const content = () => JSON.stringify([...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "version"].includes(name)));
let saved = form ? content() : "";

const remember = (text) => {
  try {
    if (text) sessionStorage.setItem(kept, text);
    else sessionStorage.removeItem(kept);
  } catch {
    // A browser that keeps nothing: the window still has it.
  }
};

const later = (pause) => {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
};

const showErrors = (errors) => {
  for (const list of form.querySelectorAll(".field__errors[data-saves]")) list.remove();
  for (const [name, texts] of Object.entries(errors)) {
    const field = form.elements[name];
    if (!field?.closest || field.closest(".field").querySelector(".field__errors")) continue;
    const list = document.createElement("ul");
    list.className = "field__errors";
    list.dataset.saves = "";
    list.append(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text, dir: "auto" })));
    field.before(list);
  }
};

const showMeter = ({ answered, total }) => {
  const meter = document.querySelector("[data-meter]");
  if (!meter || total === undefined) return;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  meter.querySelector("progress").value = answered;
  meter.querySelector("[data-meter-words]").textContent = meter.dataset.words
    .replace("{answered}", number.format(answered))
    .replace("{total}", number.format(total));
};

async function save() {
  const now = content();
  if (isStopped || isSaving || now === saved) return;
  isSaving = true;
  say(form.dataset.saving);
  try {
    const answer = await fetch(location.pathname, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Saves-Itself": "1" },
    });
    if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error(answer.status);
    const said = await answer.json();
    if (said.closed || said.changed) {
      isStopped = true;
      say(said.closed || said.changed, true);
      return;
    }
    form.elements.version.value = said.version;
    saved = now;
    remember("");
    showErrors(said.errors);
    showMeter(said);
    say(content() === now ? form.dataset.saved : form.dataset.unsaved);
    if (content() !== now) later(PAUSE);
  } catch {
    remember(now);
    say(form.dataset.lost, true);
    later(AGAIN);
  } finally {
    isSaving = false;
  }
}

const takeUp = () => {
  let text = null;
  try {
    text = sessionStorage.getItem(kept);
  } catch {
    return;
  }
  if (!text) return;
  const seen = {};
  for (const [name, value] of JSON.parse(text)) {
    const field = form.elements[name];
    if (!field || typeof value !== "string") continue;
    if (field instanceof RadioNodeList) {
      seen[name] = [...(seen[name] ?? []), value];
      for (const one of field) one.checked = seen[name].includes(one.value);
    } else if (field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
  later(0);
};

if (form) {
  takeUp();
  form.addEventListener("input", () => {
    if (!isStopped) say(form.dataset.unsaved);
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    isStopped = true;
    clearTimeout(timer);
    remember("");
  });
  addEventListener("online", () => later(0));
  addEventListener("beforeunload", (event) => {
    if (!isStopped && content() !== saved) {
      remember(content());
      event.preventDefault();
    }
  });
}
