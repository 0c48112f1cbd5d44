-- SPDX-License-Identifier: MIT

--- Whether a result lacks something, because rows failed or the run was cut. Every format says
--- so at its top and beside its totals.
local failures = require "lark.later" "lark.failures"

local M = {}

--- @class lark.incomplete
--- @field failed integer   rows that failed
--- @field cut boolean      the run was cut

--- @param options lark.render.options
--- @return lark.incomplete?  nil: nothing lacks
function M.of(options)
  if not options.errors then return options.cut and { failed = 0, cut = true } or nil end
  local _, cancelled = failures.groups(options.errors)
  local failed = failures.count(options.errors) - cancelled
  local cut = options.cut or cancelled > 0
  if failed <= 0 and not cut then return nil end
  return { failed = failed + cancelled, cut = cut }
end

--- The sentence at the top.
--- @param partial lark.incomplete
--- @param words table  of lark.locale
--- @return string
function M.sentence(partial, words)
  return words.incomplete(partial.failed, partial.cut)
end

return M
