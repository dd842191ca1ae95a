"use strict";
// The table of all arms; a click on a title sorts.

section({
  id: "arms",
  title: "Arms",
  when: (data) => data.arms.length > 0,
  build(root, data) {
    const {metric, larger} = data.findings;
    const found = data.runs.metrics[metric]?.arms ?? [];
    const best = ranked(data)[0];
    const of = (name) => (arm) => found[arm]?.[name] ?? null;
    const failures = data.sizes.some(({failed}) => failed > 0);
    const columns = data.dimensions.map(({name, levels}, d) => ({title: name, kind: "word", value: (arm) => levels[data.arms[arm].levels[d]] ?? "–"}));
    columns.push({title: "n", value: of("n")});
    if (failures) columns.push({title: "failed", value: (arm) => data.sizes[arm].failed});
    columns.push({title: "mean", value: of("mean"), show: number}, {title: "sd", value: of("sd"), show: number},
      {title: "median", value: of("median"), show: number}, {title: "interquartile mean", value: of("iqm"), show: number},
      {title: "95 % of the mean", value: (arm) => found[arm]?.low ?? null, show: (low) => low === null ? "–" : low},
      {title: "min", value: of("min"), show: number}, {title: "max", value: of("max"), show: number},
      {title: "parameters", value: (arm) => data.sizes[arm].parameters, show: number},
      {title: "operations", value: (arm) => data.sizes[arm].operations, show: number},
      {title: "seconds", value: (arm) => data.sizes[arm].seconds, show: (s) => number(s, 3)});
    if (data.sizes.every(({operations}) => operations === null)) columns.splice(columns.findIndex(({title}) => title === "operations"), 1);
    const interval = columns.find(({title}) => title.startsWith("95"));
    const text = new Map(found.map((arm) => [arm.low, range(arm.low, arm.high)]));
    interval.show = (low) => text.get(low) ?? "–";
    root.append(element("p", {class: "lead"}, `${metric}, ${larger ? "more" : "less"} is better; the best mean is bold. Runs that differ only in their seed are an arm.`),
      table(columns, ranked(data), {label: "Table of all arms", best: (arm) => arm === best && data.arms.length > 1, sort: true}));
  },
});
