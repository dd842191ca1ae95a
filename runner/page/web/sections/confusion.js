"use strict";
// Which classes are taken for which: an arm's confusion matrices added up.
{
  const named = ({classes}) => (k) => (classes ? classes[k] : String(k));

  function plot(chosen, width) {
    const {counts} = chosen, name = named(chosen);
    const sums = counts.map((row) => d3.sum(row)), k = counts.length;
    const cells = counts.flatMap((row, truth) => row.map((n, guess) => ({truth, guess, n, share: sums[truth] > 0 ? n / sums[truth] : 0})));
    const side = Math.min(width, 560), axis = {tickSize: 0, domain: d3.range(k), ticks: d3.range(0, k, Math.ceil((26 * k) / side)), tickFormat: name};
    return Plot.plot({
      width: side, height: side * 0.92, marginLeft: 52, marginBottom: 44, padding: 0.02,
      x: {...axis, label: "answer"}, y: {...axis, label: "truth"},
      color: {scheme: "cividis", domain: [0, 1], label: "share of the true class", legend: true, width: Math.min(300, side - 20)},
      marks: [
        Plot.cell(cells, {x: "guess", y: "truth", fill: "share"}),
        k <= 20 ? Plot.text(cells.filter(({n}) => n > 0), {x: "guess", y: "truth", text: ({n}) => String(n), fill: ({share}) => (share > 0.55 ? "#000" : "#fff"), fontSize: k > 12 || side < 420 ? 9 : 11}) : null,
        Plot.tip(cells, Plot.pointer({x: "guess", y: "truth", title: ({truth, guess, n, share}) => `${n} of class ${name(truth)} answered ${name(guess)}\n${(100 * share).toFixed(1)} %`})),
      ],
    });
  }

  function describe(label, chosen) {
    const {counts} = chosen, name = named(chosen);
    const wrong = counts.flatMap((row, truth) => row.map((n, guess) => ({truth, guess, n}))).filter(({truth, guess, n}) => truth !== guess && n > 0);
    const worst = d3.sort(wrong, ({n}) => -n).slice(0, 3).map(({truth, guess, n}) => `${name(truth)} taken for ${name(guess)} ${n} times`);
    return `Confusion matrix of ${label}. ${worst.length > 0 ? `Most often ${worst.join(", ")}.` : "No mistakes."}`;
  }

  section({
    id: "confusion",
    title: "Confusion",
    when: (data) => data.confusions.length > 0,
    build(root, data) {
      const label = (c) => data.arms[c.arm].label;
      const order = new Map(ranked(data).map((arm, place) => [arm, place]));
      const sorted = d3.sort(data.confusions, (c) => order.get(c.arm));
      const arm = choice("Arm", sorted.map((c, i) => ({value: String(i), text: label(c)})), () => figure.redraw());
      const chosen = () => sorted[Number(arm.value())];
      const figure = chart({
        name: "confusion", draw: (width) => plot(chosen(), width), describe: () => describe(label(chosen()), chosen()),
        numbers: () => table([{title: "truth", value: ([truth]) => named(chosen())(truth)}, ...chosen().counts.map((_, guess) => ({title: named(chosen())(guess), value: ([, row]) => row[guess]}))],
          chosen().counts.map((row, truth) => [truth, row]), {label: `Confusion matrix of ${label(chosen())}`}),
        caption: "Test samples of all runs of the arm added up; rows are true classes, columns answers, colours the share of the row.",
      });
      root.append(controls(sorted.length > 1 && arm), figure.node);
    },
  });
}
