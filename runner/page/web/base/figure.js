"use strict";
// A chart with its caption and its numbers as a table; drawn anew when its width or its controls change.

const figures = [];

/** `draw(width)` returns an SVG or a figure of Plot's; `describe()` one sentence that stands for the picture; `numbers()`
 *  a table. Returns {node, redraw}. */
function chart({name, describe, caption, draw, numbers, keep = 0}) {
  const canvas = element("div");
  const unfolded = numbers ? unfolding("The same as a table", numbers) : null;
  const node = element("figure", {class: "chart", "data-chart": name}, canvas,
    caption ? element("figcaption", {}, caption) : null, unfolded?.node);
  let width = 0;
  const redraw = () => {
    const drawn = draw(width || 640);
    const svg = drawn.tagName.toLowerCase() === "svg" ? drawn : drawn.querySelector("svg:not([class*='ramp'])");
    for (const each of drawn.tagName.toLowerCase() === "svg" ? [drawn] : drawn.querySelectorAll("svg")) hush(each);
    svg.removeAttribute("aria-hidden");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", describe());
    new MutationObserver(() => svg.querySelectorAll("[aria-label]").forEach((each) => each.removeAttribute("aria-label")))
      .observe(svg, {childList: true, subtree: true}); // tips come and go; the chart has one label
    canvas.replaceChildren(drawn);
    unfolded?.renew();
    node.dataset.drawn = "true";
  };
  const figure = {node, redraw, fit: () => {
    const now = Math.max(keep, Math.floor(canvas.clientWidth));
    if (now === width || now === 0) return;
    width = now;
    redraw();
  }};
  figures.push(figure);
  new ResizeObserver(() => figure.fit()).observe(canvas);
  return figure;
}

/** What is inside of a picture with a text alternative is not read out: labels there would be noise. */
function hush(svg) {
  svg.setAttribute("aria-hidden", "true");
  for (const part of svg.querySelectorAll("[aria-label], [aria-description]")) {
    part.setAttribute("data-mark", part.getAttribute("aria-label") ?? "");
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
}
