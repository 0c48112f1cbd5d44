-- ends: done {"echo":[1,"two",[3]],"greeting":"hi ada","loaded":42,"many":100,"parsed":{"a":[1,2.5,true]}}
local lark = require "lark"
local friendly = require "friendly"
assert(friendly == require "friendly")
local double = load("local n = ... return n * factor", "double", "t", { factor = 2 })
local many = 0
for _, answer in ipairs((lark.map({ 1, 2, 3, 4 }, function(n)
  return host.echo(n * 10)[1]
end))) do many = many + answer end
lark.send("progress", { done = many })
print("so far", many)
return {
  greeting = friendly.greet "ada",
  echo = host.echo(1, "two", { 3 }),
  loaded = double(21),
  many = many,
  parsed = lark.decode(lark.encode { a = { 1, 2.5, true } }),
}
