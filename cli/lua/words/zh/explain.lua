-- SPDX-License-Identifier: MIT

--- lualark explain.
return {
  ["what an error code means and what to do, offline"] = "错误码的含义和处理建议，离线可用",
  [ [[
Shows what an error code of the platform means, what Lualark does about it by itself,
and what is left to you. Nothing is sent.
]] ] = [[
显示平台错误码的含义、Lualark 的自动处理方式，以及需要你处理的部分。不发送任何请求。
]],

  ["%d  %s (kind %s)"] = "%d  %s（kind：%s）",
  ["  Lualark  %s"] = "  Lualark  %s",
  ["  you      %s"] = "  处理建议 %s",
  ["  documented for %s"] = "  相关接口 %s",
  ["hands the error to the caller"] = "将错误返回给调用方",
  ["fetches a new token and sends the call once more"] = "重新获取访问凭证，并重试一次",
  ["fetches new app and tenant tokens and sends the call once more"] =
    "重新获取应用访问凭证和租户访问凭证，并重试一次",
  ["asks for a new app_ticket and sends the call once more"] = "申请新的 app_ticket，并重试一次",
  ["holds the endpoint for the time the server names, then sends the call again"] =
    "按服务器给出的时间暂停该接口，然后重试",
  ["repeats calls that are safe to repeat, with backoff"] = "按退避策略重试幂等请求",
  ["%d is not a code that lualark knows; look it up on open.feishu.cn"] =
    "未收录错误码 %d，请在 open.feishu.cn 查询",
  ["which code?"] = "请指定错误码",
  ["%q is no code"] = "%q 不是错误码",
}
