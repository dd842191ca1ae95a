"use strict";
// Final scores: every run a dot, the arm's mean with its 95 % interval.
{
  const kMost = 30;

  function build(root, data) {
    const names = Object.keys(data.runs.metrics);
    const metric = choice("Metric", names, () => figure.redraw(), names.includes(data.findings.metric) ? data.findings.metric : names[0]);
    const order = choice("Order", [{value: "score", text: "by mean"}, {value: "file", text: "as in the experiment"}], () => figure.redraw());
    const arms = () => {
      const found = data.runs.metrics[metric.value()].arms;
      const scored = data.arms.map((_, arm) => arm).filter((arm) => found[arm].n > 0);
      const up = metric.value() === data.findings.metric && !data.findings.larger;  // the best on top
      return (order.value() === "score" ? d3.sort(scored, (arm) => (up ? 1 : -1) * found[arm].mean) : scored).slice(0, kMost);
    };
    const state = () => ({data, metric: metric.value(), arms: arms(), found: data.runs.metrics[metric.value()]});
    const figure = chart({name: "scores", draw: (width) => plot(state(), width), describe: () => describe(state()), numbers: () => numbers(state()),
      caption: "A dot is a run; below, the mean with its 95 % t-interval." + (data.arms.length > kMost ? ` At most ${kMost} arms are drawn; the table above has all.` : "")});
    root.append(controls(metric, data.arms.length > 1 && order), figure.node);
  }

  function plot({data, metric, arms, found}, width) {
    const {by} = seriesOf(data);
    const label = (arm) => data.arms[arm].label, shade = (arm) => colour(Math.max(0, data.arms[arm].levels[by]));
    const drawn = new Set(arms);
    const dots = data.runs.ids.map((id, run) => ({id, run, arm: data.runs.arms[run], x: found.values[run]})).filter(({arm, x}) => x !== null && drawn.has(arm));
    const means = arms.map((arm) => ({arm, ...found.arms[arm]}));
    const room = labelRoom(arms.map(label), width < 560 ? 110 : 220);
    return Plot.plot({
      width, height: 60 + 44 * arms.length, marginLeft: room, marginRight: 16, marginTop: 10, marginBottom: 38,
      x: {label: metric, grid: true, nice: true, ...(width < 560 ? {ticks: 4} : {})}, fy: {domain: arms.map(label), label: null, axis: null, padding: 0.06},
      marks: [
        Plot.axisFy({anchor: "left", label: null, tickFormat: (text) => short(text, room)}),
        Plot.dot(dots, Plot.dodgeY({anchor: "middle", padding: 0.5, dy: -4}, {fy: ({arm}) => label(arm), x: "x", r: dots.length > 400 ? 2 : 3.2, fill: ({arm}) => shade(arm), fillOpacity: 0.75})),
        Plot.ruleY(means.filter(({low}) => low !== null && low !== undefined), {fy: ({arm}) => label(arm), y: null, dy: 13, x1: "low", x2: "high", strokeWidth: 2, stroke: "currentColor", marker: "tick"}),
        Plot.dot(means, {fy: ({arm}) => label(arm), y: null, dy: 13, x: "mean", symbol: "diamond", r: 4.5, fill: "currentColor"}),
        Plot.tip(dots, Plot.pointer({fy: ({arm}) => label(arm), x: "x", title: ({run, arm, x, id}) => `${label(arm)}\nseed ${data.runs.seeds[run]}: ${number(x)}\nrun ${id}`})),
      ].filter(Boolean),
    });
  }

  function describe({data, metric, arms, found}) {
    return `Distribution of ${metric} over runs. ` + arms.slice(0, 12).map((arm) => `${data.arms[arm].label}: mean ${number(found.arms[arm].mean)}, ${number(found.arms[arm].min)} to ${number(found.arms[arm].max)}`).join("; ") + ".";
  }

  function numbers({data, metric, arms, found}) {
    const drawn = new Set(arms);
    const runs = d3.range(data.runs.ids.length).filter((run) => found.values[run] !== null && drawn.has(data.runs.arms[run]));
    return table([{title: "arm", value: (run) => data.arms[data.runs.arms[run]].label}, {title: "seed", value: (run) => data.runs.seeds[run]},
      {title: metric, value: (run) => found.values[run], show: number}, {title: "run", kind: "word", value: (run) => data.runs.ids[run]}], runs, {label: `${metric} of every run`});
  }

  section({id: "scores", title: "Final scores", when: (data) => isScored(data), build});
}
