-- SPDX-License-Identifier: MIT

--- The sentences of the command's C in Chinese, by the English that the code says. Those of its
--- Lua are in lua/words/zh/.
return {
  -- src/record
  ["%s cannot be read: %s"] = "无法读取 %s：%s",
  ["Nothing was sent, because it may have been sent before: repair the file, or use another one."] =
    "未发送请求，因为之前可能已经发送过：请修复该文件，或换用其他文件。",
  ["lualark: %s cannot be written: %s; the run goes on, and what is not recorded is asked for again next time\n"] =
    "lualark: 无法写入 %s：%s；运行将继续，未录制的调用下次会重新请求\n",
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
  ["it was closed"] = "文件已关闭",
  ["there is no such file; --record makes one"] = "文件不存在；--record 可创建",
  ["this is no recording, but a file of another kind"] = "这不是录制文件，而是其他类型的文件",
  ["nothing was recorded in it; --record does that"] = "其中没有录制内容；请用 --record 录制",
  ["another version of lualark recorded it (layout %d, this one has %d): record into another file"] =
    "该文件由其他版本的 lualark 录制（格式 %d，当前为 %d）：请录制到其他文件",

  -- src/run, src/start
  ["Raise the limit of open files (ulimit -n)."] = "请调高打开文件数的上限（ulimit -n）。",
  ["lualark: standard output cannot be written\n"] = "lualark: 无法写入标准输出\n",
  ["lualark: %llu lines were too much for a second, and were dropped; --print-limit 1M allows more\n"] =
    "lualark: 每秒打印的内容过多，已丢弃 %llu 行；可用 --print-limit 1M 放宽\n",
}
