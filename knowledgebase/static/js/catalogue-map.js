// The interactive map of the catalogue, in place of the drawn one, which stays where this script or Leaflet is missing.
// Its pins are the entries of the list beside it, and the list shows those that lie in the window.
const EUROPE = [[24, -12], [62, 60]];
const AMERICAS = [[-56, -170], [72, -30]];

function start() {
  const box = document.getElementById("case-map");
  if (!box || box.dataset.ready || !window.landMap || !window.L?.markerClusterGroup) return;
  const items = [...document.querySelectorAll(".map-item")];
  const placed = items.filter((item) => item.dataset.latitude);
  if (!placed.length) return;
  box.dataset.ready = "yes";
  const written = (number) => String(number).replace(/\d/g, (digit) => [...box.dataset.digits][digit]);
  box.replaceChildren();
  box.classList.add("is-live");
  const pane = document.createElement("div");
  pane.className = "case-map__pane";
  box.append(pane);
  const { view, still } = landMap(pane, box.dataset, 8);
  const group = L.markerClusterGroup({
    showCoverageOnHover: false,
    animate: !still,
    maxClusterRadius: 34,
    iconCreateFunction: (cluster) =>
      L.divIcon({ className: "pin pin--many", html: written(cluster.getChildCount()), iconSize: [28, 28] }),
  });
  for (const item of placed) group.addLayer(pinOf(item));
  view.on("layeradd", ({ layer }) => {
    if (!(layer instanceof L.MarkerCluster)) return;
    const text = box.dataset.cluster
      .replace("{number}", written(layer.getChildCount()))
      .replace("{city}", layer.getAllChildMarkers()[0].options.city);
    nameOf(layer.getElement(), text);
  });
  view.addLayer(group);
  const all = L.latLngBounds(placed.map(where));
  if (placed.some((item) => where(item)[1] < -30)) all.extend(AMERICAS); // the Americas are shown whole
  const showAll = () => view.fitBounds(all.pad(0.04), { animate: false });
  showAll();
  const jumps = document.createElement("p");
  jumps.className = "case-map__jumps";
  jumps.append(jump(box.dataset.all, showAll), jump(box.dataset.europe, () => view.fitBounds(EUROPE, { animate: false })));
  box.prepend(jumps);
  const said = document.getElementById("in-window");
  const follow = () => {
    const bounds = view.getBounds();
    let shown = items.length - placed.length; // what lies nowhere is always listed
    for (const item of placed) {
      item.hidden = !bounds.contains(where(item));
      if (!item.hidden) shown += 1;
    }
    said.hidden = false;
    const text = said.dataset.text.replace("{shown}", written(shown)).replace("{all}", written(items.length));
    if (said.textContent !== text) said.textContent = text;
    separateNames(pane);
  };
  view.on("moveend zoomend", follow);
  group.on("animationend spiderfied", () => separateNames(pane));
  follow();
}

function where(item) {
  return [Number(item.dataset.latitude), Number(item.dataset.longitude)];
}

function pinOf(item) {
  const city = item.querySelector(".map-item__city").textContent;
  const title = item.querySelector(".map-item__title").textContent;
  const outcome = item.dataset.outcome;
  const icon = L.divIcon({ className: `outcome-mark outcome-mark--${outcome}`, iconSize: [26, 26] });
  const marker = L.marker(where(item), { icon, city, keyboard: true, riseOnHover: true });
  const name = document.createElement("bdi"); // as text: Leaflet takes a string for HTML
  name.textContent = city;
  marker.bindTooltip(name, { direction: "right", permanent: true, className: "case-map__name", offset: [8, 0] });
  marker.bindPopup(() => card(item), { className: "case-map__card", maxWidth: 280 });
  const outcomeLabel = item.querySelector(".outcome").textContent.trim();
  marker.on("add", () => nameOf(marker.getElement(), `${title} – ${city} – ${outcomeLabel}`));
  return marker;
}

// Preview of a case: its entry in the list.
function card(item) {
  const preview = document.createElement("article");
  preview.dir = document.documentElement.dir;
  preview.append(...[...item.cloneNode(true).children]);
  return preview;
}

function jump(text, action) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = text;
  button.addEventListener("click", action);
  return button;
}

// A name is shown where it lies within the map and on no pin and no other name.
function separateNames(pane) {
  const edge = pane.getBoundingClientRect();
  const kept = [...pane.querySelectorAll(".pin, .outcome-mark")].map((pin) => pin.getBoundingClientRect());
  const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  for (const name of pane.querySelectorAll(".case-map__name")) {
    const box = name.getBoundingClientRect();
    const crowded = box.left < edge.left || box.right > edge.right || kept.some((other) => meet(box, other));
    name.classList.toggle("is-crowded", crowded);
    if (!crowded) kept.push(box);
  }
}

document.addEventListener("htmx:afterSettle", start);
addEventListener("DOMContentLoaded", start);
if (document.readyState !== "loading") start();
