"use strict";
// Learning curves: an arm's mean with the 95 % interval of the mean as a band, and single runs behind it.
{
  const kMostPanels = 4;
  const unique = (values) => [...new Set(values)];

  /** What the switches say, and the points that follow from it. */
  function build(root, data) {
    const {by, levels} = seriesOf(data), panels = panelsOf(data), shown = firstShown(data);
    const quantities = unique(data.curves.columns.map((column) => column.quantity));
    const preferred = data.findings.metric.replace(/^(best\.)?(train|validation|test)\./, "");
    let column = null;
    const renew = () => { column = pick(); figure.redraw(); };
    const splitOptions = () => unique(data.curves.columns.filter((c) => c.quantity === quantity.value()).map((c) => c.split));
    const fillSplits = () => {
      const options = splitOptions();
      split.select.replaceChildren(...options.map((text) => element("option", {value: text, selected: text === "validation"}, text || "none")));
      split.node.hidden = options.length < 2;
    };
    const quantity = choice("Metric", quantities, () => { fillSplits(); renew(); }, quantities.includes(preferred) ? preferred : quantities[0]);
    const split = choice("Split", [""], renew);
    const scale = choice("Scale", [{value: "linear", text: "linear"}, {value: "y", text: "log values"}, {value: "x", text: "log epochs"}, {value: "both", text: "log both"}], renew, "linear");
    const smooth = choice("Smoothing", [{value: "1", text: "none"}, {value: "3", text: "mean of 3"}, {value: "5", text: "mean of 5"}, {value: "11", text: "mean of 11"}], renew, "1");
    const panel = panels.length > 1 && choice("Panel", [...(panels.length <= kMostPanels ? [{value: "all", text: "all"}] : []),
      ...panels.map(({label}, p) => ({value: String(p), text: label}))], renew);
    const single = data.curves.most_runs > 1 && check("single runs", renew, true);
    const pick = () => data.curves.columns.find((c) => c.quantity === quantity.value() && c.split === split.value());
    const state = () => ({data, column, by, levels, shown, log: scale.value(), window: Number(smooth.value()),
      single: single ? single.value() : false,
      panels: panel && panel.value() !== "all" ? [panels[Number(panel.value())]] : panels});
    fillSplits();
    column = pick();
    const figure = chart({name: "curves", caption: caption(data), draw: (width) => plot(state(), width),
      describe: () => describe(state()), numbers: () => numbers(state())});
    root.append(controls(quantity, split, scale, smooth, panel, single), legend(data.dimensions[by].name, levels, shown, renew), figure.node);
  }

  function caption(data) {
    const {points, epochs, runs, most_runs, uneven} = data.curves;
    const parts = [];
    if (most_runs > 1) parts.push("Lines are means over finished runs, bands 95 % t-intervals of the mean.");
    if (most_runs > runs) parts.push(`Of each arm's runs, ${runs} are drawn behind the band.`);
    if (points < epochs) parts.push(`Every curve is thinned to ${points} of up to ${epochs} epochs.`);
    if (uneven) parts.push("Runs ended at different epochs; a mean ends where fewer than half of its runs go on.");
    return parts.join(" ");
  }

  function* curvesOf({data, column, by, shown, panels}) {
    for (const panel of panels)
      for (const arm of panel.arms) {
        const level = data.arms[arm].levels[by];
        if (level >= 0 && shown.has(level)) yield {panel: panel.label, arm, level, curve: column.arms[arm]};
      }
  }

  function plot(state, width) {
    const {column, log, panels} = state;
    const y = log === "y" || log === "both", x = log === "x" || log === "both";
    const wide = width >= 560;  // on a narrow page panels stand below each other
    const facet = {[wide ? "fx" : "fy"]: "panel"};
    const {marks, points} = marksOf(state, facet, y);
    return Plot.plot({
      width, height: wide ? 360 : 30 + 250 * panels.length, marginLeft: 58, marginRight: 14, marginTop: 34, marginBottom: 36, grid: true,
      x: {type: x ? "log" : "linear", label: "epoch", ...(x ? {tickFormat: "~g"} : {tickFormat: "d", ticks: epochTicks(points, width / (wide ? panels.length : 1))})},
      y: {type: y ? "log" : "linear", label: column.name.replaceAll("_", " "), ...(y ? {tickFormat: "~g", ticks: 6} : {})},
      fx: {axis: null, padding: 0.14, domain: panels.map(({label}) => label)}, fy: {axis: null, domain: panels.map(({label}) => label)},
      marks: [...marks,
        Plot.text(panels, {...(wide ? {fx: "label"} : {fy: "label"}), text: "label", frameAnchor: "top", dy: -16, fontWeight: 600}),
        Plot.ruleX(points, Plot.pointer({...facet, maxRadius: Infinity, x: "x", py: "y", stroke: "currentColor", strokeOpacity: 0.4})),
        Plot.tip(points, Plot.pointer({...facet, maxRadius: Infinity, x: "x", y: "y", title: tipOf}))],
    });
  }

  /** Whole epochs only. */
  function epochTicks(points, width) {
    const [first = 1, last = 1] = d3.extent(points, ({x}) => x);
    return d3.ticks(first, last, Math.max(2, width / 80)).filter(Number.isInteger);
  }

  /** Single runs first, so that they lie behind; then bands and means. */
  function marksOf(state, facet, log) {
    const usable = (value) => value !== null && value !== undefined && (!log || value > 0);
    const smoothed = (options) => Plot.windowY({k: state.window, anchor: "middle"}, options);
    const singles = [], bands = [], means = [], points = [];
    for (const {panel, level, curve} of curvesOf(state)) {
      const at = (i) => ({panel, x: curve.x[i], level: state.levels[level]});
      const mean = curve.mean.map((y, i) => ({...at(i), y, low: curve.low[i], high: curve.high[i]})).filter(({y}) => usable(y));
      for (const run of state.single ? curve.runs : []) {
        const line = run.y.map((y, i) => ({...at(i), y})).filter(({y}) => usable(y));
        singles.push(Plot.lineY(line, {...facet, x: "x", y: "y", stroke: colour(level), strokeWidth: 0.8, strokeOpacity: 0.32}));
      }
      const band = mean.filter(({low, high}) => usable(low) && usable(high));
      bands.push(Plot.areaY(band, smoothed({...facet, x: "x", y1: "low", y2: "high", fill: colour(level), fillOpacity: 0.2})));
      means.push(Plot.lineY(mean, smoothed({...facet, x: "x", y: "y", stroke: colour(level), strokeDasharray: dash(level), strokeWidth: 2.2})));
      points.push(...mean);
    }
    return {marks: [...singles, ...bands, ...means], points};
  }

  function tipOf({level, x, y, low, high}) {
    return `${level}\nepoch ${x}: ${number(y)}${low === null || low === undefined ? "" : `\n95 %: ${range(low, high)}`}`;
  }

  function describe(state) {
    const last = [...curvesOf(state)].slice(0, 12).map(({arm, curve}) => `${state.data.arms[arm].label} ends at ${number(lastOf(curve.mean))}`);
    return `Learning curves of ${state.column.name.replaceAll("_", " ")} by epoch. ${last.join("; ")}.`;
  }

  function lastOf(values) {
    for (let i = values.length - 1; i >= 0; --i) if (values[i] !== null) return values[i];
    return null;
  }

  /** The rows of at most 25 epochs. */
  function numbers(state) {
    const curves = [...curvesOf(state)];
    const epochs = d3.sort(unique(curves.flatMap(({curve}) => curve.x)));
    const step = Math.max(1, Math.ceil(epochs.length / 25));
    const rows = epochs.filter((_, i) => i % step === 0 || i === epochs.length - 1);
    const at = curves.map(({curve}) => new Map(curve.x.map((x, i) => [x, curve.mean[i]])));
    return table([{title: "epoch", value: (epoch) => epoch},
      ...curves.map(({arm}, c) => ({title: state.data.arms[arm].label, value: (epoch) => at[c].get(epoch) ?? null, show: number}))],
      rows, {label: `Mean ${state.column.name} by epoch`});
  }

  section({id: "curves", title: "Learning curves", when: (data) => data.curves.columns.length > 0 && data.curves.epochs > 1, build});
}
