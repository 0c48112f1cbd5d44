-- SPDX-License-Identifier: MIT

--- Paged endpoints: `each` and `all` beside the call for one page.
---
--- An empty page with has_more is not the end. A page token that is missing or came
--- before is an error, and so is a page without data after the first: no list ends
--- early, and none is endless.
local lark = ...

local function wrong_page(name, what)
  return lark.error {
    kind = "api", endpoint = name, retryable = false, attempts = 1, msg = what,
    hint = "The list cannot be read to its end; tell the platform's support.",
  }
end

-- Finds the items of a page at a path such as "minutes.sentences".
local function items_at(page, path)
  for name in path:gmatch "[^.]+" do
    if type(page) ~= "table" then return nil end
    page = page[name]
  end
  return page
end

-- Returns a function that returns the items of the next page; nil at the end; or nil and
-- an error.
local function reader(endpoint, params)
  -- The call refuses parameters that are no table.
  if params ~= nil and type(params) ~= "table" then
    return function() return endpoint.call(params) end
  end
  local wanted = {}
  for key, value in pairs(params or {}) do wanted[key] = value end
  local seen, ended = {}, false

  return function()
    if ended then return nil end
    if type(wanted.page_token) == "string" then seen[wanted.page_token] = true end
    local page, err = endpoint.call(wanted)
    if not page then return nil, err end

    local token = page.page_token
    if next(page) == nil and next(seen) then
      return nil, wrong_page(endpoint.name, "a page within the list has no data")
    elseif page.has_more ~= true then
      ended = true
    elseif type(token) ~= "string" or token == "" then
      return nil, wrong_page(endpoint.name, "has_more is true, but the page token is missing")
    elseif seen[token] then
      return nil, wrong_page(endpoint.name, "has_more is true, but the page token came before")
    end
    wanted.page_token = token
    local items = items_at(page, endpoint.items)
    return type(items) == "table" and items or {}
  end
end

--- Iterates over the items of all pages: `for item in endpoint.each{...} do`.
--- Raises the error of a page that fails.
local function each(endpoint, params)
  local next_page = reader(endpoint, params)
  local items, i = {}, 0
  return function()
    i = i + 1
    -- Skips empty pages.
    while items[i] == nil do
      local err
      items, err = next_page()
      if err then error(err, 2) end
      if not items then return nil end
      i = 1
    end
    return items[i]
  end
end

--- Returns the items of all pages as one list; or nil and an error, whose `partial` has
--- the items before it.
local function all_items(endpoint, params)
  local next_page = reader(endpoint, params)
  local all = lark.array {}
  while true do
    local items, err = next_page()
    if err then
      err.partial = all
      return nil, err
    end
    if not items then return all end
    table.move(items, 1, #items, #all + 1, all)
  end
end

local paged

--- @param call function  calls for one page
--- @param name string    the endpoint's
--- @param items string   where a page's items are, such as "items" or "minutes.sentences"
function paged(call, name, items)
  local endpoint = { call = call, name = name, items = items }
  return setmetatable({
    each = function(params) return each(endpoint, params) end,
    all = function(params) return all_items(endpoint, params) end,
  }, {
    __call = function(_, ...) return call(...) end,
    __name = name,
    -- The same endpoint for another way to call: lark.raw.
    over = function(other) return paged(other, name, items) end,
  })
end

return paged
