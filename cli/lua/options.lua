-- SPDX-License-Identifier: MIT

--- Options that several commands take.
---
--- A command lists its options as data, which the parser (src/base/arguments.c) and
--- `--help` (help.lua) read.
local M = {}

--- @class lualark.option
--- @field name string       without its dashes
--- @field argument? string  stands for its value in the help; nil: it takes none
--- @field help? string      what it does; nil: the help leaves it out

--- @param formats string  those that the command knows
--- @return lualark.option
function M.format(formats)
  return { name = "format", argument = "FORMAT", help = formats }
end

M.output = {
  name = "output", argument = "FILE", help = "write there instead of to standard output",
}

M.replay = {
  name = "replay", argument = "FILE",
  help = "answer from FILE alone: no network, no credentials",
}

M.max_age = {
  name = "max-age", argument = "SPAN",
  help = "with --record: ask again for answers that are older, such as 12h or 7d",
}

M.verbose = {
  name = "verbose",
  help = "log every attempt of a call on standard error; LARK_LOG=FILE appends the log to a "
    .. "file (- for standard error)",
}

M.help = { name = "help" }

return M
