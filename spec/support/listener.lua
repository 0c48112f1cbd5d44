-- SPDX-License-Identifier: MIT

--- `lualark listen` in a process of its own.
local files = require "support.files"
local patience = require "support.patience"
local process = require "support.process"

local M = {}

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

M.TOKEN = "t0ken"

-- Looks until `check` returns something, for ten seconds, and longer where the machine is
-- emulated.
local function await(check)
  for _ = 1, 500 * patience do
    local found = check()
    if found then return found end
    os.execute "sleep 0.02"
  end
end
M.await = await

--- Starts it with a script's text.
--- @param folder string  where its files are
--- @param script string
--- @param options? { env?: table, words?: string[], connection?: boolean }  `connection`: over a
---   long connection instead
function M.start(folder, script, options)
  options = options or {}
  local path = folder .. "/handlers.lua"
  files.write(path, script)
  local self = { inbox = folder .. "/handlers.inbox", out = folder .. "/out",
    err = folder .. "/err" }
  for _, name in ipairs { self.out, self.err } do assert(io.open(name, "a")):close() end
  local env = { LARK_VERIFICATION_TOKEN = M.TOKEN }
  for name, value in pairs(options.env or {}) do env[name] = value end
  local words = { lualark, "listen" }
  if not options.connection then
    table.move({ "--webhook", "--port", "0" }, 1, 3, #words + 1, words)
  end
  table.move(options.words or {}, 1, #(options.words or {}), #words + 1, words)
  words[#words + 1] = path
  table.move(options.args or {}, 1, #(options.args or {}), #words + 1, words)
  -- What it has said on standard error since this start.
  local before = #files.read(self.err)
  local pipe = assert(io.popen(("echo $$; %s exec %s env --default-signal=INT,TERM %s >>%s 2>>%s")
    :format(options.limit or "", process.environment(env), process.command(words), self.out,
      self.err), "r"))
  self.pid = assert(tonumber(pipe:read "l"))
  function self.said() return files.read(self.err):sub(before + 1) end
  function self.printed() return files.read(self.out) or "" end
  function self.signal(name) os.execute(("kill -%s %d 2>/dev/null"):format(name, self.pid)) end
  --- Waits for its end; the exit status.
  function self.finish()
    local _, how, code = pipe:close()
    return how == "exit" and code or 128 + code
  end
  function self.stop()
    self.signal "TERM"
    return self.finish()
  end
  local scheme, port
  await(function()
    scheme, port = self.said():match "taking events on (%a+)://[^\n]-:(%d+),"
    local stat = files.read(("/proc/%d/stat"):format(self.pid))
    return port or options.connection or not stat or stat:find "%) Z"
  end)
  self.url = port and ("%s://127.0.0.1:%s/"):format(scheme, port)
  self.port = tonumber(port)
  return self
end

--- POSTs a body with curl; the status and the body of the answer.
--- @param words? string[]  more words for curl
function M.post(url, body, words)
  local all = { "curl", "-s", "-m", "20", "-o", "-", "-w", "\n%{http_code}", "--data-binary", "@-" }
  table.move(words or {}, 1, #(words or {}), #all + 1, all)
  all[#all + 1] = url
  local answered = process.run(all, { input = body })
  local text, status = answered.out:match "^(.*)\n(%d+)$"
  return tonumber(status), text
end

--- An event of schema 2.0, as text.
function M.event(id, body, event_type, token)
  return ('{"schema":"2.0","header":{"event_id":"%s","token":"%s","event_type":"%s"},"event":%s}')
    :format(id, token or M.TOKEN, event_type or "hire.application.stage_changed_v1", body or "{}")
end

return M
