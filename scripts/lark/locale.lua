-- SPDX-License-Identifier: MIT

--- The languages of a report, and the words that it says by itself.
---
--- Another language is a name in `languages`, and one more member in each label.
local lark = require "lark"
local words = require "lark.words"

local M = {}

--- The languages; files for programs have the first unless another one is chosen.
M.languages = { "en", "zh" }

local fixed

--- The language where none is chosen: `lark.language()`, unless `fix` named another.
--- @return "en"|"zh"
function M.current() return fixed or lark.language() end

--- Names the language where none is chosen, whatever is set for the process. `lualark run` does
--- so for files of CSV, which do not change with the environment.
--- @param language? "en"|"zh"  nil: that of the process
function M.fix(language) fixed = language end

local LABELS = {
  name = { en = "en", zh = "zh" },
  -- The `lang` attribute of a page.
  language = { en = "en", zh = "zh-CN" },

  missing = { en = "missing", zh = "缺失" },
  empty = { en = "empty", zh = "无数据" },
  empty_line = { en = "(empty)", zh = "（无数据）" },
  nothing = { en = "Nothing to show.", zh = "没有数据。" },
  total = { en = "Total", zh = "合计" },
  failed = { en = "Failed rows", zh = "失败的行" },
  doubtful = { en = "Cells that could not be read", zh = "无法读取的单元格" },
  fault_columns = {
    en = { table = "Table", row = "Row", column = "Column", value = "Value", what = "Problem" },
    zh = { table = "表格", row = "行", column = "列", value = "值", what = "问题" },
  },
  faults = {
    en = {
      ["is no number"] = "is no number, and in no total",
      ["is no UTF-8"] = "is no UTF-8",
    },
    zh = {
      ["is no number"] = "不是数字，未计入合计",
      ["is no UTF-8"] = "不是有效的 UTF-8",
    },
  },
  total_incomplete = { en = "Total (incomplete)", zh = "合计（不完整）" },
  mark_incomplete = { en = " (incomplete)", zh = "（不完整）" },
  incomplete = {
    en = function(failed, cut)
      local rows = failed == 1 and "1 row is missing"
        or failed > 1 and failed .. " rows are missing"
      if cut then
        return "Incomplete: the run was cut short" .. (rows and ", " .. rows or "") .. "."
      end
      return "Incomplete: " .. rows .. "."
    end,
    zh = function(failed, cut)
      local rows = failed > 0 and ("缺少 %d 行"):format(failed) or nil
      if cut then return "不完整：运行被中断" .. (rows and "，" .. rows or "") .. "。" end
      return "不完整：" .. rows .. "。"
    end,
  },
  -- Between a name and its value, between facts, and between the items of a list.
  colon = { en = ": ", zh = "：" },
  comma = { en = ", ", zh = "，" },
  list = { en = ", ", zh = "、" },
  semicolon = { en = "; ", zh = "；" },
  in_brackets = { en = " (%s)", zh = "（%s）" },
  currency = { en = " currency", zh = "币种" },
  failure_keys = {
    en = {},
    zh = { row = "行", id = "ID", what = "数据", count = "数量", error = "错误" },
  },
  cancelled = {
    en = function(count) return ("%d were cancelled before they were read"):format(count) end,
    zh = function(count) return ("%d 行在读取前被取消"):format(count) end,
  },
  search = { en = "Search", zh = "搜索" },
  download = { en = "Download CSV", zh = "下载 CSV" },
  earlier = { en = "Previous", zh = "上一页" },
  later = { en = "Next", zh = "下一页" },
  page = { en = "Rows %1 to %2 of %3", zh = "第 %1–%2 行，共 %3 行" },
  share = { en = "of the first", zh = "占首步" },
  data = { en = "Data", zh = "数据" },
  result = { en = "Result", zh = "结果" },

  bar = { en = "Bar chart", zh = "柱状图" },
  stacked = { en = "Stacked bar chart", zh = "堆叠柱状图" },
  line = { en = "Line chart", zh = "折线图" },
  funnel = { en = "Funnel chart", zh = "漏斗图" },

  rows = {
    en = function(count) return count == 1 and "1 row" or ("%d rows"):format(count) end,
    zh = function(count) return ("%d 行"):format(count) end,
  },
  more = {
    en = function(count) return ("and %d more"):format(count) end,
    zh = function(count) return ("另有 %d 项"):format(count) end,
  },
  further = {
    en = function(count) return ("… %d more"):format(count) end,
    zh = function(count) return ("… 另有 %d 项"):format(count) end,
  },
  made = {
    en = function(at) return "Made with Lualark" .. (at and ", " .. at or "") end,
    zh = function(at) return "由 Lualark 生成" .. (at and "，" .. at or "") end,
  },
  described = {
    en = function(chart, count, series)
      return ("%s of %d values: %s."):format(chart, count, series)
    end,
    zh = function(chart, count, series)
      return ("%s，共 %d 项：%s。"):format(chart, count, series)
    end,
  },
}

-- The member of the platform's names: { zh_cn = "张三", en_us = "San Zhang" }.
local NAME_MEMBERS = { en = "en_us", zh = "zh_cn" }

--- The labels by language and then by label: `words.en.total`.
M.words = {}
for _, language in ipairs(M.languages) do
  M.words[language] = {}
  for label, texts in pairs(LABELS) do M.words[language][label] = texts[language] end
end

--- The languages in the order of preference: `first`, then the others.
--- @param first? string  the current language if left out
--- @return string[]
local function preference(first)
  local order = { first or M.current() }
  for _, language in ipairs(M.languages) do
    if language ~= order[1] then order[#order + 1] = language end
  end
  return order
end

--- A function that picks from a table by language, `first` if it has that, else the next
--- that it has: { en = "Active", zh = "正常" }.
--- @param first? string
--- @return fun(texts: table): any
function M.picker(first)
  local order = preference(first)
  return function(texts)
    for _, language in ipairs(order) do
      if texts[language] then return texts[language] end
    end
  end
end

--- Whether `value` is a text: a string, or one for each language, { en = "Stage", zh = "阶段" }.
--- @param value any
--- @return boolean
function M.is_text(value)
  if type(value) ~= "table" then return type(value) == "string" end
  for language, text in pairs(value) do
    if not M.words[language] or type(text) ~= "string" then return false end
  end
  return next(value) ~= nil
end

--- A text in a language; what is no table stays as it is.
--- @param text any
--- @param language? string  the current one if left out
--- @return any
function M.text(text, language)
  if type(text) ~= "table" then return text end
  return M.picker(language)(text)
end

--- Fills the arguments into a text, in each of its languages. An argument that is a text for
--- each language is filled in in the same one.
--- @param text string|lark.text
--- @param ... any  as for string.format; `%2$s` is the second
--- @return string|lark.text
function M.filled(text, ...)
  local given, filled = table.pack(...), {}
  local texts = type(text) == "table" and text or { [M.current()] = text }
  for language, format in pairs(texts) do
    local own = {}
    for i = 1, given.n do
      own[i] = M.is_text(given[i]) and M.text(given[i], language) or given[i]
    end
    filled[language] = words.format(format, table.unpack(own, 1, given.n))
  end
  return type(text) == "table" and filled or filled[M.current()]
end

--- @alias lark.text { en?: string, zh?: string }

--- The members of the platform's names in the order of preference.
--- @param first? string
--- @return string[]
function M.name_members(first)
  local members = {}
  for i, language in ipairs(preference(first)) do members[i] = NAME_MEMBERS[language] end
  return members
end

return M
