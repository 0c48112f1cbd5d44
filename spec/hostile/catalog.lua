-- ends: limit longer than
-- The catalog is long, so that its functions are slower than others.
local lark = require "lark"
local long = ("x"):rep(100000)
while true do
  for _, f in ipairs { lark.endpoints, lark.schema, lark.preview, lark.explain } do
    pcall(f) pcall(f, "") pcall(f, "hire") pcall(f, long) pcall(f, "*")
    pcall(f, "hire.job.list", {}) pcall(f, 99991663)
  end
end
