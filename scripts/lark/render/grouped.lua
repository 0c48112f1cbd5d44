-- SPDX-License-Identifier: MIT

--- A number's text with separators of thousands, and what stands behind it: "1234567.5 CNY" as
--- "1,234,567.5 CNY". Any other text stays.
--- @param text string
--- @return string
return function(text)
  local sign, digits, behind = text:match "^(-?)(%d+)(.*)$"
  if not digits or #digits < 4 then return text end
  digits = digits:reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", "")
  return sign .. digits .. behind
end
