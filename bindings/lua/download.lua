-- SPDX-License-Identifier: MIT

--- lark.download: a file into a path, a function, or a string.
local lark, words = ...

-- A sandboxed script has none of these.
local files, names = io, os
local PIECE_BYTES = 65536

-- Hands a text on in pieces. Returns false and an error where the function raises nothing
-- but returns false.
local function feed(next_piece, sink)
  for piece in next_piece do
    if sink(piece) == false then
      return false, lark.error {
        kind = "limit", endpoint = "download", msg = words "the program took no more of the file",
      }
    end
  end
  return true
end

local function pieces(text)
  local at = 1
  return function()
    if at > #text then return nil end
    local piece = text:sub(at, at + PIECE_BYTES - 1)
    at = at + PIECE_BYTES
    return piece
  end
end

-- A function gets the file when all of it has come: from a temporary file, or from memory
-- where there are none.
local function through(start, client, url, sink, options)
  if not (files and names and names.tmpname) then
    local text, err = start(client, url, nil, options)
    if not text then return nil, err end
    local fed
    fed, err = feed(pieces(text), sink)
    if not fed then return nil, err end
    return { bytes = #text }
  end
  local path = names.tmpname()
  local data, err = start(client, url, path, options)
  local opened, why
  if data then opened, why = files.open(path, "rb") end
  names.remove(path)
  if not data then return nil, err end
  if not opened then
    return nil, lark.error { kind = "limit", endpoint = "download", msg = why }
  end
  local file <close> = opened
  local fed
  fed, err = feed(function() return file:read(PIECE_BYTES) end, sink)
  if not fed then return nil, err end
  return data
end

local default

-- The client of lark.download: from the environment, with or without credentials.
local function default_client()
  if default then return default end
  local client, err = lark.client()
  default = client or lark.client { tenant_access_token = "none" }
  return default, err
end

--- @param begin fun(client, url, path?, options?, seen?): table|string?, lark.error?
--- @param of_client boolean  whether the function gets a client first
--- @param watched fun(progress: function, act: function): ...  says how far it is
return function(begin, of_client, watched)
  local function start(client, url, path, options)
    local progress = type(options) == "table" and options.progress
    if type(progress) ~= "function" then return begin(client, url, path, options) end
    return watched(progress, function(seen) return begin(client, url, path, options, seen) end)
  end

  --- @param client lark.client
  --- @param url string
  --- @param to? string|fun(piece: string): boolean?
  --- @param options? table
  local function download(client, url, to, options)
    if type(to) == "function" then return through(start, client, url, to, options) end
    local data, err = start(client, url, to, options)
    if not data then return nil, err end
    if type(data) == "table" then data.path = to end
    return data
  end
  if of_client then return download end
  return function(url, to, options)
    local client, err = default_client()
    if not client then return nil, err end
    return download(client, url, to, options)
  end
end
