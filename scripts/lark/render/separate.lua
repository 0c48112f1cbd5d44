-- SPDX-License-Identifier: MIT

--- Writes the tables of a report as CSV, each for a file of its own (`--output FOLDER/`).
---
---     =ledger.csv        the next file
---     12                 so many bytes of it follow, and then the next line
---
--- `lualark run` makes the files: a script, which may be sandboxed, has no part in that. The id
--- of a table names its file; a plain list of rows is `rows.csv`. An id begins with a letter; the
--- files that begin with `_` tell what the result lacks.
local csv = require "lark.render.csv"
local say = require "lark.say"
local sections = require "lark.render.sections"

local M = {}

-- Returns a `put` for the file.
local function file(name, options, put)
  put(("=%s\n"):format(name))
  local function put_piece(piece)
    if #piece > 0 then put(("%d\n%s"):format(#piece, piece)) end
  end
  if options.mark then put_piece(csv.MARK) end
  return put_piece
end

--- @param value any  a report, or rows; raises for what has no table
--- @param options lark.render.options
--- @param put fun(piece: string)
function M.write(value, options, put)
  local document = sections.for_programs(value, options)
  local parts = csv.parts(document)
  if #parts == 0 and not document.failed then
    error(say "a folder gets tables, and the script returned none", 0)
  end
  for _, part in ipairs(parts) do
    csv.write_part(part, options, file((part.id or "rows") .. ".csv", options, put))
  end
  if document.failed then
    csv.write_part(document.failed, options, file("_failed.csv", options, put))
  end
  local doubtful = sections.doubtful(document)
  if doubtful then csv.write_part(doubtful, options, file("_doubtful.csv", options, put)) end
  if document.partial then file("_incomplete.txt", {}, put)(document.partial .. "\n") end
end

return M
