-- SPDX-License-Identifier: MIT

--- The sentences of the binding's C in Chinese, by the English that the code says.
return {
  -- src/database
  ["it cannot be opened: %s"] = "无法打开：%s",
  ["it cannot be made private (mode 0600): %s"] = "无法将其设为私有（权限 0600）：%s",
  ["it cannot be found: %s"] = "无法找到：%s",
  ["it was closed"] = "文件已关闭",
  ["%s at %s"] = "%s（%s）",
  ["%s at %s for %s"] = "%s（%s，租户 %s）",
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
}
