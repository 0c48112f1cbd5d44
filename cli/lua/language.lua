-- SPDX-License-Identifier: MIT

--- The language that the command speaks: --lang, else LARK_LANG, else the locale's.
local M = {}

--- The languages, English first.
M.LANGUAGES = { "en", "zh" }

local current, is_chosen = "en", false

-- The language of "zh", "zh-CN" or "zh_CN.UTF-8"; nil where it is none of ours.
local function language_of(name)
  local word = name:match "^(%a+)[%-_.@]" or name
  for _, language in ipairs(M.LANGUAGES) do
    if word == language then return language end
  end
end

-- The environment's language: the first variable that is set counts, as POSIX has it.
local function from_environment()
  local own = language_of(os.getenv "LARK_LANG" or "")
  if own then return own end
  for _, name in ipairs { "LC_ALL", "LC_MESSAGES", "LANG" } do
    local value = os.getenv(name) or ""
    if value ~= "" then return language_of(value) or "en" end
  end
  return "en"
end

-- The core reads the variable when it first says something.
local function set(terminal, language)
  current = language
  terminal.set_variable("LARK_LANG", language)
end

--- Takes the language of the environment.
function M.take_from_environment(terminal)
  set(terminal, from_environment())
end

--- Takes the language that --lang names.
--- @param name string
--- @return boolean known  false: it is none of ours, and nothing changed
function M.choose(terminal, name)
  local language = language_of(name)
  if not language then return false end
  set(terminal, language)
  is_chosen = true
  return true
end

--- The language that is spoken: "en" or "zh".
function M.current() return current end

--- A text of the catalog in that language: `doc`, which `doc_in` has by language.
--- @param of table     what has the text
--- @param name string  of its member
--- @return string?
function M.text(of, name)
  local all = of[name .. "_in"]
  return all and all[current] or of[name]
end

--- The label of an enum's value in that language; nil where it has none.
--- @param choice table
--- @return string?
function M.label(choice) return choice[current] or choice.en or choice.zh end

--- Whether --lang chose it. What programs read, such as the headers of CSV, follows no other.
function M.is_chosen() return is_chosen end

return M
