"use strict";
// Runs that did not finish, with what they said.

section({
  id: "failures",
  title: "Failures",
  when: (data) => data.failures.length > 0,
  build(root, data) {
    const kMost = 100;
    root.append(element("p", {class: "lead"}, `${data.failures.length} of ${count(data.runs.ids.length, "run")} did not finish. They count as failures of their arm and have no score.`),
      table([{title: "arm", value: ({arm}) => data.arms[arm].label}, {title: "seed", value: ({seed}) => seed}, {title: "status", kind: "word", value: ({status}) => status},
        {title: "message", kind: "message", value: ({message}) => message}, {title: "run", kind: "word", value: ({id}) => id}], data.failures.slice(0, kMost), {label: "Runs that did not finish"}));
    if (data.failures.length > kMost) root.append(element("p", {class: "note"}, `The first ${kMost} are shown.`));
  },
});
