// Persian digits for the counts that Wagtail's scripts write: filters in force, numbered parts of a form, progress.
(() => {
  const COUNTS = [
    ".w-drilldown__count",
    ".w-content-checker__count",
    ".w-tabs__errors [data-w-count-target]",
    ".w-minimap-item__text",
    "[data-inline-panel-child-count]",
    ".progress .bar",
  ].join();
  const write = (root) => {
    for (const element of root.querySelectorAll?.(COUNTS) ?? []) {
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE && /(?<![A-Za-z-])[0-9]/.test(node.data) && !/[A-Za-z]/.test(node.data)) {
          node.data = node.data.replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);
        }
      }
    }
  };
  const start = () => {
    write(document);
    new MutationObserver((changes) => {
      for (const { target } of changes) write(target.parentElement ?? document);
    }).observe(document.body, { characterData: true, childList: true, subtree: true });
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
