// A chart's points by keyboard and pointer: the arrow keys go from one to the next, and what it says stands under the chart.

export function chart(svg) {
  const points = [...svg.querySelectorAll(".point[tabindex]")];
  const readout = svg.parentElement.querySelector("[data-readout]");

  function say(point) {
    if (!readout) return;
    readout.hidden = false;
    readout.textContent = point.getAttribute("aria-label");
  }

  function go(to) {
    const point = points[Math.max(0, Math.min(points.length - 1, to))];
    for (const other of points) other.setAttribute("tabindex", other === point ? "0" : "-1");
    point.focus();
  }

  svg.addEventListener("keydown", (event) => {
    const at = points.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: points.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    go(to);
  });
  for (const point of points) {
    point.addEventListener("focus", () => say(point));
    point.addEventListener("pointerenter", () => say(point));
  }
}
