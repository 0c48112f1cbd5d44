-- SPDX-License-Identifier: MIT

--- File names made from texts of others, such as the names of uploaded files.
---
---     filename.safe("../CV: 2024?.pdf", "6930815272790114324")
---       --> "_CV_ 2024_ 6930815272790114324.pdf"
local M = {}

-- A name has room for what a download appends while it is under way. File systems take 255
-- bytes.
local MOST_BYTES = 200

-- A path, a shell or Windows would take these for something else.
local UNSAFE = '[%c\127/\\:*?"<>|]'

-- Marks that show a name in another order than it has: "exe.fdp" as "pdf.exe".
local function without_directions(text)
  return (text:gsub("\u{202A}", ""):gsub("\u{202B}", ""):gsub("\u{202C}", "")
    :gsub("\u{202D}", ""):gsub("\u{202E}", ""):gsub("\u{2066}", ""):gsub("\u{2067}", "")
    :gsub("\u{2068}", ""):gsub("\u{2069}", ""):gsub("\u{200E}", ""):gsub("\u{200F}", ""))
end

-- At most so many bytes, and no half character.
local function cut(text, bytes)
  if #text <= bytes then return text end
  local last = bytes
  while last > 0 and text:byte(last + 1) & 0xC0 == 0x80 do last = last - 1 end
  return text:sub(1, last)
end

--- A name for a file in any folder: of its own by the id, readable by the text.
--- @param text string  may be anything
--- @param id string    letters and digits, another for each file
--- @return string
function M.safe(text, id)
  local name = without_directions(text):gsub(UNSAFE, "_")
  local stem, ending = name:match "^(.*)(%.%w%w?%w?%w?%w?)$"
  stem = (stem or name):gsub("^[%s.]+", ""):gsub("[%s.]+$", "")
  ending = ending or ""
  stem = cut(stem, MOST_BYTES - #id - #ending - 1)
  return (stem == "" and "" or stem .. " ") .. id .. ending
end

return M
