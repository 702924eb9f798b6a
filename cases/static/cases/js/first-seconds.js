// Counts what is typed before a form has noted its first state, which Wagtail does two seconds after it opened, and
// what is typed while a save is under way: both would pass for saved, and be lost with the page.
(() => {
  const watch = (form) => {
    let isNoted = false;
    let isTyped = false; // since the save that is under way, or since the form opened
    const isChanged = (input) => !input.closest("[data-streamfield-stream-container]") && input.value !== input.defaultValue;
    // Wagtail tells of edits, and saves, when it sees some after it saw none.
    const tell = () => {
      form.setAttribute("data-w-unsaved-has-edits-value", "false");
      setTimeout(() => form.setAttribute("data-w-unsaved-has-edits-value", "true"));
    };
    const keep = () => {
      form.setAttribute("data-w-unsaved-force-value", "true");
      tell();
    };
    const mark = () => {
      isTyped = true;
      if (!isNoted) tell();
    };
    form.addEventListener("input", mark);
    form.addEventListener("change", mark);
    form.addEventListener("w-autosave:save", () => (isTyped = false));
    form.addEventListener("w-unsaved:watch-edits", () => {
      isNoted = true;
      if (isTyped) setTimeout(keep); // later, since it forgets this at once where a save went before
    });
    form.addEventListener("w-autosave:error", () => {
      isTyped = true;
      form.setAttribute("data-w-unsaved-force-value", "true"); // what was refused is not saved
    });
    if ([...form.querySelectorAll("input[type=text], textarea")].some(isChanged)) mark(); // before this script came
  };
  const start = () => document.querySelectorAll("form[data-controller~=w-unsaved]").forEach(watch);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
