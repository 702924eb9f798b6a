// A Jalali calendar to click in, at inputs in which a day is written. An aid for the pointer: typing needs none of it.
(() => {
  const calendar = window.jalaliDatepicker;
  if (!calendar) return; // it comes from npm
  const DIGITS = "۰۱۲۳۴۵۶۷۸۹";
  const latin = (text) => text.replace(/[۰-۹]/g, (digit) => DIGITS.indexOf(digit));
  const persian = (text) => text.replace(/[0-9]/g, (digit) => DIGITS[digit]);
  const options = {
    autoShow: false,
    autoReadOnlyInput: false,
    changeMonthRotateYear: true,
    hasSecond: false,
    maxDate: { year: 1450, month: 12, day: 29 },
    minDate: { year: 1390, month: 1, day: 1 },
    persianDigits: true,
    zIndex: 10000,
  };
  let open = null;

  // It reads and writes Latin digits only.
  const show = (input) => {
    const written = input.value;
    input.value = latin(written);
    calendar.updateOptions({ ...options, time: input.dataset.calendar === "moment" });
    calendar.show(input);
    input.value = written;
    open = input;
    document.querySelector("jdp-container").onclick = (event) => event.stopPropagation(); // else it counts as elsewhere
  };
  calendar.startWatch(options);
  document.addEventListener("click", ({ target }) => {
    if (target.matches("input[data-calendar]") && target !== open) show(target);
    else if (target !== open) open = null;
  });
  document.addEventListener("jdp:change", ({ target }) => {
    target.value = persian(target.value);
    if (target.dataset.calendar === "moment") setTimeout(show, 0, target); // marks what was chosen
    else open = null;
  });
  document.addEventListener("keydown", () => {
    if (open) calendar.hide();
    open = null;
  });
})();
