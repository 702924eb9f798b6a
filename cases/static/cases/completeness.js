// What is missing, and what a reviewer wrote: a link opens the tab of its field. The list of gaps follows each automatic save.
(() => {
  const panel = () => document.querySelector("[data-completeness]");

  document.addEventListener("click", (event) => {
    const link = event.target.closest(":is([data-completeness], [data-field-links]) a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const tabPanel = field.closest("[role=tabpanel]");
    if (tabPanel) document.querySelector(`[role=tab][aria-controls="${tabPanel.id}"]`)?.click();
    const section = field.closest("section") || field;
    const inputs = "button, input:not([type=hidden]), select, textarea";
    const target = field.matches(inputs) ? field : section.querySelector(inputs);
    // The tab shows its panel after an animation; what is hidden takes no focus.
    const arrive = (tries) => {
      if (field.type !== "hidden" && !field.offsetParent && tries) return void setTimeout(arrive, 50, tries - 1);
      section.scrollIntoView({ block: "start" });
      (target || section).focus({ preventScroll: true });
    };
    setTimeout(arrive, 50, 20);
  });

  document.addEventListener("w-autosave:success", async (event) => {
    const element = panel();
    const page = event.detail?.response?.pk || element?.dataset.page;
    if (!element || !page) return;
    const answer = await fetch(element.dataset.url.replace("/0/", `/${page}/`));
    if (answer.ok) element.innerHTML = await answer.text();
  });

  // Whoever answered Wagtail's question (a newer version is there, continue?) is not asked again by the server.
  document.addEventListener("w-dialog:confirmed", (event) => {
    if (event.target.id !== "w-save-confirmation-dialog") return;
    const answer = Object.assign(document.createElement("input"), { type: "hidden", name: "save_over", value: "dialog" });
    document.getElementById("page-edit-form")?.append(answer);
  }, true); // before Wagtail's own listener, which sends the form
})();
