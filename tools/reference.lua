-- SPDX-License-Identifier: MIT

--- Writes the reference: a page for each resource of the catalog, for events, error codes, for
--- `lark` and clients (also in Chinese), and for the report library.
---
---     lua5.4 tools/reference.lua SOURCE_DIR OUT_DIR CATALOG_FILE ...
---
--- Examples of endpoints have the parameters of spec/fixtures/, which are valid ones.

local source_dir, out_dir = arg[1], arg[2]
local files = table.move(arg, 3, #arg, 1, {})
local tools = source_dir .. "/tools"

local function read_file(path)
  local file = assert(io.open(source_dir .. "/" .. path, "rb"))
  local text = assert(file:read "a")
  file:close()
  return text
end

local catalog = dofile(tools .. "/read_catalog.lua")(source_dir .. "/core/catalog", files)
local facts = dofile(source_dir .. "/cli/lua/catalog/facts.lua")
local endpoint_page = assert(loadfile(tools .. "/reference/endpoint_page.lua"))(facts)
local example = dofile(tools .. "/reference/example.lua")
local lua_pages = dofile(tools .. "/reference/lua_pages.lua")(tools)
local read_json = dofile(tools .. "/reference/json.lua")
local fixtures = read_json(read_file "spec/fixtures/hire_params.json")

local function write(name, text)
  local file = assert(io.open(out_dir .. "/" .. name .. ".md", "wb"))
  assert(file:write(text))
  assert(file:close())
end

-- "hire.job.manager.get" stands on the page hire.job.manager.
local function page_of(name) return name:match "^(.*)%." end

local function link(name)
  return ("[`%s`](%s.md#%s)"):format(name, page_of(name), (name:gsub("%.", "")))
end

-- The endpoints by page, and the pages in their order.
local function by_page()
  local pages, order = {}, {}
  for _, endpoint in ipairs(catalog.endpoints) do
    local page = page_of(endpoint.name)
    if not pages[page] then
      pages[page] = {}
      order[#order + 1] = page
    end
    table.insert(pages[page], endpoint)
  end
  return pages, order
end

local function write_endpoints(pages)
  for page, endpoints in pairs(pages) do
    local out = { "# " .. page .. "\n" }
    for _, endpoint in ipairs(endpoints) do
      local text, why = example.of(endpoint, fixtures[endpoint.name])
      out[#out + 1] = endpoint_page.section(endpoint, text, why, link)
    end
    write(page, table.concat(out, "\n"))
  end
end

local function write_errors()
  local out = { "# Error codes\n",
    "`lualark explain CODE` shows the same: what a code means, the `kind` of the error, what to "
      .. "do.\n" }
  for _, code in ipairs(catalog.codes) do
    local last = code.first < code.last and " to " .. code.last or ""
    out[#out + 1] = ("## %d%s\n\n%s (`%s`). %s\n"):format(code.first, last,
      code.meaning:gsub("^%l", string.upper), code.kind, code.hint)
  end
  write("errors", table.concat(out, "\n"))
end

local function write_events()
  local out = { "# Events\n",
    "What the platform sends by itself when something happens: [events.md](../events.md). "
      .. "`lualark schema --events` lists them, too.\n" }
  for _, event in ipairs(catalog.events) do out[#out + 1] = endpoint_page.event(event) end
  write("events", table.concat(out, "\n"))
end

local function write_index(pages, order)
  local out = { "# Reference\n",
    "Made from the same data as the checks, `lualark schema` and the editor's definitions.\n",
    "- [lark, clients and tasks](lua.md) ([中文](lua.zh-CN.md))\n- [the report library](report.md)",
    "- [events](events.md)\n- [error codes](errors.md)\n",
    "`client` in the examples is `lark.client()`; they run against `lark-simulator`, except for "
      .. "the families that are marked as unverified.\n" }
  local family
  for _, page in ipairs(order) do
    local of = page:match "^[^.]+"
    if of ~= family then
      family = of
      out[#out + 1] = ("\n## %s\n\n| resource | endpoints |\n|---|---|"):format(family)
    end
    local names = {}
    for i, endpoint in ipairs(pages[page]) do
      local short = endpoint.name:match "[^.]+$"
      names[i] = ("[%s](%s.md#%s)"):format(short, page, (endpoint.name:gsub("%.", "")))
    end
    out[#out + 1] = ("| [%s](%s.md) | %s |"):format(page, page, table.concat(names, ", "))
  end
  write("README", table.concat(out, "\n") .. "\n")
end

local pages, order = by_page()
write_endpoints(pages)
write_errors()
write_events()
write_index(pages, order)
local api = dofile(source_dir .. "/bindings/api.lua")
write("lua", lua_pages.module(api))
write("lua.zh-CN", lua_pages.chinese_module(api, dofile(source_dir .. "/bindings/api.zh.lua")))
write("report", lua_pages.report(read_file))
