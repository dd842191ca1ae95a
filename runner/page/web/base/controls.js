"use strict";
// Switches: native form elements, so that keyboards and screen readers know them.

/** A labelled choice. `options`: texts, or {value, text}. Returns {node, value()}. */
function choice(label, options, change, chosen) {
  const items = options.map((option) => (typeof option === "object" ? option : {value: option, text: option}));
  const select = element("select", {onchange: () => change(select.value)},
    items.map(({value, text}) => element("option", {value, selected: value === chosen}, text)));
  return {node: element("label", {}, label, select), value: () => select.value, select};
}

function check(label, change, checked) {
  const box = element("input", {type: "checkbox", checked, onchange: () => change(box.checked)});
  return {node: element("label", {class: "check"}, box, label), value: () => box.checked};
}

function controls(...items) {
  return element("div", {class: "controls"}, items.filter(Boolean).map((item) => item.node));
}

/** A button for each series, with its line as drawn, after the title of what they are; pressing one hides or shows it. `shown` is a Set of their indices. */
function legend(title, names, shown, change) {
  return element("ul", {class: "legend", "aria-label": `Lines by ${title}`}, element("li", {class: "note", "aria-hidden": "true"}, title), names.map((name, index) => {
    const button = element("button", {type: "button", "aria-pressed": String(shown.has(index)), onclick: () => {
      if (!shown.delete(index)) shown.add(index);
      button.setAttribute("aria-pressed", String(shown.has(index)));
      change();
    }}, sampleLine(index), name);
    return element("li", {}, button);
  }));
}

function sampleLine(index) {
  const svg = d3.create("svg").attr("width", 26).attr("height", 12).attr("aria-hidden", "true");
  svg.append("line").attr("x1", 1).attr("x2", 25).attr("y1", 6).attr("y2", 6).attr("stroke-width", 3)
    .attr("stroke", colour(index)).attr("stroke-dasharray", dash(index));
  return svg.node();
}
