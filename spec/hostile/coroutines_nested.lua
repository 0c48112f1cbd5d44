-- ends: done true
local why
local function f()
  local ok, err = coroutine.resume(coroutine.create(f))
  if not ok then why = err end
end
f()
return why:find "inside each other" ~= nil
