"use strict";
// What was found, in sentences; then what a reader should keep in mind.
{
  const kMost = 12;

  function findings(comparisons) {
    return element("ul", {class: "findings"}, comparisons.map((c) =>
      element("li", {class: c.verdict.split(" ")[0]}, element("span", {class: "badge"}, c.verdict), element("span", {}, c.sentence))));
  }

  function lead(data) {
    const {metric, larger, by, baseline, smallest, comparisons, about, replicate} = data.findings;
    const n = data.runs.ids.length, failed = data.failures.length;
    const parts = [`${count(n, "run")} in ${count(data.arms.length, "arm")}, ${failed === 0 ? "none failed" : `${failed} without a result`}.`,
      `Judged by ${metric}: ${larger ? "more" : "less"} is better.`];
    if (comparisons.length > 0)
      parts.push(`Each ${by} against ${baseline}, paired by ${replicate}; ${count(comparisons.length, "comparison")}, Holm-adjusted.` +
        (smallest ? ` A difference within ${number(smallest)} does not matter.` : "") + ` The verdict is about ${about}.`);
    return parts.join(" ");
  }

  function best(data) {
    const arm = ranked(data)[0], found = data.runs.metrics[data.findings.metric]?.arms[arm];
    if (data.arms.length < 2 || found?.mean === undefined) return null;
    return element("p", {class: "note"}, `The ${data.findings.larger ? "highest" : "lowest"} mean of all arms is ${data.arms[arm].label}'s, ` +
      `${number(found.mean)} over ${count(found.n, "run")}. The best of many means is flattered by chance; the sentences above are not.`);
  }

  section({
    id: "verdict",
    title: "Verdict",
    when: () => true,
    build(root, data) {
      const {comparisons, warnings, by} = data.findings;
      root.append(element("p", {class: "lead"}, lead(data)));
      if (data.ranks !== null) root.append(element("ul", {class: "findings"}, element("li", {}, element("span", {class: "badge"}, "ranks"), element("span", {}, data.ranks.sentence))));
      else if (comparisons.length === 0)
        root.append(element("p", {}, `There is only one ${by}, so nothing is compared; the sections below describe it.`));
      const order = ["better", "worse", "equivalent", "undecided", "too few seeds"];
      const sorted = d3.sort(comparisons, (c) => order.indexOf(c.verdict));
      root.append(findings(sorted.slice(0, kMost)));
      if (sorted.length > kMost)
        root.append(unfolding(`${sorted.length - kMost} more`, () => findings(sorted.slice(kMost))).node);
      root.append(best(data) ?? "");
      const caveats = [...warnings, ...(data.ranks?.warnings ?? []), ...data.notes];
      if (caveats.length > 0)
        root.append(element("h3", {}, "To keep in mind"), element("ul", {class: "caveats"}, caveats.map((text) => element("li", {}, text))));
    },
  });
}
