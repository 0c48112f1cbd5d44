-- ends: limit cannot be interrupted
xpcall(function() error "now" end, function() while true do end end)
