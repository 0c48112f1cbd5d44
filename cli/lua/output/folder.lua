-- SPDX-License-Identifier: MIT

--- A folder that a result is written to, a CSV file for each table of a report: `--output
--- FOLDER/`. It takes the lines that lark/render/separate.lua writes.
local output = require "lualark.output"
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}

--- Says what is wrong with the options about a folder; nil if nothing is.
--- @param options table
--- @return string?
function M.fault(options)
  if options.format == nil or options.format == "csv" then return nil end
  return words("--output %s: a folder gets csv, a file for each table; name a file for %s",
    options.output, options.format)
end

local function refused(options, why)
  status.say(words("cannot write %s: %s", options.output, why))
  return status.FAILED
end

--- Tries the folder before a run whose result would be lost. What is there stays, and nothing
--- is added. Returns true; or nil and the exit status, after saying why.
--- @param terminal table
--- @param options table
--- @return boolean? ok
--- @return integer? status
function M.try(terminal, options)
  local path = options.output
  local made, err = terminal.make_folder(path)
  if made then
    os.remove(path)
    return true
  end
  local tried = ("%s%d.part"):format(path, terminal.pid)
  local file, why
  if terminal.place(path) == "directory" then
    file, why = io.open(tried, "wb")
  end
  if not file then return nil, refused(options, why or err) end
  file:close()
  os.remove(tried)
  return true
end

-- Files that say what an earlier result lacked.
local LACKS = { "_failed.csv", "_doubtful.csv", "_incomplete.txt" }

-- The script writes the names, and a script may be one that nobody trusts.
local function is_name(name) return name:find "^[%a_][%w_-]*%.%l+$" ~= nil end

-- Calls `next_file(name)` and `put(piece)` for what the lines say.
local function reader(next_file, put)
  local rest = ""
  return function(text)
    rest = rest .. text
    local from = 1
    while true do
      local line, behind = rest:match("^([^\n]*)\n()", from)
      if not line then break end
      local size = math.tointeger(tonumber(line))
      if size and #rest < behind + size - 1 then break end
      if size then
        put(rest:sub(behind, behind + size - 1))
        behind = behind + size
      else
        next_file(line:sub(2))
      end
      from = behind
    end
    rest = rest:sub(from)
  end
end

--- A sink that writes the files when it is closed: all of them, or none.
--- @param terminal table
--- @param options table
--- @return lualark.sink
function M.sink(terminal, options)
  local path, files, failed = options.output, {}, nil
  local made, why = terminal.make_folder(path)
  if not made and terminal.place(path) ~= "directory" then failed = why end

  local function next_file(name)
    if failed or not is_name(name) then
      failed = failed or words("%q is no name of a file", name)
      return
    end
    files[#files + 1] = output.open_plain(terminal, { output = path .. name })
    files[name] = true
  end

  local function abandon()
    for _, file in ipairs(files) do file.abandon() end
    if made then os.remove(path) end
  end

  -- Nothing may be replaced as long as another file can still fail.
  local function flush()
    for _, file in ipairs(files) do
      if not file.flush() then return nil, file end
    end
    return true
  end

  local function close()
    local flushed, bad = flush()
    if failed or not flushed then
      for _, file in ipairs(files) do
        if file ~= bad then file.abandon() end
      end
      local code = bad and bad.close() or refused(options, failed)
      if made then os.remove(path) end
      return code
    end
    local worst = status.DONE
    for _, file in ipairs(files) do worst = math.max(worst, file.close()) end
    for _, name in ipairs(LACKS) do
      if not files[name] then os.remove(path .. name) end
    end
    return worst
  end

  local function put(piece)
    if not failed and #files > 0 then files[#files].put(piece) end
  end

  return { put = reader(next_file, put), flush = flush, close = close, abandon = abandon }
end

return M
