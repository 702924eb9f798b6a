// The buttons of the share bar, which show themselves where they work. Without this script the address stands as text.
const bar = document.querySelector(".share");
const said = bar?.querySelector(".share__said");

for (const button of bar?.querySelectorAll("[data-print]") ?? []) {
  button.parentElement.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of navigator.clipboard ? bar?.querySelectorAll("[data-copy]") ?? [] : []) {
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      said.textContent = button.dataset.said;
    } catch {
      said.textContent = button.dataset.failed;
    }
  });
}

for (const button of navigator.share ? bar?.querySelectorAll("[data-share]") ?? [] : []) {
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    // Whoever closes the sheet without sharing is told nothing.
    navigator.share({ title: button.dataset.title, url: button.dataset.share }).catch(() => {});
  });
}
