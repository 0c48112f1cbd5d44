-- SPDX-License-Identifier: MIT

--- Sentences that several commands say.
return {
  ["--lang %s: the languages are en and zh"] = "--lang %s：可用的语言有 en 和 zh",
  ["there is no command %s"] = "没有命令 %s",
  ["which command?"] = "请指定命令",
}
