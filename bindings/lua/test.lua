-- SPDX-License-Identifier: MIT

--- lark.test: tests of scripts, without a network.
local lark, words = ...

local M = {}

--- A client that answers by itself, and sends nothing. Raises where an answer is wrong.
--- @param answers table<string, any>
--- @param options? table  other options of lark.client
--- @return lark.client
function M.client(answers, options)
  local all = {}
  for name, value in pairs(options or {}) do all[name] = value end
  all.answers = answers
  local client, err = lark.client(all)
  if not client then error(tostring(err), 2) end
  return client
end

--- The calls of a client with answers that were for one endpoint.
--- @param client lark.client
--- @param endpoint? string  all calls without it
--- @return table[]
function M.calls(client, endpoint)
  local found = {}
  for _, call in ipairs(client.calls or error("lark.test: the client has no answers", 2)) do
    if not endpoint or call.endpoint == endpoint then found[#found + 1] = call end
  end
  return found
end

--- An answer that hands out items page by page.
--- @param items table[]
--- @param size? integer  of a page; all on one page without it
--- @param member? string  where a page has its items: "items"
--- @return fun(params: table): table
function M.pages(items, size, member)
  size = size or math.max(#items, 1)
  return function(params)
    local first = tonumber(params.page_token or 1)
    local last = math.min(first + size - 1, #items)
    local has_more = last < #items
    local page = { has_more = has_more, page_token = has_more and tostring(last + 1) or "" }
    page[member or "items"] = lark.array(table.move(items, first, last, 1, {}))
    return page
  end
end

-- Reads a script as `lualark run` does.
local function read(path)
  local file <close>, err = io.open(path, "rb")
  if not file then error(err, 3) end
  local text = file:read "a"
  return (text:gsub("^\xEF\xBB\xBF", ""):gsub("^#[^\n]*", ""))
end

-- The globals of the script: what it sets stays there, and os.exit ends it alone.
local function globals_of(path, args, ended)
  local env = setmetatable({}, { __index = _G })
  env._G = env
  env.arg = table.move(args, 1, #args, 1, { [0] = path })
  env.os = setmetatable({
    exit = function(code)
      ended.code = code == nil and 0 or code == true and 0 or code == false and 1 or code
      error(ended, 0)
    end,
  }, { __index = os })
  return env
end

--- Runs a script with a client in place of the one that it opens, and returns what it returns.
--- Raises what it raises; where it calls os.exit, returns nil and an error with its `exit`.
--- @param path string
--- @param given { client: lark.client, args?: string[] }
--- @return any ...
function M.run(path, given)
  if type(given) ~= "table" or type(given.client) ~= "userdata" then
    error("lark.test: which client? lark.test.run(path, { client = ... })", 2)
  end
  local ended, args = {}, given.args or {}
  local script, err = load(read(path), "@" .. path, "t", globals_of(path, args, ended))
  if not script then error(err, 2) end
  -- Modules that the script requires open their clients there, too.
  local own, download = lark.client, rawget(lark, "download")
  lark.client = function() return given.client end
  lark.download = function(...) return given.client:download(...) end
  local results = table.pack(xpcall(script, function(why)
    return why ~= ended and type(why) == "string" and debug and debug.traceback(why, 2) or why
  end, table.unpack(args)))
  lark.client, lark.download = own, download
  if results[1] then return table.unpack(results, 2, results.n) end
  if results[2] ~= ended then error(results[2], 0) end
  return nil, lark.error {
    kind = "script", exit = ended.code,
    msg = words("the script called os.exit(%s)"):format(ended.code),
  }
end

return M
