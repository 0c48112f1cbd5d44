-- SPDX-License-Identifier: MIT

--- Shows how far long work is: one line on a terminal, which is drawn over and over;
--- elsewhere a line now and then.
local status = require "lualark.status"
local words = require "lualark.words"

local M = {}
M.__index = M

--- @class lualark.progress.options
--- @field now fun(): number         seconds, on a clock that only rises
--- @field write fun(text: string)   gets what is shown
--- @field width? fun(): integer?    the terminal's columns; without it, plain lines
--- @field patience? number          seconds until anything is shown (0.5)
--- @field every? number             seconds between plain lines (10)
--- @field since? number          when the first of these seconds began (now)

-- A rate over less than this does not tell how long the rest takes.
local MEANINGFUL_S = 1
-- After so long without progress the line says that calls wait for limits.
local STUCK_S = 1
-- After so long without a row, for any reason, it says how long, if rows came faster before:
-- so many times as long as one took on average.
local SILENT_S, SLOWER = 5, 3

--- @param options lualark.progress.options
function M.new(options)
  return setmetatable({
    now = options.now, write = options.write, width = options.width,
    patience = options.patience or 0.5, every = options.every or 10,
    said = options.since or options.now(),
  }, M)
end

-- 1234567 as "1,234,567".
local function grouped(n)
  local text = ("%d"):format(n):reverse():gsub("(%d%d%d)", "%1,"):reverse()
  return (text:gsub("^,", ""))
end
M.grouped = grouped

local function rate_text(per_second)
  if per_second >= 10 then return words("%s/s", grouped(math.floor(per_second + 0.5))) end
  if per_second >= 1 then return words("%s/s", ("%.1f"):format(per_second)) end
  return words("%s/min", ("%.1f"):format(per_second * 60))
end

local function span_text(seconds)
  local s = math.ceil(seconds)
  if s < 60 then return words("%d s", s) end
  if s < 3600 then return words("%d min %d s", s // 60, s % 60) end
  return words("%d h %d min", s // 3600, s % 3600 // 60)
end

-- The part of a time that a script that computes spends on the processor, at least.
local BUSY = 0.25

-- Notes since when the script has waited for the same, without a call that began.
local function note_waiting(self, at, waiting, made, calls, cpu_us)
  local seen = self.seen
  self.seen = { at = at, cpu_us = cpu_us, made = made }
  local spent_s = seen and seen.cpu_us and cpu_us and (cpu_us - seen.cpu_us) / 1e6
  local what = waiting > 0 and "waiting for rate limits"
    or calls > 0 and "waiting for answers"
    or spent_s and at > seen.at and spent_s >= BUSY * (at - seen.at) and "computing" or nil
  local goes_on = what == self.what and (waiting > 0 or seen and seen.made == made)
  if not goes_on then self.what, self.what_since = what, at end
end

-- Counts from here on: rows that ended, and waits for limits.
local function begin(self, at, ended, waits)
  self.began, self.waits, self.last, self.moved = at, waits, ended, at
end

local function text_of(self, at, ended, total, waits, waiting)
  local parts = { words("%s of %s", grouped(ended), grouped(total)) }
  local function add(part) parts[#parts + 1] = part end
  local took = at - self.began
  if ended > 0 and took >= MEANINGFUL_S then
    add(rate_text(ended / took))
    if ended < total then add(words("%s left", span_text((total - ended) * took / ended))) end
  end
  -- The waits of a client that was closed are forgotten.
  local waited = math.max(waits - self.waits, 0)
  if waited > 0 then
    add(words(waited == 1 and "%s wait for limits" or "%s waits for limits", grouped(waited)))
  end
  local still = at - self.moved
  local expected = ended > 0 and SLOWER * took / ended or 0
  if waiting > 0 and still >= STUCK_S then
    add(words "waiting for rate limits")
  elseif ended < total and still >= math.max(SILENT_S, expected) then
    add(words("no row for %s", span_text(math.floor(still))))
    if self.what then add(words(self.what)) end
  end
  return table.concat(parts, words ", ")
end

-- The start of a text that fits into so many cells. The last one stays free: a full line would
-- wrap.
local function cut(text, cells)
  if not text:find "[\x80-\xFF]" then return text:sub(1, math.max(cells - 1, 0)) end
  return cells > 1 and require("lark.render.width").cut(text, cells - 1) or ""
end

local function draw(self, text)
  local width = self.width() or 80
  text = cut(text, width)
  self.shown = true
  -- The cursor goes back, so that other output begins at the left.
  self.write("\r\27[K" .. text .. "\r")
end

local function show(self, at, text)
  if self.width then
    draw(self, text)
  elseif at - self.said >= self.every then
    self.said = at
    self.write("lualark: " .. text .. "\n")
  end
end

-- Says what the script waits for where no rows are counted, as when pages are read one by one.
local function show_waiting(self, at, waiting)
  local took = at - self.what_since
  if not self.what or took < (waiting > 0 and self.patience or SILENT_S) then
    if waiting == 0 then self:erase() end
    return
  end
  show(self, at, words(self.what) .. words ", " .. span_text(math.floor(took)))
end

--- Shows how far the work is: `ended` of `total` rows, waits for limits so far, and calls
--- that wait now. `ended` and `total` are nil where no rows are counted. Without arguments
--- nothing runs, and the line goes.
--- @param ended? integer
--- @param total? integer
--- @param waits? integer    0 if left out
--- @param waiting? integer  nil if it is not known
--- @param made? integer     calls so far
--- @param calls? integer    calls that are not answered yet
--- @param cpu_us? integer   how long the script has run
function M:look(ended, total, waits, waiting, made, calls, cpu_us)
  local at = self.now()
  if waiting then
    note_waiting(self, at, waiting, made or 0, calls or 0, cpu_us)
  else
    self.what, self.seen = nil, nil
  end
  if not ended then
    self.began = nil
    if waiting then return show_waiting(self, at, waiting) end
    return self:erase()
  end
  waits = waits or 0
  if not self.began or ended < self.last then begin(self, at, ended, waits) end
  if ended > self.last then self.last, self.moved = ended, at end
  if at - self.began < self.patience then return end
  show(self, at, text_of(self, at, ended, total, waits, waiting or 0))
end

--- Takes the line away before something else is written; the next look brings it back.
function M:erase()
  if not self.shown then return end
  self.shown = false
  self.write("\r\27[K")
end

local STDERR = 2

local function write(text)
  io.stderr:write(text)
  io.stderr:flush()
end

--- Shows on standard error how far the work of a command is, once there is something to show,
--- and makes way for messages. The work never fails because this does: after a fault nothing
--- more is shown.
--- @param terminal table
--- @param quiet? boolean   nothing is shown
--- @return fun(...)  look    with the arguments of `progress:look`
--- @return fun()     erase   takes the line away
--- @return boolean drawn     whether it is a line on a terminal that can take it back
function M.meter(terminal, quiet)
  local drawn = terminal.is_terminal(STDERR) and (os.getenv "TERM" or "dumb") ~= "dumb"
  local since, shown, broken = terminal.now(), nil, false
  local function guarded(act, ...)
    broken = broken or not pcall(act, shown, ...)
  end
  local function erase()
    if shown then guarded(M.erase) end
  end
  local function look(...)
    if quiet or broken or not shown and select("#", ...) == 0 then return end
    shown = shown or M.new {
      now = terminal.now, since = since, write = write,
      width = drawn and function() return terminal.width(STDERR) end or nil,
    }
    guarded(M.look, ...)
  end
  status.before = erase
  return look, erase, drawn
end

return M
