-- ends: limit longer than
-- Each runs for less than what passes before it first looks at the clock.
while true do coroutine.wrap(function() for _ = 1, 40 do end end)() end
