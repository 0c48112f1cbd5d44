-- SPDX-License-Identifier: MIT

--- Tasks as the protocol's threads, and their levels as its frames.
local primitives = require "lark.debug.primitives"
local sources = require "lark.debug.sources"

local M = {}

local PAGE = 50

local ids, places = {}, {} -- "script:task" to a number; that to { script, task }
local frames = {}          -- number: { script, task, level }, until the stop is over
local last_frame = 0
local ends = {}            -- thread: how many of its levels are shown

--- The stop is over.
function M.forget() frames, ends = {}, {} end

--- The number of a task.
function M.id(script, task)
  local name = ("%d:%d"):format(script, task)
  if not ids[name] then
    places[#places + 1] = { script = script, task = task }
    ids[name] = #places
  end
  return ids[name]
end

--- Those of a script, by which the client knows them.
function M.of_script(script)
  local list = {}
  for number, place in ipairs(places) do
    if place.script == script then list[#list + 1] = number end
  end
  return list
end

local function name_of(script, task)
  local name = ("%s: %s"):format(script.name, task.name)
  return task.waits ~= "" and ("%s (%s)"):format(name, task.waits) or name
end

--- All tasks.
function M.list()
  local list = {}
  local script_here, task_here = primitives.stopped()
  for _, script in ipairs(primitives.scripts()) do
    local has_here = script.id ~= script_here
    for _, task in ipairs(script.tasks) do
      list[#list + 1] = { id = M.id(script.id, task.number), name = name_of(script, task) }
      has_here = has_here or task.number == task_here
    end
    if not has_here or #script.tasks == 0 then
      local task = script.id == script_here and task_here or 0
      list[#list + 1] = { id = M.id(script.id, task), name = script.name }
    end
  end
  return list
end

-- Levels behind the last one of the script's own are ours, and not shown.
local function count_shown(place, total)
  local from = math.max(0, total - PAGE)
  local tail = primitives.levels(place.script, place.task, from, PAGE)
  for i = #tail, 1, -1 do
    if not tail[i].ours and tail[i].what ~= "C" then return from + i end
  end
  return total
end

local function title(level)
  if level.what == "main" then return "main chunk" end
  local name = level.name ~= "" and level.name or nil
  if level.what == "C" then return (name or "?") .. " [C]" end
  return name or ("function <%d>"):format(level.first)
end

local function describe(level, place, at)
  last_frame = last_frame + 1
  frames[last_frame] = { script = place.script, task = place.task, level = at }
  local is_code = level.what ~= "C" and not level.ours
  return {
    id = last_frame, name = title(level), column = level.line > 0 and 1 or 0,
    line = math.max(level.line, 0),
    source = is_code and sources.describe(level.source) or nil,
    presentationHint = not is_code and "subtle" or nil,
  }
end

--- The frames of a thread, and how many it has; nil if it has gone.
function M.frames(number, from, count)
  local place = places[number]
  if not place then return nil end
  local levels, total = primitives.levels(place.script, place.task, from, count)
  ends[number] = ends[number] or count_shown(place, total)
  local list = {}
  for i, level in ipairs(levels) do
    if from + i > ends[number] then break end
    list[i] = describe(level, place, from + i - 1)
  end
  return list, ends[number]
end

--- The frame of that number; without one, the innermost that is stopped and has code.
function M.frame(number)
  if number then return frames[number] end
  local script, task = primitives.stopped()
  for at, level in ipairs(primitives.levels(script, task, 0, PAGE)) do
    if level.what ~= "C" then return { script = script, task = task, level = at - 1 } end
  end
  return { script = script, task = task, level = 0 }
end

return M
