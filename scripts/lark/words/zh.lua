-- SPDX-License-Identifier: MIT

--- The report library's sentences in Chinese, by the English that the code has.
return {
  -- Marks between names.
  [", "] = "、",
  [" or "] = "或",
  ["%s: %s"] = "%s：%s",
  ["a %s"] = "一个 %s",
  ["a number"] = "数字",

  -- Command lines of reports.
  ["there is no option %s"] = "没有选项 %s",
  ["--%s is one of %s"] = "--%s 只能是 %s",
  ["--%s needs a value"] = "--%s 需要一个值",
  ["--%s needs a whole number"] = "--%s 需要一个整数",
  ["--%s needs a number"] = "--%s 需要一个数字",
  ["--%s takes no value"] = "--%s 不带值",
  ["--%s: %s"] = "--%s：%s",
  ["--help lists the options."] = "运行 --help 可查看所有选项。",

  -- Workflows.
  ["row %s was sent before, and its answer was lost: it is perhaps done, and not sent again"] =
    "行 %s 此前已发送，但响应丢失：可能已完成，不会再次发送",
  ["Look at the platform, then --retry or --skip with that row."] =
    "请先在平台上核实，再对该行使用 --retry 或 --skip。",

  -- Rows of files, and for a bitable.
  ["%s: which table? It has %s"] = "%s：请指定表格；其中有 %s",
  ["%s: this is no JSON of a report, and no list of rows"] =
    "%s：既不是报表的 JSON，也不是行的列表",
  ["%s: there are no rows"] = "%s：没有数据行",
  ["the bitable has no column %q; it has %s"] = "多维表格没有 %q 列；现有的列：%s",
  ["column %q is of a kind that cannot be written from a text"] =
    "%q 列的字段类型无法由文本写入",
  ["%s is %q, which is not %s"] = "%s 为 %q，不是%s",
  ["row %d: %s"] = "第 %d 行：%s",
  ["row %d has no %s"] = "第 %d 行缺少 %s",
  ["row %d: an earlier row is %q, too"] = "第 %d 行：前面已有 %q 的行",
  ["the bitable has two rows whose %s is %s"] = "多维表格中有两行的 %s 为 %s",
  ["a date"] = "日期",
  ["a list"] = "列表",
  ["true or false"] = "是或否",
  ["an address"] = "网址",

  -- CSV.
  ["which CSV file? The path is missing"] = "未指定 CSV 文件的路径",
  ["standard input"] = "标准输入",
  ["files are out of this script's reach; pass it the text, and use csv.parse"] =
    "该脚本无法访问文件；请传入文本，并改用 csv.parse",
  ["csv: there is no column %s"] = "csv：没有 %s 列",
  ["there is no column %s; it has %s"] = "缺少 %s 列；现有的列：%s",
  ["two columns are named %q"] = "有两列同名：%q",
  ["line %d: %s"] = "第 %d 行：%s",
  ["line %d, column %s: %s"] = "第 %d 行，%s 列：%s",
  ["line %d, column %s: \"%s\" is no %s; it stays a text"] =
    "第 %d 行，%s 列：「%s」不是%s，按文本保留",
  ["line %d, column %s: \"%s\" may be read in two ways; it stays a text: %s"] =
    "第 %d 行，%s 列：「%s」有两种读法，按文本保留：%s",
  ["line %d: a spreadsheet rounded the id in column %s, and its last digits are gone; format the column as text before the ids are put in, and export again"] =
    "第 %d 行：%s 列的 ID 被电子表格四舍五入，末尾的数字已丢失；请先将该列设为文本格式再填入 ID，然后重新导出",
  ["%s; likewise in %d more"] = "%s；另有 %d 处相同",
  ["and %d more values likewise"] = "另有 %d 个值相同",
  ["it is %s, and was read as such"] = "文件编码为 %s，已按此读取",
  ["spaces around a value were taken off"] = "已去除值两侧的空格",
  ['a value was written as a formula, ="..."; it was taken out'] = '值写成了公式 ="..."，已取出其内容',
  ["an apostrophe before a value was taken off"] = "已去除值前的单引号",
  ["a value looks like an id that a spreadsheet rounded, such as 6.93E+18"] =
    "值像是被电子表格四舍五入的 ID，例如 6.93E+18",
  ["number"] = "数字",
  ["date"] = "日期",
  ['declare the column as "time mdy" (month first) or "time dmy" (day first)'] =
    '请将该列声明为 "time mdy"（月在前）或 "time dmy"（日在前）',
  ['declare the column as "number point" (1,234.50) or "number comma" (1.234,50)'] =
    '请将该列声明为 "number point"（如 1,234.50）或 "number comma"（如 1.234,50）',
  ['csv: column %s: no type %q; there are number and time, also as "number point", "number comma", "time mdy" and "time dmy"'] =
    'csv：%s 列：没有类型 %q；可用的类型有 number 和 time，也可写作 "number point"、"number comma"、"time mdy"、"time dmy"',

  -- Reading many ids.
  ["not read, after %d equal errors in a row"] = "连续出现 %d 次相同的错误，未再读取",
  ["Mend what the first of them says; --max-errors sets how many may come."] =
    "请先解决其中第一个错误；允许的次数由 --max-errors 设定。",
  ["nil was raised"] = "抛出的错误为 nil",
  ["fetch.all: the title of %s is a text"] = "fetch.all：%s 的 title 应为文本",
  ["fetch.all: %s is { ids, function }"] = "fetch.all：%s 应为 { ids, function }",
  ["fetch.all: max_errors is an integer from 1 on"] = "fetch.all：max_errors 应为不小于 1 的整数",
  ["fetch.stop_after: how many errors is an integer from 1 on"] =
    "fetch.stop_after：错误次数应为不小于 1 的整数",
  ["talent %s has %d referrals or more in the millisecond %d, and a search returns no more"] =
    "人才 %s 在第 %3$d 毫秒有 %2$d 条或更多内推记录，超出单次查询的上限",
  ["Ask the platform's support for the rest of them."] = "其余记录请联系平台技术支持。",

  -- Times.
  ["a zone is a name, such as Asia/Shanghai"] = "时区应为名称，例如 Asia/Shanghai",
  ["no time of this calendar"] = "不是有效的时间",
  ["%s is no day, such as 2026-11-21"] = "%s 不是日期，正确的写法如 2026-11-21",
  ["%q is no date"] = "%q 不是日期",
  ["%q has no time of day"] = "%q 中没有有效的时刻",
  ["%q is no time zone"] = "%q 不是时区",
  ["this script cannot read the file of the zone %s; use an offset, such as +08:00"] =
    "该脚本无法读取时区 %s 的文件；请改用偏移量，例如 +08:00",
  ["TZ is %s, a time zone that this machine does not have and takes for UTC; names are like Asia/Shanghai, and tzdata has them"] =
    "TZ 为 %s，本机没有这个时区，会把它当作 UTC；名称形如 Asia/Shanghai，由 tzdata 提供",
  ["there is no time zone %s here; names are like Asia/Shanghai or +08:00, and tzdata has them"] =
    "本机没有时区 %s；名称形如 Asia/Shanghai 或 +08:00，由 tzdata 提供",

  -- Rows.
  ["%s: a list, not a %s"] = "%s：应为列表，而不是 %s",
  ["%s: a list of tables, not a table with %q in it"] = "%s：应为由表组成的列表，而不是含有 %q 的表",
  ["rows: item %d is a %s, not a table"] = "rows：第 %d 项是 %s，而不是表",
  ["no row has %q%s"] = "没有任何一行包含 %q%s",
  ["; did you mean %q?"] = "；您要找的是不是 %q？",
  ["; there are %s"] = "；现有：%s",
  ["%s: a key is a text or a function, not a %s"] = "%s：键应为文本或函数，而不是 %s",
  ["a field is a key or a function, not a %s"] = "字段应为键或函数，而不是 %s",
  ["where: a function, or the values of fields"] = "where：应为函数，或各字段的值",
  ["top: how many rows is an integer"] = "top：行数应为整数",
  ["join: { on = KEY } is missing"] = "join：缺少 { on = KEY }",
  ["join: kind is left or inner"] = "join：kind 只能是 left 或 inner",
  ["sort: { by = KEY, locale = LOCALE } has no key"] = "sort：{ by = KEY, locale = LOCALE } 中没有键",
  ["unnest: %s holds a %s where a table should be"] = "unnest：%s 中应为表之处是 %s",
  ["columns: these rows have no order of keys; select them first"] =
    "columns：这些行的键没有顺序；请先用 select 选取",
  ["pivot: %q is a key of rows and a value that becomes a column"] =
    "pivot：%q 既是行的键，又是要成为列的值",
  ['%s is no aggregate, such as count() or sum "points"'] = '%s 不是聚合，正确的写法如 count() 或 sum "points"',
  ["%q is a key and an aggregate: give the aggregate another name"] =
    "%q 既是键又是聚合：请为聚合另取名称",
  ["%s: %s is no number"] = "%s：%s 不是数字",
  ["decimal: %s is no number"] = "decimal：%s 不是数字",
  ["percentile: percent is a number from 0 to 100"] = "percentile：percent 应为 0 到 100 之间的数字",
  ["the amounts are in %d currencies (%s): group by %q, too, or ask for one sum of all with { currency = false }"] =
    "金额有 %d 种货币（%s）：请同时按 %q 分组，或用 { currency = false } 求全部之和",

  -- Reports.
  ["report.new: a title is a text"] = "report.new：标题应为文本",
  ["report: a title is a text, or nil"] = "report：标题应为文本或 nil",
  ['report: the options of a part are a table, such as { id = "ledger" }'] =
    'report：各部分的选项应为表，例如 { id = "ledger" }',
  ["report: a part has the option id, and no %s"] = "report：各部分只有选项 id，没有 %s",
  ["an id is letters, digits, - and _, and begins with a letter"] =
    "ID 由字母、数字、- 和 _ 组成，并以字母开头",
  ["two parts have the id %q"] = "有两个部分的 ID 都是 %q",
  ["rows are a list, not a %s"] = "行应为列表，而不是 %s",
  ["rows are a list of tables, not a table with %q in it"] = "行应为由表组成的列表，而不是含有 %q 的表",
  ["column %s: %s"] = "列 %s：%s",
  ["column %s: the rows have that field already"] = "列 %s：行中已有该字段",
  ["a column is a key, or a table with a key"] = "列应为键，或带有键的表",
  ["an enum has `of` and `field`, or labels"] = "enum 需要 `of` 和 `field`，或 labels",
  ["%s has no enum %s"] = "%s 没有枚举 %s",
  ["there is no fact %s"] = "没有属性 %s",
  ["no type %q"] = "没有类型 %q",
  ["no total %q"] = "没有合计方式 %q",
  ["align is left or right"] = "align 只能是 left 或 right",
  ["lang is %s"] = "lang 只能是 %s",
  ["a share is of a field"] = "share 应为字段名",
  ["a title is a text"] = "标题应为文本",
  ["a label is a text"] = "标签应为文本",
  ["labels are a table"] = "labels 应为表",
  ["places is an integer from 0 to 15"] = "places 应为 0 到 15 之间的整数",
  ["%q is no format of os.date's"] = "%q 不是 os.date 的格式",

  -- Charts.
  ["y names what is shown"] = "y 应指明要显示的内容",
  ["a chart's kind is bar, stacked, line or funnel"] = "图表的 kind 只能是 bar、stacked、line 或 funnel",
  ["a chart has kind, x, y and series, and no %s"] = "图表有 kind、x、y 和 series，没有 %s",
  ["%d series are more than anybody tells apart; %d are the most"] =
    "系列多达 %d 个，难以分辨；最多 %d 个",
  ["amounts in %s and %s cannot be added up; split them by a series"] =
    "%s 与 %s 的金额不能相加；请用 series 分开",

  -- Rendering, and the options that choose from a result.
  ["render: no format %q"] = "render：没有格式 %q",
  ["--table: the script returned no report"] = "--table：脚本返回的不是报表",
  ["--table: there is no table %q, and no other"] = "--table：没有名为 %q 的表格，报表中也没有其他表格",
  ["--table: there is no table %q; there are %s"] = "--table：没有名为 %q 的表格；现有：%s",
  ["a table has %d columns, and may have %d: are ids its keys? Make rows of them"] =
    "表格有 %d 列，最多允许 %d 列：是否把 ID 用作了键？请改为每个 ID 一行",
  ["a table is nested too deep, or holds itself"] = "表嵌套过深，或包含自身",
  ["a folder gets tables, and the script returned none"] = "输出到目录的应为表格，而脚本没有返回表格",
  ["%s chooses from one table, and the report has none"] = "%s 从一个表格中选取，而报表中没有表格",
  ["%s chooses from one table, and the report has %s; name one: --table NAME"] =
    "%s 从一个表格中选取，而报表中有 %s；请用 --table NAME 指定其一",
  ["%s chooses from rows, and item %d is a %s"] = "%s 从行中选取，而第 %d 项是 %s",
  ["%s chooses from rows, and the result is none"] = "%s 从行中选取，而结果中没有行",

  -- Other schedulers.
  ["a coroutine that waits for an answer was resumed by somebody else"] =
    "等待响应的协程被其他代码恢复运行",
  ["a request is a table"] = "请求应为表",
  ["the callback is a function, not a %s"] = "回调应为函数，而不是 %s",
  ["this call waits, and that takes %s; or give it a callback as its last argument"] =
    "该调用需要等待，因此应在协程中进行（%s）；也可以将回调作为最后一个参数传入",
}
