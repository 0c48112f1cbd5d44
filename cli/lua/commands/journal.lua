-- SPDX-License-Identifier: MIT

--- lualark journal: what stands in a journal of changes.
local kept = require "lualark.kept"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {
  name = "journal",
  arguments = "FILE",
  operands = { rest = "file" },
  summary = "what was changed, by whom, and how it ended",
  about = [[
Shows the changes that `lualark call --journal FILE` and lark.journal wrote down: who
sent them, when, to which endpoint, about which ids, and how each ended: done, refused,
not sent, skipped, under way, or perhaps done. A row that is perhaps done was sent, and
its answer was lost: look at the platform, then --retry it or --skip it.
]],
  options = {
    { name = "retry", argument = "ROW", repeats = true, help = "let ROW be sent again" },
    { name = "skip", argument = "ROW", repeats = true, help = "never send ROW" },
    {
      name = "max-age", argument = "SPAN",
      help = "first erase what older changes say of people, such as 30d: that they were done "
        .. "stays",
    },
    table.unpack(kept.options),
  },
  notes = [[
Exit status: 0 done; 1 the file cannot be used; 2 wrong usage; 6 some rows are perhaps
done.
]],
}

local COLUMNS = {
  names = { "row", "outcome", "sent_ms", "user", "endpoint", "ids", "code", "message", "log_id" },
  times = { "sent_ms", "ended_ms" },
  values = {
    outcome = { "done", "refused", "not sent", "skipped", "under way", "perhaps done" },
  },
}

local function doubtful(entries)
  for _, entry in ipairs(entries) do
    if entry.outcome == "perhaps done" then return true end
  end
  return false
end

function M.run(terminal, given)
  local options = given.options
  local asked, code = kept.read("journal", words "which journal? One file", given)
  if not asked then return code end
  options.journal = asked.path
  local journal <close>, failed = require("lualark.options.journal").open(options)
  if not journal then return failed end
  local done, entries, err = true, nil, nil
  if asked.age_ms then done, err = journal:erase(asked.age_ms / 1000) end
  if done then entries, err = journal:entries() end
  if not entries then
    status.say(err)
    return status.of(err)
  end
  local written = kept.show(terminal, options, asked, entries, COLUMNS)
  if written ~= status.DONE then return written end
  return doubtful(entries) and status.PARTIAL or status.DONE
end

return M
