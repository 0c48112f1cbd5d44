-- SPDX-License-Identifier: MIT

--- lualark call.
return {
  ["call one endpoint, or any path"] = "调用一个接口，或任意路径",
  [ [[
Calls one endpoint and renders its data. `key=value` is read by the parameter's
type in the catalog; `key:=JSON` is taken literally. A time may be a date:
start_time=2024-01-31, or 2024-01-31T09:30.

With a method and a path, such as `GET /open-apis/hire/v1/jobs`, it calls any path,
unchecked: parameters go into the query, those of POST, PUT and PATCH into the body.
Where the catalog knows the path it says their types and places.

A call that changes something is shown first, and asked about. Where no terminal
can be asked it needs --yes.
]] ] = [[
调用一个接口，并渲染返回的数据。`key=value` 按接口目录中的参数类型读取，`key:=JSON` 按原样读取。时间可以写成日期：start_time=2024-01-31 或 2024-01-31T09:30。

给出方法和路径（如 `GET /open-apis/hire/v1/jobs`）可调用任意路径，不做校验：参数放入查询字符串，POST、PUT 和 PATCH 的参数放入请求体。接口目录收录了该路径时，参数的类型和位置以目录为准。

会修改数据的调用会先展示请求，并要求确认。没有终端可供确认时需要 --yes。
]],
  [ [[
With --rows an empty cell leaves its parameter out, and a column whose name begins
with # is a remark. All rows are checked before the first is sent. Exit status 6: some
rows failed.

The formats table, md, html and xlsx show the labels of enums, and times as dates
in --zone; csv, json and ndjson have the values. With --columns, --where, --sort or
--limit the result is the rows alone, in JSON, too.

`lualark schema` lists the endpoints. The environment has the credentials:
LARK_APP_ID, LARK_APP_SECRET
(or LARK_APP_SECRET_FILE), LARK_BASE_URL, LARK_CA_FILE; LARK_PROFILE as --profile.
]] ] = [[
使用 --rows 时，空单元格表示不传该参数，列名以 # 开头的列为备注。发送第一个请求之前会先校验所有行。退出码 6：部分行失败。

table、md、html 和 xlsx 格式显示枚举的名称，并按 --zone 将时间显示为日期；csv、json 和 ndjson 保留原值。使用 --columns、--where、--sort 或 --limit 时，结果只有行，JSON 也是如此。

`lualark schema` 可列出接口。凭证来自环境变量：LARK_APP_ID、LARK_APP_SECRET（或 LARK_APP_SECRET_FILE）、LARK_BASE_URL、LARK_CA_FILE；LARK_PROFILE 相当于 --profile。
]],
  ["follow the pages; the result is the list of all items, or after Ctrl-C of those that "
    .. "were read"] =
    "读取所有分页，结果为全部数据的列表；按 Ctrl-C 后为已读取的部分",
  ["call once for each row: columns are parameters, with dots for nested ones and numbers "
    .. "for places in lists; the result is a table with the row's number"] =
    "每行调用一次：列为参数，用点表示嵌套，用数字表示列表中的位置；结果为带行号的表格",
  ["with --rows: so many calls at once (50)"] = "与 --rows 一起使用：同时进行的调用数（默认 50）",
  ["with --rows: give each row a key made from TEXT and the row, so that a lost answer is "
    .. "asked for again and the row done once; for endpoints that take one"] =
    "与 --rows 一起使用：由 TEXT 和行内容为每行生成幂等键，响应丢失后可重试，且每行只执行一次；仅用于支持幂等键的接口",
  ["show the request, and send nothing"] = "只显示请求，不发送",
  ["send what changes something without asking"] = "直接发送会修改数据的请求，不再确认",
  ["the time zone of dates, such as Asia/Shanghai or +08:00; by default the machine's"] =
    "日期的时区，如 Asia/Shanghai 或 +08:00；默认为本机时区",
  ["answer from FILE if it has this call; otherwise record it there"] =
    "FILE 中有该调用时直接使用录制的响应，否则将其录制到 FILE",

  ["which endpoint?"] = "请指定接口",
  ["--%s goes with --rows"] = "--%s 须与 --rows 一起使用",
  ["%s chooses from rows, and %s answers with one record"] =
    "%s 用于从多行中选取，而 %s 只返回一条记录",
  ["there are more pages: --all follows them"] = "还有更多分页：--all 可全部读取",
  ["the list is incomplete: %d items were read"] = "列表不完整：已读取 %d 条",

  -- consent
  ["this changes something:"] = "该调用会修改数据：",
  ["this changes something, %d time:"] = "该操作会修改数据，共 %d 次调用：",
  ["this changes something, %d times:"] = "该操作会修改数据，共 %d 次调用：",
  ["... and %d more"] = "……另有 %d 个",
  ["Send it? [y/N] "] = "是否发送？[y/N] ",
  ["%s changes something, and nobody can be asked: --yes sends it, --dry-run shows it"] =
    "%s 会修改数据，而此处无法确认：--yes 直接发送，--dry-run 只显示请求",
  ["nothing was sent"] = "未发送请求",

  -- rows
  ["--concurrency %s: a number from 1 to %d"] = "--concurrency %s：应为 1 到 %d 的整数",
  ["--key: %s takes no key of the caller's own"] = "--key：%s 不支持由调用方传入幂等键",
  ["column %q is no parameter's name"] = "列 %q 不是参数名",
  ["columns %s and %s are two values of one parameter"] = "列 %s 和 %s 是同一参数的两个值",
  ["columns %s and %s: one leads into a list, the other into an object"] =
    "列 %s 和 %s 冲突：一个指向列表，另一个指向对象",
  ["%s is in the file and on the command line"] = "%s 在文件和命令行中重复",
  ["%s has no parameter %s"] = "%s 没有参数 %s",
  ["%s has no parameter %s; did you mean %s?"] = "%s 没有参数 %s（您要找的是不是 %s？）",
  ["%s; a column that is not to be sent is named #%s"] = "%s；不需要发送的列请命名为 #%s",
  ["%s: there are no rows"] = "%s：没有数据行",
  ["row %d: %s"] = "第 %d 行：%s",
  ["and %d rows more"] = "另有 %d 行",
  ["%s: nothing was sent\n%s"] = "%s：未发送请求\n%s",
  ["%d of %d rows failed"] = "%2$d 行中有 %1$d 行失败",
  ["row"] = "行",
  ["outcome"] = "结果",
  ["error"] = "错误",
  ["done"] = "完成",
  ["failed"] = "失败",
  ["not sent"] = "未发送",
}
