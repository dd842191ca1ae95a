"use strict";
// Forecasts against the truth, over the test part.
{
  function build(root, data) {
    const {arms, truth, rows, outputs} = data.forecasts;
    const names = arms.map(({arm}) => data.arms[arm].label), shown = new Set(d3.range(Math.min(arms.length, 4)));
    const figure = chart({
      name: "forecasts", draw: (width) => plot(data.forecasts, names, shown, width),
      describe: () => `Forecasts of ${names.join(", ")} against the truth over ${count(truth.length, "row")} of the test part.`,
      numbers: () => table([{title: "row", value: (i) => rows - truth.length + i + 1}, {title: "truth", value: (i) => truth[i], show: number},
        ...arms.map(({forecast}, a) => ({title: names[a], value: (i) => forecast[i], show: number}))], d3.range(truth.length), {label: "Forecasts and truth"}),
      caption: `The thick line is the truth. Of each arm the run whose score is next to the median.${truth.length < rows ? ` The last ${truth.length} of ${rows} rows.` : ""}${outputs > 1 ? ` The first of ${outputs} outputs.` : ""}`,
    });
    root.append(legend("arm", names, shown, () => figure.redraw()), figure.node);
  }

  function plot({arms, truth, rows}, names, shown, width) {
    const row = (i) => rows - truth.length + i + 1;
    const points = [...truth.map((y, i) => ({x: row(i), y, name: "truth"})), ...[...shown].flatMap((a) => arms[a].forecast.map((y, i) => ({x: row(i), y, name: names[a]})))];
    return Plot.plot({
      width, height: 340, marginLeft: 52, x: {label: "row of the test part"}, y: {label: "value", grid: true},
      marks: [
        Plot.lineY(truth, {x: (_, i) => row(i), y: (y) => y, stroke: "currentColor", strokeOpacity: 0.35, strokeWidth: 5}),
        ...[...shown].map((a) => Plot.lineY(arms[a].forecast, {x: (_, i) => row(i), y: (y) => y, stroke: colour(a), strokeDasharray: dash(a), strokeWidth: 1.7})),
        Plot.tip(points, Plot.pointer({x: "x", y: "y", title: ({name, x, y}) => `${name}\nrow ${x}: ${number(y)}`})),
      ],
    });
  }

  section({id: "forecasts", title: "Forecasts", when: (data) => data.forecasts !== null, build});
}
