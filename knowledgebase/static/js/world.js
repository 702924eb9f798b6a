// The interactive map, in place of the drawn one, which stays where this script or Leaflet is missing.
const map = document.getElementById("map");
const markers = JSON.parse(document.getElementById("markers").textContent);
const language = document.documentElement.lang;
// Digits as the page writes them: the list beside the map has them already.
const digits = new Map([...document.querySelectorAll(".atlas__list .count")].map((node) => [toNumber(node.textContent), node.textContent]));

function toNumber(text) {
  return Number(text.replace(/[۰-۹]/g, (d) => "۰۱۲۳۴۵۶۷۸۹".indexOf(d)).replace(/[٠-٩]/g, (d) => "٠١٢٣٤٥٦٧٨٩".indexOf(d)));
}

function written(number) {
  return digits.get(number) ?? new Intl.NumberFormat(language === "ar" ? "ar-u-nu-latn" : language).format(number);
}

function pin(number, many) {
  const size = Math.min(25 + Math.sqrt(number) * 3, 38);
  return L.divIcon({ className: many ? "pin pin--many" : "pin", html: written(number), iconSize: [size, size] });
}

function start() {
  map.replaceChildren();
  const { view, still } = landMap(map, map.dataset, 7);
  const group = L.markerClusterGroup({
    showCoverageOnHover: false,
    animate: !still,
    maxClusterRadius: map.clientWidth < 600 ? 60 : 48,
    iconCreateFunction: (cluster) => {
      const inside = cluster.getAllChildMarkers();
      return pin(inside.reduce((sum, marker) => sum + marker.options.count, 0), true);
    },
  });
  for (const { at, count, name, url } of markers) {
    const marker = L.marker(at, { icon: pin(count, false), alt: name, title: name, count, keyboard: true });
    marker.on("click keypress", (event) => {
      if (event.type === "click" || event.originalEvent.key === "Enter") location.assign(url);
    });
    const label = document.createElement("bdi"); // as text: Leaflet takes a string for HTML
    label.textContent = name;
    marker.bindTooltip(label, { direction: "top" });
    marker.on("add", () => nameOf(marker.getElement(), `${written(count)}: ${name}`));
    group.addLayer(marker);
  }
  view.on("layeradd", ({ layer }) => {
    if (layer instanceof L.MarkerCluster) {
      const inside = layer.getAllChildMarkers();
      const names = new Intl.ListFormat(language).format(inside.map((marker) => marker.options.alt));
      nameOf(layer.getElement(), `${written(inside.reduce((sum, marker) => sum + marker.options.count, 0))}: ${names}`);
    }
  });
  view.addLayer(group);
  view.fitBounds(L.latLngBounds(markers.map(({ at }) => at)).pad(0.05), { animate: false });
}

if (window.landMap && window.L?.markerClusterGroup && markers.length) start();
