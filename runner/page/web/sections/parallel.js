"use strict";
// Sweeps of three axes and more: every arm a line through its levels to its score.
{
  function build(root, data) {
    const metrics = Object.keys(data.runs.metrics);
    const metric = choice("Metric", metrics, () => figure.redraw(), metrics.includes(data.findings.metric) ? data.findings.metric : metrics[0]);
    const levels = data.dimensions.flatMap(({name, levels}, d) => levels.map((text, l) => ({value: `${d} ${l}`, text: `${name} ${text}`})));
    const stressed = choice("Stress", [{value: "", text: "all"}, ...levels], () => figure.redraw());
    const state = () => ({data, metric: metric.value(), stressed: stressed.value()});
    const figure = chart({name: "parallel", draw: (width) => plot(state(), width), describe: () => describe(state()),
      caption: "A line is an arm; it goes through its levels and ends at its mean. The table of arms above has the numbers."});
    root.append(controls(metric, stressed), figure.node);
  }

  function plot({data, metric, stressed}, width) {
    const found = data.runs.metrics[metric].arms;
    const [d, l] = stressed === "" ? [] : stressed.split(" ").map(Number);
    const [least, most] = d3.extent(found.filter(({n}) => n > 0), ({mean}) => mean);
    const axes = [...data.dimensions.map(({name}) => name), metric], at = (i) => i;
    const share = (index, count) => (count < 2 ? 0.5 : index / (count - 1));
    const scaled = (mean) => (most > least ? (mean - least) / (most - least) : 0.5);
    const lines = data.arms.map((arm, index) => ({arm, index, mean: found[index].mean})).filter(({index}) => found[index].n > 0);
    const points = lines.flatMap(({arm, index, mean}) => [
      ...arm.levels.map((level, i) => ({index, mean, x: at(i), y: level < 0 ? null : share(level, data.dimensions[i].levels.length)})),
      {index, mean, x: at(axes.length - 1), y: scaled(mean)}]).filter(({y}) => y !== null);
    const labels = data.dimensions.flatMap(({levels}, i) => levels.map((text, l) => ({x: at(i), y: share(l, levels.length), text})));
    const ticks = d3.ticks(least, most, 5).map((value) => ({x: at(axes.length - 1), y: scaled(value), text: number(value)}));
    const bright = ({index}) => (d === undefined || data.arms[index].levels[d] === l ? 0.85 : 0.06);
    return Plot.plot({
      width, height: 420, marginLeft: 40, marginRight: 56, marginTop: 40, marginBottom: 20, x: {axis: null, domain: [0, axes.length - 1]}, y: {axis: null, domain: [0, 1]},
      color: {scheme: "viridis", reverse: !data.findings.larger && metric === data.findings.metric},
      marks: [
        Plot.ruleX(axes, {x: (_, i) => i, stroke: "currentColor", strokeOpacity: 0.5}),
        Plot.line(points, {x: "x", y: "y", z: "index", stroke: "mean", strokeWidth: 1.6, strokeOpacity: bright, curve: "bump-x"}),
        Plot.text(axes, {x: (_, i) => i, frameAnchor: "top", dy: -24, text: (name) => name, fontWeight: 600, lineWidth: width / axes.length / 12, textOverflow: "ellipsis-end"}),
        Plot.text([...labels, ...ticks], {x: "x", y: "y", text: "text", textAnchor: "start", dx: 6, stroke: "var(--paper)", fill: "currentColor", strokeWidth: 4}),
        Plot.tip(points, Plot.pointer({x: "x", y: "y", title: ({index, mean}) => `${data.arms[index].label}\nmean ${metric} ${number(mean)}`})),
      ],
    });
  }

  function describe({data, metric}) {
    const best = ranked(data).slice(0, 5).map((arm) => `${data.arms[arm].label} ${number(data.runs.metrics[metric].arms[arm].mean)}`);
    return `Parallel coordinates of ${data.dimensions.map(({name}) => name).join(", ")} and mean ${metric}. Best arms: ${best.join("; ")}.`;
  }

  section({id: "parallel", title: "All axes at once", when: (data) => data.dimensions.length >= 3 && isScored(data), build});
}
