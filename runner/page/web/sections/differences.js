"use strict";
// Paired differences from the baseline with their intervals, and the tests behind the verdicts.
{
  const kVerdictColours = {better: "var(--good)", worse: "var(--bad)"};
  const shade = ({verdict}) => kVerdictColours[verdict] ?? "var(--even)";

  function plot({comparisons, smallest, metric, baseline}, width) {
    const drawn = comparisons.filter((c) => c.mean !== null);
    const room = labelRoom(drawn.map((c) => c.level), width < 560 ? 100 : 220);
    return Plot.plot({
      width, height: 64 + 42 * drawn.length, marginLeft: room, marginRight: width < 560 ? 14 : 100, marginTop: 10, marginBottom: 38,
      x: {label: `difference in ${metric} from ${baseline}`, grid: true, nice: true, ...(width < 560 ? {ticks: 4} : {})},
      y: {domain: drawn.map((c) => c.level), label: null, tickSize: 0, tickFormat: (text) => short(text, room)},
      marks: [
        smallest ? Plot.rectX([smallest], {x1: -smallest, x2: smallest, fill: "currentColor", fillOpacity: 0.08}) : null,
        Plot.ruleX([0], {stroke: "currentColor", strokeOpacity: 0.6}),
        Plot.dot(drawn.flatMap((c) => c.differences.map((x) => ({level: c.level, x, verdict: c.verdict}))), {y: "level", x: "x", r: 3, dy: 9, fill: shade, fillOpacity: 0.45}),
        Plot.ruleY(drawn.filter((c) => c.low !== null), {y: "level", x1: "low", x2: "high", stroke: shade, strokeWidth: 2.5, marker: "tick"}),
        Plot.dot(drawn, {y: "level", x: "mean", r: 5, fill: shade}),
        width < 560 ? null : Plot.text(drawn, {y: "level", frameAnchor: "right", dx: 8, textAnchor: "start", text: "verdict", fill: shade, fontWeight: 600}),
        Plot.tip(drawn, Plot.pointerY({y: "level", x: "mean", title: "sentence", lineWidth: 24})),
      ],
    });
  }

  // Worse, no matter, better.
  function chances([below, within, above], larger) {
    if (within === null) return "–";
    return (larger ? [below, within, above] : [above, within, below]).map((p) => Math.round(100 * p)).join(" | ") + " %";
  }

  function tests(data) {
    const {comparisons, by, larger} = data.findings;
    return table([{title: by, value: (c) => c.level}, {title: "verdict", kind: "word", value: (c) => c.words}, {title: "pairs", value: (c) => c.pairs},
      {title: "difference", value: (c) => c.mean, show: (x) => x === null ? "–" : signed(x)}, {title: "95 % interval", value: (c) => range(c.low, c.high)},
      ...(comparisons.some((c) => c.bootstrap) ? [{title: "bootstrap (BCa)", value: (c) => (c.bootstrap ? range(...c.bootstrap) : "–")}] : []),
      {title: "p", value: (c) => c.p, show: probability}, {title: "Holm p", value: (c) => c.holm, show: probability},
      {title: "worse | same | better", value: (c) => chances(c.chances, larger)},
      ...(comparisons.some((c) => c.signed_rank !== null) ? [{title: "signed-rank p", value: (c) => c.signed_rank, show: probability}] : []), {title: "P(better)", value: (c) => c.better, show: (p) => p === null ? "–" : p.toFixed(2)},
      {title: "Vargha-Delaney A", value: (c) => c.vargha_delaney, show: (a) => a === null ? "–" : a.toFixed(2)}], comparisons, {label: "Comparisons with the baseline"});
  }

  section({
    id: "differences",
    title: "Paired differences",
    when: (data) => data.findings.comparisons.some((c) => c.mean !== null),
    build(root, data) {
      const {comparisons, smallest} = data.findings;
      root.append(chart({
        name: "differences", draw: (width) => plot(data.findings, width),
        describe: () => "Differences from the baseline. " + comparisons.slice(0, 12).map((c) => c.sentence).join(" "),
        caption: "Lines are 95 % t-intervals of the mean difference within seeds, with the mean as a dot; small dots are the seeds" + (smallest ? `; the shaded band is what does not matter, ${number(smallest)} on both sides.` : "."),
      }).node, tests(data));
    },
  });
}
