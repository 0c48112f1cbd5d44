-- SPDX-License-Identifier: MIT

--- The catalog's format: the members that an endpoint, a field, an event and an error code
--- have, the words that catalog files are written in, and the check that turns what
--- they say into one plain shape.
---
--- Two readers share it, so that a built-in endpoint and one that a script adds
--- with `client:define` obey the same rules: the generator at build time
--- (tools/catalog.lua) and the binding at run time. It uses no library beyond
--- the language.
local M = {}

-- --------------------------------------------------------------- the members

--- The languages of the catalog's texts. Every text has the first one.
M.locales = { "en", "zh" }

--- The members of the catalog: `{ name, kind }`. A member has one name
--- in catalog files, in the plain shape, in lark.h and in lark.schema. These lists
--- say which facts a file may state, and drive the C tables (tools/catalog.lua), the
--- reading of client:define and the writing of lark.schema (tools/members.lua).
---   default  what stands where a file says nothing
---   derived  found out by the check below
---   always   lark.schema shows it even where it is empty, or the first word
---   c        its name in C, where that is another
---   of       the words, each with its constant in C
--- tools/kinds.lua says what each kind is in C.
M.members = {
  endpoint = {
    { "name", "string", derived = true },
    { "doc", "text", default = "" },
    { "url", "string", default = "" },
    { "method", "string", derived = true },
    { "path", "string", derived = true },
    { "page", "string", derived = true },
    { "repeatable", "flag", derived = true },
    { "params", "params", derived = true, always = true },
    { "returns", "fields", derived = true, always = true },
    { "limits", "limits", default = {}, always = true },
    { "apps", "words", default = { "custom", "isv" }, of = {
      { "custom", "LARK_APP_CUSTOM" },
      { "isv", "LARK_APP_ISV" },
    } },
    { "scopes", "strings", default = {} },
    { "field_scopes", "strings", default = {} },
    { "errors", "integers", default = {}, always = true },
    { "token", "word", default = "tenant", of = {
      { "tenant", "LARK_TOKEN_TENANT" },
      { "app", "LARK_TOKEN_APP" },
      { "user", "LARK_TOKEN_USER" },
      { "none", "LARK_TOKEN_NONE" },
    } },
    -- Where the platform takes more than one kind of token: all of them.
    { "tokens", "words", of = {
      { "tenant", "LARK_TAKES_TENANT_TOKEN" },
      { "user", "LARK_TAKES_USER_TOKEN" },
    } },
    { "aliases", "strings", default = {} },
    { "deprecated", "text" },
    { "superseded_by", "string" },
    -- The caller's own key, and for how long the platform remembers it.
    { "key", "string" },
    { "key_window_s", "bound" },
    { "inert_paging", "flag" },
    { "unknown", "strings", default = {} },
    { "unverified", "text" },
  },

  field = {
    { "name", "string" },
    { "doc", "text" },
  },

  -- What a parameter has besides.
  param = {
    { "place", "word", always = true, of = {
      { "path", "LARK_IN_PATH" },
      { "query", "LARK_IN_QUERY" },
      { "body", "LARK_IN_BODY" },
    } },
    { "required", "flag" },
  },

  type = {
    { "type", "word", of = {
      { "boolean", "LARK_BOOLEAN" },
      { "integer", "LARK_INTEGER" },
      { "number", "LARK_NUMBER" },
      { "string", "LARK_STRING" },
      { "array", "LARK_ARRAY" },
      { "object", "LARK_OBJECT" },
      { "any", "LARK_JSON" },
    } },
    { "format", "string" },
    { "unit", "string" },
    { "type_name", "string" },
    { "id_type", "string" },
    { "deprecated", "text" },
    { "default", "value", c = "fallback" },
    { "min", "bound" },
    { "max", "bound" },
    { "enum", "enum", c = "choices" },
    { "scopes", "strings" },
    { "item", "item" },
    { "fields", "fields" },
    { "values", "item" },
    { "min_items", "bound" },
    { "max_items", "bound" },
    { "min_length", "bound" },
    { "max_length", "bound" },
    { "max_bytes", "bound" },
    { "value_format", "string" },
    { "conditional", "flag" },
    { "hidden", "flag" },
    { "open", "flag" },
    { "ttl_s", "bound" },
    { "unverified", "text" },
  },

  -- What the platform sends by itself.
  event = {
    { "name", "string", derived = true },
    { "doc", "text", default = "" },
    { "apps", "words", default = { "custom", "isv" }, of = {
      { "custom", "LARK_APP_CUSTOM" },
      { "isv", "LARK_APP_ISV" },
    } },
    { "fields", "fields", default = {}, always = true },
    { "unverified", "text" },
  },

  code = {
    { "kind", "word", c = "status", of = {
      { "config", "LARK_ECONFIG" },
      { "auth", "LARK_EAUTH" },
      { "permission", "LARK_EPERMISSION" },
      { "rate_limit", "LARK_ERATELIMIT" },
      { "api", "LARK_EAPI" },
    } },
    { "reaction", "word", always = true, of = {
      { "fail", "LARK_FAIL" },
      { "renew token", "LARK_RENEW_TOKEN" },
      { "renew app token", "LARK_RENEW_APP_TOKEN" },
      { "renew ticket", "LARK_RENEW_TICKET" },
      { "hold", "LARK_HOLD" },
      { "repeat", "LARK_REPEAT" },
    } },
    { "meaning", "text" },
    { "hint", "text" },
  },
}

-- ----------------------------------------------------------------- the words

local Type = {}
Type.__index = Type

-- `integer { max = 20 }`: a type called with facts is the type with facts.
function Type:__call(facts)
  local copy = {}
  for key, value in pairs(self) do copy[key] = value end
  for key, value in pairs(facts) do copy[key] = value end
  return setmetatable(copy, Type)
end

local function base(name)
  return setmetatable({ type = name }, Type)
end

--- What catalog files see as globals, and scripts as `lark.types`.
M.words = {
  string = base "string",
  integer = base "integer",
  number = base "number",
  boolean = base "boolean",

  --- A platform id: digits or letters in a string, never to be counted with.
  id = base "string" { format = "id" },

  --- A point in time, milliseconds since 1970 in UTC.
  time_ms = base "integer" { unit = "ms" },
  --- The same, written as a string of digits.
  time_ms_string = base "string" { unit = "ms" },

  --- The same two in seconds.
  time_s = base "integer" { unit = "s" },
  time_s_string = base "string" { unit = "s" },

  --- A number that travels as a string of digits.
  digits = base "string" { value_format = "digits" },

  --- An address to download from, without a token.
  download = base "string" { format = "url" },

  --- The content of a file that is uploaded.
  file = base "string" { format = "file" },

  --- Any JSON value.
  any = base "any",

  --- `map(type)`: an object whose member names are data.
  map = function(values)
    return setmetatable({ type = "object", values = values }, Type)
  end,

  --- `object "name" { { "field", type, "doc" }, ... }`
  object = function(name)
    return function(fields)
      return setmetatable({ type = "object", type_name = name, fields = fields }, Type)
    end
  end,

  --- `array(type)`
  array = function(item)
    return setmetatable({ type = "array", item = item }, Type)
  end,
}

-- ----------------------------------------------------------------- the check

local METHODS = { "get", "post", "put", "patch", "delete" }
local PLACES = { "path", "query", "body" }

local function fail(where, message, ...)
  error(("%s: %s"):format(where, message:format(...)), 0)
end

-- The Lua type of a fact of each kind; the kinds that are missing look themselves.
local LUA_TYPES = {
  string = "string", flag = "boolean", bound = "number", word = "string", words = "table",
  strings = "table", integers = "table", limits = "table", enum = "table", fields = "table",
}

-- The facts that a table may state, each with its Lua type.
local function facts_of(members)
  local facts = {}
  for _, member in ipairs(members) do
    if not member.derived then facts[member[1]] = LUA_TYPES[member[2]] or "any" end
  end
  return facts
end

local TYPE_FACTS = facts_of(M.members.type)
local EVENT_FACTS = facts_of(M.members.event)
local ENDPOINT_FACTS = facts_of(M.members.endpoint)
ENDPOINT_FACTS.page, ENDPOINT_FACTS.repeatable = "string", "boolean"
ENDPOINT_FACTS.returns = "table"
for _, method in ipairs(METHODS) do ENDPOINT_FACTS[method] = "string" end
for _, place in ipairs(PLACES) do ENDPOINT_FACTS[place] = "table" end

local function check_facts(facts, known, where)
  for key, value in pairs(facts) do
    local want = known[key]
    if not want then fail(where, "unknown fact %q", tostring(key)) end
    if want ~= "any" and type(value) ~= want then
      fail(where, "%s must be a %s, not a %s", key, want, type(value))
    end
  end
end

-- "50/s", "1000/min" -> { max = 50, window_ms = 1000 }
local WINDOWS = { s = 1000, min = 60000 }

--- Reads one documented limit such as `"50/s"` or `"1000/min"`.
--- @return table  { max, window_ms }
function M.limit(text, where)
  local max, window = tostring(text):match("^(%d+)/(%a+)$")
  local window_ms = WINDOWS[window]
  if not window_ms or math.tointeger(max) == nil or math.tointeger(max) < 1
      or math.tointeger(max) > 1000000 then
    fail(where, "a limit reads like \"50/s\" or \"1000/min\", not %q", tostring(text))
  end
  return { max = math.tointeger(max), window_ms = window_ms }
end

local LOCALES = {}
for _, locale in ipairs(M.locales) do LOCALES[locale] = true end

-- Copies texts by locale into `out`.
local function copy_texts(texts, name, where, out)
  for locale, text in pairs(texts) do
    if not LOCALES[locale] then fail(where, "%s: unknown locale %q", name, tostring(locale)) end
    if type(text) ~= "string" then fail(where, "%s must be a string, not a %s", name, type(text)) end
    out[locale] = text
  end
  return out
end

-- READ[kind](fact, member, where, owner, seen) gives what stands in the plain shape
-- for a fact of `owner`. Kinds that are missing stand there as they are. A shape
-- holds no table of the caller's, who may change it later.
local READ = {}

--- Texts by locale, and there by the text in the first locale: what the catalog's own files
--- zh.lua hold. A text that says itself what it is in a locale needs none.
M.translations = {}

-- Gives the text in the first locale, and a table by locale where there are others.
function READ.text(fact, member, where)
  local first, name = M.locales[1], member[1]
  if type(fact) ~= "table" then fact = { [first] = fact } end
  local texts = copy_texts(fact, name, where, {})
  if not texts[first] then fail(where, "%s lacks its text in %q", name, first) end
  for locale, known in pairs(M.translations) do
    texts[locale] = texts[locale] or known[texts[first]]
  end
  return texts[first], next(texts, next(texts)) and texts or nil
end

function READ.word(fact, member, where)
  local known = {}
  for i, word in ipairs(member.of) do
    if word[1] == fact then return fact end
    known[i] = word[1]
  end
  fail(where, "%s: %q is neither %s", member[1], tostring(fact), table.concat(known, " nor "))
end

-- A reader of lists: each item through `check`, which fails where it is wrong.
local function list_of(check)
  return function(fact, member, where)
    local out = {}
    for i, item in ipairs(fact) do
      check(item, member, where)
      out[i] = item
    end
    return out
  end
end

READ.words = list_of(READ.word)

READ.strings = list_of(function(item, member, where)
  if type(item) ~= "string" then fail(where, "%s holds a %s", member[1], type(item)) end
end)

READ.integers = list_of(function(item, member, where)
  if math.type(item) ~= "integer" then fail(where, "%s holds no integer", member[1]) end
end)

function READ.limits(fact, _, where)
  local out = {}
  for i, text in ipairs(fact) do out[i] = M.limit(text, where) end
  return out
end

-- The labels of { 1, { en = "English", zh = "中文" } } and { 1, "English", "中文" }.
local function labels_of(entry)
  if type(entry[2]) == "table" then return entry[2] end
  local labels = {}
  for i, locale in ipairs(M.locales) do labels[locale] = entry[i + 1] end
  return labels
end

-- A value alone, or { value, labels }.
local function choice(entry, type_name, where)
  if type(entry) ~= "table" then entry = { entry } end
  local value, labels = entry[1], labels_of(entry)
  local fits = type_name == "integer" and math.type(value) == "integer"
    or type_name == "string" and type(value) == "string"
  if not fits then fail(where, "the enum holds a %s", type(value)) end
  return copy_texts(labels, "a label", where, { value = value })
end

function READ.enum(fact, _, where, owner)
  local out = {}
  for i, entry in ipairs(fact) do out[i] = choice(entry, owner.type, where) end
  return out
end

-- Reads the members that `facts` states into `out`.
local function read_members(members, facts, where, seen, out)
  for _, member in ipairs(members) do
    local name, read = member[1], READ[member[2]]
    local fact = facts[name]
    if fact == nil then fact = member.default end
    if fact ~= nil and not member.derived then
      out[name] = fact
      if read then out[name], out[name .. "_in"] = read(fact, member, where, facts, seen) end
    end
  end
  return out
end

-- A type may also be said by its name: `{ "page_size?", "integer" }`.
local function type_of(word, where)
  if type(word) == "string" then word = M.words[word] end
  if getmetatable(word) ~= Type then
    fail(where, "expected a type such as string, integer or array(...)")
  end
  check_facts(word, TYPE_FACTS, where)
  return word
end

-- One plain table per type, so that shared types stay shared: `seen` maps the
-- word as written to its plain shape.
local function plain_type(word, where, seen)
  word = type_of(word, where)
  if not seen[word] then
    seen[word] = {}
    read_members(M.members.type, word, where, seen, seen[word])
  end
  return seen[word]
end

local DOC = { "doc", "text" }

-- { "page_size?", integer, "Rows per page." }
local function plain_field(entry, where, seen)
  if type(entry) ~= "table" or type(entry[1]) ~= "string" then
    fail(where, "a field reads { \"name\", type, \"what it is\" }")
  end
  local name, optional = entry[1]:match("^([%a_][%w_]*)(%??)$")
  if not name then fail(where, "%q is no field name", entry[1]) end
  local at = where .. "." .. name
  local out = { name = name, required = optional == "" }
  out.doc, out.doc_in = READ.text(entry[3] or "", DOC, at)
  out.type = plain_type(entry[2], at, seen)
  return out
end

local function plain_fields(entries, where, seen)
  local out, names = {}, {}
  for i, entry in ipairs(entries) do
    out[i] = plain_field(entry, where, seen)
    if names[out[i].name] then fail(where, "%s stands twice", out[i].name) end
    names[out[i].name] = true
  end
  return out
end

function READ.item(fact, _, where, _, seen) return plain_type(fact, where .. "[]", seen) end

function READ.fields(fact, _, where, _, seen) return plain_fields(fact, where, seen) end

local function method_of(facts, where)
  local found, path
  for _, method in ipairs(METHODS) do
    if facts[method] then
      if found then fail(where, "both %s and %s", found, method) end
      found, path = method, facts[method]
    end
  end
  if not found then fail(where, "get, post, put, patch or delete = \"/path\" is missing") end
  if not path:match("^/[%w%-%._~/:]*$") then fail(where, "%q is no path", path) end
  return found, path
end

-- Every :segment of the path is a required path parameter, and the reverse.
local function check_path(path, params, where)
  local segments = {}
  for name in path:gmatch(":([%w_]+)") do segments[name] = true end
  for _, param in ipairs(params) do
    if param.place == "path" then
      if not segments[param.name] then fail(where, ":%s is not in the path", param.name) end
      if not param.required then fail(where, "%s stands in the path, so it is required", param.name) end
      segments[param.name] = nil
    end
  end
  local missing = next(segments)
  if missing then fail(where, "the path's :%s is not described", missing) end
end

local function params_of(facts, where, seen)
  local out, names = {}, {}
  for _, place in ipairs(PLACES) do
    for _, param in ipairs(plain_fields(facts[place] or {}, where .. "." .. place, seen)) do
      if names[param.name] then fail(where, "%s stands in two places", param.name) end
      names[param.name] = true
      param.place = place
      out[#out + 1] = param
    end
  end
  return out
end

-- The one array among the fields of a page is its list of items.
local function page_items(returns, where)
  for _, field in ipairs(returns) do
    if field.type.type == "array" then return field.name end
  end
  fail(where, "a paged endpoint returns an array")
end

-- `page` names a list, maybe within an object: "minutes.sentences".
local function check_page(page, returns, where)
  local fields, found = returns, nil
  for name in (page .. "."):gmatch "(.-)%." do
    found = nil
    for _, field in ipairs(fields or {}) do
      if field.name == name then found = field.type end
    end
    fields = found and found.fields
  end
  if not found or found.type ~= "array" then fail(where, "page: %s is no array of returns", page) end
  return page
end

-- Paged is what takes a page_token and returns has_more, unless the platform ignores
-- the token.
local function page_of(facts, params, returns, where)
  if facts.inert_paging then return nil end
  local takes, tells = false, false
  for _, param in ipairs(params) do takes = takes or param.name == "page_token" end
  for _, field in ipairs(returns) do tells = tells or field.name == "has_more" end
  if not (takes and tells) then return nil end
  return facts.page and check_page(facts.page, returns, where) or page_items(returns, where)
end

-- Segments of lower-case words between dots.
local function is_dotted(name)
  if type(name) ~= "string" then return false end
  for segment in (name .. "."):gmatch("(.-)%.") do
    if not segment:match("^[%l_][%l%d_]*$") then return false end
  end
  return true
end

-- An endpoint has two segments at least.
local function is_name(name)
  return is_dotted(name) and name:find(".", 1, true) ~= nil
end

-- The key that makes a repeat harmless is one of the parameters.
local function check_key(key, params, where)
  for _, param in ipairs(params) do
    if param.name == key then return end
  end
  if key then fail(where, "key: there is no parameter %s", key) end
end

--- Checks one endpoint and returns its plain shape: M.members.endpoint by name. A
--- field in it is `{ name, doc, required, type }`, a parameter has a `place` as well;
--- their types are M.members.type by name. Texts that are translated stand by locale
--- beside the text: `doc_in = { en =, zh = }`. Raises a message that names the
--- endpoint and the fact that is wrong.
--- @param seen table?  types met before, to keep shared types shared
function M.endpoint(name, facts, seen)
  seen = seen or {}
  if not is_name(name) then
    fail(tostring(name), "an endpoint is named like \"hire.referral.search\"")
  end
  if type(facts) ~= "table" then fail(name, "an endpoint is a table") end
  check_facts(facts, ENDPOINT_FACTS, name)

  local method, path = method_of(facts, name)
  local out = { name = name, method = method:upper(), path = path }
  out.params = params_of(facts, name, seen)
  check_path(path, out.params, name)
  check_key(facts.key, out.params, name)
  out.returns = plain_fields(facts.returns or {}, name .. ".returns", seen)
  read_members(M.members.endpoint, facts, name, seen, out)
  out.repeatable = facts.repeatable
  if out.repeatable == nil then out.repeatable = method == "get" end
  out.page = page_of(facts, out.params, out.returns, name)
  for _, alias in ipairs(out.aliases) do
    if not is_name(alias) then fail(name, "aliases: %q is no endpoint's name", alias) end
  end
  return out
end

--- Checks one event and returns its plain shape: M.members.event by name. Its fields are
--- as those of M.endpoint.
--- @param seen table?  as for M.endpoint
function M.event(name, facts, seen)
  if not is_dotted(name) then
    fail(tostring(name), "an event is named like \"hire.offer.status_changed_v1\"")
  end
  if type(facts) ~= "table" then fail(name, "an event is a table") end
  check_facts(facts, EVENT_FACTS, name)
  return read_members(M.members.event, facts, name, seen or {}, { name = name })
end

--- Checks one entry of an errors.lua, `{ code, kind, reaction, meaning, hint }`, and
--- returns its plain shape: M.members.code by name, and the range `first`, `last`.
function M.code(entry, where)
  local first, last = entry[1], entry[1]
  if type(first) == "table" then first, last = first[1], first[2] end
  local facts = {}
  for i, member in ipairs(M.members.code) do
    if entry[i + 1] == nil then fail(where, "%d lacks its %s", first, member[1]) end
    facts[member[1]] = entry[i + 1]
  end
  local at = ("%s: %d"):format(where, first)
  return read_members(M.members.code, facts, at, nil, { first = first, last = last })
end

return M
