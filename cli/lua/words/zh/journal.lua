-- SPDX-License-Identifier: MIT

--- lualark journal, and the journal of lualark call.
return {
  ["what was changed, by whom, and how it ended"] = "由谁做了哪些变更，结果如何",
  [ [[
Shows the changes that `lualark call --journal FILE` and lark.journal wrote down: who
sent them, when, to which endpoint, about which ids, and how each ended: done, refused,
not sent, skipped, under way, or perhaps done. A row that is perhaps done was sent, and
its answer was lost: look at the platform, then --retry it or --skip it.
]] ] = [[
显示 `lualark call --journal FILE` 和 lark.journal 记录的变更：由谁、何时、通过哪个接口、对哪些 ID 进行，以及结果：done（已完成）、refused（被拒绝）、not sent（未发送）、skipped（已跳过）、under way（进行中）或 perhaps done（可能已完成）。可能已完成的行已发送但响应丢失：请先在平台上核实，再使用 --retry 或 --skip。
]],
  ["let ROW be sent again"] = "允许再次发送 ROW",
  ["never send ROW"] = "不再发送 ROW",
  ["first erase what older changes say of people, such as 30d: that they were done stays"] =
    "先擦除更早的变更中的个人数据，如 30d；变更已完成这一事实会保留",
  ["the time zone of dates; the machine's"] = "日期的时区，默认为本机时区",
  [ [[
Exit status: 0 done; 1 the file cannot be used; 2 wrong usage; 6 some rows are perhaps
done.
]] ] = [[
退出码：0 完成；1 文件无法使用；2 用法有误；6 部分行可能已完成。
]],
  ["which journal? One file"] = "请指定一个变更日志文件",
  ["%s: there is no such file"] = "%s：文件不存在",
  ["row"] = "行",
  ["outcome"] = "结果",
  ["sent_ms"] = "发送时间",
  ["user"] = "用户",
  ["endpoint"] = "接口",
  ["ids"] = "ID",
  ["code"] = "错误码",
  ["message"] = "说明",
  ["log_id"] = "Log ID",
  ["done"] = "完成",
  ["refused"] = "被拒绝",
  ["not sent"] = "未发送",
  ["skipped"] = "跳过",
  ["under way"] = "进行中",
  ["perhaps done"] = "可能已完成",

  -- lualark call --journal
  ["write each change into FILE before it is sent and when it is answered: run again, what is done is not sent again"] =
    "在发送前和收到响应后将每个变更写入 FILE：再次运行时，已完成的不会再次发送",
  ["with --journal: send ROW again, which is perhaps done"] = "与 --journal 合用：再次发送可能已完成的 ROW",
  ["with --journal: never send ROW"] = "与 --journal 合用：不再发送 ROW",
  ["--%s goes with --journal"] = "--%s 须与 --journal 一起使用",
  ["--journal keeps what was done, and recordings keep answers: only one of them"] =
    "--journal 记录变更，录制保存响应：两者只能用其一",
  ["row %s"] = "第 %s 行",
  ["rows %s"] = "第 %s 行",
  ["changed since they were sent: %s. Nothing was sent: take the file as it was, or a new journal"] =
    "%s在上次发送后已改变，未发送任何请求：请使用原来的文件，或换用其他变更日志",
  ["perhaps done: %s. Look at the platform, then --retry N or --skip N"] =
    "可能已完成：%s。请先在平台上核实，再使用 --retry N 或 --skip N",
  ["done before"] = "之前已完成",
}
