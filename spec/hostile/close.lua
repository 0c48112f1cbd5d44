-- ends: limit longer than
local function forever() while true do end end
while true do
  pcall(function()
    local x <close> = setmetatable({}, { __close = forever })
    error "now"
  end)
end
