// Counts what is typed before a form has noted its first state, which Wagtail does two seconds after it opened, and
// what is typed while a save is under way: both would pass for saved, and be lost with the page.
(() => {
  const watch = (form) => {
    let isNoted = false;
    let isTyped = false; // since the save that is under way, or since the form opened
    const isChanged = (input) => !input.closest("[data-streamfield-stream-container]") && input.value !== input.defaultValue;
    const mark = () => {
      isTyped = true;
      if (!isNoted) form.setAttribute("data-w-unsaved-has-edits-value", "true");
    };
    form.addEventListener("input", mark);
    form.addEventListener("change", mark);
    form.addEventListener("w-autosave:save", () => (isTyped = false));
    form.addEventListener("w-unsaved:watch-edits", () => {
      isNoted = true;
      // It forgets this at once where a save went before.
      if (isTyped) setTimeout(() => form.setAttribute("data-w-unsaved-force-value", "true"));
    });
    if ([...form.querySelectorAll("input[type=text], textarea")].some(isChanged)) mark(); // before this script came
  };
  const start = () => document.querySelectorAll("form[data-controller~=w-unsaved]").forEach(watch);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
