-- SPDX-License-Identifier: MIT

--- lualark run.
return {
  ["run a script; what it returns is rendered"] = "运行脚本，并渲染其返回值",
  [ [[
Runs a script; its arguments are `...` and `arg`. What it returns is rendered:
nothing, a value, a list of rows, a report, or `rows, errors`. SCRIPT may be -
for standard input.
]] ] = [[
运行脚本，参数为 `...` 和 `arg`。返回值会被渲染：可以不返回，也可以返回一个值、行列表、报表，或 `rows, errors`。SCRIPT 为 - 时从标准输入读取。
]],
  [ [[
--format, --output and --table may also follow the script; everything behind --
is the script's. With the first two, the script's print goes to standard error.
--columns, --where, --sort and --limit choose from rows, or from the one table of a
report; where it has several, --table names it.

Standard error shows how far lark.map is, and what calls wait for. Ctrl-C (or SIGTERM)
ends whatever the script waits for, so that it can finish with what it has. A second
one ends the program at once; SIGTERM also does so when finishing takes more than five
seconds.

The environment has the credentials: LARK_APP_ID, LARK_APP_SECRET
(or LARK_APP_SECRET_FILE), LARK_BASE_URL, LARK_CA_FILE; LARK_PROFILE as --profile.
Exit status: 0 done; 1 failed; 2 wrong usage or parameters; 3 configuration,
authentication or permission; 4 network or timeout; 5 a limit was hit; 6 part of
the result is missing.
]] ] = [[
--format、--output 和 --table 也可以写在脚本之后；-- 之后的内容全部属于脚本。使用前两个选项时，脚本的 print 输出到标准错误。--columns、--where、--sort 和 --limit 从行中选取，或从报表唯一的表格中选取；报表有多个表格时，用 --table 指定。

标准错误显示 lark.map 的进度，以及调用在等待什么。Ctrl-C（或 SIGTERM）结束脚本正在进行的等待，使其能以已有数据收尾。再按一次则立即结束程序；收尾超过五秒时，SIGTERM 也会立即结束程序。

凭证来自环境变量：LARK_APP_ID、LARK_APP_SECRET（或 LARK_APP_SECRET_FILE）、LARK_BASE_URL、LARK_CA_FILE；LARK_PROFILE 相当于 --profile。
退出码：0 完成；1 失败；2 用法或参数有误；3 配置、鉴权或权限问题；4 网络故障或超时；5 触及限制；6 结果不完整。
]],
  ["answer from FILE what it has, and record the rest: run an interrupted script again "
    .. "and it goes on where it was"] =
    "FILE 中已有的调用直接使用录制的响应，其余的录制到 FILE：脚本中断后重新运行，即可从中断处继续",
  ["for a script that you do not trust: it has no files, no credentials and no clock but "
    .. "the time; 64M of memory, unless --memory says otherwise"] =
    "用于不受信任的脚本：不能访问文件和凭证，只能读取当前时间；内存上限 64M，可用 --memory 更改",
  ["end the script if it takes more, such as 64M"] = "内存超过该值时结束脚本，如 64M",
  ["end it if it takes longer, such as 5s or 500ms, waiting included"] =
    "运行超过该时长时结束脚本，如 5s 或 500ms，含等待时间",
  ["end it if it takes more instructions of the Lua machine"] = "执行的 Lua 虚拟机指令超过该数目时结束脚本",
  ["drop what it prints beyond that in a second, such as 1M; 64K for --sandbox"] =
    "丢弃每秒超过该值的打印内容，如 1M；使用 --sandbox 时为 64K",
  ["write where it computes, sampled each millisecond, into FILE: a line for each stack, for flame graph tools such as speedscope"] =
    "将脚本的计算位置（每毫秒采样一次）写入 FILE：每个调用栈一行，供火焰图工具使用（如 speedscope）",
  ["let an editor debug it (Debug Adapter Protocol) on this port of 127.0.0.1; 0 takes a free one; stdio is for editors that start this command; the script begins when the editor has attached"] =
    "供编辑器在 127.0.0.1 的该端口上调试脚本（调试适配器协议，DAP）；0 表示任选空闲端口；由编辑器启动本命令时用 stdio；编辑器连接后脚本才开始运行",
  ["--debug %s: a port, 0 for any, or stdio"] = "--debug %s：应为端口号、0（任选）或 stdio",
  ["--debug stdio is for editors that start this: here give a port"] =
    "--debug stdio 供启动本命令的编辑器使用：此处请给出端口号",
  ["--debug stdio: the editor is at standard input, and no script"] =
    "--debug stdio：标准输入属于编辑器，不能从中读取脚本",
  ["waiting for an editor to debug it, on 127.0.0.1:%d"] = "正在等待编辑器连接以进行调试：127.0.0.1:%d",
  ["stop reading ids (lark.fetch) after N equal errors in a row; the report shows what was read"] =
    "连续出现 N 个相同错误后停止读取 ID（lark.fetch）；报表显示已读取的部分",

  ["which script?"] = "请指定脚本",
  ["--max-errors %s: a number from 1 on"] = "--max-errors %s：应为 1 或更大的整数",
  ["%s: the script and its arguments must be UTF-8"] = "%s：脚本及其参数必须是 UTF-8",
  ["--%s %s: a limit reads like %s"] = "--%s %s：格式应如 %s",
  ["5s or 500ms"] = "5s 或 500ms",
}
