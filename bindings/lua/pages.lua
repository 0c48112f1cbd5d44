-- SPDX-License-Identifier: MIT

--- Paged endpoints: `each` and `all` beside the call for one page.
---
--- An empty page with has_more is not the end. A page token that is missing or came
--- before is an error, and so is a page without data after the first, or one whose
--- has_more, page_token or items is of another type than documented: no list ends early,
--- and none is endless.
local lark, words = ...

local function wrong_page(name, what)
  return lark.error {
    kind = "api", endpoint = name, retryable = false, attempts = 1, msg = what,
    hint = words "The list cannot be read to its end; tell the platform's support.",
  }
end

local ARRAY = getmetatable(lark.array {})

local function is_absent(value)
  return value == nil or value == lark.null
end

-- Arrays of an answer are marked; lists that a program made may not be.
local function is_list(value)
  return type(value) == "table" and (getmetatable(value) == ARRAY or #value > 0)
end

-- How JSON calls the type of a value.
local TYPES = { string = "a string", number = "a number", boolean = "a boolean" }

local function type_name(value)
  if type(value) == "table" then
    return words(is_list(value) and "an array" or "an object")
  end
  return words(TYPES[type(value)] or type(value))
end

-- The items of a page at a path such as "minutes.sentences", an empty list where there
-- are none; or nil and what is wrong.
local function items_at(page, path)
  local found, so_far = page, nil
  for name in path:gmatch "[^.]+" do
    if type(found) ~= "table" or is_list(found) then
      return nil, words("%s is %s, not an object"):format(so_far, type_name(found))
    end
    found, so_far = found[name], so_far and so_far .. "." .. name or name
    if is_absent(found) then return {} end
  end
  if is_list(found) then return found end
  return nil, words("%s is %s, not an array"):format(path, type_name(found))
end

-- The token of the page behind this one; nil if this is the last; or nil and what is
-- wrong.
local function token_after(page)
  local more, token = page.has_more, page.page_token
  if not is_absent(more) and type(more) ~= "boolean" then
    return nil, words("has_more is %s, not a boolean"):format(type_name(more))
  elseif not is_absent(token) and type(token) ~= "string" then
    return nil, words("page_token is %s, not a string"):format(type_name(token))
  end
  local has_token = not is_absent(token) and token ~= ""
  if more == false then return nil end
  if is_absent(more) then
    return nil, has_token and words "there is a page_token, but has_more is missing" or nil
  elseif not has_token then
    return nil, words "has_more is true, but the page token is missing"
  end
  return token
end

-- Returns a function that returns the items of the next page; nil at the end; or nil and
-- an error.
local function reader(endpoint, params, options)
  -- The call refuses parameters that are no table.
  if params ~= nil and type(params) ~= "table" then
    return function() return endpoint.call(params, options) end
  end
  local wanted = {}
  for key, value in pairs(params or {}) do wanted[key] = value end
  local seen, ended = {}, false

  return function()
    if ended then return nil end
    if type(wanted.page_token) == "string" then seen[wanted.page_token] = true end
    local page, err = endpoint.call(wanted, options)
    if not page then return nil, err end

    if next(page) == nil and next(seen) then
      return nil, wrong_page(endpoint.name, words "a page within the list has no data")
    end
    local token, wrong = token_after(page)
    if seen[token or false] then
      wrong = words "has_more is true, but the page token came before"
    end
    local items
    if not wrong then items, wrong = items_at(page, endpoint.items) end
    if wrong then return nil, wrong_page(endpoint.name, wrong) end
    ended = token == nil
    wanted.page_token = token
    return items
  end
end

--- Iterates over the items of all pages: `for item in endpoint.each{...} do`.
--- Raises the error of a page that fails.
local function each(endpoint, params, options)
  local next_page = reader(endpoint, params, options)
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
local function all_items(endpoint, params, options)
  local next_page = reader(endpoint, params, options)
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
    each = function(params, options) return each(endpoint, params, options) end,
    all = function(params, options) return all_items(endpoint, params, options) end,
  }, {
    __call = function(_, ...) return call(...) end,
    __name = name,
    -- The same endpoint for another way to call: lark.raw.
    over = function(other) return paged(other, name, items) end,
  })
end

return paged
