-- ends: somehow
table.sort({ 1, 2, 3 }, setmetatable({}, { __call = function()
  ("a"):rep(1000):find(("a*"):rep(20) .. "b")
end }))
