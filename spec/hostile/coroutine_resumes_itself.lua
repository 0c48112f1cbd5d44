-- ends: done [false,"cannot resume non-suspended coroutine",false,false]
local me = coroutine.running()
local ok, why = coroutine.resume(me)
local outer
outer = coroutine.create(function()
  local inner = coroutine.create(function() return coroutine.resume(outer) end)
  return select(2, coroutine.resume(inner))
end)
local _, normal = coroutine.resume(outer)
return { ok, why, normal, (pcall(coroutine.close, me)) }
