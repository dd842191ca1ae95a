"use strict";
// Mean ranks over tasks: the critical-difference diagram of Demsar (2006).
{
  function plot({levels, alike, critical}, width) {
    const k = levels.length, room = labelRoom(levels.map(({name}) => name), Math.min(200, width / 3.2));
    const bars = alike.map(([first, last], g) => ({x1: levels[first].rank - 0.04, x2: levels[last].rank + 0.04, y: -0.55 - 0.4 * g}));
    const base = -0.9 - 0.4 * bars.length;  // stems end below the bars
    const half = Math.ceil(k / 2);  // the better half is named at the left, the others at the right
    const stems = levels.map(({name, rank}, i) => ({name, rank, left: i < half, y: base - 0.8 * (i < half ? i : k - 1 - i), end: i < half ? 1 : k}));
    return Plot.plot({
      width, height: 90 + 16 * bars.length + 30 * half, marginLeft: room, marginRight: room, marginTop: 44, marginBottom: 6,
      x: {domain: [1, Math.max(k, 2)], ticks: d3.range(1, k + 1), tickFormat: "d", label: "mean rank; 1 is best", labelAnchor: "center", labelArrow: "none"},
      y: {axis: null, domain: [base - 0.8 * (half - 1) - 0.4, critical !== null ? 0.9 : 0]},
      marks: [
        Plot.axisX({anchor: "top", ticks: d3.range(1, k + 1), tickFormat: "d"}), Plot.ruleY([0]),
        critical === null ? null : Plot.link([critical], {x1: 1, x2: Math.min(k, 1 + critical), y1: 0.55, y2: 0.55, stroke: "var(--faint)", strokeWidth: 2, marker: "tick"}),
        Plot.link(bars, {x1: "x1", x2: "x2", y1: "y", y2: "y", strokeWidth: 6, stroke: "var(--s0)", strokeLinecap: "round"}),
        Plot.link(stems, {x1: "rank", x2: "rank", y1: 0, y2: "y", stroke: "currentColor", strokeOpacity: 0.6}),
        Plot.link(stems, {x1: "rank", x2: "end", y1: "y", y2: "y", stroke: "currentColor", strokeOpacity: 0.6}),
        Plot.dot(stems, {x: "rank", y: 0, r: 4, fill: "currentColor"}),
        Plot.text(stems.filter(({left}) => left), {x: "end", y: "y", dx: -6, textAnchor: "end", text: ({name}) => short(name, room)}),
        Plot.text(stems.filter(({left}) => !left), {x: "end", y: "y", dx: 6, textAnchor: "start", text: ({name}) => short(name, room)}),
        Plot.tip(stems, Plot.pointer({x: "rank", y: 0, title: ({name, rank}) => `${name}\nmean rank ${number(rank, 3)}`})),
      ],
    });
  }

  function build(root, data) {
    const {levels, tasks, tasks_by, scores, pairs, sentence, metric, critical} = data.ranks;
    const rows = [...tasks.map((task, t) => ({task, cells: scores[t]})), {task: "mean rank", cells: levels.map(({rank}) => rank)}];
    root.append(element("p", {class: "lead"}, sentence),
      chart({name: "ranks", draw: (width) => plot(data.ranks, width), describe: () => `Mean ranks. ${levels.map(({name, rank}) => `${name} ${number(rank, 3)}`).join("; ")}. ${sentence}`,
        numbers: () => table([{title: tasks_by, value: ({task}) => task}, ...levels.map(({name}, l) => ({title: name, value: ({cells}) => cells[l], show: number}))], rows, {label: `${metric} by task, and mean ranks`}),
        caption: `Each ${tasks_by} is a task; replicates are averaged first. A bar joins those that are not told apart by the signed-rank test over tasks, Holm-adjusted.${critical === null ? "" : ` The grey line is Nemenyi's critical difference, ${number(critical, 3)}.`}`}).node,
      unfolding(`${count(pairs.length, "pair")} and their tests`, () => table([{title: "pair", value: ({a, b}) => `${a} and ${b}`}, {title: "signed-rank p", value: ({p}) => p, show: probability}, {title: "Holm p", value: ({holm}) => holm, show: probability}],
        pairs, {label: "Pairs over tasks"})).node);
  }

  section({id: "ranks", title: "Ranks over tasks", when: (data) => data.ranks !== null, build});
}
