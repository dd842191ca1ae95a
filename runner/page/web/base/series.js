"use strict";
// How series are told apart: eight colours, then the same ones dashed. The colours are the style sheet's variables, so
// that they follow the theme without drawing anew.

const kColours = 8;
const kLetter = 7;  // pixels that a letter takes, about
const kDashes = [null, "6 3", "2 3", "9 3 2 3"];

function colour(index) { return `var(--s${index % kColours})`; }
function dash(index) { return kDashes[Math.floor(index / kColours) % kDashes.length]; }

/** The dimension that colours tell apart, its index, and what the arms differ in besides. */
function seriesOf(data) {
  const found = data.dimensions.findIndex(({name}) => name === data.findings.by);
  const by = found < 0 ? 0 : found;
  const others = data.dimensions.map((_, d) => d).filter((d) => d !== by);
  return {by, others, levels: data.dimensions[by].levels};
}

/** The combinations of the other dimensions that occur: [{label, arms: [indices]}]. An arm whose model does not use an
 *  axis belongs to each. */
function panelsOf(data) {
  const {others} = seriesOf(data);
  const panels = new Map();
  for (const arm of data.arms) {
    if (others.some((d) => arm.levels[d] < 0)) continue;
    const label = others.map((d) => `${data.dimensions[d].name} ${data.dimensions[d].levels[arm.levels[d]]}`).join(", ");
    if (!panels.has(label)) panels.set(label, {label, at: others.map((d) => arm.levels[d]), arms: []});
  }
  if (panels.size === 0) panels.set("", {label: "", at: others.map(() => -1), arms: []});
  for (const panel of panels.values())
    data.arms.forEach((arm, index) => {
      if (others.every((d, i) => arm.levels[d] < 0 || arm.levels[d] === panel.at[i] || panel.at[i] < 0)) panel.arms.push(index);
    });
  return [...panels.values()];
}

/** Whether some run has a final value. */
function isScored(data) {
  return Object.values(data.runs.metrics).some(({arms}) => arms.some(({n}) => n > 0));
}

/** Arms by the mean of the metric asked for, best first; arms without a score last. */
function ranked(data) {
  const means = data.runs.metrics[data.findings.metric]?.arms ?? [];
  const sign = data.findings.larger ? -1 : 1;
  const key = (arm) => (means[arm]?.mean === undefined || means[arm].mean === null ? Infinity : sign * means[arm].mean);
  return d3.sort(data.arms.map((_, arm) => arm), (a, b) => d3.ascending(key(a), key(b)));
}

/** Up to `most` levels that are drawn at first: those of the best arms, and the baseline. */
function firstShown(data, most = kColours) {
  const {by, levels} = seriesOf(data);
  const shown = new Set();
  const baseline = levels.indexOf(data.findings.baseline);
  if (baseline >= 0) shown.add(baseline);
  for (const arm of ranked(data)) if (shown.size < most && data.arms[arm].levels[by] >= 0) shown.add(data.arms[arm].levels[by]);
  return shown;
}

/** Room for labels at the left of a chart, in pixels. */
function labelRoom(labels, most = 220) {
  return Math.min(most, 18 + kLetter * (d3.max(labels, (label) => [...label].length) ?? 0));
}

/** A label that fits into so many pixels. */
function short(label, room) {
  const letters = [...label], most = Math.max(3, Math.floor((room - 18) / kLetter));
  return letters.length <= most ? label : `${letters.slice(0, most - 1).join("")}…`;
}
