// Shows similar cases while a title is typed, and solves the puzzle that keeps programs away. Without this script the
// next page asks a sum in a picture.
const form = document.querySelector("form[data-propose]");
const title = form?.elements.title;
const place = form?.querySelector("[data-similar-cases]");
const words = form?.querySelector("[data-puzzle-words]");
let timer = 0;
let asked = "";

const similar = async () => {
  const text = title.value.trim();
  if (text === asked) return;
  asked = text;
  try {
    const answer = await fetch(`${form.dataset.similar}?${new URLSearchParams({ title: text })}`);
    const html = answer.ok ? (await answer.text()).trim() : "";
    if (text === asked) place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  } catch {
    asked = "";
  }
};

if (title && place) {
  title.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(similar, 600);
  });
  if (title.value) similar();
}

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const solve = async () => {
  const answer = await fetch(form.dataset.puzzle);
  const { algorithm, challenge, salt, signature, maxnumber } = await answer.json();
  const encoder = new TextEncoder();
  const whole = salt.endsWith("&") ? salt : `${salt}&`;
  for (let number = 0; number <= maxnumber; number++) {
    if (hex(await crypto.subtle.digest(algorithm, encoder.encode(whole + number))) === challenge) {
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    }
  }
  return "";
};

const puzzle = form?.elements.puzzle;
if (puzzle && !puzzle.value && crypto.subtle) {
  let solving = null;
  const begin = () => (solving ??= solve().then((solution) => (puzzle.value = solution)).catch(() => ""));
  form.addEventListener("input", begin, { once: true }); // while the rest is written
  form.addEventListener("submit", async (event) => {
    if (puzzle.value || form.dataset.solved) return;
    event.preventDefault();
    words.hidden = false;
    await begin();
    form.dataset.solved = "1";
    form.requestSubmit(event.submitter);
  });
}
