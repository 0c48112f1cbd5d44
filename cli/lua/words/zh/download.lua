-- SPDX-License-Identifier: MIT

--- lualark download.
return {
  ["fetch a file from an address that the platform gave"] = "下载平台返回的地址中的文件",
  [ [[
Fetches a file, such as a resume from the `url` that hire.attachment.get answers with.
It goes into PATH once all of it has come, or to standard output where PATH is `-`.
No token is sent. After a lost connection it goes on where it was, if the server can.

Files come from the hosts of the platform and of LARK_BASE_URL; --host allows another.
]] ] = [[
下载文件，例如 hire.attachment.get 返回的 `url` 中的简历。全部内容下载完成后才写入 PATH；PATH 为 `-` 时输出到标准输出。不发送访问凭证。连接中断后，如果服务器支持，会从中断处继续。

只允许从平台和 LARK_BASE_URL 的主机下载；可用 --host 增加主机。
]],
  [ [[
Most addresses work for 30 minutes. Put them in quotes: they hold characters that mean
something to a shell.
]] ] = [[
大多数地址的有效期为 30 分钟。请给地址加上引号：其中含有 shell 的特殊字符。
]],
  ["a further host that the file may come from; may be repeated"] = "另外允许下载的主机，可多次给出",
  ["refuse a larger file, such as 300M; by default 1G"] = "拒绝更大的文件，如 300M；默认 1G",

  ["which URL, and into which file?"] = "请指定 URL 和保存的文件",
  ["--max-bytes takes a size such as 300M, not %q"] = "--max-bytes 应为 300M 这样的大小，而不是 %q",
  ["%s: %d bytes"] = "%s：%d 字节",
}
