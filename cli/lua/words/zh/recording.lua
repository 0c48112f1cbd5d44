-- SPDX-License-Identifier: MIT

--- lualark recording.
return {
  ["what is in a recording, and erasing of what is old"] = "查看录制文件的内容，并清除旧内容",
  [ [[
Shows the calls whose answers --record keeps in FILE: when each was recorded, method,
path, and how long its answer is. The answers themselves are replayed with --replay.
]] ] = [[
显示 --record 在 FILE 中保存了哪些调用的响应：录制时间、方法、路径和响应的长度。响应本身用 --replay 回放。
]],
  ["first erase what is older, such as 30d, and leave no trace of it in FILE"] =
    "先清除更早的内容，如 30d，并且不在 FILE 中留下痕迹",
  [ [[
A run with --record sends again what was erased, changes too. Exit status: 0 done;
1 the file cannot be used; 2 wrong usage.
]] ] = [[
清除的内容在使用 --record 运行时会再次发送，变更也不例外。退出码：0 完成；1 文件无法使用；2 用法有误。
]],
  ["which recording? One file"] = "请指定一个录制文件",
  ["answers erased: %d"] = "已清除的响应：%d",
  ["it is redacted: %s"] = "已脱敏：%s",
  ["time_ms"] = "录制时间",
  ["method"] = "方法",
  ["path"] = "路径",
  ["http_status"] = "HTTP 状态",
  ["bytes"] = "字节数",
}
