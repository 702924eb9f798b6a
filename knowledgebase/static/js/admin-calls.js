// Calls that begin Wagtail's panels and widgets. Wagtail writes each as a script into the page; here a page only says
// which call it wants, as data, so that the admin needs no scripts in pages and its policy can refuse all of them.
(() => {
  const CONSTRUCTORS = /^[A-Z]\w*(Chooser|Panel)$/;
  const FUNCTIONS = /^(create|init)[A-Z]\w*Chooser$/;
  const made = new WeakSet();
  let unread = []; // calls of which the browser has not read the end yet

  const make = (script) => {
    if (made.has(script)) return;
    let values;
    try {
      values = JSON.parse(script.text);
    } catch (error) {
      if (document.readyState !== "loading") throw error;
      unread.push(script);
      return;
    }
    made.add(script);
    const name = script.dataset.adminCall;
    if (CONSTRUCTORS.test(name)) new window[name](...values);
    else if (FUNCTIONS.test(name)) window[name](...values);
  };
  const makeIn = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.matches("script[data-admin-call]")) make(node);
    else node.querySelectorAll("script[data-admin-call]").forEach(make);
  };
  const makeUnread = () => {
    const scripts = unread;
    unread = [];
    scripts.forEach(make);
  };

  // While the page is read this runs at the end of each script, so in the order and at the time of Wagtail's own.
  new MutationObserver((records) => {
    makeUnread();
    for (const record of records) record.addedNodes.forEach(makeIn);
  }).observe(document, { childList: true, subtree: true });
  document.addEventListener("readystatechange", makeUnread);
})();
