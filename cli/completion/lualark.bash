# SPDX-License-Identifier: MIT
#
# Completion of lualark for bash. The candidates come from `lualark complete`.

# Sets `words` to the words up to the cursor. COMP_WORDS is split at = and : as well,
# which words of ours contain.
__lualark_words() {
  local rest=${COMP_LINE:0:COMP_POINT} piece gap
  words=()
  for piece in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    gap=${rest%%[![:space:]]*}
    rest=${rest#"$gap"}
    piece=${rest:0:${#piece}}
    rest=${rest:${#piece}}
    if [[ -n $gap || ${#words[@]} -eq 0 ]]; then
      words+=("$piece")
    else
      words[-1]+=$piece
    fi
  done
}

_lualark() {
  local words line word before
  __lualark_words
  word=${words[-1]}
  # bash replaces only what follows the last = or :.
  before=${word%"${word##*[=:]}"}
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == $'\tfiles' ]]; then
      mapfile -t COMPREPLY < <(compgen -f -- "${word#"$before"}")
      compopt -o filenames
    else
      line=${line%%$'\t'*}
      [[ $line != *= ]] || compopt -o nospace
      COMPREPLY+=("${line#"$before"}")
    fi
  done < <("${words[0]}" complete -- "${words[@]:1}" 2>/dev/null)
}

complete -F _lualark lualark
