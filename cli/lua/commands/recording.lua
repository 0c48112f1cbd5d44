-- SPDX-License-Identifier: MIT

--- lualark recording: what is in a recording.
local kept = require "lualark.kept"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "recording",
  arguments = "FILE",
  operands = { rest = "file" },
  summary = "what is in a recording, and erasing of what is old",
  about = [[
Shows the calls whose answers --record keeps in FILE: when each was recorded, method,
path, and how long its answer is. The answers themselves are replayed with --replay.
]],
  options = {
    {
      name = "max-age", argument = "SPAN",
      help = "first erase what is older, such as 30d, and leave no trace of it in FILE",
    },
    table.unpack(kept.options),
  },
  notes = [[
A run with --record sends again what was erased, changes too. Exit status: 0 done;
1 the file cannot be used; 2 wrong usage.
]],
}

local COLUMNS = {
  names = { "time_ms", "method", "path", "http_status", "bytes" }, times = { "time_ms" },
}

function M.run(terminal, given)
  local asked, code = kept.read("recording", words "which recording? One file", given)
  if not asked then return code end
  local rows, erased, redacted = terminal.recorded {
    path = asked.path, max_age_ms = asked.age_ms,
  }
  if not rows then
    status.say(erased)
    return status.FAILED
  end
  if asked.age_ms then status.say(words("answers erased: %d", erased)) end
  if redacted then status.say(words("it is redacted: %s", redacted)) end
  return kept.show(terminal, given.options, asked, rows, COLUMNS)
end

return M
