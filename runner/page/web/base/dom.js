"use strict";
// Elements of the page. Whatever comes from a run is set as text, never read as HTML.

/** element("td", {class: "word"}, "text", otherElement): attributes whose value is null, undefined or false are left out. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Columns: {title, word: true for texts, value: row => cell, show: cell => text, sortable}; `best`: row => whether to stress it. */
function table(columns, rows, {label, best = () => false, sort = false} = {}) {
  const body = element("tbody");
  const fill = (ordered) =>
    body.replaceChildren(...ordered.map((row) => element("tr", {class: best(row) ? "best" : null}, columns.map((column, c) => {
      const cell = column.value(row);
      const text = column.show ? column.show(cell) : cell === null || cell === undefined ? "–" : String(cell);
      return c === 0 ? element("th", {scope: "row"}, text) : element("td", {class: column.kind ?? null}, text);
    }))));
  const heads = columns.map((column) => element("th", {scope: "col", class: column.kind ?? null}, column.title));
  if (sort) heads.forEach((head, c) => makeSortable(head, heads, columns[c], rows, fill));
  fill(rows);
  return element("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": label},
    element("table", {}, element("thead", {}, element("tr", {}, heads)), body));
}

function makeSortable(head, heads, column, rows, fill) {
  const sortBy = () => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    fill(d3.sort(rows, (a, b) => (up ? d3.ascending : d3.descending)(column.value(a), column.value(b))));
  };
  head.replaceChildren(element("button", {type: "button", onclick: sortBy}, column.title));
}

/** A details element whose content is made when it is first opened; returns {node, renew} to make it again. */
function unfolding(summary, make) {
  const content = element("div");
  const node = element("details", {ontoggle: () => { if (node.open && !content.hasChildNodes()) content.append(make()); }},
    element("summary", {}, summary), content);
  const renew = () => content.replaceChildren(...(node.open ? [make()] : []));
  return {node, renew};
}
