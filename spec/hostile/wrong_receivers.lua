-- ends: somehow -- time=1000
local lark = require "lark"
local task = lark.spawn(function() end)
local values = { 1, "x", {}, print, coroutine.create(print), lark.null,
  lark.error {}, lark.array {}, true, 0 / 0, math.mininteger, task }
local functions = { task.await, task.cancel, task.status, coroutine.close,
  coroutine.resume, coroutine.status, coroutine.wrap, lark.array, lark.error,
  lark.encode, lark.decode, lark.map, lark.on, lark.send, lark.sleep,
  host.echo, string.gmatch, string.rep, table.sort, table.unpack, utf8.codes,
  utf8.char, setmetatable, getmetatable, rawset, rawget, rawlen, rawequal,
  next, select, tostring, tonumber, load, require, os.date, os.time,
  string.pack, string.unpack, string.format, math.random, collectgarbage }
local crashes = 0
for _, f in ipairs(functions) do
  pcall(f)
  for _, a in ipairs(values) do
    if f ~= lark.sleep then pcall(f, a) end
    for _, b in ipairs(values) do
      if f ~= table.sort and f ~= table.unpack and f ~= lark.on then
        pcall(f, a, b)
      end
    end
  end
end
return crashes
