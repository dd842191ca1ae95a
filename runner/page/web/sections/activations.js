"use strict";
// Activations: value and slope; and what came in during training, over the slope that it met.
{
  const line = (width, y) => ({width, height: 0.72 * width, marginLeft: 34, marginRight: 8, marginTop: 12, marginBottom: 28, x: {label: "x", ticks: 5}, y: {label: null, ticks: 5, grid: true, ...y}});
  const pointsOf = ({x, value, slope}) => x.map((at, i) => ({x: at, value: value[i], slope: slope[i]}));

  function curveChart(curve) {
    const points = pointsOf(curve);
    const draw = (width) => Plot.plot({...line(width), marks: [
      Plot.ruleY([0], {strokeOpacity: 0.4}), Plot.ruleX([0], {strokeOpacity: 0.25}),
      Plot.lineY(points, {x: "x", y: "value", stroke: "var(--s0)", strokeWidth: 2.4}),
      Plot.lineY(points, {x: "x", y: "slope", stroke: "var(--s1)", strokeWidth: 1.8, strokeDasharray: "5 3"}),
      Plot.tip(points, Plot.pointerX({x: "x", y: "value", title: (p) => `x ${number(p.x)}\nvalue ${number(p.value)}\nslope ${number(p.slope)}`}))]});
    const near = (x) => points[d3.leastIndex(points, (p) => Math.abs(p.x - x))];
    return element("div", {}, element("h3", {}, curve.name), chart({name: "activation", draw,
      describe: () => `${curve.name}: ` + [-2, 0, 2].map((x) => `at ${x} value ${number(near(x).value)}, slope ${number(near(x).slope)}`).join("; ") + ".",
      numbers: () => table([{title: "x", value: (p) => p.x, show: number}, {title: "value", value: (p) => p.value, show: number}, {title: "slope", value: (p) => p.slope, show: number}],
        points.filter((_, i) => i % 10 === 0), {label: `Values of ${curve.name}`})}).node);
  }

  function histogramChart({layer, activation, edges, counts}, curves) {
    const bars = counts.map((n, i) => ({x1: edges[i], x2: edges[i + 1], n}));
    const most = d3.max(counts) || 1, total = d3.sum(counts);
    const curve = curves.find(({name}) => name === activation);
    const inside = curve ? pointsOf(curve).filter(({x}) => x >= edges[0] && x <= edges.at(-1)) : [];
    const tallest = Math.max(1, d3.max(inside, (p) => p.slope) ?? 1);
    const draw = (width) => Plot.plot({...line(width, {axis: null, grid: false}), marks: [
      Plot.rectY(bars, {x1: "x1", x2: "x2", y: ({n}) => tallest * n / most, fill: "var(--s5)", fillOpacity: 0.6, inset: 0}), Plot.ruleY([0]),
      Plot.lineY(inside, {x: "x", y: "slope", stroke: "var(--s1)", strokeWidth: 1.8, strokeDasharray: "5 3"}),
      Plot.tip(bars, Plot.pointerX({x: ({x1, x2}) => (x1 + x2) / 2, y: ({n}) => tallest * n / most, title: ({x1, x2, n}) => `${number(x1)} to ${number(x2)}\n${total > 0 ? (100 * n / total).toFixed(1) : 0} %`}))]});
    const title = `layer ${layer}${activation ? `, ${activation}` : ""}`;
    return element("div", {}, element("h3", {}, title), chart({name: "preactivations", draw,
      describe: () => `Inputs of ${title}: ${count(total, "number")} between ${number(edges[0])} and ${number(edges.at(-1))}.`,
      numbers: () => table([{title: "from", value: (b) => b.x1, show: number}, {title: "to", value: (b) => b.x2, show: number}, {title: "count", value: (b) => b.n}], bars, {label: `Inputs of ${title}`})}).node);
  }

  function build(root, data) {
    const {curves, histograms} = data.activations;
    if (curves.length > 0)
      root.append(element("p", {class: "lead"}, "The line is the value, the dashes are the slope."), element("div", {class: "small-multiples"}, curves.map(curveChart)));
    if (histograms.length === 0) return;
    const grid = element("div", {class: "small-multiples"});
    const fill = () => grid.replaceChildren(...histograms[Number(arm.value())].layers.map((layer) => histogramChart(layer, curves)));
    const arm = choice("Arm", histograms.map((h, i) => ({value: String(i), text: data.arms[h.arm].label})), fill);
    root.append(element("h3", {}, "What came in during training"),
      element("p", {class: "note"}, "Bars are the inputs of each activation layer, dashes its slope there: inputs where the slope is next to nothing teach nothing."), controls(histograms.length > 1 && arm), grid);
    fill();
  }

  section({id: "activations", title: "Activations", when: (data) => data.activations.curves.length + data.activations.histograms.length > 0, build});
}
