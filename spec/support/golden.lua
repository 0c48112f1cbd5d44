-- SPDX-License-Identifier: MIT

--- Files that were reviewed, which a spec compares a text with. GOLDEN=write rewrites them;
--- read the difference before you keep it.
local assert = require "luassert"
local files = require "support.files"

local M = {}

--- Compares a text with a file below spec/.
--- @param name string  such as "scripts/golden/report.csv"
--- @param text string
function M.compare(name, text)
  local path = os.getenv "LARK_SOURCE" .. "/spec/" .. name
  if os.getenv "GOLDEN" == "write" then files.write(path, text) end
  assert.equal(files.read(path), text)
end

return M
