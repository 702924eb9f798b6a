// Keeps a progress bar up to date, and shows the result when the work is done. Without it the page has a link.
(() => {
  const box = document.querySelector("[data-progress]");
  if (!box) return;
  const bar = box.querySelector("progress");
  const text = box.querySelector("[data-progress-text]");
  const ask = async () => {
    try {
      const response = await fetch("?progress=1", { headers: { Accept: "application/json" } });
      if (response.redirected || !response.ok) throw new Error(response.status);
      const state = await response.json();
      if (!state.under_way) return location.replace(location.pathname);
      if (state.percent !== null) bar.value = state.percent;
      if (text.textContent !== state.text) text.textContent = state.text;
      setTimeout(ask, 1000);
    } catch {
      setTimeout(ask, 5000); // a lost connection, or a server that starts anew
    }
  };
  setTimeout(ask, 600);
})();
