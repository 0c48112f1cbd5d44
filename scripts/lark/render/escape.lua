-- SPDX-License-Identifier: MIT

--- Escapes text for HTML and SVG, for elements and for quoted attributes.
local cell = require "lark.render.cell"

local ENTITIES = {
  ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;",
}

--- @param text string
--- @return string
return function(text)
  if not text:find("[&<>\"'%c\x80-\xFF]") then return text end
  return (cell.visible(text, "\n\t"):gsub("[&<>\"']", ENTITIES))
end
