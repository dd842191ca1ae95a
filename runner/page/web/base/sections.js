"use strict";
// Sections of the page. Each file of sections/ registers one; main.js puts them in order.

const sections = new Map();

/** {id, title, when: data => whether there is something to show, build: (root, data) => nothing}. */
function section(description) { sections.set(description.id, description); }
