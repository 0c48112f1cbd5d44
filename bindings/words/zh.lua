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
}
