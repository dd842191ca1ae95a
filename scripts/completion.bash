# Completion for bash: verbs, words of `assay plugins`, options, kinds, names of plugins, experiment and library files.
# Installed where bash-completion finds it; or: source scripts/completion.bash

# What the program itself says it has: first words of the indented lines of its help.
_assay_words() { "$1" "${@:2}" --help 2>/dev/null | awk '/^  [a-z]/ {print $1}'; }
_assay_options() { "$1" "${@:2}" --help 2>/dev/null | grep -oE -- '--[a-z][a-z-]+'; }
_assay_names() { "$1" plugins list 2>/dev/null | awk 'NR > 2 {print $2}'; }

_assay_kinds() { "$1" plugins list 2>/dev/null | awk 'NR > 2 {print $1}' | uniq; }

_assay() {
  local program=$1 word=$2 verb=${COMP_WORDS[1]:-} sub=${COMP_WORDS[2]:-} choices=""
  if ((COMP_CWORD == 1)); then
    choices=$(_assay_words "$program")
  elif [[ $verb == plugins && $COMP_CWORD == 2 ]]; then
    choices=$(_assay_words "$program" plugins)
  elif [[ $word == -* ]]; then
    if [[ $verb == plugins ]]; then choices=$(_assay_options "$program" plugins "$sub"); else choices=$(_assay_options "$program" "$verb"); fi
  elif [[ $verb == plugins && $sub == @(show|check) ]]; then
    choices=$(_assay_names "$program")
    ((COMP_CWORD == 3)) && choices+=" $(_assay_kinds "$program")"
  elif [[ $verb == plugins && $sub == list && $COMP_CWORD == 3 ]]; then
    choices=$(_assay_kinds "$program")
  elif [[ $verb == plugins && $sub == new && $COMP_CWORD == 3 ]]; then
    choices="activation layer loss optimizer"
  fi
  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$word")
  ((${#COMPREPLY[@]})) || mapfile -t COMPREPLY < <(compgen -f -- "$word")
}
complete -o filenames -F _assay assay
