-- SPDX-License-Identifier: MIT

--- The pages about Lua functions: of the module, from bindings/api.lua; of the report
--- library, from the comments in scripts/lark/.
local comments

local M = {}

-- Says a sentence in the language of the page.
local function in_english(text) return text end
local say = in_english

local function cell(text) return (text:gsub("%s+", " "):gsub("|", "\\|")) end

local function signature(owner, mark, entry)
  local names, results = {}, {}
  for i, param in ipairs(entry.params) do
    names[i] = param[1]:gsub("%?$", "")
  end
  for i, result in ipairs(entry.returns) do
    results[i] = result[2] ~= "" and result[2] or result[1]
  end
  local arrow = #results > 0 and " → " .. table.concat(results, ", ") or ""
  return ("%s%s%s(%s)%s"):format(owner, mark, entry.name, table.concat(names, ", "), arrow)
end

local function add_params(out, entry)
  if #entry.params + #entry.returns == 0 then return end
  out[#out + 1] = ("| | %s | |\n|---|---|---|"):format(say "type")
  for _, param in ipairs(entry.params) do
    out[#out + 1] = ("| `%s` | `%s` | %s |"):format(param[1], cell(param[2]),
      cell(say(param[3])))
  end
  for _, result in ipairs(entry.returns) do
    local name = result[2] ~= "" and (" `%s`"):format(result[2]) or ""
    out[#out + 1] = ("| %s%s | `%s` | |"):format(say "returns", name, cell(result[1]))
  end
  out[#out + 1] = ""
end

-- A block that is indented by four in a comment is code.
local function add_function(out, owner, mark, entry)
  out[#out + 1] = ("### %s%s%s\n"):format(owner, mark, entry.name)
  out[#out + 1] = ("`%s`\n"):format(signature(owner, mark, entry))
  out[#out + 1] = say(entry.doc) .. "\n"
  add_params(out, entry)
  if entry.example then out[#out + 1] = "```lua\n" .. entry.example .. "\n```\n" end
end

local function add_functions(out, owner, mark, functions)
  for _, one in ipairs(functions) do
    add_function(out, owner, mark, {
      name = one[1], doc = one[2], params = one[3], returns = one[4], example = one.example,
    })
  end
end

local function add_fields(out, fields)
  out[#out + 1] = ("| %s | %s | %s |\n|---|---|---|"):format(say "field", say "type", say "meaning")
  for _, field in ipairs(fields) do
    out[#out + 1] = ("| `%s` | `%s` | %s |"):format(field[1], cell(field[2]),
      cell(say(field[3])))
  end
  out[#out + 1] = ""
end

local function module_page(api, other)
  local intro = say "Lines behind `-->` are what an example prints; `client` is `lark.client()`."
  local out = { ("# %s\n"):format(say "lark, clients and tasks"), intro .. "\n", other .. "\n" }
  local function begin(part)
    out[#out + 1] = ("## %s\n\n%s\n"):format(say(part.title), say(part.doc or ""))
  end
  begin(api.lark)
  add_fields(out, api.lark.fields)
  add_functions(out, "lark", ".", api.lark.functions)
  add_functions(out, "lark", ".", api.lark.engine)
  begin(api.client)
  add_functions(out, "client", ":", api.client.functions)
  begin(api.task)
  add_functions(out, "task", ":", api.task.functions)
  for _, class in ipairs(api.classes) do
    local name = ("`%s`"):format(class.class)
    out[#out + 1] = ("## %s\n\n%s\n"):format(say(class.title),
      class.doc and say("%s. %s"):format(name, say(class.doc)) or name)
    add_fields(out, class.fields)
  end
  return table.concat(out, "\n")
end

--- The page of `lark`, clients and tasks, in English.
--- @param api table  bindings/api.lua
--- @return string
function M.module(api) return module_page(api, "[中文](lua.zh-CN.md)") end

--- The same page in Chinese; a sentence that has none stays English.
--- @param api table
--- @param words table<string, string>  bindings/api.zh.lua: by the English
--- @return string
function M.chinese_module(api, words)
  function say(text)
    return text ~= "" and words[text] or text
  end
  local page = module_page(api, "[English](lua.md)")
  say = in_english
  return page
end

-- The modules of the report library, each with the files that hold its functions, and the
-- name of the variable whose methods they are.
M.LIBRARY = {
  { "lark.report", { "report" } },
  { "lark.rows", { "rows", "rows/choose", "rows/fields", "rows/join", "rows/group", "rows/sort",
    "rows/pivot", "rows/list" } },
  { "lark.aggregate", { "aggregate" } },
  { "lark.field", { "field" } },
  { "lark.csv", { "csv" } },
  { "lark.fetch", { "fetch" } },
  { "lark.referrals", { "referrals" } },
  { "lark.decimal", { "decimal" } },
  { "lark.zone", { "zone" } },
  { "lark.locale", { "locale" } },
  { "lark.arguments", { "arguments" } },
  { "lark.render", { "render" } },
  { "lark.workflow", { "workflow" } },
  { "lark.applications", { "applications" } },
  { "lark.bitable", { "bitable" } },
  { "lark.filename", { "filename" } },
  { "lark.input", { "input" } },
  { "lark.raw", { "raw" } },
  { "lark.skynet", { "skynet" } }, { "lark.luv", { "luv" } }, { "lark.cqueues", { "cqueues" } },
}

-- The functions that a module lends from others: `name = module.name` in its table.
local function lent(text)
  local found = {}
  for name, module, member in text:gmatch "\n  ([%w_]+) = ([%w_]+)%.([%w_]+),"  do
    found[#found + 1] = { name = name, from = ("lark.%s.%s"):format(module, member) }
  end
  return found
end

--- The functions of a module of the library.
--- @param read_file fun(path: string): string
--- @param module table   of M.LIBRARY
--- @return table[] functions  as comments.lua gives them
--- @return table[] lent       `{ name, from }`
--- @return string about
function M.library(read_file, module)
  local functions, about, borrowed = {}, nil, nil
  for _, file in ipairs(module[2]) do
    local text = read_file("scripts/lark/" .. file .. ".lua")
    local found, words = comments.read(text)
    for _, entry in ipairs(found) do
      -- Other files than the module's own have methods, and helpers for each other.
      if file == module[2][1] or entry.owner ~= "M" then functions[#functions + 1] = entry end
    end
    about, borrowed = about or words, borrowed or lent(text)
  end
  return functions, borrowed, about
end

-- Where the tables that functions take are described, beside the files of M.LIBRARY.
local CLASS_FILES = { "column", "chart", "render/choose" }
-- Values that scripts get and pass on without a look inside.
local OPAQUE = { ["lark.client"] = true, ["lark.error"] = true, ["lark.rows"] = true,
  ["lark.report"] = true, ["lark.decimal"] = true, ["lark.decimal.accumulator"] = true }

local function classes_of(read_file)
  local all = {}
  local function add(file)
    local text = read_file("scripts/lark/" .. file .. ".lua")
    for name, fields in pairs(comments.classes(text)) do
      if #fields > 0 then all[name] = fields end
    end
  end
  for _, module in ipairs(M.LIBRARY) do
    for _, file in ipairs(module[2]) do add(file) end
  end
  for _, file in ipairs(CLASS_FILES) do add(file) end
  return all
end

-- The classes that the types in a text name, and those that their fields name.
local function note_classes(text, all, noted)
  for name in text:gmatch "lark%.[%w_.]+" do
    if all[name] and not noted[name] and not OPAQUE[name] then
      noted[name], noted[#noted + 1] = true, name
      for _, field in ipairs(all[name]) do note_classes(field[2], all, noted) end
    end
  end
end

-- The tables that the functions take, each with its members.
local function add_classes(out, functions, read_file)
  local all, noted = classes_of(read_file), {}
  for _, entry in ipairs(functions) do
    for _, param in ipairs(entry.params) do note_classes(param[2], all, noted) end
  end
  table.sort(noted)
  out[#out + 1] = "## What they take\n\nThe members of the tables that functions take; those with "
    .. "a `?` may be left out.\n"
  for _, name in ipairs(noted) do
    out[#out + 1] = ("### %s\n"):format(name)
    add_fields(out, all[name])
  end
end

--- The page of the report library.
--- @param read_file fun(path: string): string
--- @return string
function M.report(read_file)
  local out = { "# The report library\n",
    "[reports.md](../reports.md) shows it in five steps, and\n"
      .. "[report-reference.md](../report-reference.md) each function with an example.\n"
      .. "[What they take](#what-they-take) lists the members of tables of options.\n" }
  local documented = {}
  for _, module in ipairs(M.LIBRARY) do
    local functions, borrowed, about = M.library(read_file, module)
    local short = module[1]:match "[^.]+$"
    out[#out + 1] = ("## %s\n\n%s\n"):format(module[1], about)
    for _, entry in ipairs(functions) do
      add_function(out, entry.owner == "M" and short or entry.owner:lower(), entry.mark, entry)
      documented[#documented + 1] = entry
    end
    if #borrowed > 0 then
      out[#out + 1] = "| also here | is |\n|---|---|"
      for _, one in ipairs(borrowed) do
        out[#out + 1] = ("| `%s.%s` | `%s` |"):format(short, one.name, one.from)
      end
      out[#out + 1] = ""
    end
  end
  add_classes(out, documented, read_file)
  return table.concat(out, "\n")
end

return function(tools)
  comments = dofile(tools .. "/reference/comments.lua")
  return M
end
