-- SPDX-License-Identifier: MIT

--- The sentences of the command's C in Chinese, by the English that the code says. Those of its
--- Lua are in lua/words/zh/.
return {
  -- src/run
  ["interrupted before an editor attached"] = "编辑器连接之前已被中断",
  ["the editor left before the script began"] = "脚本开始之前编辑器已离开",

  -- src/listen
  ["lualark: %llu requests more were refused in 10 s\n"] = "lualark: 10 秒内另有 %llu 个请求被拒绝\n",
  ["lualark: a request was refused: %s%s%s\n"] = "lualark: 已拒绝一个请求：%s%s%s\n",
  ["more requests than --rate came"] = "请求数超过 --rate",
  ["it is no POST"] = "不是 POST 请求",
  ["its body is longer than --max-body"] = "请求体超过 --max-body",
  ["too many bodies come at once"] = "同时到达的请求体过多",
  ["the inbox %s cannot be written: %s"] = "无法写入收件箱 %s：%s",
  ["it cannot listen on %s, port %u: %s"] = "无法监听 %s 的端口 %u：%s",
  ["the certificate or its key is wrong"] = "证书或其私钥有误",
  ["--host %s: an address such as 127.0.0.1 or ::1"] = "--host %s：应为 127.0.0.1 或 ::1 这样的地址",
  ["the program ends"] = "程序正在结束",
  ["out of memory"] = "内存不足",
  ["this build has no OpenSSL to decrypt events"] = "此版本没有可用于解密事件的 OpenSSL",
  ["no thread can be made"] = "无法创建线程",
  ["a webhook needs libmicrohttpd: apt-get install libmicrohttpd12"] =
    "接收事件的服务器需要 libmicrohttpd：apt-get install libmicrohttpd12",
  ["this libmicrohttpd is too old: version 0.9.75 or later is needed"] =
    "libmicrohttpd 版本过旧：需要 0.9.75 或更高版本",
  ["this build has no libmicrohttpd"] = "此版本没有 libmicrohttpd",
  ["Build it with libmicrohttpd's headers (libmicrohttpd-dev)."] =
    "请在有 libmicrohttpd 头文件（libmicrohttpd-dev）的环境中构建。",

  -- src/record
  ["%s cannot be read: %s"] = "无法读取 %s：%s",
  ["%s: not all could be erased: %s"] = "%s：未能全部清除：%s",

  -- src/run, src/start
  ["Raise the limit of open files (ulimit -n)."] = "请调高打开文件数的上限（ulimit -n）。",
  ["lualark: standard output cannot be written\n"] = "lualark: 无法写入标准输出\n",
  ["lualark: %llu lines were too much for a second, and were dropped; --print-limit 1M allows more\n"] =
    "lualark: 每秒打印的内容过多，已丢弃 %llu 行；可用 --print-limit 1M 放宽\n",
}
