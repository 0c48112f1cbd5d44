-- SPDX-License-Identifier: MIT

--- The facts of endpoints and fields, as texts: for `lualark schema`, and for the reference.
---
--- A text begins with a small letter and ends without a stop. `code` marks up a name or a
--- value, as `x` in Markdown; by default names stay as they are.
local M = {}

local words, text_of

--- Sets the language of the texts. It is English at first.
--- @param in_words fun(english: string, ...): string  gives a sentence
--- @param in_text fun(of: table, name: string): string?  gives a text of the catalog
function M.speak(in_words, in_text) words, text_of = in_words, in_text end

M.speak(function(english, ...)
  return select("#", ...) > 0 and english:format(...) or english
end, function(of, name) return of[name] end)

local function plain(text) return text end

local function join(list, between, code)
  local parts = {}
  for i, one in ipairs(list) do parts[i] = code(one) end
  return table.concat(parts, between)
end

--- The rate limits of an endpoint; nil where none are documented.
function M.limits(endpoint)
  local parts = {}
  for i, limit in ipairs(endpoint.limits) do
    parts[i] = words("%d in %d s", limit.max, limit.window_ms // 1000)
  end
  return #parts > 0 and table.concat(parts, words ", and ") or nil
end

--- Whether a call is sent again after its answer was lost.
function M.repeats(endpoint, code)
  if endpoint.repeatable then return words "sent again after a lost answer" end
  if endpoint.key then
    return words("sent again after a lost answer with a %s of your own",
      (code or plain)(endpoint.key))
  end
  return words "not sent again after a lost answer: it may have been carried out"
end

--- How the pages of an endpoint are read; nil where it has none.
function M.pages(endpoint, code)
  code = code or plain
  if endpoint.inert_paging then
    return words("all rows at once: the platform ignores %s", code "page_token")
  end
  return endpoint.page and words("%s and %s read them; the items are %s", code "each",
    code "all", code(endpoint.page)) or nil
end

--- The kinds of token that an endpoint takes.
function M.tokens(endpoint)
  return table.concat(endpoint.tokens or { endpoint.token or "tenant" }, words " or ")
end

--- The facts of a field besides its type, its choices and its text; a list.
function M.field(field, code)
  local facts = {}
  code = code or plain
  local function add(format, value)
    if value ~= nil and value ~= false then facts[#facts + 1] = words(format, value) end
  end
  if field.default ~= nil then add("default %s", code(tostring(field.default))) end
  add("at least %s", field.min)
  add("at most %s", field.max)
  add("at least %s items", field.min_items)
  add("at most %s items", field.max_items)
  add("at least %s characters", field.min_length)
  add("at most %s characters", field.max_length)
  add("at most %s bytes", field.max_bytes)
  local format = field.value_format
  if format and format ~= "digits" then add("reads like %s", code(format)) end
  add("%s", field.conditional
    and words "required in some cases, which the platform checks")
  if field.id_type then add("%s says which kind of id", code(field.id_type)) end
  if field.scopes then add("needs the scope %s", join(field.scopes, words " or ",
    function(scope) return words(code(scope)) end)) end
  add("the address works for %s s", field.ttl_s)
  add("deprecated: %s", text_of(field, "deprecated"))
  add("unverified: %s", text_of(field, "unverified"))
  return facts
end

return M
