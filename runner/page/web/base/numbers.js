"use strict";
// How numbers are written: as the program's own tables do.

/** 0.9713, 12345, 1.2e-7; a dash where there is none. */
function number(value, digits = 4) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e9) return String(value);
  if (size >= 1e-4 && size < 1) return value.toFixed(digits);
  return String(Number(value.toPrecision(digits)));
}

function signed(value) { return (value > 0 ? "+" : "") + number(value); }
function range(low, high) { return low === null || low === undefined ? "–" : `${number(low)} to ${number(high)}`; }
function probability(p) { return p === null || p === undefined ? "–" : p < 0.0001 ? "< .0001" : p.toFixed(4); }
function count(n, noun) { return `${n} ${noun}${n === 1 ? "" : "s"}`; }
