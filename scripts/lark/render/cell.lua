-- SPDX-License-Identifier: MIT

--- Makes text safe to show: control characters become visible.
local M = {}

local NAMES = { ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function byte_name(byte) return NAMES[byte] or ("\\x%02x"):format(byte:byte()) end
local function code_name(text) return ("\\u{%x}"):format(utf8.codepoint(text)) end

-- Replaces bytes that are not UTF-8 by their names.
local function valid(text)
  local parts, at = {}, 1
  while true do
    local ok, bad = utf8.len(text, at)
    if ok then break end
    parts[#parts + 1] = text:sub(at, bad - 1) .. byte_name(text:sub(bad, bad))
    at = bad + 1
  end
  return table.concat(parts) .. text:sub(at)
end

-- More control characters: C1, line separators, and changes of the writing direction,
-- with which a text could look like another.
local UNSEEN = {
  "\xC2[\x80-\x9F]", "\xD8\x9C", "\xE2\x80[\x8E\x8F\xA8-\xAE]", "\xE2\x81[\xA6-\xA9]",
}

--- `text` with control characters written out, such as `\x1b`: an answer of the platform
--- must not control the terminal.
--- @param text string
--- @param keep? string  control characters that stay, such as "\n"
--- @return string
function M.visible(text, keep)
  if not text:find("[%c\x80-\xFF]") then return text end
  if not utf8.len(text) then text = valid(text) end
  if text:find "%c" then
    text = text:gsub("%c", function(byte)
      return keep and keep:find(byte, 1, true) and byte or byte_name(byte)
    end)
  end
  if not text:find("[\xC2\xD8\xE2]") then return text end
  for _, pattern in ipairs(UNSEEN) do text = text:gsub(pattern, code_name) end
  return text
end

local function json_name(text) return ("\\u%04x"):format(utf8.codepoint(text)) end

--- JSON with the same characters written as `\u009b`, which reads back as they were.
--- @param text string
--- @return string
function M.json(text)
  if not text:find("[\127\xC2\xD8\xE2]") then return text end
  text = text:gsub("\127", json_name)
  for _, pattern in ipairs(UNSEEN) do text = text:gsub(pattern, json_name) end
  return text
end

return M
