// Moves the mark on the map of a city as its coordinates are typed.
(() => {
  const mark = document.querySelector("[data-city-mark]");
  const latitude = document.querySelector("[name=latitude]");
  const longitude = document.querySelector("[name=longitude]");
  if (!mark || !latitude || !longitude) return;
  const read = (input) => {
    const latin = input.value.trim()
      .replace(/[۰-۹٠-٩]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩".indexOf(digit) % 10)
      .replace(/[٫,]/, ".")
      .replace("−", "-");
    return latin === "" ? NaN : Number(latin);
  };
  const place = () => {
    const [north, east] = [read(latitude), read(longitude)];
    const known = Math.abs(north) <= 90 && Math.abs(east) <= 180;
    mark.toggleAttribute("hidden", !known);
    mark.style.display = known ? "" : "none";
    if (known) mark.setAttribute("transform", `translate(${east + 180} ${90 - north})`);
  };
  latitude.addEventListener("input", place);
  longitude.addEventListener("input", place);
  place();
})();
