-- SPDX-License-Identifier: MIT

--- lualark drift.
return {
  ["how the platform's answers differ from the catalog"] = "平台的响应与接口目录有何差异",
  [ [[
Compares answers with the catalog: fields and error codes that it lacks, types that it
contradicts, and values that its enums lack. Reads the answers of files that --record
wrote, or calls one endpoint. The result holds names, types, codes and counts, and no
data: you can send it to us.
]] ] = [[
将响应与接口目录比较：目录中没有的字段和错误码、与目录不符的类型，以及枚举中没有的取值。读取 --record 录制的文件中的响应，或调用一个接口。结果只含名称、类型、错误码和次数，不含数据：可以放心地发送给我们。
]],
  [ [[
Of an unknown value only what reads like an enum's value is shown: integers of up to
five digits, and words of letters, digits and _. A field with more than eight of them is
taken for free text, and shows none. Exit status: 0 also where there are differences;
1 if a recording cannot be read. A call that failed has the status of its error; what
its answers showed is written all the same.
]] ] = [[
对于未知取值，只显示像枚举值的内容：不超过五位的整数，以及由字母、数字和 _ 组成的单词。取值超过八种的字段视为自由文本，不显示取值。退出码：有差异时也为 0；无法读取录制文件时为 1。调用失败时为其错误对应的退出码，已得到的结果仍会输出。
]],
  ["follow the pages of the endpoint"] = "读取该接口的所有分页",

  ["which recording, or which endpoint?"] = "请指定录制文件或接口",
  ["%d answers compared, %d differences"] = "已比较 %d 个响应，发现 %d 处差异",
  ["%d answers compared, %d differences; %d answers are of no endpoint of the catalog"] =
    "已比较 %d 个响应，发现 %d 处差异；另有 %d 个响应不属于接口目录中的任何接口",
  ["the list is not complete: there are more differences"] = "列表不完整：还有更多差异",

  -- columns and values
  ["endpoint"] = "接口",
  ["field"] = "字段",
  ["finding"] = "差异",
  ["documented"] = "文档",
  ["seen"] = "实际",
  ["count"] = "次数",
  ["unknown field"] = "未知字段",
  ["other type"] = "类型不符",
  ["unknown value"] = "未知取值",
  ["unknown code"] = "未知错误码",
}
