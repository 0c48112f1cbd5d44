-- SPDX-License-Identifier: MIT

--- The sentences of the command's C in Chinese, by the English that the code says. Those of its
--- Lua are in lua/words/zh/.
return {
  -- src/run
  ["interrupted before an editor attached"] = "编辑器连接之前已被中断",

  -- src/record
  ["%s cannot be read: %s"] = "无法读取 %s：%s",
  ["%s: not all could be erased: %s"] = "%s：未能全部清除：%s",

  -- src/run, src/start
  ["Raise the limit of open files (ulimit -n)."] = "请调高打开文件数的上限（ulimit -n）。",
  ["lualark: standard output cannot be written\n"] = "lualark: 无法写入标准输出\n",
  ["lualark: %llu lines were too much for a second, and were dropped; --print-limit 1M allows more\n"] =
    "lualark: 每秒打印的内容过多，已丢弃 %llu 行；可用 --print-limit 1M 放宽\n",
}
