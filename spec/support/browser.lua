-- SPDX-License-Identifier: MIT

--- Drives headless Chromium over WebDriver, with chromedriver.
local lark = require "lark"
local process = require "support.process"

local M = {}
M.__index = M

local ARGUMENTS = {
  "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
  "--disable-dev-shm-usage", "--window-size=1000,1400",
}

-- Returns the `value` of an answer; raises the driver's error.
local function ask(self, method, path, body)
  local words = { "curl", "-s", "-m", "50", "-X", method, self.url .. path,
    "-H", "Content-Type: application/json" }
  if body then table.move({ "-d", "@-" }, 1, 2, #words + 1, words) end
  local ended = process.run(words, { input = body and lark.encode(body) })
  local answer = assert(lark.decode(ended.out), "no answer from chromedriver: " .. ended.err)
  local value = answer.value
  if type(value) == "table" and value.error then error(value.message, 2) end
  return value
end

--- Starts a browser. `:stop()` ends it; it also ends by itself after two minutes.
function M.start()
  local pipe = io.popen("echo $$; exec env -u LD_PRELOAD timeout 120 chromedriver --port=0 2>&1")
  local self = setmetatable({ pipe = pipe }, M)
  self.pid = assert(tonumber(pipe:read "l"))
  local port
  repeat
    local line = assert(pipe:read "l", "chromedriver does not start")
    port = line:match "successfully on port (%d+)"
  until port
  self.url = "http://127.0.0.1:" .. port
  local session = ask(self, "POST", "/session", { capabilities = { alwaysMatch = {
    browserName = "chrome",
    ["goog:chromeOptions"] = { args = lark.array(ARGUMENTS) },
    ["goog:loggingPrefs"] = { browser = "ALL", performance = "ALL" },
  } } })
  self.session = "/session/" .. session.sessionId
  return self
end

function M:stop()
  if not self.pipe then return end
  if self.session then pcall(ask, self, "DELETE", self.session) end
  os.execute(("kill -- -%d 2>/dev/null || kill %d"):format(self.pid, self.pid))
  self.pipe:close()
  self.pipe = nil
end

M.__gc = M.stop

--- Opens a file.
function M:open(path) ask(self, "POST", self.session .. "/url", { url = "file://" .. path }) end

--- Runs JavaScript in the page and returns its result.
function M:run(script)
  return ask(self, "POST", self.session .. "/execute/sync", { script = script,
    args = lark.array {} })
end

--- Sends a command of the DevTools protocol.
function M:command(name, params)
  return ask(self, "POST", self.session .. "/goog/cdp/execute", { cmd = name,
    params = params or {} })
end

--- Sets the preferred colour scheme, light or dark.
function M:scheme(name)
  self:command("Emulation.setEmulatedMedia",
    { features = lark.array { { name = "prefers-color-scheme", value = name } } })
end

--- The errors in the page's console.
function M:complaints()
  local found = {}
  for _, entry in ipairs(ask(self, "POST", self.session .. "/se/log", { type = "browser" })) do
    found[#found + 1] = entry.message
  end
  return found
end

--- The addresses that the page has requested.
function M:requests()
  local found = {}
  for _, entry in ipairs(ask(self, "POST", self.session .. "/se/log", { type = "performance" })) do
    local message = lark.decode(entry.message).message
    if message.method == "Network.requestWillBeSent" then
      found[#found + 1] = message.params.request.url
    end
  end
  return found
end

--- Writes a screenshot to a PNG file; returns its size in bytes.
function M:screenshot(path)
  local shot = ask(self, "GET", self.session .. "/screenshot")
  local ended = process.run({ "base64", "-d" }, { input = shot })
  local file = assert(io.open(path, "wb"))
  file:write(ended.out)
  file:close()
  return ended.out
end

return M
