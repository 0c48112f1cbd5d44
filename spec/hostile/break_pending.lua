-- ends: limit at once
while true do load("while true do " .. ("break "):rep(16000) .. " end") end
