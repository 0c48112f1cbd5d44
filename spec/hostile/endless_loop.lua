-- ends: limit longer than
while true do end
