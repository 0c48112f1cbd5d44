-- SPDX-License-Identifier: MIT

--- A workflow: a script that changes something, once, however often it is run.
---
---     local known = workflow.options({ days = 7 }, "reminders.db")
---     local given, err = arguments.read({ ... }, known)
---     if not given then return nil, err end
---     if given.help then return workflow.help(USAGE, given, known) end
---     local work, why = workflow.open(given)
---     if not work then return nil, why end
---     work:add { endpoint = "im.message.create", row = "ou_1", params = { ... }, show = { ... } }
---     return work:run { title = "Reminders", columns = { "who", "when" } }
---
--- Each step is one call that changes something. Its `row` names it in the journal for good: in
--- a later run a step that was done is not sent again. With --dry-run nothing is sent.
local lark = require "lark"
local locale = require "lark.locale"
local report = require "lark.report"
local say = require "lark.say"

local M = {}

--- @class lark.workflow
--- @field client lark.client    its changes go through the journal
--- @field dry_run boolean
--- @field lang? "en"|"zh"
--- @field steps lark.workflow.step[]
local Work = {}
Work.__index = Work

--- @class lark.workflow.step
--- @field endpoint string
--- @field params table|fun(dry_run: boolean): table?, any  a function is called where the step is
---   sent or shown, and may return nil and an error; in the journal such a step counts by its
---   row alone, so that its content may be another in a later run
--- @field answered? fun(data: table): table  fields of the answer for the step's line
--- @field look? fun(): table?, any  reads such fields for a dry run; or returns nil and an error
--- @field row string     the name of the change, always the same
--- @field show table     what its line of the result shows

-- How a step ended. The English is what programs find it by.
local OUTCOMES = {
  { "done", en = "done", zh = "已完成" },
  { "done before", en = "done before", zh = "此前已完成" },
  { "would be sent", en = "would be sent", zh = "将发送" },
  { "skipped", en = "skipped", zh = "已跳过" },
  { "perhaps done", en = "perhaps done", zh = "可能已完成" },
  { "under way", en = "under way", zh = "进行中" },
  { "not sent", en = "not sent", zh = "未发送" },
  { "failed", en = "failed", zh = "失败" },
}
local LABELS = {}
for _, one in ipairs(OUTCOMES) do LABELS[one[1]] = { en = one.en, zh = one.zh } end

-- The column that shows how a line ended.
local OUTCOME = { key = "outcome", title = { en = "Outcome", zh = "结果" }, type = "enum",
  labels = LABELS }

-- Shows a request of a dry run.
local REQUEST = { key = "request", title = { en = "Request", zh = "请求" } }
local ERROR = { key = "error", title = { en = "Error", zh = "错误" } }

--- A mistake in what the workflow was given: a script returns it.
--- @param text string|lark.text
--- @param ... any        filled in
--- @return nil
--- @return lark.error err
function M.refused(text, ...)
  local msg = locale.text(locale.filled(text, ...))
  return nil, lark.error { kind = "param", msg = msg, retryable = false }
end

--- The options of all workflows, and those of this one.
--- @param own table<string, boolean|number|string|string[]>
--- @param journal? string  the file that --journal replaces; left out where nothing is changed
--- @return table
function M.options(own, journal)
  local all = { dry_run = false, lang = report.languages }
  if journal then all.journal, all.retry, all.skip = journal, "", "" end
  for name, default in pairs(own) do all[name] = default end
  return all
end

local HELP = {
  { "dry_run", en = "  --dry-run          show what would be done, and do nothing",
    zh = "  --dry-run          只显示将要执行的操作，不实际执行" },
  { "journal", en = "  --journal FILE     what was done is written down there (default: %s)",
    zh = "  --journal 文件     记录已完成的操作（默认：%s）" },
  { "retry", en = "  --retry ROW        do a row again that is perhaps done",
    zh = "  --retry 行         重新执行一个可能已完成的行" },
  { "skip", en = "  --skip ROW         never do that row",
    zh = "  --skip 行          永不执行该行" },
  { "lang", en = "  --lang en|zh       the language of names and labels (default: the process's)",
    zh = "  --lang en|zh       姓名和标签的语言（默认：进程的语言）" },
  { "zone", en = "  --zone ZONE        the time zone, as Asia/Shanghai (default: the machine's)",
    zh = "  --zone ZONE        时区，例如 Asia/Shanghai（默认：本机时区）" },
}

--- The answer to --help: what the script says, and the options that workflows share.
--- @param usage lark.text
--- @param given table      what arguments.read returned
--- @param known table      what `options` returned
--- @return string
function M.help(usage, given, known)
  local lines = { report.text(usage, given.lang) }
  for _, line in ipairs(HELP) do
    if known[line[1]] ~= nil then
      lines[#lines + 1] = report.text(line, given.lang):format(tostring(known[line[1]]))
    end
  end
  return table.concat(lines, "\n")
end

--- Says in a report that its run was a dry one.
--- @param r lark.report
--- @return lark.report r
function M.note_dry_run(r)
  return r:note { en = "This is a dry run: nothing was sent.", zh = "试运行：未发送任何内容。" }
end

--- The result of a dry run of a workflow that only reads: the calls that it would make.
--- @param given table                 what arguments.read returned
--- @param title lark.text
--- @param calls { [1]: string, [2]: table }[]  endpoints and parameters
--- @return lark.report? report
--- @return lark.error? err
function M.would_read(given, title, calls)
  local lines = {}
  for i, call in ipairs(calls) do
    local preview, err = lark.preview(call[1], call[2])
    if not preview then return nil, err end
    lines[i] = { request = preview.method .. " " .. preview.path }
  end
  return M.note_dry_run(report.new(title, { lang = given.lang })):table(nil, lines, { REQUEST })
end

--- Several lists of errors as one, as a script returns it; nil where all are empty.
--- @param ... table  as fetch.all returns them
--- @return table? errors
function M.joined(...)
  local all = { n = 0 }
  for _, errors in ipairs { ... } do
    table.move(errors, 1, errors.n, all.n + 1, all)
    all.n = all.n + errors.n
  end
  return all.n > 0 and all or nil
end

-- The state of the steps that stand in the journal, by endpoint and row.
local function entries_of(journal)
  local found = {}
  local list, err = journal:entries()
  if not list then return nil, err end
  for _, entry in ipairs(list) do found[entry.endpoint .. " " .. entry.row] = entry end
  return found
end

local function exists(path)
  local file <close> = io.open(path)
  return file ~= nil
end

-- Settles a row whose answer was lost, as --retry or --skip says.
local function settle(journal, given)
  for _, how in ipairs { "retry", "skip" } do
    if given[how] ~= "" then
      local done, err = journal[how](journal, given[how])
      if not done then return nil, err end
    end
  end
  return true
end

-- Opens the journal of a run. A dry run looks into one that is there, and makes none.
local function open_journal(given)
  if not given.journal then return nil, nil, {} end
  if given.dry_run and not exists(given.journal) then return nil, nil, {} end
  local journal, err = lark.journal(given.journal)
  if not journal then return nil, err end
  local settled = true
  if not given.dry_run then settled, err = settle(journal, given) end
  if not settled then return nil, err end
  local entries
  entries, err = entries_of(journal)
  return journal, err, entries
end

--- Opens the journal and the client of a run.
--- @param given table       what arguments.read returned
--- @return lark.workflow? work
--- @return lark.error? err
function M.open(given)
  local journal, err, entries = open_journal(given)
  if not entries then return nil, err end
  local client
  client, err = lark.client { journal = journal }
  if not client then return nil, err end
  return setmetatable({ client = client, journal = journal, entries = entries, steps = {},
    dry_run = given.dry_run, lang = given.lang, zone = given.zone }, Work)
end

-- States of the journal in which a step is not sent again.
local IS_OVER = { done = "done before", skipped = "skipped" }
local IN_DOUBT = { ["perhaps done"] = true, ["under way"] = true }

--- How a step stands in the journal: "done", "perhaps done" and so on; nil: it is new.
--- @param endpoint string
--- @param row string
--- @return string? outcome
function Work:before(endpoint, row)
  local entry = self.entries[endpoint .. " " .. row]
  return entry and entry.outcome
end

--- The rows of an endpoint that are done or may be, by name: what is not to be done again.
--- @param endpoint string
--- @return table<string, string> outcomes
function Work:taken(endpoint)
  local found = {}
  for _, entry in pairs(self.entries) do
    if entry.endpoint == endpoint and (IS_OVER[entry.outcome] or IN_DOUBT[entry.outcome]) then
      found[entry.row] = entry.outcome
    end
  end
  return found
end

--- Adds a step.
--- @param step lark.workflow.step
function Work:add(step) self.steps[#self.steps + 1] = step end

-- The call of an endpoint by its name.
local function endpoint_of(client, name)
  local at = client
  for part in name:gmatch "[^.]+" do at = at[part] end
  return at
end

local function line_of(step, outcome, more)
  local line = {}
  for key, value in pairs(step.show) do line[key] = value end
  for key, value in pairs(more or {}) do line[key] = value end
  line.row, line.outcome = step.row, outcome
  return line
end

-- A request of hundreds of rows shows its beginning.
local MOST_CHARACTERS = 400
local function shortened(text)
  local past = utf8.offset(text, MOST_CHARACTERS + 1)
  return past and past <= #text and text:sub(1, past - 1) .. "…" or text
end

local function params_of(step, dry_run)
  if type(step.params) == "function" then return step.params(dry_run) end
  return step.params
end

-- Shows what a step would do, and sends nothing.
local function rehearse(self, step)
  local outcome = self:before(step.endpoint, step.row)
  if IS_OVER[outcome] then return line_of(step, IS_OVER[outcome]) end
  if IN_DOUBT[outcome] then return line_of(step, outcome) end
  local params, err = params_of(step, true)
  if not params then return nil, err end
  local preview, wrong = lark.preview(step.endpoint, params)
  if not preview then return nil, wrong end
  local more, unread = {}, nil
  if step.look then more, unread = step.look() end
  if not more then return nil, unread end
  more.request = shortened(("%s %s %s"):format(preview.method, preview.path, preview.body or ""))
  return line_of(step, "would be sent", more)
end

-- An error for a step whose content is made when it is sent: the journal cannot compare it.
local function in_doubt(row)
  return lark.error {
    kind = "cancelled", retryable = false,
    msg = say("row %s was sent before, and its answer was lost: it is perhaps done, and not sent "
      .. "again", row),
    hint = say("Look at the platform, then --retry or --skip with that row."),
  }
end

-- Makes a step's call.
local function carry_out(self, step)
  local outcome = type(step.params) == "function" and self:before(step.endpoint, step.row)
  if IS_OVER[outcome] then return line_of(step, IS_OVER[outcome]) end
  if IN_DOUBT[outcome] then return nil, in_doubt(step.row) end
  local params, err = params_of(step, false)
  if not params then return nil, err end
  local call = endpoint_of(self.client, step.endpoint)
  local data, failed = call(params, { row = step.row })
  if not data then return nil, failed end
  -- A row that was skipped, or whose answer the journal forgot, is answered with {}.
  local has_answer = step.answered and next(data) ~= nil
  local line = line_of(step, "done", has_answer and step.answered(data) or nil)
  line.is_new = true
  return line
end

-- How a step failed. Where the journal leaves it open, it says so.
local function failure_of(err, outcome)
  if IN_DOUBT[outcome] then return outcome end
  return type(err) == "table" and err.attempts == 0 and "not sent" or "failed"
end

-- Corrects the lines by what the journal says of each row, and adds those that failed.
local function corrected(self, lines, failed, errors)
  local entries = self.journal and entries_of(self.journal) or {}
  local whole = lark.array {}
  for i, step in ipairs(self.steps) do
    local entry = entries[step.endpoint .. " " .. step.row]
    if failed[i] ~= nil then
      errors.n = errors.n + 1
      errors[errors.n] = { what = step.endpoint, id = step.row, error = failed[i] }
      whole[i] = line_of(step, failure_of(failed[i], entry and entry.outcome),
        { error = tostring(failed[i]) })
    else
      local line = lines[i]
      if line.is_new and entry and not entry.is_mine then line.outcome = "done before" end
      if line.is_new and entry and entry.outcome == "skipped" then line.outcome = "skipped" end
      line.is_new = nil
      whole[i] = line
    end
  end
  local fault = self.journal and self.journal:fault()
  if fault then
    errors.n = errors.n + 1
    errors[errors.n] = { what = "journal", error = fault }
  end
  return whole
end

-- "3 done, 1 failed", in the order of OUTCOMES.
local function summary(lines)
  local counts, en, zh = {}, {}, {}
  for _, line in ipairs(lines) do counts[line.outcome] = (counts[line.outcome] or 0) + 1 end
  for _, one in ipairs(OUTCOMES) do
    local count = counts[one[1]]
    if count then
      en[#en + 1] = ("%d %s"):format(count, one.en)
      zh[#zh + 1] = ("%s %d 项"):format(one.zh, count)
    end
  end
  if #en == 0 then return { en = "There is nothing to do.", zh = "没有需要处理的内容。" } end
  return { en = table.concat(en, ", ") .. ".", zh = table.concat(zh, "，") .. "。" }
end

local function columns_of(columns, lines)
  local all, has = { OUTCOME }, {}
  for _, line in ipairs(lines) do
    for key in pairs(line) do has[key] = true end
  end
  for _, one in ipairs(columns) do
    if has[type(one) == "table" and one.key or one] then all[#all + 1] = one end
  end
  if has.request then all[#all + 1] = REQUEST end
  if has.error then all[#all + 1] = ERROR end
  return all
end

--- Carries the steps out, or shows them where the run is a dry one. A script returns what this
--- returns: a report with a line for each step, and the errors. If nothing at all was done, and
--- nothing is in doubt, it is nil and the first error.
--- @param how { title: lark.text, note?: lark.text, columns: table, concurrency?: integer }
--- @param errors? table  errors of what was read before, which are told, too
--- @return lark.report? report
--- @return table|lark.error errors
function Work:run(how, errors)
  local act = self.dry_run and rehearse or carry_out
  local lines, failed = lark.map(self.steps, function(step) return act(self, step) end,
    { concurrency = how.concurrency })
  errors = errors or { n = 0 }
  local whole = corrected(self, lines, failed, errors)
  local is_open = false
  for _, line in ipairs(whole) do is_open = is_open or IN_DOUBT[line.outcome] end
  if #whole > 0 and failed.n == #whole and not is_open then return nil, failed[1] end
  local r = report.new(how.title, { lang = self.lang, zone = self.zone })
  if self.dry_run then M.note_dry_run(r) end
  if how.note then r:note(how.note) end
  r:note(summary(whole))
  if #whole > 0 then
    r:table(nil, whole, columns_of(how.columns, whole), { id = "steps" })
  end
  return r, errors.n > 0 and errors or nil
end

return M
