-- SPDX-License-Identifier: MIT

--- Any value as a document: titled tables, charts and text, which every format draws.
local lark = require "lark"
local column = require "lark.column"
local doubts = require "lark.render.doubts"
local failures = require "lark.render.failures"
local incomplete = require "lark.render.incomplete"
local keys_of = require "lark.render.keys"
local locale = require "lark.locale"
local list_of = require "lark.rows.list"
local plain = require "lark.column.plain"
local report = require "lark.report"
local shape = require "lark.render.shape"
local total_of = require "lark.column.total"
local translate = require "lark.render.translate"

--- @class lark.document
--- @field title? string
--- @field lang "en"|"zh"
--- @field words table               the labels of `lark.locale`
--- @field scalar? string            replaces the parts
--- @field level integer             the heading level of tables: 2, or 3 below headings
--- @field parts lark.part[]
--- @field failed? lark.section      the rows that failed
--- @field partial? string           the sentence that says what the result lacks
--- @field doubts table              collects the cells that could not be read

--- A note or heading ({ kind=, text= }), a chart ({ kind=, title=, chart= }), or a
--- section.
--- @alias lark.part table

--- @class lark.section
--- @field kind "table"
--- @field id? string        in a report
--- @field title? string
--- @field columns table[]   see `lark.column`: each has key, title, align and read
--- @field rows table        as the script made them
--- @field totals? string[]  the text of each column's total, or false
--- @field doubts? table     where `cell` notes cells that could not be read
--- @field locale? string     whose order its texts are sorted in; nil: by code point
--- @field record? boolean   one record, a member a line

local M = {}

-- Makes a column read rows that are lists or scalars: each is its own `value`.
local function tolerant(one)
  local read = one.read
  function one.read(row)
    if shape.is_object(row) then return read(row) end
    if one.key == "value" and row ~= lark.null then return row end
  end
end

-- Aligns a column to the right if all its values are numbers.
local function alignment(one, list)
  if not one.value and list_of.has_column(list, one.key) then return "left" end
  local found = false
  for i = 1, #list do
    local value = one.read(list[i])
    if value ~= nil and type(value) ~= "number" then return "left" end
    found = found or value ~= nil
  end
  return found and "right" or "left"
end

local function all_objects(list)
  if list_of.is_lazy(list) then return true end
  for i = 1, #list do
    if not shape.is_object(list[i]) then return false end
  end
  return true
end

-- Completes the columns: those of a report stay as they are, a key becomes a column.
local function completed(columns, list)
  keys_of.check_count(#columns)
  local whole, objects = {}, all_objects(list)
  for i, given in ipairs(columns) do
    local one = {}
    if type(given) == "string" then given = column.of(given) end
    for fact, value in pairs(given) do one[fact] = value end
    if not objects then tolerant(one) end
    one.align = one.align or alignment(one, list)
    whole[i] = one
  end
  return whole
end

local function totals_of(columns, list)
  local texts, any = {}, false
  for i, one in ipairs(columns) do
    local _, text, bad = total_of(one, list)
    texts[i] = text and text .. (bad and doubts.MARK or "") or false
    any = any or one.total ~= nil
  end
  return any and texts or nil
end

--- Makes a section from a list.
--- @param title? string
--- @param list table
--- @param columns? table[]  the columns to show; all keys, in the order of `preferred`
--- @param preferred? string[]
--- @return lark.section
function M.section(title, list, columns, preferred)
  local whole = completed(columns or keys_of.of_list(list, preferred), list)
  return { kind = "table", title = title, rows = list, columns = whole,
    totals = totals_of(whole, list) }
end

--- The text of a cell; nil where the value is missing. A value that could not be read gets
--- a mark behind it, and is noted in the section's doubts.
--- @param one table  a section's column
--- @param row any
--- @param section? lark.section
--- @param place? integer  of the row in the section
--- @return string? text
--- @return any value
--- @return boolean? bad
function M.cell(one, row, section, place)
  local value = one.read(row)
  if value == nil then return nil end
  local text = column.text(one, value, row)
  local noted = section and section.doubts
  if noted and doubts.look(noted, section, one, row, place, value) then
    return text .. doubts.MARK, value, true
  end
  return text, value
end

--- Notes the cells of a column that could not be read, where it is not shown.
--- @param one table  a section's column
--- @param section lark.section
function M.look(one, section)
  if not section.doubts then return end
  for place, row in ipairs(section.rows) do
    local value = one.read(row)
    if value ~= nil then doubts.look(section.doubts, section, one, row, place, value) end
  end
end

--- The section that lists the cells that could not be read; nil if there are none. It is known
--- when all others were written.
--- @param document lark.document
--- @return lark.section?
function M.doubtful(document)
  local words = document.words
  local list = doubts.rows(document.doubts, words)
  if not list then return nil end
  local columns = {}
  for i, key in ipairs { "table", "row", "column", "value", "what" } do
    columns[i] = column.of { key = key, title = words.fault_columns[key] }
  end
  return M.section(words.doubtful, list, columns)
end

-- Says beside the totals that they lack something.
local function mark_totals(section, words)
  if not section.totals then return end
  local first = section.totals[1]
  section.totals[1] = first and first .. words.mark_incomplete or words.total_incomplete
end

--- The numbers of a chart, as a section.
--- @param part lark.part
--- @return lark.section
function M.of_chart(part)
  local chart, list = part.chart, lark.array {}
  local columns = { column.of { key = "x", title = chart.x } }
  for at, series in ipairs(chart.series) do
    columns[at + 1] = column.of { key = "y" .. at, title = series.name, align = "right" }
  end
  for i, category in ipairs(chart.categories) do
    list[i] = { x = category }
    for at, texts in ipairs(chart.texts) do
      list[i]["y" .. at] = texts[i] ~= "" and texts[i] or nil
    end
  end
  return M.section(part.title, list, columns)
end

-- The columns of rows for which the caller has facts, such as the labels of an enum.
local function columns_with(facts, keys)
  local columns = {}
  for i, key in ipairs(keys) do
    local one = facts[key]
    columns[i] = one and assert(column.of(one)) or key
  end
  return columns
end

-- Makes a section from one record, with a line for each member.
local function record(value, preferred, facts)
  local list = lark.array {}
  for i, key in ipairs(keys_of.of_record(value, preferred)) do
    local one = column.of(facts and facts[key] or key)
    local found = one.read(value)
    if one.type and found ~= nil then found = column.text(one, found, value) end
    list[i] = { key = key, value = found }
  end
  local section = M.section(nil, list, #list > 0 and { "key", "value" } or {})
  section.record = true
  for _, one in ipairs(section.columns) do one.align = "left" end
  return section
end

-- The keys are the titles where a language has no others.
local function failed(errors, words)
  local list = failures.of(errors, words)
  if not list then return nil end
  local keys = failures.keys(list)
  for i, key in ipairs(keys) do
    keys[i] = column.of { key = key, title = words.failure_keys[key] }
  end
  return M.section(words.failed, list, keys)
end

local function report_parts(value, preferred)
  local parts = {}
  for i, part in ipairs(value.parts) do
    parts[i] = part
    if part.kind == "table" then
      parts[i] = M.section(part.title, part.rows, part.columns, preferred)
      parts[i].id = part.id
    end
  end
  return parts
end

--- Makes the document of a value for a file that programs read: its language is the one that
--- was chosen, by the script or the command line, and follows no environment.
--- @param value any
--- @param options lark.render.options
--- @return lark.document
function M.for_programs(value, options)
  local is_report = report.is(value)
  local lang = is_report and value.chosen or options.lang or locale.languages[1]
  return M.of(is_report and translate(value, lang) or value, options, lang)
end

--- Makes the document of a value.
--- @param value any
--- @param options lark.render.options
--- @param lang? "en"|"zh"  of a value that is no report; lark.language() if left out
--- @return lark.document
function M.of(value, options, lang)
  lang = report.is(value) and value.lang or lang or locale.current()
  local document = {
    title = options.title, lang = lang, words = locale.words[lang], level = 2, parts = {},
  }
  document.failed = options.errors and failed(options.errors, document.words)
  local partial = incomplete.of(options)
  document.partial = partial and incomplete.sentence(partial, document.words)
  document.doubts = doubts.new(report.is(value))
  if value == nil then return document end
  if report.is(value) then
    document.title = value.title
    document.parts = report_parts(value, options.columns)
    for _, part in ipairs(document.parts) do
      if part.kind == "heading" then document.level = 3 end
    end
  elseif shape.is_plain(value) then
    document.scalar = value == lark.null and "" or plain.text(value)
    document.partial = nil
  elseif shape.is_list(value) then
    local kept = failures.kept(value, options.errors)
    local columns = options.facts
      and columns_with(options.facts, keys_of.of_list(kept, options.columns))
    document.parts[1] = M.section(nil, kept, columns, options.columns)
  else
    document.parts[1] = record(value, options.columns, options.facts)
  end
  for _, part in ipairs(document.parts) do
    if part.kind == "table" then
      part.doubts = document.doubts
      part.locale = lang ~= locale.languages[1] and lang or nil
      if partial then mark_totals(part, document.words) end
    end
  end
  return document
end

return M
