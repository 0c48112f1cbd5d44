-- ends: limit longer than
xpcall(function() error "now" end, function() while true do end end)
