-- SPDX-License-Identifier: MIT

--- The sentences of the binding's C in Chinese, by the English that the code says.
return {
  -- src/database
  ["too many files are open: close some, or raise the limit (ulimit -n)"] =
    "打开的文件过多：请关闭一些，或提高上限（ulimit -n）",
  ["it cannot be opened: %s"] = "无法打开：%s",
  ["it cannot be made private (mode 0600): %s"] = "无法将其设为私有（权限 0600）：%s",
  ["it cannot be found: %s"] = "无法找到：%s",
  ["it was closed"] = "文件已关闭",
  ["%s at %s"] = "%s（%s）",
  ["%s at %s for %s"] = "%s（%s，租户 %s）",
  ["the file was moved or deleted"] = "文件已被移动或删除",
  ["out of memory"] = "内存不足",
  ["this machine has no SQLite: install libsqlite3-0"] = "本机没有 SQLite：请安装 libsqlite3-0",

  -- src/journal
  ["there is no such file"] = "文件不存在",
  ["there is nothing in it"] = "文件中没有内容",
  ["this is no journal, but a file of another kind"] = "这不是变更日志，而是其他类型的文件",
  ["another version of lualark wrote this journal (layout %d, this one has %d): use another file"] =
    "该变更日志由其他版本的 lualark 写入（格式 %d，当前为 %d）：请换用其他文件",
  ["nothing was sent: the journal %s cannot be written: %s"] = "未发送任何请求：无法写入变更日志 %s：%s",
  ["Mend that and run it again: what is done is not sent again."] =
    "请解决后重新运行：已完成的不会再次发送。",
  ["row %s has changed since it was %s: it is not sent"] = "第 %s 行在上次（%s）之后已改变，未发送",
  ["Take the row as it was, or another journal for other work."] =
    "请恢复该行原来的内容；如果是其他工作，请换用其他变更日志。",
  ["row %s was sent before, and its answer was lost: it is perhaps done, and not sent again"] =
    "第 %s 行之前已发送但响应丢失：可能已完成，未再次发送",
  ["Look at the platform, then --retry %s or --skip %s."] =
    "请先在平台上核实，再使用 --retry %s 或 --skip %s。",
  ["row %s is under way in another run"] = "第 %s 行正由另一个运行处理",
  ["Run it again when that has ended."] = "请在其结束后重新运行。",
  ["the journal %s cannot be written: %s; changes that were answered then count as perhaps done"] =
    "无法写入变更日志 %s：%s；此时收到响应的变更将记为可能已完成",
  ["the journal %s is of %s"] = "变更日志 %s 属于 %s",
  ["Another app, tenant or server needs a journal of its own."] =
    "其他应用、租户或服务器需要各自的变更日志。",
  ["the journal %s cannot be used: %s"] = "无法使用变更日志 %s：%s",
  ["row %s is not in the journal"] = "变更日志中没有第 %s 行",
  ["row %s is there for %d endpoints"] = "第 %s 行出现在 %d 个接口中",
  ["Name the endpoint, too."] = "请同时指定接口。",
  ["row %s is %s"] = "第 %s 行的状态为%s",
  ["row %s has changed meanwhile"] = "第 %s 行在此期间已改变",
  ["Look at it again."] = "请重新查看。",
  ["files are out of this script's reach"] = "该脚本无权访问文件",
  ["Ask whoever runs it to keep a journal."] = "请联系运行该脚本的人启用变更日志。",
  ["sent"] = "已发送",
  ["done"] = "已完成",
  ["refused"] = "被拒绝",
  ["skipped"] = "已跳过",
  ["not sent"] = "未发送",
  ["under way"] = "进行中",
  ["perhaps done"] = "可能已完成",
  ["%s-runs: it cannot be opened: %s"] = "%s-runs：无法打开：%s",

  -- src/inbox
  ["this is no inbox, but a file of another kind"] = "这不是事件收件箱，而是其他类型的文件",
  ["another version of lualark wrote this inbox (layout %d, this one has %d): use another file"] =
    "该收件箱由其他版本的 lualark 写入（格式 %d，当前为 %d）：请换用其他文件",
  ["the inbox %s cannot be used: %s"] = "无法使用收件箱 %s：%s",
  ["Ask whoever runs it to hand it events."] = "请联系运行该脚本的人向它转交事件。",
  ["its process ended while it was handled"] = "处理期间进程结束",
  ["no handler"] = "没有处理函数",

  -- src/recording
  ["%s cannot be read: %s"] = "无法读取 %s：%s",
  ["Nothing was sent, because it may have been sent before: repair the file, or use another one."] =
    "未发送请求，因为之前可能已经发送过：请修复该文件，或换用其他文件。",
  ["%s cannot be written: %s; the run goes on, and what is not recorded is asked for again next time"] =
    "无法写入 %s：%s；运行将继续，未录制的调用下次会重新请求",
  [" (recorded %lld times, asked for %lld)"] = "（已录制 %lld 次，当前为第 %lld 次请求）",
  ["not recorded in %.*s%s: %s %.160s%s%.*s"] = "%.*s 中没有录制%s：%s %.160s%s%.*s",
  ["Nothing is sent in a replay: run it once with --record %.*s"] =
    "回放时不发送请求：请先用 --record %.*s 运行一次",
  ["Run the script once with --record."] = "请先用 --record 运行一次脚本。",
  ["Set LARK_APP_ID, LARK_BASE_URL and LARK_TENANT_KEY as they were, or leave them out."] =
    "请将 LARK_APP_ID、LARK_BASE_URL 和 LARK_TENANT_KEY 设为录制时的值，或不设置。",
  ["Say which one: set LARK_APP_ID, and LARK_BASE_URL and LARK_TENANT_KEY where these differ."] =
    "请指定其中一个：设置 LARK_APP_ID；如果 LARK_BASE_URL 和 LARK_TENANT_KEY 不同，也请设置。",
  ["nothing was recorded in %s"] = "%s 中没有录制内容",
  ["%s has no recordings of %s, but of %s"] = "%s 中没有该应用的录制：%s；有录制的是：%s",
  [", "] = "、",
  ["%s has recordings of %s"] = "%s 中有以下应用的录制：%s",
  ["there is no such file; --record makes one"] = "文件不存在；--record 可创建",
  ["this is no recording, but a file of another kind"] = "这不是录制文件，而是其他类型的文件",
  ["nothing was recorded in it; --record does that"] = "其中没有录制内容；请用 --record 录制",
  ["another version of lualark recorded it (layout %d, this one has %d): record into another file"] =
    "该文件由其他版本的 lualark 录制（格式 %d，当前为 %d）：请录制到其他文件",
  ["%s: a call whose request or answer is no JSON is not recorded, since it cannot be redacted"] =
    "%s：请求或响应不是 JSON 的调用不会录制，因为无法对其脱敏",
  ["It is redacted, and its key is not here: it knows calls by their pseudonyms alone."] =
    "该录制已脱敏，且密钥不在此处：只能按假名查找调用。",
  ["the key in %s cannot be used: %s"] = "无法使用 %s 中的密钥：%s",
  ["its name is too long"] = "文件名过长",
  ["the key in %s is another than the one that it was redacted with"] = "%s 中的密钥与脱敏时使用的不同",
  ["it has answers that are not redacted: record into another file"] =
    "其中有未脱敏的响应：请录制到其他文件",
  ["its answers are redacted: record with --redact %s, or into another file"] =
    "其中的响应已脱敏：请用 --redact %s 录制，或录制到其他文件",
  ["it was recorded with --redact %s: do that, or record into another file"] =
    "录制时使用的是 --redact %s：请照此录制，或录制到其他文件",
  ["--redact takes at most 255 bytes, such as default,content"] =
    "--redact 最多 255 字节，如 default,content",
  ["no answer was prepared for this call"] = "没有为该调用准备响应",

  -- errors as one line
  ["%s: %s"] = "%s：%s",
  ["%s (%s)"] = "%s（%s）",
  ["%s. %s"] = "%s。%s",
  ["%s, HTTP %s"] = "%s，HTTP %s",
  ["%s [log id %s]"] = "%s（Log ID：%s）",
  ["no message"] = "无错误信息",
  ["interrupted"] = "已中断",
  ["the task was cancelled"] = "任务已取消",

  -- types of Lua's values
  ["nil"] = "空值（nil）",
  ["boolean"] = "布尔值",
  ["number"] = "数字",
  ["string"] = "字符串",
  ["table"] = "表",
  ["function"] = "函数",
  ["userdata"] = "用户数据（userdata）",
  ["thread"] = "协程",
  ["no value"] = "空",

  -- src/client: options
  ["%s is no option of lark.client; did you mean %s?"] =
    "lark.client 没有选项 %s；您要找的是不是 %s？",
  ["%s is no option of lark.client"] = "lark.client 没有选项 %s",
  ["options have names; %s is none"] = "选项须以名称指定，%s 不是名称",
  ["the options are a table, not a %s"] = "选项应为表，而不是%s",
  ["%s must be %s, not a %s"] = "%s 应为%s，而不是%s",
  ["a string"] = "字符串",
  ["a string without NUL bytes"] = "不含 NUL 字节的字符串",
  ["a number of seconds"] = "秒数",
  ["an integer"] = "整数",
  ["a function"] = "函数",
  ["a lark.store() or the URL of a Redis server"] = " lark.store() 或 Redis 服务器的 URL",
  ["a lark.journal()"] = " lark.journal()",
  ["true or false"] = " true 或 false",
  ["%s must be more than 0 and at most a million seconds"] = "%s 必须大于 0，且不超过一百万秒",
  ["%s must be from 0 to %lld"] = "%s 必须在 0 到 %lld 之间",
  ["limits must be %s, not a %s"] = "limits 应为%s，而不是%s",
  ["1 to 16 rates"] = " 1 到 16 个频率限制",
  ["false or a table of rates"] = " false 或由频率限制组成的表",
  ["a table by endpoint name"] = "以接口名称为键的表",
  ["limits: %s: a limit reads like \"50/s\" or \"1000/min\""] =
    "limits：%s：频率限制的格式应如 \"50/s\" 或 \"1000/min\"",
  ["%s must be a string, not a %s"] = "%s 应为字符串，而不是%s",
  ["%s holds a NUL"] = "%s 含有 NUL 字节",
  ["%s is missing"] = "%s 缺失",

  -- src/client: calls
  ["the options of a call are a table, not a %s"] = "调用的选项应为表，而不是%s",
  ["%s is no option of a call; there are row, user_access_token and progress"] =
    "调用没有选项 %s；可用的有 row、user_access_token 和 progress",
  ["row: the name of a row in the journal, a text or an integer, not a %s"] =
    "row：变更日志中的行名，应为字符串或整数，而不是%s",
  ["as many calls as this script may have at once are under way"] =
    "该脚本同时进行的调用已达上限",
  ["Use lark.map with a lower concurrency."] = "请使用 lark.map，并调低 concurrency。",
  ["more than 100,000 tasks at once"] = "同时存在的任务超过 100,000 个",
  ["Await some before you spawn others; lark.map runs a long list, a few items at a time."] =
    "请先等待一部分任务结束，再启动其他任务；lark.map 可分批处理很长的列表。",
  ["there is no endpoint %s"] = "没有接口 %s",
  ["there is no endpoint %s; did you mean %s?"] = "没有接口 %s；您要找的是不是 %s？",
  ["the parameters are one table, not a %s"] = "参数应为一个表，而不是%s",
  ["parameters have names; %s is none"] = "参数须以名称指定，%s 不是名称",
  ["a parameter's name holds a NUL"] = "参数名含有 NUL 字节",
  ["a call has at most %d parameters, not %d"] = "一次调用最多 %d 个参数，当前为 %d 个",
  ["%s is a %s, which no parameter can be"] = "%s 是%s，不能作为参数",
  ["body must be a table or a string, not a %s"] = "body 应为表或字符串，而不是%s",
  ["query: %s must be a string, a number, a boolean or a list of these"] =
    "query：%s 应为字符串、数字、布尔值或由它们组成的列表",
  ["%s must be a number from 0 on"] = "%s 应为不小于 0 的数字",
  ["lark.events.receive takes no %s"] = "lark.events.receive 没有参数 %s",
  ["headers must be a table of strings by name"] = "headers 应为以名称为键、以字符串为值的表",
  ["%s is no part of a request; it has method, path, query, body, headers, limits and row"] =
    "请求没有 %s；可用的有 method、path、query、body、headers、limits 和 row",
  ["this program does not let its scripts ask for %s %s"] = "该程序不允许其脚本请求 %s %s",
  ["Use the client's own endpoints, or ask whoever runs it to allow this path."] =
    "请使用客户端已有的接口，或联系运行该程序的人放行该路径。",
  ["%s cannot be a function here: the client may be shared with other scripts of this program"] =
    "此处 %s 不能是函数：客户端可能与该程序的其他脚本共用",
  ["lark.client() takes no options here: the client is the program's own"] =
    "此处 lark.client() 不接受选项：客户端由程序提供",
  ["this program gave its scripts no client"] = "该程序没有为脚本提供客户端",
  ["Ask whoever runs it to give one: they have the credentials."] =
    "请联系运行该程序的人提供客户端：应用凭证由其掌握。",
  ["the client does not compare its answers"] = "该客户端没有比较响应与目录",
  ["Open it with drift = true."] = "请以 drift = true 打开客户端。",

  -- src/client: files
  ["%s: this script may not read files"] = "%s：该脚本无权读取文件",
  ["Give the file as { bytes = ..., name = ... }."] = "请以 { bytes = ..., name = ... } 传入文件。",
  ["%s.%s must be a string, not a %s"] = "%s.%s 应为字符串，而不是%s",
  ["%s.%s holds a NUL"] = "%s.%s 含有 NUL 字节",
  ["%s.%s is no part of a file; it has path or bytes, name and content_type"] =
    "%s.%s 不是文件的字段；可用的有 path 或 bytes，以及 name 和 content_type",
  ["%s needs either path or bytes"] = "%s 须有 path 或 bytes 之一",
  ["hosts must be a list of host names, at most %d"] = "hosts 应为主机名的列表，最多 %d 个",
  ["%s must be an integer of at least 1"] = "%s 应为不小于 1 的整数",
  ["the options of client:listen are a table, not a %s"] = "client:listen 的选项应为表，而不是%s",
  ["%s is no option of client:listen; there are max_bytes, max_events, on_error, on_note and parallel"] =
    "client:listen 没有选项 %s；可用的有 max_bytes、max_events、on_error、on_note 和 parallel",
  ["the client is closed"] = "客户端已关闭",
  ["max_bytes must be an integer of at least 1"] = "max_bytes 应为不小于 1 的整数",
  ["the options of a download are a table, not a %s"] = "下载的选项应为表，而不是%s",
  ["%s is no option of a download; there are hosts, max_bytes and progress"] =
    "下载没有选项 %s；可用的有 hosts、max_bytes 和 progress",
  ["progress must be a function, not a %s"] = "progress 必须是函数，而不是%s",
  ["Ask whoever runs it to allow that."] = "请联系运行该程序的人放行。",
  ["this script may not write files: leave out the path, or give a function"] =
    "该脚本无权写入文件：请省略路径，或传入函数",
  ["this program does not let its scripts download from %s"] = "该程序不允许其脚本从 %s 下载",

  -- src/json
  ["it is not JSON"] = "不是 JSON",
  ["a string has a wrong escape"] = "字符串中有错误的转义",
  ["a string has a control character"] = "字符串中有控制字符",
  ["it has a number that is malformed or out of range"] = "含有格式错误或超出范围的数字",
  ["it is nested too deep"] = "嵌套过深",
  ["it is not UTF-8"] = "不是 UTF-8",
  ["it is empty"] = "内容为空",
  ["a string does not end"] = "字符串没有结束",
  ["a %s has no JSON form"] = "%s无法表示为 JSON",
  ["%f has no JSON form"] = "%f 无法表示为 JSON",
  ["an array has holes or keys that are not 1 to n"] = "数组有空缺，或其键不是 1 到 n",
  ["a table is neither a list nor an object: it has a %s key"] =
    "该表既不是列表也不是对象：其中有类型为%s的键",
  ["a table is nested deeper than %d, or holds itself"] = "表的嵌套超过 %d 层，或包含自身",
  ["a table changes all the time while it is encoded"] = "编码过程中表一直在变化",

  -- src/grid
  ["there are more than 16384 columns"] = "列数超过 16384",
  ["there are too many rows"] = "行数过多",
  ["there is text behind a closing quote"] = "右引号之后还有内容",
  ["a quote is opened and never closed"] = "引号没有闭合",
  ["%I fields where the header has %I"] = "有 %I 个字段，而表头有 %I 个",
  ["there is no header row"] = "没有表头",
  ["this is not UTF-8; save the file as CSV UTF-8"] = "文件不是 UTF-8 编码：请另存为 CSV UTF-8",
  ["this is neither UTF-8 nor GBK nor UTF-16; save the file as CSV UTF-8"] =
    "文件不是 UTF-8、GBK 或 UTF-16 编码：请另存为 CSV UTF-8",

  ["%s does not go with %s: nothing is sent"] = "%s 不能与 %s 一起使用：不会发送请求",

  -- src/module
  ["there is no such locale"] = "没有该区域设置",
  ["ICU has no order for this locale"] = "ICU 没有该区域设置的排序规则",
  ["texts are ordered by ICU, which is not installed: apt-get install libicu72 (or the number of the release)"] =
    "文本排序需要 ICU，但尚未安装：apt-get install libicu72（版本号因系统而异）",
  ["the text is not UTF-8"] = "文本不是 UTF-8",

  -- lua/
  ["answers: %s must be a table, a function or a text, not a %s"] = "answers：%s 必须是表、函数或文本，而不是%s",
  ["answers: there is no %s; did you mean %s?"] = "answers：没有 %s；是否指 %s？",
  ["answers: there is no %s"] = "answers：没有 %s",
  ["the script called os.exit(%s)"] = "脚本调用了 os.exit(%s)",
  ["a key is a text, a number or a boolean, not a %s"] = "key 应为字符串、数字或布尔值，而不是%s",
  ["the key of event %s failed: %s; it waits for no other event"] =
    "计算事件 %s 的 key 失败：%s；该事件不等待其他事件",
  ["event %s waits: it cannot be told whether another machine handles it: %s"] =
    "事件 %s 等待中：无法得知是否由另一台机器处理：%s",
  ["event %s is set aside after %d attempts: %s"] = "事件 %s 经 %d 次尝试后被搁置：%s",
  ["event %s: attempt %d of %d failed, the next is in %.0f s: %s"] =
    "事件 %s：第 %d 次尝试（共 %d 次）失败，%.0f 秒后重试：%s",
  ["the handler of %s failed for event %s: %s"] = "%s 的处理函数处理事件 %s 失败：%s",
  ["the program took no more of the file"] = "程序没有继续接收文件",
  ["The list cannot be read to its end; tell the platform's support."] =
    "无法将列表读完，请向平台技术支持反馈。",
  ["%s is %s, not an object"] = "%s 是%s，而不是对象",
  ["%s is %s, not an array"] = "%s 是%s，而不是数组",
  ["has_more is %s, not a boolean"] = "has_more 是%s，而不是布尔值",
  ["page_token is %s, not a string"] = "page_token 是%s，而不是字符串",
  ["there is a page_token, but has_more is missing"] = "有 page_token，但缺少 has_more",
  ["has_more is true, but the page token is missing"] = "has_more 为 true，但缺少 page_token",
  ["has_more is true, but the page token came before"] = "has_more 为 true，但 page_token 之前已出现过",
  ["nil was raised"] = "抛出的错误是空值（nil）",
  ["a page within the list has no data"] = "列表中间的一页没有数据",
  ["a number"] = "数字",
  ["a boolean"] = "布尔值",
  ["an array"] = "数组",
  ["an object"] = "对象",
}
