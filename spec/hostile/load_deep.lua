-- ends: limit longer than
while true do
  load(("("):rep(100000))
  load("return " .. ("{"):rep(100000))
  load(("do "):rep(80000))
  load("return " .. ("-"):rep(100000) .. "1")
  load("return " .. ("a.."):rep(60000) .. "a")
  load("return a" .. ("^a"):rep(60000))
end
