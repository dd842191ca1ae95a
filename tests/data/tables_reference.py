#!/usr/bin/env python3
"""Writes tables_reference.json: small tables in many dialects, and their cells as pandas reads them.

Every line end, delimiter and one difficulty each; every other table begins with a byte order mark. Bytes are given as
Latin-1 text. A table whose lines are not equally long has no cells: it must be refused.
"""
import io
import json
import pathlib

import pandas

HEADER = ["a", "text", "y"]
ROWS = [["1", "red", "0.5"], ["-2.5", "blue", "1e-3"], ["3e5", "red", "7"]]


def quoted(cell):
    return '"' + cell.replace('"', '""') + '"'


def table(difficulty, end, delimiter):
    rows = [list(row) for row in ROWS]
    if difficulty == "line break in quotes":
        rows[1][1] = quoted("two" + end + "lines")
    if difficulty == "quotes in quotes":
        rows[1][1] = quoted('say "hi"' + delimiter)
    if difficulty in ("latin-1", "utf-16"):
        rows[1][1] = "gr\u00f6\u00dfe"
    lines = [delimiter.join(row) for row in [HEADER] + rows]
    if difficulty == "empty lines":
        lines[2:2] = ["", ""]
    if difficulty == "ragged":
        lines[2] += delimiter + "9"
    return end.join(lines) + ("" if difficulty == "no final line end" else end)


def encode(text, difficulty, mark):
    if difficulty == "latin-1":
        return text.encode("latin-1"), "latin-1"
    if difficulty == "utf-16":
        return (b"\xff\xfe" if mark else b"") + text.encode("utf-16-le"), "utf-16" if mark else "utf-16-le"
    return (b"\xef\xbb\xbf" if mark else b"") + text.encode(), "utf-8-sig" if mark else "utf-8"


def main():
    tables = []
    for end, end_name in [("\n", "LF"), ("\r\n", "CRLF"), ("\r", "CR")]:
        for delimiter in ",;\t|":
            for difficulty in ["line break in quotes", "quotes in quotes", "empty lines", "no final line end", "ragged",
                               "latin-1", "utf-16"]:
                mark = len(tables) % 2 == 0
                data, encoding = encode(table(difficulty, end, delimiter), difficulty, mark)
                entry = {"name": f"{end_name}, {delimiter!r}, {difficulty}, {'mark' if mark else 'no mark'}",
                         "delimiter": delimiter, "bytes": data.decode("latin-1")}
                try:
                    # newline="": the line breaks in quotes stay what they are
                    text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
                    read = pandas.read_csv(text, sep=delimiter, dtype=str, keep_default_na=False)
                    entry["cells"] = [list(read.columns)] + read.values.tolist()
                except pandas.errors.ParserError:
                    pass
                tables.append(entry)
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(tables, indent=0) + "\n")


main()
