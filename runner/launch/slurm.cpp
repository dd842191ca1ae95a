#include "launch/slurm.hpp"

#include <sstream>

#include "base/failure.hpp"
#include "launch/command.hpp"

namespace assay::launch {
namespace {

/// By which the job is found again. Its number would have to be written down after tasks may have begun.
std::string job_name(const FrozenPlan& plan) { return "assay-" + plan.id; }

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? "'\\''" : std::string(1, c);
  return text + '\'';
}

/// The task's shell becomes the program, so that signals to the one reach the other.
std::string script(const FrozenPlan& plan, const Submission& submission) {
  std::string text = "#!/bin/bash\nexec";
  for (const auto& word : submission.command) text += ' ' + quoted(word);
  return text + " --shard \"$SLURM_ARRAY_TASK_ID/" + std::to_string(plan.tasks) + "\"\n";
}

std::string without_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace

std::string submit(const std::filesystem::path& plan_file, const FrozenPlan& plan, const Submission& submission) {
  const std::string log = (plan_file.parent_path() / "task-%a.log").string();
  std::vector<std::string> words{"sbatch",
                                 "--parsable",
                                 "--array=1-" + std::to_string(plan.tasks),
                                 "--job-name=" + job_name(plan),
                                 "--output=" + log,
                                 "--open-mode=append",
                                 "--requeue",
                                 "--signal=B:TERM@60",
                                 "--cpus-per-task=" + std::to_string(submission.cores)};
  words.insert(words.end(), submission.sbatch.begin(), submission.sbatch.end());
  const Answer answer = call(words, script(plan, submission));
  if (answer.exit_code == -1)
    throw Failure(ExitCode::usage, "--launcher slurm needs Slurm's 'sbatch', which is not in the PATH here");
  if (answer.exit_code != 0)
    throw Failure(ExitCode::usage, "sbatch refused the job: " + without_end(answer.errors + answer.output));
  const std::string number = without_end(answer.output);
  return number.substr(0, number.find(';'));  // "12;cluster"
}

std::optional<std::map<std::size_t, std::string>> task_states(const FrozenPlan& plan) {
  const Answer answer = call({"squeue", "--noheader", "--array", "--format=%K %T", "--name=" + job_name(plan)});
  if (answer.exit_code != 0) return std::nullopt;
  std::map<std::size_t, std::string> states;
  std::istringstream lines(answer.output);
  for (std::string task, state; lines >> task >> state;)
    if (task.find_first_not_of("0123456789") == std::string::npos) states[std::stoul(task)] = state;
  return states;
}

}  // namespace assay::launch
