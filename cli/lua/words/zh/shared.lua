-- SPDX-License-Identifier: MIT

--- Sentences that several commands say: of the command line, options, results, the catalog.
return {
  [", "] = "、",
  ["; "] = "；",
  [": "] = "：",
  [" or "] = " 或 ",
  [" and "] = " 和 ",
  ["%s: %s"] = "%s：%s",
  ["%s (%s)"] = "%s（%s）",
  ["%s"] = "%s",
  ["%d s"] = "%d 秒",
  ["%s and %d more"] = "%s 等，另有 %d 个",

  -- the command line
  ["--lang %s: the languages are en and zh"] = "--lang %s：可用的语言有 en 和 zh",
  ["there is no command %s"] = "没有命令 %s",
  ["there is no command %s: did you mean %s?"] = "没有命令 %s：您要找的是不是 %s？",
  ["which command?"] = "请指定命令",
  ["Try: lualark %s--help"] = "用法请见：lualark %s--help",
  ["unrecognized option '%s'"] = "无法识别的选项「%s」",
  ["invalid option -- '%s'"] = "无效的选项「-%s」",
  ["option '--%s' requires an argument"] = "选项「--%s」需要参数",
  ["option '--%s' doesn't allow an argument"] = "选项「--%s」不接受参数",
  ["option '%s' is ambiguous: %s"] = "选项「%s」有歧义，可能是：%s",
  ["--%s needs a value"] = "--%s 需要参数",

  -- the help
  ["Usage: lualark %s"] = "用法：lualark %s",
  ["Usage: lualark COMMAND [OPTION...] [ARGUMENT...]"] = "用法：lualark 命令 [选项...] [参数...]",
  ["[OPTION...]"] = "[选项...]",
  ["lualark COMMAND --help"] = "lualark 命令 --help",
  ["more about a command"] = "某个命令的用法",

  -- options
  ["table (default), json, ndjson, csv, md, html or xlsx"] =
    "table（默认）、json、ndjson、csv、md、html 或 xlsx",
  ["write there instead of to standard output (-); the ending chooses the format; with "
    .. "FOLDER/ each table of a report is a csv file there, named by its id"] =
    "写入该文件，而不是标准输出（-）；格式由扩展名决定；写作 FOLDER/ 时，报表的每个表格各为该目录下的一个 csv 文件，以表格的 id 命名",
  ["only the table of a report with that title or id; in csv nothing but its rows"] =
    "只输出报表中该标题或 id 的表格；csv 格式只含其行",
  ["csv: a last line with the totals of columns that have one"] = "csv：末行为各列的合计（有合计的列）",
  ["only these fields of the rows, in this order; nested ones with dots"] =
    "只输出这些字段，并按此顺序；嵌套字段用点表示",
  ["only rows whose field is VALUE, or is shown so; KEY= takes those without the field; "
    .. "given several times, all must hold"] =
    "只输出字段值或显示值为 VALUE 的行；KEY= 选取没有该字段的行；多次给出时须全部满足",
  ["sort by these fields; -KEY puts the greatest first"] = "按这些字段排序；-KEY 为降序",
  ["only the first N rows"] = "只输出前 N 行",
  ["table: a block of lines for each row, and nothing is cut"] = "table：每行数据显示为一段多行文本，内容不截断",
  ["answer from FILE alone: no network, no credentials"] = "只使用 FILE 中录制的响应：不需要网络和凭证",
  ["with --record: ask again for answers that are older, such as 12h or 7d"] =
    "与 --record 一起使用：重新请求早于该时长的响应，如 12h 或 7d",
  ["with --record: keep pseudonyms of personal data: default, or names of fields with commas; every call is sent"] =
    "与 --record 一起使用：以假名录制个人数据：default，或以逗号分隔的字段名；每个调用都会发送",
  ["the key of the pseudonyms; by default the recording's name with -key: never give it away with the recording"] =
    "假名的密钥文件；默认为录制文件名加 -key：切勿与录制文件一同交给他人",
  ["show no progress, on a terminal either: for cron, which mails what is said"] =
    "不显示进度，在终端上也不显示：适用于会将输出发送为邮件的 cron",
  ["also knows the endpoints that FILE defines (docs/definitions.md); by default the file "
    .. "that LARK_DEFINE names"] =
    "同时使用 FILE 中定义的接口（docs/definitions.md）；默认为 LARK_DEFINE 指定的文件",
  ["take credentials that the environment lacks from the section [NAME] of "
    .. "~/.config/lualark/profiles.ini"] =
    "环境变量中没有的凭证取自 ~/.config/lualark/profiles.ini 的 [NAME] 小节",
  ["share the token and the rate limits with other processes on a Redis server: "
    .. "redis://host:port/db"] =
    "通过 Redis 服务器与其他进程共享访问凭证和频率额度：redis://host:port/db",
  ["trust the PEM certificates of FILE"] = "信任 FILE 中的 PEM 证书",
  ["read answers with odd values: U+FFFD stands for damaged text, and text for numbers "
    .. "that are too large"] =
    "容忍异常的响应内容：损坏的文本以 U+FFFD 代替，过大的数字以文本表示",
  ["log every attempt of a call on standard error; LARK_LOG=FILE appends the log to a "
    .. "file (- for standard error)"] =
    "将调用的每次尝试记录到标准错误；LARK_LOG=FILE 将日志追加到文件（- 为标准错误）",
  ["en or zh: the language of messages and reports; by default that of LARK_LANG, or of "
    .. "the locale. Also before the command"] =
    "en 或 zh：提示和报表的语言；默认由 LARK_LANG 或系统区域设置决定。也可写在命令之前",
  ["json (default), table, ndjson, csv, md, html or xlsx"] =
    "json（默认）、table、ndjson、csv、md、html 或 xlsx",
  ["write there instead of to standard output (-); the ending chooses the format"] =
    "写入该文件，而不是标准输出（-）；格式由扩展名决定",
  ["text (default) or json"] = "text（默认）或 json",
  ["text (default), table, json, ndjson, csv, md, html or xlsx"] =
    "text（默认）、table、json、ndjson、csv、md、html 或 xlsx",
  ["table (default), json, ndjson, csv, md or html"] = "table（默认）、json、ndjson、csv、md 或 html",

  -- files
  ["cannot open %s"] = "无法打开 %s",
  ["cannot read %s: %s"] = "无法读取 %s：%s",
  ["%s cannot be read"] = "无法读取 %s",
  ["cannot write %s: %s"] = "无法写入 %s：%s",
  ["the result"] = "结果",
  ["its owner cannot be kept"] = "无法保留文件的所有者",
  ["it is a directory"] = "这是一个目录",
  ["%q is no name of a file"] = "%q 不是文件名",
  ["--output %s: a folder gets csv, a file for each table; name a file for %s"] =
    "--output %s：输出到目录时格式为 csv，每个表格一个文件；%s 格式请指定文件",

  -- spreadsheets
  ["the temporary file is gone"] = "临时文件已不存在",
  ["no file can be made in %s: %s"] = "无法在 %s 中创建文件：%s",
  ["the temporary folder %s is too full for the sheet: make room there, or name another one in "
    .. "TMPDIR"] = "临时目录 %s 空间不足，无法写入工作表：请清理空间，或用 TMPDIR 指定其他目录",
  ["spreadsheets need libxlsxwriter: apt-get install libxlsxwriter4 (libxlsxwriter-dev, where "
    .. "that has another number)"] =
    "生成电子表格需要 libxlsxwriter：apt-get install libxlsxwriter4（若版本号不同，请安装 libxlsxwriter-dev）",
  ["this libxlsxwriter is too old: version 1.1 or later is needed"] =
    "libxlsxwriter 版本过旧：需要 1.1 或更高版本",
  ["a spreadsheet has at most 256 formats"] = "一个电子表格最多有 256 种格式",
  ["a sheet cannot have this name"] = "工作表不能使用该名称",
  ["not enough memory"] = "内存不足",

  -- the log
  ["LARK_LOG cannot be written"] = "无法写入 LARK_LOG 指定的文件",

  -- formats, and what is chosen of rows
  ["unknown format %q: table, json, ndjson, csv, md, html or xlsx"] =
    "未知格式 %q：可用的格式有 table、json、ndjson、csv、md、html 和 xlsx",
  ["unknown format %q: %s, table, json, ndjson, csv, md, html or xlsx"] =
    "未知格式 %q：可用的格式有 %s、table、json、ndjson、csv、md、html 和 xlsx",
  ["--vertical is a look of --format table, not of %s"] =
    "--vertical 只用于 --format table，不能用于 %s",
  ["--%s %s: keys with commas between them"] = "--%s %s：应为以逗号分隔的字段名",
  ["--where %s: it is KEY=VALUE"] = "--where %s：格式为 KEY=VALUE",
  ["--limit %s: a number of rows"] = "--limit %s：应为行数",
  ["the answer has no %q; did you mean %q?"] = "响应中没有 %q；您要找的是不是 %q？",
  ["the answer has no %q; it has %s"] = "响应中没有 %q；其中有 %s",

  -- endpoints and parameters
  ["there is no endpoint %s"] = "没有接口 %s",
  ["there is no endpoint %s; did you mean %s?"] = "没有接口 %s；您要找的是不是 %s？",
  ["%s has no pages: leave out --all"] = "%s 没有分页：请去掉 --all",
  ["%s takes %s"] = "%s 应为%s",
  ["milliseconds since 1970, or a date such as 2024-01-31 or 2024-01-31T09:30: %s"] =
    "自 1970 年起的毫秒数，或 2024-01-31、2024-01-31T09:30 这样的日期：%s",
  ["seconds since 1970, or a date such as 2024-01-31 or 2024-01-31T09:30: %s"] =
    "自 1970 年起的秒数，或 2024-01-31、2024-01-31T09:30 这样的日期：%s",
  ["%s takes JSON: %s"] = "%s 应为 JSON：%s",
  ["%s: %s is no JSON: %s"] = "%s：%s 不是 JSON：%s",
  ["%q is neither key=value nor key:=JSON"] = "%q 既不是 key=value 也不是 key:=JSON",
  ["%s is given twice"] = "重复传入了 %s",
  ["which path? One such as /open-apis/hire/v1/jobs"] =
    "请指定路径，如 /open-apis/hire/v1/jobs",

  -- a run that was interrupted, or failed
  ["interrupted: %s row was not read"] = "已中断：有 %s 行未读取",
  ["interrupted: %s rows were not read"] = "已中断：有 %s 行未读取",
  ["interrupted: %s of %s row was not read"] = "已中断：%2$s 行中有 %1$s 行未读取",
  ["interrupted: %s of %s rows were not read"] = "已中断：%2$s 行中有 %1$s 行未读取",
  ["interrupted: the result may lack something"] = "已中断：结果可能不完整",
  ["interrupted before there was a result"] = "已中断，尚无结果",
  ["there is no client for it: %s"] = "无法为其打开客户端：%s",
  ["before that, lark.client() refused: %s"] = "在此之前 lark.client() 已失败：%s",
  ["%s (%d rows): %s"] = "%s（%d 行）：%s",

  -- progress
  ["%s of %s"] = "%2$s 行已完成 %1$s 行",
  ["%s/s"] = "每秒 %s 行",
  ["%s/min"] = "每分钟 %s 行",
  ["%d min %d s"] = "%d 分 %d 秒",
  ["%d h %d min"] = "%d 小时 %d 分",
  ["%s left"] = "剩余约 %s",
  ["%s wait for limits"] = "因频率限制等待 %s 次",
  ["%s waits for limits"] = "因频率限制等待 %s 次",
  ["waiting for rate limits"] = "正在等待频率限制",
  ["waiting for answers"] = "正在等待响应",
  ["computing"] = "正在计算",
  ["no row for %s"] = "已有 %s 没有新的行",

  -- recordings
  ["--record asks the platform and --replay does not: only one of them"] =
    "--record 会请求平台，而 --replay 不会：只能使用其中一个",
  ["--max-age goes with --record: it says which answers are asked for again"] =
    "--max-age 须与 --record 一起使用：它决定哪些响应需要重新请求",
  ["--redact goes with --record: it says what is recorded under a pseudonym"] =
    "--redact 须与 --record 一起使用：它决定哪些内容以假名录制",
  ["--redact-key goes with --redact or --replay"] = "--redact-key 须与 --redact 或 --replay 一起使用",
  ["--redact sends every call: --max-age has no say in it"] =
    "--redact 会发送每个调用：不能与 --max-age 一起使用",
  ["--redact %s: fields read like default or default,content"] =
    "--redact %s：字段应写作 default 或 default,content",
  ["--max-age %s: an age reads like 30m, 12h or 7d"] = "--max-age %s：格式应如 30m、12h 或 7d",

  -- a Redis server
  ["no store: name a Redis server with --store or LARK_STORE"] =
    "未指定存储：请用 --store 或 LARK_STORE 指定 Redis 服务器",
  ["connection lost: %s"] = "连接中断：%s",

  -- definitions
  ["%s returns a %s; it returns a table: endpoints by name"] =
    "%s 返回了 %s；应返回一个 table：以名称为键的接口",
}
