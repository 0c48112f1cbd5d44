-- ends: limit
while true do load("if a then " .. ("elseif a then "):rep(16000) .. "end") end
