-- SPDX-License-Identifier: MIT

--- lualark repl.
return {
  ["try things out, with completion"] = "交互式试用，支持补全",
  [ [[
Reads Lua, runs it, and shows the result. `client` has the environment's credentials,
`lark` and `report` are the modules, `_` is the last result, and show(value) shows all
of a long one.

  client.hire.ex<TAB>    completes endpoints, parameters and their values
  ?                      lists the endpoints
  ?hire.referral         lists those whose name begins so
  ?hire.referral.search  shows everything about one
  Ctrl-C                 ends what runs, or drops what was typed
  Ctrl-D                 leaves

Input that is not complete goes on in the next line; an empty line drops it.
Input is kept in $XDG_STATE_HOME/lualark/history (~/.local/state), except for lines
that hold a secret. If standard input is no terminal, its lines are run without
prompts; the exit status is then that of the last input that failed.
]] ] = [[
读取 Lua 代码，执行并显示结果。`client` 使用环境变量中的凭证，`lark` 和 `report` 是模块，`_` 是上一个结果，show(value) 显示较长结果的全部内容。

  client.hire.ex<TAB>    补全接口、参数及其取值
  ?                      列出接口
  ?hire.referral         列出名称以此开头的接口
  ?hire.referral.search  显示某个接口的全部信息
  Ctrl-C                 结束正在执行的代码，或清除已输入的内容
  Ctrl-D                 退出

未写完的代码可在下一行继续输入，输入空行则放弃。输入记录保存在 $XDG_STATE_HOME/lualark/history（默认在 ~/.local/state 下），含密钥的行除外。标准输入不是终端时，逐行执行且不显示提示符；退出码为最后一个失败的输入的退出码。
]],

  ["lualark %s, %s. TAB completes, ?name tells of an endpoint, Ctrl-D leaves."] =
    "lualark %s，%s。TAB 补全，?name 查看接口，Ctrl-D 退出。",
  ["... %d more lines; show(_) shows all"] = "……还有 %d 行；show(_) 显示全部",
  ["interrupted"] = "已中断",
  ["repl takes no arguments"] = "repl 不接受参数",
  ["required. "] = "必填。",
  ["The items of all pages as one list."] = "以一个列表返回所有分页的数据。",
  ["An iterator over the items of all pages."] = "遍历所有分页数据的迭代器。",
}
