-- SPDX-License-Identifier: MIT

--- lualark events.
return {
  ["what is in an inbox of events"] = "事件收件箱的内容",
  [ [[
Shows the events that `lualark listen` and lark.inbox wrote down: waiting, handling, done,
no handler, failed (set aside), dropped, or duplicate (another machine handled it). With ids
it shows these, and their bodies as far as they are kept. It may run beside `lualark listen`.
]] ] = [[
显示 `lualark listen` 和 lark.inbox 写下的事件：waiting（等待中）、handling（处理中）、done（已完成）、no handler（没有处理函数）、failed（失败，已搁置）、dropped（已丢弃）或 duplicate（已由另一台机器处理）。给出 ID 时显示这些事件及仍保留的事件体。可以与 `lualark listen` 同时运行。
]],
  ["only those that were set aside"] = "只显示被搁置的事件",
  ["only events of this type"] = "只显示此类型的事件",
  ["have events handled that were set aside, or those with these ids"] = "重新处理被搁置的事件，或指定 ID 的事件",
  ["end events without handling them, and delete their bodies; needs ids, --failed or --type"] =
    "不处理而结束事件，并删除事件体；须给出 ID、--failed 或 --type",
  ["first forget events that ended longer ago, such as 30d, and erase the bodies of those set aside, without a trace in the file"] =
    "先删除更早结束的事件，如 30d，并擦除被搁置事件的事件体，文件中不留痕迹",
  [ [[
Exit status: 0 done; 1 the file cannot be used, or there is no such event; 2 wrong usage;
6 some events were set aside.
]] ] = [[
退出码：0 完成；1 文件无法使用或没有该事件；2 用法有误；6 有事件被搁置。
]],
  ["which inbox? One file, then ids"] = "请指定一个收件箱文件，其后可加 ID",
  ["%s: there is no such event"] = "%s：没有该事件",
  ["%s: there is no such event whose body is kept"] = "%s：没有仍保留事件体的该事件",
  ["%s: there is no such event that waits or was set aside"] = "%s：没有等待中或被搁置的该事件",
  ["events to be handled again: %d"] = "将重新处理的事件：%d",
  ["events dropped: %d"] = "已丢弃的事件：%d",
  ["--replay or --drop: only one of them"] = "--replay 与 --drop 只能用其一",
  ["--drop needs ids, --failed or --type"] = "--drop 须与 ID、--failed 或 --type 一起使用",
  ["event_id"] = "事件 ID",
  ["event_type"] = "事件类型",
  ["state"] = "状态",
  ["tries"] = "尝试次数",
  ["received_ms"] = "到达时间",
  ["ended_ms"] = "结束时间",
  ["due_ms"] = "下次处理",
  ["key"] = "key",
  ["event"] = "事件体",
  ["waiting"] = "等待中",
  ["handling"] = "处理中",
  ["no handler"] = "没有处理函数",
  ["failed"] = "失败",
  ["dropped"] = "已丢弃",
  ["duplicate"] = "重复",
}
