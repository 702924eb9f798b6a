// Takes a city that the list lacks without leaving the form; without this script the form is saved with its name.
(() => {
  const start = () => {
    const box = document.querySelector("[data-new-city]");
    const form = box?.closest("form");
    const cities = form?.querySelector("select[name=city]");
    if (!cities) return;
    const [name, country] = ["name", "country"].map((part) => form.elements[`new_city_${part}`]);
    const status = box.querySelector("[role=status]");

    // A name that is still being written is none: automatic saves go without it.
    form.addEventListener("w-autosave:save", ({ detail }) => {
      detail.formData.delete(name.name);
      detail.formData.delete(country.name);
    });

    const take = async () => {
      const sent = new FormData();
      sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      sent.set("name", name.value);
      sent.set("country", country.value);
      const answer = await fetch(box.dataset.url, { method: "POST", body: sent, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (told.error_message) return void (status.textContent = told.error_message);
      for (const [part, input] of [["name", name], ["country", country]]) {
        input.toggleAttribute("aria-invalid", Boolean(told.errors?.[part]));
      }
      if (told.errors) {
        status.textContent = Object.values(told.errors).flat().join(" ");
        (told.errors.name ? name : country).focus();
        return;
      }
      status.textContent = told.said;
      const key = String(told.city);
      if (![...cities.options].some(({ value }) => value === key)) cities.add(new Option(told.name, key));
      cities.value = key;
      name.value = "";
      country.value = "";
      cities.dispatchEvent(new Event("change", { bubbles: true }));
    };

    box.querySelector("[data-new-city-take]").addEventListener("click", (event) => {
      event.preventDefault();
      take().catch(() => form.requestSubmit()); // without an answer the form goes as it would without a script
    });
    for (const input of [name, country]) {
      input.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        box.querySelector("[data-new-city-take]").click();
      });
    }
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
