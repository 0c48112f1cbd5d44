-- SPDX-License-Identifier: MIT

--- Reads the catalog's files (core/catalog/), for whatever is made from them: C tables
--- (catalog.lua), reference pages (reference.lua), an editor's definitions (annotations.lua).
---
---     local read = dofile "tools/read_catalog.lua"
---     local catalog = read(CATALOG_DIR, FILES)
---
--- Returns `{ format, endpoints, events, codes }`: the lists are sorted by name and by code, and
--- hold the plain shapes of CATALOG_DIR/format.lua. Raises a message that names the file and what
--- is wrong in it.

local function complain(path, message, ...)
  error(path .. ": " .. message:format(...), 0)
end

-- Returns a function that loads a catalog file. Files see the format's words, and `import`.
local function loader(catalog_dir, format)
  local words = setmetatable({}, { __index = format.words })
  local imported = {}

  local function load_file(path)
    local chunk, err = loadfile(path, "t", words)
    if not chunk then error(err, 0) end
    return chunk()
  end

  -- `import "hire/types"`: what CATALOG_DIR/hire/types.lua returns.
  function words.import(name)
    imported[name] = imported[name] or load_file(catalog_dir .. "/" .. name .. ".lua")
    return imported[name]
  end

  return load_file
end

-- "types.offer.lua" is a file of types, as "types.lua" is; others hold endpoints.
local KINDS = { types = true, enums = true, errors = true, events = true, zh = true }
local function kind_of(name)
  local kind = name:match "^[^.]*"
  return KINDS[kind] and kind or "endpoints"
end

-- The files of one kind, each as `{ family, path, content }`.
local function files_of(kind, files, load_file)
  local found = {}
  for _, path in ipairs(files) do
    local family, name = path:match("([^/]+)/([^/]+)%.lua$")
    if kind_of(name) == kind then
      found[#found + 1] = { family = family, path = path, content = load_file(path) }
    end
  end
  return found
end

-- The endpoints or the events of all families, sorted. `check` is format.endpoint or
-- format.event; `family_of` says where a name belongs.
local function read_named(found, catalog_dir, check, family_of)
  local list, met, seen = {}, {}, {}
  for _, file in ipairs(found) do
    for name, facts in pairs(file.content) do
      if met[name] then complain(file.path, "%s stands in %s too", name, met[name]) end
      local family = family_of(tostring(name))
      if family ~= file.family then
        complain(file.path, "%s belongs in %s/%s/", name, catalog_dir, family)
      end
      met[name] = file.path
      list[#list + 1] = check(name, facts, seen)
    end
  end
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

local function first_part(name) return name:match "^[^.]*" end

-- Events of no family, such as app_ticket, are every family's.
local function family_of_event(name) return name:match "^([^.]*)%." or "common" end

-- The codes of all families, sorted. A code has one meaning, whichever family an
-- answer came from.
local function read_codes(found, format)
  local list = {}
  for _, file in ipairs(found) do
    for _, entry in ipairs(file.content) do
      local code = format.code(entry, file.path)
      code.path = file.path
      list[#list + 1] = code
    end
  end
  table.sort(list, function(a, b) return a.first < b.first end)
  for i = 2, #list do
    local before, code = list[i - 1], list[i]
    if before.last >= code.first then
      complain(code.path, "%d stands in %s too", code.first, before.path)
    end
  end
  return list
end

-- The texts of a locale's files, of all families: what they are called in English, and in
-- that locale.
local function read_translations(found)
  local texts = {}
  for _, file in ipairs(found) do
    for english, translated in pairs(file.content) do
      if texts[english] then complain(file.path, "%q stands in another file, too", english) end
      texts[english] = translated
    end
  end
  return texts
end

return function(catalog_dir, files)
  local format = dofile(catalog_dir .. "/format.lua")
  local load_file = loader(catalog_dir, format)
  local sorted = table.move(files, 1, #files, 1, {})
  table.sort(sorted)
  for i = 2, #format.locales do
    local locale = format.locales[i]
    format.translations[locale] = read_translations(files_of(locale, sorted, load_file))
  end
  return {
    format = format,
    endpoints = read_named(files_of("endpoints", sorted, load_file), catalog_dir, format.endpoint,
      first_part),
    events = read_named(files_of("events", sorted, load_file), catalog_dir, format.event,
      family_of_event),
    codes = read_codes(files_of("errors", sorted, load_file), format),
  }
end
