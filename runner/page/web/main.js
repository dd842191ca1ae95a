"use strict";
// Puts the page together: head, sections in their order, charts one a frame so that the page answers at once.
{
  const kOrder = ["verdict", "arms", "curves", "scores", "differences", "ranks", "heat", "parallel", "failures", "confusion",
    "points", "images", "forecasts", "texts", "activations", "provenance"];

  function themeSwitch() {
    const root = document.documentElement;
    const pick = choice("Theme", [{value: "", text: "system"}, {value: "light", text: "light"}, {value: "dark", text: "dark"}], (theme) => {
      if (theme === "") root.removeAttribute("data-theme"); else root.setAttribute("data-theme", theme);
    });
    pick.node.replaceChildren(pick.select);
    pick.select.setAttribute("aria-label", "Theme");
    return pick.node;
  }

  function head(data, present) {
    document.getElementById("top").append(...data.experiments.flatMap(({experiment, question}) => [element("h1", {}, experiment), element("p", {class: "question"}, question)]));
    const links = present.map(({id, title}) => element("a", {href: `#${id}`}, title));
    const bar = element("div", {class: "bar"}, element("div", {}, element("nav", {"aria-label": "Sections", tabindex: "0"}, links), themeSwitch()));
    document.getElementById("top").after(bar);
    document.getElementById("end").append("Made by assay report. This page carries all it needs and loads nothing. Charts: Observable Plot and D3, ISC licence.");
  }

  function start() {
    const data = JSON.parse(document.getElementById("data").textContent);
    const present = kOrder.map((id) => sections.get(id)).filter((found) => found?.when(data));
    head(data, present);
    const main = document.getElementById("sections");
    main.replaceChildren();
    const build = ({id, title, build}) => {
      const heading = element("h2", {id: `${id}-title`}, title);
      const root = element("section", {id, "aria-labelledby": `${id}-title`}, heading);
      main.append(root);
      build(root, data);
    };
    present.slice(0, 2).forEach(build);  // the verdict and the table first
    performance.mark("verdict");
    const rest = present.slice(2);
    const next = () => {
      if (rest.length === 0) return drawNext();
      build(rest.shift());
      setTimeout(next);
    };
    const drawNext = () => {
      const waiting = figures.find(({node}) => !node.dataset.drawn);
      if (!waiting) { performance.mark("ready"); document.documentElement.dataset.ready = "true"; return; }
      waiting.fit();
      if (!waiting.node.dataset.drawn) waiting.redraw();
      setTimeout(drawNext);
    };
    setTimeout(next);
  }

  start();
}
