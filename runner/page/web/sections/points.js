"use strict";
// What generators of the plane made, over the density they were to learn, its modes marked.
{
  function plot({modes, deviation}, points, domain, width) {
    const density = modes && deviation && ((x, y) => d3.max(modes, ([a, b]) => Math.exp(-((x - a) ** 2 + (y - b) ** 2) / (2 * deviation ** 2))));
    const [x1, x2] = domain.x, [y1, y2] = domain.y;
    return Plot.plot({
      width, height: width, margin: 28, marginTop: 10, marginRight: 10, inset: 4, grid: true, x: {domain: domain.x, label: null, ticks: 5}, y: {domain: domain.y, label: null, ticks: 5},
      marks: [
        // levels one, two and three deviations from a mode; they lie on each other, so the middle is the darkest
        density ? Plot.contour({value: density, fill: "var(--s0)", fillOpacity: 0.22, stroke: "var(--s0)", strokeOpacity: 0.5, x1, x2, y1, y2, thresholds: [3, 2, 1].map((z) => Math.exp(-z * z / 2)), pixelSize: 1, clip: true}) : null,
        Plot.dot(points, {x: "0", y: "1", r: 1.4, fill: "var(--s1)", fillOpacity: 0.7, clip: true}),
        modes ? Plot.dot(modes, {x: "0", y: "1", symbol: "times", r: 4.5, stroke: "currentColor", strokeWidth: 1.6}) : null,
      ],
    });
  }

  function build(root, data) {
    const {arms, modes, deviation} = data.points;
    const known = [...arms.flatMap(({points}) => points), ...(modes ?? [])];
    const reach = (axis) => { const values = d3.sort(known, (p) => p[axis]).map((p) => p[axis]); return [d3.quantileSorted(values, 0.005), d3.quantileSorted(values, 0.995)]; };
    const wide = (axis) => { const [low, high] = modes ? d3.extent(modes, (p) => p[axis]) : reach(axis); const pad = Math.max(0.2 * (high - low), 5 * (deviation ?? 0), 1e-6); return [low - pad, high + pad]; };
    const square = ([a, b], side) => [(a + b - side) / 2, (a + b + side) / 2];
    const [x, y] = [wide(0), wide(1)], side = Math.max(x[1] - x[0], y[1] - y[0]);
    const domain = {x: square(x, side), y: square(y, side)};
    root.append(element("p", {class: "lead"}, "Of each arm the run whose score is next to the median, not the best." + (modes ? " Crosses are the modes; the shades end one, two and three standard deviations away, where the density to be learned is." : "")),
      element("div", {class: "small-multiples"}, arms.map(({arm, seed, points, of}) => {
        const near = modes && deviation ? points.filter(([x, y]) => modes.some(([a, b]) => Math.hypot(x - a, y - b) <= 3 * deviation)).length : null;
        const text = near === null ? "" : `, ${(100 * near / points.length).toFixed(1)} % within 3 deviations of a mode`;
        return element("div", {}, element("h3", {}, data.arms[arm].label),
          chart({name: "points", draw: (width) => plot(data.points, points, domain, width), describe: () => `Points made by ${data.arms[arm].label}${text}.`,
            numbers: () => table([{title: "x", value: ([x]) => x, show: number}, {title: "y", value: ([, y]) => y, show: number}], points.slice(0, 100), {label: `First points made by ${data.arms[arm].label}`}),
            caption: `Seed ${seed}, ${points.length === of ? of : `${points.length} of ${of}`} points${text}.`}).node);
      })));
  }

  section({id: "points", title: "Generated points", when: (data) => data.points !== null, build});
}
