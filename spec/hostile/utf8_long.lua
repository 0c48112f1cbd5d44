-- ends: limit longer than
local s = ("\u{7FFFFFFF}"):rep(40000)
while true do
  utf8.len(s, 1, -1, true) utf8.offset(s, 39999)
  for _ in utf8.codes(s, true) do end
end
