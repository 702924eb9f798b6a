// The map of land that pins are set on, for the scripts that set them. Leaflet must be there.

// Makes a map of an element; `texts` are its data attributes: label, zoomIn, zoomOut, and the address of the outlines.
// Gives the view of Leaflet, and whether the reader wants things to stand still.
function landMap(element, texts, maxZoom) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.setAttribute("role", "application");
  element.setAttribute("aria-label", texts.label);
  element.dir = "ltr"; // east is on the right in every language
  const view = L.map(element, {
    crs: L.CRS.EPSG4326,
    attributionControl: false,
    zoomControl: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    zoomSnap: 0.25,
    minZoom: -1,
    maxZoom,
    maxBounds: [[-75, -200], [90, 200]],
  });
  L.control.zoom({ position: "bottomleft", zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut }).addTo(view);
  fetch(texts.outlines)
    .then((answer) => answer.json())
    .then((rings) => L.polygon(rings.map((ring) => [ring]), { className: "atlas__land", interactive: false, smoothFactor: 0.5 }).addTo(view));
  return { view, still };
}

// Says what a pin is to whoever does not see it.
function nameOf(element, text) {
  if (!element) return;
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", text);
}
