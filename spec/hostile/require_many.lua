-- ends: error module 'friendly2' not found
for _ = 1, 1000 do require "friendly" end
for i = 1, 1000 do require("friendly" .. i + 1) end
