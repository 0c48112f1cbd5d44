# SPDX-License-Identifier: MIT
#
# Completion of lualark for fish. The candidates come from `lualark complete`.

function __lualark_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    for line in ($words[1] complete -- $words[2..-1] "$word" 2>/dev/null)
        if test "$line" = \tfiles
            set -l before (string match -r -- '^--[^=]*=' $word)
            set -l path (string replace -r -- '^--[^=]*=' '' $word)
            printf "$before%s\n" (__fish_complete_path "$path")
        else
            printf '%s\n' $line
        end
    end
end

complete -c lualark -f -a '(__lualark_complete)'
