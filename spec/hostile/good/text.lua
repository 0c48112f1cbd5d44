-- ends: done ["Olleh Dlrow","a=1,b=2,c=3","0042|  3.50|ff|\"q\"",5,"h.ll.",["k","v"],"äöü"]
local function words(text)
  return (text:gsub("%a+", function(word)
    return word:reverse():lower():gsub("^%l", string.upper)
  end))
end
local pairs_ = {}
for k, v in ("a=1;b=2;c=3"):gmatch "(%w+)=(%w+)" do pairs_[#pairs_ + 1] = k .. "=" .. v end
local key, value = ("  k : v "):match "^%s*(%S+)%s*:%s*(%S+)%s*$"
return {
  words "hello world",
  table.concat(pairs_, ","),
  ("%04d|%6.2f|%x|%q"):format(42, 3.5, 255, "q"),
  utf8.len "aäöü!",
  (("hello"):gsub("[aeiou]", ".")),
  { key, value },
  utf8.char(228, 246, 252),
}
