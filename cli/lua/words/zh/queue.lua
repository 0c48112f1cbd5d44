-- SPDX-License-Identifier: MIT

--- lualark queue.
return {
  ["work for many machines, row by row, on a Redis server"] = "通过 Redis 服务器将任务逐行分配给多台机器",
  [ [[
Distributes the rows of a CSV file among workers on any number of machines, through the
Redis server that LARK_STORE or --store names.

  add FILE.csv      adds the rows of a file, in portions of 500
  work SCRIPT.lua   works on rows until none is left. The script returns a function;
                    it is called with each row, a table, and what it returns is the
                    row's result
  status            how many rows wait, are worked on, done, and aside
  results           the rows' results, as far as they are there
  aside             the rows that failed too often, and why
]] ] = [[
将 CSV 文件的行分配给任意数量机器上的工作进程，经由 LARK_STORE 或 --store 指定的 Redis 服务器。

  add FILE.csv      添加文件中的行，每批 500 行
  work SCRIPT.lua   处理各行，直到没有剩余。脚本返回一个函数，以每行（table）
                    为参数调用，其返回值即该行的结果
  status            等待中、处理中、已完成和已移出的行数
  results           各行的结果（已有的部分）
  aside             失败次数过多的行及其原因
]],
  [ [[
Each row is worked on at least once, also if a worker is killed. Its result is kept
once: the first one counts. Results, rows and errors expire after a month.

Exit status: 0 done; 1 failed; 2 wrong usage; 3 the URL is wrong, or the server does
not let us in; 4 it cannot be reached; 6 some rows are aside.
]] ] = [[
每行至少处理一次，工作进程被强制结束时也是如此。结果只保留一份：以最先得到的为准。结果、行和错误在一个月后过期。

退出码：0 完成；1 失败；2 用法有误；3 URL 有误，或服务器拒绝访问；4 无法连接服务器；6 有行被移出。
]],
  ["the queue's name; \"default\" by default"] = "队列名称，默认为 default",
  ["work on N rows at once (1)"] = "同时处理 N 行（默认 1）",
  ["put a row aside after N tries (3)"] = "一行失败 N 次后移出（默认 3）",
  ["take a row from a worker that has had it for so long, and try one that failed again "
    .. "after it (60s): longer than a row takes"] =
    "工作进程占用一行超过该时长后由其他进程接手，失败的行也在该时长后重试（默认 60s）；应长于处理一行所需的时间",
  ["wait for more rows when all are done"] = "全部完成后继续等待新的行",

  ["what to do: add, work, status, results or aside"] =
    "请指定操作：add、work、status、results 或 aside",
  ["queue add takes one CSV file"] = "queue add 需要一个 CSV 文件",
  ["queue work takes one script"] = "queue work 需要一个脚本",
  ["%s: %s; %d of %d rows were added"] = "%1$s：%2$s；%4$d 行中已添加 %3$d 行",
  ["%d rows added to %s"] = "已向 %2$s 添加 %1$d 行",
  ["%s returns no function: end it with return function(row) ... end"] =
    "%s 没有返回函数：请以 return function(row) ... end 结尾",
  ["--at-once is a number from 1 to 1000"] = "--at-once 应为 1 到 1000 的整数",
  ["--tries is a number from 1 to 1000"] = "--tries 应为 1 到 1000 的整数",
  ["--patience is a span of time, such as 60s"] = "--patience 应为时长，如 60s",
  ["--name holds letters, digits, dots, dashes and underscores"] =
    "--name 只能含字母、数字、点、连字符和下划线",
  ["%s: %s; waiting for it"] = "%s：%s；正在等待其恢复",
  ["row %s failed %d times: it is put aside"] = "行 %s 已失败 %d 次，移入 aside",
  ["row %s: %s"] = "行 %s：%s",

  -- columns
  ["queue"] = "队列",
  ["waiting"] = "等待中",
  ["working"] = "处理中",
  ["workers"] = "工作进程",
  ["done"] = "完成",
  ["failing"] = "失败待重试",
  ["aside"] = "已移出",
  ["row_id"] = "行 ID",
  ["error"] = "错误",
  ["row"] = "行",
}
