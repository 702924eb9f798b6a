// Counts the errors of a tab again when scripts have built its fields: Wagtail counts before sources and media are there.
(() => {
  const ERRORS = ".error-message, .help-critical";
  let waiting = 0;
  const recount = () => {
    waiting = 0;
    for (const element of document.querySelectorAll('.w-tabs__errors[data-controller~="w-count"]')) {
      window.wagtail?.app?.getControllerForElementAndIdentifier(element, "w-count")?.count();
    }
  };
  const concerns = (nodes) => [...nodes].some((node) => node.matches?.(ERRORS) || node.querySelector?.(ERRORS));
  const start = () => {
    if (!document.querySelector(".w-tabs__errors")) return;
    new MutationObserver((changes) => {
      const changed = changes.some(({ addedNodes, removedNodes }) => concerns(addedNodes) || concerns(removedNodes));
      if (changed && !waiting) waiting = window.setTimeout(recount, 100);
    }).observe(document.body, { childList: true, subtree: true });
    window.setTimeout(recount, 500);
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
