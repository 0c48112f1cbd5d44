-- SPDX-License-Identifier: MIT

--- Decodes JSON to tables: the platform's example answers, and large pages. Or encodes what
--- it decoded.
---
---     lua5.4 json.lua lark|cjson DOCUMENT TIMES [encode]
---
--- DOCUMENT is the name of an example, such as referral.get_by_application; or page,
--- application.list (200 ids), talent.list (20 talents) or nested (200 rows of small tables).
--- Prints cpu_us, the processor time of one decoding, or encoding.
local here = arg[0]:match "^(.*)/" or "."
package.path = here .. "/?.lua;" .. package.path
local lark = require "lark"
local cjson = require "cjson"
local documents = require "json_documents"

local library = arg[1] == "lark" and lark or cjson
local document, times = arg[2], math.tointeger(tonumber(arg[3]))

local text = documents.text(here, document)
local last = library.decode(text)
assert(last.code == 0 and next(last.data))
local used_s = os.clock()
if arg[4] == "encode" then
  for _ = 1, times do library.encode(last) end
else
  for _ = 1, times do library.decode(text) end
end
used_s = os.clock() - used_s
print(("calls=%d cpu_us=%.3f bytes=%d"):format(times, used_s * 1e6 / times, #text))
