-- SPDX-License-Identifier: MIT

--- lualark help.
return {
  ["shows a page: a topic, or a command's help"] = "显示文档：某个主题，或某个命令的用法",
  [ [[
Shows a page of the documents. Without TOPIC it lists the topics. A command's name shows
the command's help.
]] ] = [[
显示一篇文档。不指定主题时列出全部主题；指定命令名称时显示该命令的用法。
]],

  ["Usage: lualark help TOPIC"] = "用法：lualark help 主题",
  ["lualark help TOPIC"] = "lualark help 主题",
  ["a page: errors, recipes and others"] = "查看文档：错误处理、实用范例等",
  ["A command's name shows the command's help: `lualark help call`."] =
    "也可以指定命令名称，查看该命令的用法：`lualark help call`。",
  ["there is no topic %s: did you mean %s?"] = "没有主题 %s：您要找的是不是 %s？",
  ["there is no topic %s; `lualark help` lists them"] = "没有主题 %s；`lualark help` 会列出全部主题",
  ["which topic? One"] = "请指定一个主题",
  ["prints:"] = "输出：",

  -- the topics
  ["packages, building from source, another Lua"] = "软件包、从源码构建、使用其他 Lua",
  ["from the developer console to a first answer"] = "从开发者后台到第一次调用",
  ["cron, CI, mail, chats, databases, containers"] = "cron、CI、邮件、群消息、数据库、容器",
  ["from a CSV of ids to a table, a chart and a page"] = "从一份 ID 的 CSV 到表格、图表和页面",
  ["scripts that do a whole piece of work"] = "完整处理一项工作的脚本",
  ["what a failed call returns, and what to do"] = "调用失败时返回什么，如何处理",
  ["it hangs, 429, a field is missing, changed ids"] = "卡住、429、缺少字段、ID 被改变",
  ["changing data: rows of a file, keys, a journal"] = "写入数据：批量写入、幂等键、变更日志",
  ["sending and fetching résumés, pictures, sheets"] = "上传和下载简历、图片、表格",
  ["what the platform sends by itself, and handlers"] = "平台主动推送的事件，如何接收和处理",
  ["what is stored of people, and how to erase it"] = "保存了哪些个人数据，如何删除",
  ["what an upgrade keeps; systems and Luas"] = "升级时保持不变的内容，支持的系统和 Lua",
  ["reporting a weakness, and what protects secrets"] = "反馈漏洞的方式，以及密钥的保护措施",
}
