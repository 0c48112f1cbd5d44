-- ends: limit longer than
-- Each ends before it would look at the clock for the first time.
while true do coroutine.wrap(function() for _ = 1, 40 do end end)() end
