-- SPDX-License-Identifier: MIT

--- A report: a title, then notes, figures, headings, tables and charts in the order in which they
--- were added.
---
---     local r = report.new("Referrals", { lang = "zh", zone = "Asia/Shanghai" })
---     r:note("30 talents were read.")
---     r:table("Referrers", rows, { "name", { key = "count", title = "Referrals" } })
---     r:chart("Referrals", rows, { kind = "bar", x = "name", y = "count" })
---     return r
---
--- Rows are a plain list of tables, or the result of `report.rows`, which has methods to
--- filter, join, group and sort them: see `lark.rows`. The aggregates of `lark.aggregate`
--- are here, too: `report.sum "points"`.
---
--- Titles, headings, notes, labels of figures and of values may be one text, or one for each
--- language, of which a report shows its own: `r:heading { en = "Stages", zh = "阶段" }`.
--- `report.filled` fills numbers in: `report.filled({ en = "%d rows", zh = "%d 行" }, 7)`;
--- `report.text` picks one of the languages.
local column = require "lark.column"
local field = require "lark.field"
local known = require "lark.rows.known"
local lark = require "lark"
local later = require "lark.later"
local locale = require "lark.locale"
local names_of = require "lark.names"
local rows = require "lark.rows"
local say = require "lark.say"

local aggregate = later "lark.aggregate"
local chart = later "lark.chart"
local decimal = later "lark.decimal"
local order = later "lark.order"
local zone = later "lark.zone"

--- @class lark.report
--- @field title string    in that language
--- @field texts lark.text|string   the title in all its languages
--- @field lang "en"|"zh"   of labels and of the words that the report adds
--- @field chosen? "en"|"zh"  the same where the script named it, and not the environment
--- @field zone? string     the time zone; the machine's
--- @field parts table[]    each with its `kind`: note, figure, heading, table or chart
local Report = {}
Report.__index = Report
Report.__name = "lark.report"

local M = {
  rows = rows.of,
  concat = rows.concat,
  labels = column.labels,
  named = field.named,
  number = field.number,
  time = zone.text,
  day = zone.day,
  months = zone.months,
  languages = locale.languages,
  text = locale.text,
  filled = locale.filled,
  by_name = order.by_name,
  count = aggregate.count,
  distinct = aggregate.distinct,
  sum = aggregate.sum,
  mean = aggregate.mean,
  min = aggregate.min,
  max = aggregate.max,
  median = aggregate.median,
  percentile = aggregate.percentile,
  first = aggregate.first,
  list = aggregate.list,
}

-- Raises a mistake in a script at the script's line.
local function check(value, why)
  if value == nil then error("report: " .. why, 3) end
  return value
end

--- Makes an empty report.
--- @param title string|lark.text
--- @param options? { lang?: "en"|"zh", zone?: string }  the language is lark.language() if left
---   out; files of CSV follow only one that is named
--- @return lark.report
function M.new(title, options)
  if not locale.is_text(title) then error(say "report.new: a title is a text", 2) end
  options = options or {}
  -- A column has the same options, and checks them.
  local _, why = column.of { key = "report", lang = options.lang, zone = options.zone }
  if why then error("report.new: " .. why, 2) end
  local lang = options.lang or locale.current()
  return setmetatable({
    title = locale.text(title, lang), texts = title, lang = lang, chosen = options.lang,
    zone = options.zone, parts = lark.array {},
  }, Report)
end

--- Whether `value` is a report.
--- @param value any
--- @return boolean
function M.is(value)
  return type(value) == "table" and getmetatable(value) == Report
end

-- Whether a part has this id, or this title in one of its languages.
local function is_named(part, name)
  if part.id == name or part.title == name then return true end
  for _, text in pairs(type(part.texts) == "table" and part.texts or {}) do
    if text == name then return true end
  end
  return false
end

--- The report with one of its tables only, by its id or its title. Raises where there is none.
--- @param self any
--- @param name string
--- @return lark.report
function M.only(self, name)
  if not M.is(self) then error(say "--table: the script returned no report", 0) end
  local names = {}
  for _, part in ipairs(self.parts) do
    if part.kind == "table" then
      if is_named(part, name) then
        local one = {}
        for fact, value in pairs(self) do one[fact] = value end
        one.parts = lark.array { part }
        return setmetatable(one, Report)
      end
      names[#names + 1] = part.title or part.id
    end
  end
  if #names == 0 then error(say("--table: there is no table %q, and no other", name), 0) end
  error(say("--table: there is no table %q; there are %s", name,
    table.concat(names, say ", ")), 0)
end

local function add(self, part)
  self.parts[#self.parts + 1] = part
  return self
end

-- A text as the report shows it, and as it was given.
local function text_of(self, given)
  if not locale.is_text(given) then given = tostring(given) end
  return locale.text(given, self.lang), given
end

local function add_text(self, kind, given)
  local text, texts = text_of(self, given)
  return add(self, { kind = kind, text = text, texts = texts })
end

--- Adds a sentence.
--- @param text string|lark.text
--- @return lark.report self
function Report:note(text) return add_text(self, "note", text) end

--- Adds a figure: one number that people look for first. A page shows it at its top.
--- @param label string|lark.text
--- @param value any       null and nil are shown as missing
--- @param facts? table    of a column: `type`, `places`, `currency` and the like
--- @return lark.report self
function Report:figure(label, value, facts)
  local given = { key = "value" }
  for name, fact in pairs(facts or {}) do given[name] = fact end
  local one = check(column.of(given, self))
  local row = { value = value }
  local found = one.read(row)
  local text, texts = text_of(self, label)
  return add(self, { kind = "figure", label = text, texts = texts, value = found,
    text = found == nil and "—" or column.text(one, found, row) })
end

--- Adds a heading over what follows.
--- @param text string|lark.text
--- @return lark.report self
function Report:heading(text) return add_text(self, "heading", text) end

local function checked_columns(self, given, list_of_rows)
  if given == nil then return nil end
  local list = {}
  for i, one in ipairs(given) do
    local made, why = column.of(one, self)
    if not made then return nil, why end
    list[i] = made
    why = not made.value and known.fault(list_of_rows, made.key)
      or made.currency_key and known.fault(list_of_rows, made.currency_key)
    if why then return nil, say("column %s: %s", made.key, why) end
  end
  return list
end

-- The rows with the fields of columns that are shares of the total of another field.
local function with_shares(columns, list)
  local fields = {}
  for _, one in ipairs(columns or {}) do
    local key = type(one) == "table" and one.share
    if type(key) == "string" and type(one.key) == "string" then
      if not known.fault(list, one.key) and #list > 0 then
        return nil, say("column %s: the rows have that field already", one.key)
      end
      local ok, sums = pcall(function()
        return rows.of(list):totals { total = aggregate.sum(key) }
      end)
      if not ok then return nil, say("column %s: %s", one.key, sums) end
      local read, total = field.number(key), decimal.number(sums.total)
      fields[one.key] = function(row)
        local value = read(row)
        return value and total and total ~= 0 and aggregate.quotient(value, total) or nil
      end
    end
  end
  if next(fields) == nil then return list end
  return rows.of(list):derive(fields)
end

local function check_title(title)
  if title ~= nil and not locale.is_text(title) then
    error(say "report: a title is a text, or nil", 3)
  end
end

local function rows_of(list)
  if type(list) ~= "table" then return nil, say("rows are a list, not a %s", type(list)) end
  local names = #list == 0 and names_of(list) or {}
  if #names > 0 then
    return nil, say("rows are a list of tables, not a table with %q in it", tostring(names[1]))
  end
  return #list == 0 and lark.array {} or list
end

-- The id of a part: the one that is given, else its kind with a number. A title may change
-- with the language; programs and later runs find a part by its id.
local function id_of(self, kind, given)
  if given ~= nil and not (type(given) == "string" and given:find "^%a[%w_-]*$") then
    return nil, say "an id is letters, digits, - and _, and begins with a letter"
  end
  local count, taken = 1, {}
  for _, part in ipairs(self.parts) do
    if part.kind == kind then count = count + 1 end
    if part.id then taken[part.id] = true end
  end
  local id = given or kind .. count
  if taken[id] then return nil, say("two parts have the id %q", id) end
  return id
end

local PART_OPTIONS = { id = true }

local function check_options(options)
  if options ~= nil and type(options) ~= "table" then
    error(say 'report: the options of a part are a table, such as { id = "ledger" }', 3)
  end
  for _, name in ipairs(names_of(options)) do
    if not PART_OPTIONS[name] then
      error(say("report: a part has the option id, and no %s", tostring(name)), 3)
    end
  end
end

--- Adds a table. `columns` says which columns are shown and in which order; without it,
--- every key of every row is shown. JSON has the whole rows in any case. A column whose
--- key no row has is an error.
--- @param title? string|lark.text
--- @param list table  rows
--- @param columns? (string|lark.report.column)[]
--- @param options? { id?: string }  what programs and later runs find the table by; "table1"
--- @return lark.report self
function Report:table(title, list, columns, options)
  check_title(title)
  check_options(options)
  local found = check(rows_of(list))
  found = check(with_shares(columns, found))
  local whole, why = checked_columns(self, columns, found)
  if why then check(nil, why) end
  local id = check(id_of(self, "table", options and options.id))
  return add(self, { kind = "table", id = id, title = locale.text(title, self.lang),
    texts = title, rows = found, columns = whole })
end

--- Adds a chart.
--- @param title? string|lark.text
--- @param list table  rows
--- @param how lark.chart.options
--- @param options? { id?: string }  what programs find the chart by; "chart1"
--- @return lark.report self
function Report:chart(title, list, how, options)
  check_title(title)
  check_options(options)
  local found = check(rows_of(list))
  local made = check(chart.of(found, how, self))
  local id = check(id_of(self, "chart", options and options.id))
  return add(self, { kind = "chart", id = id, title = locale.text(title, self.lang),
    texts = title, chart = made, rows = found, how = how })
end

return M
