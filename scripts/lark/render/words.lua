-- SPDX-License-Identifier: MIT

--- The words that a rendered report says by itself, in the report's language.
return {
  en = {
    language = "en",
    missing = "missing", empty = "empty", nothing = "Nothing to show.", total = "Total",
    failed = "Failed rows", data = "Data", result = "Result",
    rows = function(count) return count == 1 and "1 row" or ("%d rows"):format(count) end,
    more = function(count) return ("and %d more"):format(count) end,
    made = function(at) return "Made with Lualark" .. (at and ", " .. at or "") end,
    sort = "Sort by this column",
    charts = { bar = "Bar chart", stacked = "Stacked bar chart", line = "Line chart",
      funnel = "Funnel chart" },
    of = function(chart, categories, series)
      return ("%s of %d values: %s."):format(chart, categories, series)
    end,
  },
  zh = {
    language = "zh-CN",
    missing = "缺失", empty = "无数据", nothing = "没有数据。", total = "合计",
    failed = "失败的行", data = "数据", result = "结果",
    rows = function(count) return ("%d 行"):format(count) end,
    more = function(count) return ("另有 %d 项"):format(count) end,
    made = function(at) return "由 Lualark 生成" .. (at and "，" .. at or "") end,
    sort = "按此列排序",
    charts = { bar = "柱状图", stacked = "堆叠柱状图", line = "折线图", funnel = "漏斗图" },
    of = function(chart, categories, series)
      return ("%s，共 %d 项：%s。"):format(chart, categories, series)
    end,
  },
}
