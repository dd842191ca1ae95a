"use strict";
// Two axes of a sweep as a map of means.
{
  const level = (data, arm, d) => data.dimensions[d].levels[data.arms[arm].levels[d]];

  function build(root, data) {
    const names = data.dimensions.map(({name}, d) => ({value: String(d), text: name}));
    const metrics = Object.keys(data.runs.metrics);
    const longest = d3.sort(d3.range(names.length), (d) => -data.dimensions[d].levels.length);
    const renew = () => { fillFixed(); figure.redraw(); };
    const metric = choice("Metric", metrics, () => figure.redraw(), metrics.includes(data.findings.metric) ? data.findings.metric : metrics[0]);
    const x = choice("Across", names, renew, String(longest[0])), y = choice("Down", names, renew, String(longest[1]));
    const fixed = element("div", {class: "controls"});
    let rest = [];
    const fillFixed = () => {
      rest = d3.range(names.length).filter((d) => d !== Number(x.value()) && d !== Number(y.value()))
        .map((d) => ({d, pick: choice(data.dimensions[d].name, data.dimensions[d].levels.map((text, l) => ({value: String(l), text})), () => figure.redraw())}));
      fixed.replaceChildren(...rest.map(({pick}) => pick.node));
    };
    const state = () => ({data, metric: metric.value(), x: Number(x.value()), y: Number(y.value()), rest: rest.map(({d, pick}) => [d, Number(pick.value())])});
    fillFixed();
    const figure = chart({name: "heat", draw: (width) => plot(state(), width), describe: () => describe(state()), numbers: () => numbers(state()),
      caption: "Each field is the mean of an arm's finished runs; none: no run finished."});
    root.append(controls(metric, ...(names.length > 2 ? [x, y] : [])), fixed, figure.node);
  }

  function cells({data, metric, x, y, rest}) {
    const found = data.runs.metrics[metric].arms;
    return data.arms.map((arm, index) => ({arm, index, found: found[index]}))
      .filter(({arm}) => arm.levels[x] >= 0 && arm.levels[y] >= 0 && rest.every(([d, l]) => arm.levels[d] === l || arm.levels[d] < 0))
      .map(({index, found}) => ({x: level(data, index, x), y: level(data, index, y), mean: found.mean ?? null, low: found.low, high: found.high, n: found.n}));
  }

  function plot(state, width) {
    const {data, metric, x, y} = state, all = cells(state), drawn = all.filter(({n}) => n > 0);
    const across = data.dimensions[x].levels, down = data.dimensions[y].levels;
    const room = labelRoom(down, width < 560 ? 90 : 200);
    const narrow = (width - room) / across.length < 52, tilted = labelRoom(across) > (width - room) / across.length;
    const [least, most] = d3.extent(drawn, ({mean}) => mean);
    const light = (mean) => most > least && (mean - least) / (most - least) > 0.55;
    return Plot.plot({
      width, height: 90 + (tilted ? 60 : 0) + Math.max(26, Math.min(46, 700 / down.length)) * down.length, marginLeft: room, marginTop: 30, marginBottom: tilted ? 90 : 40, padding: 0.03,
      x: {domain: across, label: data.dimensions[x].name, tickSize: 0, tickFormat: (text) => short(text, tilted ? 110 : 400), ...(tilted ? {tickRotate: -45} : {})},
      y: {domain: down, label: short(data.dimensions[y].name, 300), labelAnchor: "top", labelArrow: "down", tickSize: 0, tickFormat: (text) => short(text, room)},
      color: {scheme: "cividis", legend: true, label: `mean ${metric}`, width: Math.min(300, width - 20)},
      marks: [
        Plot.cell(drawn, {x: "x", y: "y", fill: "mean"}),
        Plot.text(all.filter(({n}) => n === 0), {x: "x", y: "y", text: () => "none", fill: "var(--faint)"}),
        narrow ? null : Plot.text(drawn, {x: "x", y: "y", text: ({mean}) => number(mean, 3), fill: ({mean}) => (light(mean) ? "#000" : "#fff")}),
        Plot.tip(drawn, Plot.pointer({x: "x", y: "y", title: (c) => `${c.y}, ${c.x}\nmean ${number(c.mean)} of ${count(c.n, "run")}\n95 %: ${range(c.low, c.high)}`})),
      ],
    });
  }

  function describe(state) {
    const drawn = cells(state).filter(({n}) => n > 0), {data, x, y, metric} = state;
    const least = d3.least(drawn, ({mean}) => mean), most = d3.greatest(drawn, ({mean}) => mean);
    return `Mean ${metric} by ${data.dimensions[y].name} and ${data.dimensions[x].name}` + (most ? `: from ${number(least.mean)} (${least.y}, ${least.x}) to ${number(most.mean)} (${most.y}, ${most.x}).` : ".");
  }

  function numbers(state) {
    const {data, x, y} = state, at = d3.index(cells(state), (c) => c.y, (c) => c.x);
    return table([{title: data.dimensions[y].name, value: (down) => down},
      ...data.dimensions[x].levels.map((across) => ({title: across, value: (down) => at.get(down)?.get(across)?.mean ?? null, show: number}))],
      data.dimensions[y].levels, {label: `Means by ${data.dimensions[y].name} and ${data.dimensions[x].name}`});
  }

  section({id: "heat", title: "Map of two axes", when: (data) => data.dimensions.length >= 2 && isScored(data), build});
}
