"use strict";
// Text that models wrote.

section({
  id: "texts",
  title: "Generated text",
  when: (data) => data.texts.length > 0,
  build(root, data) {
    root.append(element("p", {class: "lead"}, "Of each arm the run whose score is next to the median, not the best."),
      ...data.texts.map(({arm, seed, text}) => element("article", {"data-chart": "texts", "data-drawn": "true"},
        element("h3", {}, data.arms[arm].label, element("span", {class: "note"}, `, seed ${seed}`)),
        element("pre", {class: "wrap text", tabindex: "0", role: "region", "aria-label": `Text by ${data.arms[arm].label}`}, text))));
  },
});
