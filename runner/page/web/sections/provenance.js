"use strict";
// How to make the same runs again, and what they were made with.
{
  const kTitles = {version: "assay", commit: "commit", compiler: "compiler", flags: "flags", blas: "BLAS", cpu: "processor", threads: "threads a run", os: "system", host: "machine"};

  function facts(program, several) {
    return element("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": "Program and machine"}, element("table", {}, element("tbody", {},
      Object.entries(kTitles).map(([key, title]) => element("tr", {}, element("th", {scope: "row"}, title), element("td", {class: "message"}, String(program[key])))),
      several ? element("tr", {}, element("th", {scope: "row"}, "runs"), element("td", {class: "message"}, String(program.runs))) : null)));
  }

  function copyButton(text) {
    const button = element("button", {type: "button", onclick: async () => {
      try { await navigator.clipboard.writeText(text); button.textContent = "copied"; } catch { button.textContent = "select the text to copy it"; }
    }}, "copy");
    return button;
  }

  function build(root, data) {
    const {commands, programs, plugins, data: files, input, seconds} = data.provenance;
    root.append(element("p", {class: "lead"}, `All trainings together took ${number(seconds, 3)} s. The same command with the same program, plugins and data gives the same bits.`));
    for (const {text, runs} of commands)
      root.append(element("pre", {class: "wrap", tabindex: "0", role: "region", "aria-label": "Command"}, text),
        element("p", {class: "note"}, copyButton(text), commands.length > 1 ? ` ${count(runs, "run")}` : ""));
    root.append(unfolding("The experiment file", () => element("pre", {tabindex: "0", role: "region", "aria-label": "Experiment file"}, input)).node,
      unfolding(programs.length > 1 ? `${programs.length} programs and machines` : "Program and machine", () => element("div", {}, programs.map((p) => facts(p, programs.length > 1)))).node,
      unfolding(`${count(plugins.length, "plugin")} and ${count(files.length, "data file")}`, () => element("div", {},
        table([{title: "plugin", value: ({name}) => name}, {title: "kind", kind: "word", value: ({kind}) => kind}, {title: "SHA-256", kind: "word", value: ({sha256}) => sha256}], plugins, {label: "Plugins"}),
        table([{title: "data file", value: ({path}) => path}, {title: "bytes", value: ({bytes}) => bytes}, {title: "SHA-256", kind: "word", value: ({sha256}) => sha256}], files, {label: "Data files"}))).node);
  }

  section({id: "provenance", title: "Do it again", when: () => true, build});
}
