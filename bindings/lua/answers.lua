-- SPDX-License-Identifier: MIT

--- lark.client{ answers = {...} }: picks the answers of a client that sends nothing.
local lark, words = ...

-- Raises a mistake of the test's author, at the line that makes the call: this file, and others
-- of the library, stand in between.
local function raise(format, ...)
  local text, level = format:format(...), 2
  local info = debug and debug.getinfo(level, "S")
  while info and (info.what == "C" or info.source:find "^=lark%.") do
    level = level + 1
    info = debug.getinfo(level, "S")
  end
  error(text, info and level or 0)
end

-- A copy that later changes of the original leave alone.
local function copy(value)
  if type(value) ~= "table" then return value end
  local made = {}
  for key, member in pairs(value) do made[key] = copy(member) end
  return setmetatable(made, getmetatable(value))
end

local function is_error(answer) return type(answer.kind) == "string" or answer.code ~= nil end

-- Says what is wrong with an answer; nil if nothing is.
local function fault(name, answer)
  if type(answer) == "table" or type(answer) == "function" or type(answer) == "string" then
    return nil
  end
  return words("answers: %s must be a table, a function or a text, not a %s")
    :format(name, words(type(answer)))
end

-- Turns "GET /open-apis/hire/v1/jobs/:job_id" into a pattern of that path.
local function pattern_of(path)
  local plain = path:gsub("[%^%$%(%)%%%.%[%]%*%+%-%?]", "%%%0")
  return "^" .. plain:gsub(":[%w_]+", "[^/]+") .. "$"
end

-- Reads the table of a test; nil and what is wrong, of several the first of the alphabet.
local function read(answers, resolve)
  local by_name, by_path, wrong = {}, {}, nil
  local function refuse(text)
    if text and (not wrong or text < wrong) then wrong = text end
  end
  for name, answer in pairs(answers) do
    local slot = { name = name, answer = answer, turns = {} }
    local method, path = tostring(name):match "^(%u+) (/%S*)$"
    local known, near = nil, nil
    if not method then known, near = resolve(tostring(name)) end
    if method then
      by_path[#by_path + 1] = slot
      slot.method, slot.path = method, pattern_of(path)
    elseif known then
      by_name[known] = slot
    else
      refuse(near and words("answers: there is no %s; did you mean %s?"):format(name, near)
        or words("answers: there is no %s"):format(tostring(name)))
    end
    refuse(fault(tostring(name), answer))
  end
  -- Paths without parameters first.
  table.sort(by_path, function(a, b)
    local a_open, b_open = a.name:find(":", 1, true) ~= nil, b.name:find(":", 1, true) ~= nil
    if a_open ~= b_open then return b_open end
    return a.name < b.name
  end)
  if wrong then return nil, wrong end
  return by_name, by_path
end

local function find(by_name, by_path, name, sent)
  if by_name[name] then return by_name[name] end
  local path = sent.path:gsub("%?.*", "")
  for _, slot in ipairs(by_path) do
    if slot.method == sent.method and path:find(slot.path) then return slot end
  end
end

--- Makes what a client needs to answer by itself.
--- @param answers table<string, any>
--- @param queue fun(http_status: integer, text: string, log_id: string): string  prepares the
---   platform's answer, and returns the call's name
--- @param fail fun(kind: string, msg: string, hint: string): string?  prepares another failure
--- @param resolve fun(name: string): string?, string?  an endpoint's name, or the nearest one
--- @param append fun(list: table, value: any): integer  adds it, and returns how many there are:
---   calls run beside each other, and a task may be interrupted anywhere
--- @return (fun(name: string, params: table?, sent: table, options: table?): string)? pick
--- @return table|string calls  the calls so far; or what is wrong
return function(answers, queue, fail, resolve, append)
  local by_name, by_path = read(answers, resolve)
  if not by_name then return nil, by_path end
  local calls = {}

  local function prepare_error(name, err)
    if type(err) ~= "table" then
      raise("lark.test: %s: the error must be lark.error{...}, not a %s", name, type(err))
    end
    local msg, hint = err.msg or "", err.hint or ""
    if math.type(err.code) == "integer" then
      local known = lark.explain(err.code)
      return queue(err.http_status or 400, lark.encode {
        code = err.code, msg = msg ~= "" and msg or known and known.meaning or "",
        error = { log_id = err.log_id },
      }, err.log_id or "")
    end
    local named = err.kind ~= "api" and err.kind and fail(err.kind, msg, hint)
    if named then return named end
    return raise("lark.test: %s: an error has the platform's code, or a kind such as network, "
      .. "not %s", name, tostring(err.kind))
  end

  local function prepare(name, answer, err)
    if answer == nil and err ~= nil then return prepare_error(name, err) end
    if type(answer) == "table" and is_error(answer) then return prepare_error(name, answer) end
    if type(answer) == "string" then return queue(200, answer, "") end
    if type(answer) ~= "table" then
      raise("lark.test: %s: the answer must be a table or lark.error{...}, not %s", name,
        answer == nil and "nil" or "a " .. type(answer))
    end
    return queue(200, lark.encode { code = 0, msg = "success", data = answer }, "")
  end

  local function pick(name, params, sent, options)
    local slot = find(by_name, by_path, name, sent)
    append(calls, {
      endpoint = name, params = copy(params) or {}, row = options and options.row,
      method = sent.method, path = sent.path, body = sent.body,
    })
    if not slot then
      return raise("lark.test: there is no answer for %s: nothing is sent by a client with "
        .. "answers. Add one: answers = { [%q] = ... }", name, (name:gsub("%?.*", "")))
    end
    local turn = append(slot.turns, true)
    local answer, err = slot.answer, nil
    if type(answer) == "table" and answer[1] ~= nil then
      if turn > #answer then
        raise("lark.test: %s was called %d times, and has %d answers", slot.name, turn, #answer)
      end
      answer = answer[turn]
    end
    if type(answer) == "function" then answer, err = answer(params or {}, sent) end
    return prepare(slot.name, answer, err)
  end

  return pick, calls
end
