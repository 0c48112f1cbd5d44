-- SPDX-License-Identifier: MIT

--- Globals for the command's own code in the state of a sandboxed script.
---
--- The script may change every library and module that it can name, and afterwards the
--- command's code renders its result. So this code gets copies of the libraries, made before
--- the script runs, and a `require` of its own. The script gets copies of the modules in turn.
--- Both share the classes: a report that the script made is a report when it is rendered.
---
--- Arguments: the script's globals, the functions of inside.c. Returns the globals for the
--- command's code, and a table of string methods for the time when it renders.
local globals, command = ...
local next, type = next, type

local function copy(source)
  local made = {}
  for key, value in next, source do made[key] = value end
  return made
end

local own = copy(globals)
own._G = own
for name, value in next, own do
  if type(value) == "table" and value ~= own then own[name] = copy(value) end
end

-- From here on nothing is looked up in the script's globals.
local _ENV = own -- luacheck: ignore _ENV

-- Methods that the script adds to strings stay available, behind our own.
local methods = setmetatable(copy(own.string), { __index = globals.string })

local require = globals.require
local lark = require "lark"
local loaded = { lark = setmetatable(copy(lark), copy(getmetatable(lark))) }

-- Loads a module of the report library, once for both; nil for other modules.
local function load_module(name)
  if loaded[name] == nil then
    local load = command.module(name, own)
    if not load then return nil end
    local module = load(name, ":host:")
    loaded[name] = module == nil and true or module
  end
  return loaded[name]
end

function own.require(name)
  return load_module(name) or require(name)
end

local copies = { lark = lark }

local function copy_of(module)
  if type(module) ~= "table" then return module end
  return setmetatable(copy(module), getmetatable(module))
end

--- The script's require.
function globals.require(name)
  local made = copies[name]
  if made ~= nil then return made end
  local module = type(name) == "string" and load_module(name)
  if not module then
    -- Any other module; an error names the script's line.
    local found, other = pcall(require, name)
    return found and other or error(other, 2)
  end
  copies[name] = copy_of(module)
  return copies[name]
end

return own, methods
