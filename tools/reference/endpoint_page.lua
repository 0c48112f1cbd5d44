-- SPDX-License-Identifier: MIT

--- Pages of the reference: the endpoints of one resource; the events.
---
---     local endpoint_page = loadfile "tools/reference/endpoint_page.lua" (facts)
---
--- `facts` is cli/lua/catalog/facts.lua, whose texts `lualark schema` shows too.
local facts = ...

local M = {}

local function cell(text)
  return (tostring(text):gsub("%s+", " "):gsub("|", "\\|"))
end

local function choices_text(shape)
  local parts = {}
  for i, choice in ipairs(shape.enum or {}) do
    local value = ("`%s`"):format(choice.value)
    parts[i] = choice.en and ("%s %s"):format(value, choice.en) or value
  end
  if #parts == 0 then return nil end
  return ("%s %s"):format(shape.open and "Known values:" or "One of:", table.concat(parts, ", "))
end

--- The name of a type as people read it.
function M.type_text(shape)
  if shape.type == "array" then return "list of " .. M.type_text(shape.item) end
  if shape.values then return "map of " .. M.type_text(shape.values) end
  if shape.unit then
    local unit = shape.unit == "s" and "s" or "ms"
    return ("time in %s%s"):format(unit, shape.type == "string" and ", as text" or "")
  end
  if shape.value_format == "digits" then return "digits, as text" end
  return shape.format == "id" and "id" or shape.format == "file" and "file" or shape.type
end

local function code(text) return "`" .. text .. "`" end

local function sentence(text)
  return text:gsub("^%l", string.upper) .. (text:find "%.$" and "" or ".")
end

-- The facts of a field besides its type, as sentences.
local function facts_of(shape)
  local sentences = {}
  for i, text in ipairs(facts.field(shape, code)) do sentences[i] = sentence(text) end
  local choices = choices_text(shape)
  if choices then sentences[#sentences + 1] = choices .. "." end
  return sentences
end

-- The facts of a list's items count for the list.
local function words_of(field)
  local words, shape = { field.doc }, field.type
  while shape do
    for _, text in ipairs(facts_of(shape)) do words[#words + 1] = text end
    shape = shape.item or shape.values
  end
  return table.concat(words, " ")
end

local function add_rows(out, fields, prefix, asks)
  for _, field in ipairs(fields) do
    local shape = field.type
    if shape.hidden then goto continue end
    local name = prefix .. field.name
    out[#out + 1] = ("| `%s`%s | %s | %s |"):format(name, asks and field.required and " *" or "",
      M.type_text(shape), cell(words_of(field)))
    local path = name
    while shape.item or shape.values do
      path, shape = path .. (shape.item and "[]" or ".*"), shape.item or shape.values
    end
    add_rows(out, shape.fields or {}, path .. ".", asks)
    ::continue::
  end
end

local function add_fields(out, title, fields, asks)
  if #fields == 0 then return end
  out[#out + 1] = ("\n### %s\n"):format(title)
  out[#out + 1] = "| name | type | meaning |\n|---|---|---|"
  add_rows(out, fields, "", asks)
end

local APPS = { custom = "self-built", isv = "store" }

local function apps_text(endpoint)
  local apps = {}
  for i, app in ipairs(endpoint.apps) do apps[i] = APPS[app] end
  return table.concat(apps, " and ") .. " apps"
end

local function add_facts(out, endpoint)
  local function add(name, text)
    if text then out[#out + 1] = ("| %s | %s |"):format(name, cell(text)) end
  end
  local function scopes(list)
    return #list > 0 and "`" .. table.concat(list, "` or `") .. "`" or nil
  end
  out[#out + 1] = "| | |\n|---|---|"
  add("who may call", apps_text(endpoint))
  add("token", facts.tokens(endpoint))
  add("scopes", scopes(endpoint.scopes))
  add("scopes of fields", scopes(endpoint.field_scopes))
  add("limits", facts.limits(endpoint) or "not documented")
  add("repeats", facts.repeats(endpoint, code))
  add("pages", facts.pages(endpoint, code))
  local aliases = table.concat(endpoint.aliases, "`, `")
  add("also", aliases ~= "" and "`" .. aliases .. "`" or nil)
end

local function add_notes(out, endpoint, link)
  if endpoint.deprecated then
    local by = endpoint.superseded_by
    local text = endpoint.deprecated
    if by and text:find(by, 1, true) then
      text = text:gsub("`?" .. by:gsub("%.", "%%.") .. "`?", (link(by):gsub("%%", "%%%%")))
    elseif by then
      text = ("%s See %s."):format(text, link(by))
    end
    out[#out + 1] = "\n**Deprecated.** " .. text
  end
  if endpoint.unverified then out[#out + 1] = "\n**Unverified.** " .. endpoint.unverified end
end

local function add_errors(out, endpoint)
  if #endpoint.errors == 0 then return end
  local links = {}
  for i, known in ipairs(endpoint.errors) do
    links[i] = ("[%d](errors.md#%d)"):format(known, known)
  end
  out[#out + 1] = "\n### Errors\n\n" .. table.concat(links, ", ")
end

--- The section of one endpoint.
--- @param endpoint table   its plain shape
--- @param example string?  Lua
--- @param why string?      why there is no example
--- @param link fun(name: string): string  to another endpoint
function M.section(endpoint, example, why, link)
  local out = { "## " .. endpoint.name .. "\n" }
  local url = endpoint.url ~= "" and (" [The platform's page](%s)"):format(endpoint.url) or ""
  out[#out + 1] = endpoint.doc .. url .. "\n"
  out[#out + 1] = ("`%s %s`"):format(endpoint.method, endpoint.path)
  add_notes(out, endpoint, link)
  out[#out + 1] = ""
  add_facts(out, endpoint)
  add_fields(out, "Parameters (* required)", endpoint.params, true)
  add_fields(out, "Returns", endpoint.returns, false)
  add_errors(out, endpoint)
  out[#out + 1] = "\n### Example\n"
  out[#out + 1] = example and "```lua\n" .. example .. "\n```\n" or why .. "\n"
  return table.concat(out, "\n")
end

--- The section of one type of event.
--- @param event table  its plain shape
function M.event(event)
  local out = { "## " .. event.name .. "\n", event.doc }
  if event.unverified then out[#out + 1] = "\n**Unverified.** " .. event.unverified end
  add_fields(out, "Fields of the event", event.fields, false)
  out[#out + 1] = ""
  return table.concat(out, "\n")
end

return M
