-- SPDX-License-Identifier: MIT

--- lualark schema: facts of endpoints and fields.
return {
  ["what exists, and how to call it"] = "有哪些接口，如何调用",
  [ [[
Lists the endpoints, or those whose name starts with ENDPOINT; for the whole name of
one, shows everything about it: its parameters, what it returns, its limits and scopes.

With --events it lists what the platform sends by itself when something happens; the name of an
event, such as hire.offer.status_changed_v1, shows its fields.
]] ] = [[
列出接口，或名称以 ENDPOINT 开头的接口；给出完整名称时，显示该接口的全部信息：参数、返回值、频率限制和权限。

使用 --events 时列出事件，即发生变更时平台主动推送的内容；给出事件名称（如 hire.offer.status_changed_v1）时，显示其字段。
]],
  ["list events in place of endpoints"] = "列出事件，而不是接口",

  ["one endpoint at a time"] = "一次只能查看一个接口",
  ["unknown format %q: text or json"] = "未知格式 %q：可用的格式有 text 和 json",
  ["`lualark schema` lists them all"] = "`lualark schema` 可列出全部接口",

  -- an endpoint
  ["limits"] = "频率限制",
  ["scopes"] = "权限",
  ["fields"] = "字段权限",
  ["apps"] = "应用类型",
  ["token"] = "访问凭证",
  ["repeats"] = "重试",
  ["pages"] = "分页",
  ["also"] = "别名",
  ["see"] = "文档",
  ["custom"] = "自建应用（custom）",
  ["isv"] = "商店应用（isv）",
  ["%d in %d s"] = "%2$d 秒 %1$d 次",
  [", and "] = "，且 ",
  ["some need %s"] = "部分字段需要 %s",
  ["sent again after a lost answer"] = "响应丢失后自动重试",
  ["sent again after a lost answer with a %s of your own"] =
    "自行传入 %s 时，响应丢失后自动重试",
  ["not sent again after a lost answer: it may have been carried out"] =
    "响应丢失后不重试：操作可能已经执行",
  ["all rows at once: the platform ignores %s"] = "一次返回全部数据：平台忽略 %s",
  ["%s and %s read them; the items are %s"] = "可用 %s 和 %s 读取，列表字段为 %s",
  ["Deprecated: %s"] = "已废弃：%s",
  [" Use %s."] = " 请使用 %s。",
  ["Unverified: %s"] = "未经验证：%s",
  ["Parameters"] = "参数",
  ["Returns"] = "返回值",
  ["Example"] = "示例",
  ["Fields of the event"] = "事件字段",

  -- scopes by the names that the developer console gives them, as far as its documents tell
  ["contact:user.employee_id:readonly"] = "获取用户 user ID（contact:user.employee_id:readonly）",
  ["hire:employee.email:readonly"] = "查看员工邮箱（hire:employee.email:readonly）",
  ["hire:employee.mobile:readonly"] = "查看员工手机号（hire:employee.mobile:readonly）",
  ["hire:referral"] = "更新内推信息（hire:referral）",
  ["hire:referral:readonly"] = "获取内推信息（hire:referral:readonly）",
  ["hire:referral_account"] = "更新内推账号信息（hire:referral_account）",
  ["hire:referral_account:readonly"] = "获取内推账户信息（hire:referral_account:readonly）",
  ["hire:referral_website:readonly"] = "获取内推官网信息（hire:referral_website:readonly）",

  -- a field
  [" (required)"] = "（必填）",
  ["array of %s"] = "%s 数组",
  ["map of %s"] = "%s 映射",
  ["%s, %s since 1970"] = "%s，自 1970 年起的%s数",
  ["ms"] = "毫秒",
  ["s"] = "秒",
  ["string, a number"] = "string，内容为数字",
  ["id"] = "ID",
  ["file"] = "文件",
  ["among others %s"] = "可选值包括：%s",
  ["one of %s"] = "可选值：%s",
  ["default %s"] = "默认值 %s",
  ["at least %s"] = "不小于 %s",
  ["at most %s"] = "不大于 %s",
  ["at least %s items"] = "至少 %s 项",
  ["at most %s items"] = "最多 %s 项",
  ["at least %s characters"] = "至少 %s 个字符",
  ["at most %s characters"] = "最多 %s 个字符",
  ["at most %s bytes"] = "最多 %s 字节",
  ["reads like %s"] = "格式如 %s",
  ["required in some cases, which the platform checks"] = "部分情况下必填，由平台校验",
  ["%s says which kind of id"] = "ID 类型由 %s 指定",
  ["needs the scope %s"] = "需要权限 %s",
  ["the address works for %s s"] = "链接在 %s 秒内有效",
  ["deprecated: %s"] = "已废弃：%s",
  ["unverified: %s"] = "未经验证：%s",
}
