-- SPDX-License-Identifier: MIT

--- The documents in Chinese: sentences that several families share.
return {
  -- approval/instance.lua
  ["From the SDKs and the documents alone; nobody here has called it."] = "仅依据 SDK 和文档，尚未实际调用过。",
  ["Your own key: a repeat with the same one is done once."] = "调用方自定义的幂等键：使用相同的键重复调用，只执行一次。",
  -- bitable/app.table.record.lua
  ["The order of the rows."] = "排序方式。",
  -- bitable/types.lua
  ["Rows per page."] = "分页大小，即每页条数。",
  ["Whether another page follows."] = "是否还有下一页。",
  ["Where the next page starts; absent on the last."] = "下一页的分页标记，最后一页不返回。",
  -- calendar/calendar.lua
  ["When it begins."] = "开始时间。",
  ["When it ends."] = "结束时间。",
  -- common/events.lua
  ["Brings a store app the ticket that it fetches tokens with; about once an hour, and after `app_ticket/resend`."] =
    "为商店应用带来获取访问凭证所需的 ticket，约每小时一次，调用 `app_ticket/resend` 后也会推送。",
  ["No source shows the whole event."] = "没有资料展示完整的事件。",
  ["The app that the ticket is for."] = "ticket 所属的应用。",
  ["The ticket; it is a secret."] = "ticket，属于密钥。",
  -- common/types.lua
  ["In Chinese."] = "中文。",
  ["In English."] = "英文。",
  ["The kind of user id in parameters and in the answer."] = "参数和返回值中的用户 ID 类型。",
  ["The `page_token` that the page before returned; none for the first page."] = "上一页返回的 `page_token`，查询第一页时不传。",
  -- contact/department.lua
  ["The department's name, as people see it."] = "部门名称。",
  ["Its name, by language."] = "各语言的名称。",
  -- contact/types.lua
  ["The kind of department id in parameters and in the answer."] = "参数和返回值中的部门 ID 类型。",
  -- contact/user.lua
  ["The user's name, as people see it."] = "用户姓名。",
  ["E-mail address."] = "邮箱。",
  ["Mobile number."] = "手机号。",
  -- hire/background_check_order.lua
  ["When it was last changed."] = "最近更新时间。",
  -- hire/types.offer.lua
  ["When it was sent."] = "发送时间。",
  -- common/errors.lua
  ["the app id or secret is missing or wrong"] = "App ID 或 App Secret 缺失或有误",
  ["Check LARK_APP_ID and LARK_APP_SECRET against the developer console."] = "请在开发者后台核对 LARK_APP_ID 和 LARK_APP_SECRET。",
  ["the app is not allowed to do this"] = "应用无权执行该操作",
  ["Check in the developer console that the app is enabled and of the right type."] = "请在开发者后台确认应用已启用且类型正确。",
  ["internal error of the platform"] = "平台内部错误",
  ["Try again later."] = "请稍后重试。",
  ["a parameter is wrong"] = "参数有误",
  ["Check the request against `lualark schema` and the endpoint's document."] = "请对照 `lualark schema` 和接口文档检查请求。",
  ["the app token could not be issued"] = "无法签发应用访问凭证",
  ["Check app_ticket; the platform sends a fresh one about hourly."] = "请检查 app_ticket；平台约每小时推送一次新的。",
  ["the tenant token could not be issued"] = "无法签发租户访问凭证",
  ["Check tenant_key, and that the tenant has installed the app."] = "请检查 tenant_key，并确认该租户已安装应用。",
  ["the app secret is wrong"] = "App Secret 有误",
  ["Check LARK_APP_SECRET against the developer console."] = "请在开发者后台核对 LARK_APP_SECRET。",
  ["the app id and secret do not match"] = "App ID 与 App Secret 不匹配",
  ["the app is disabled"] = "应用已停用",
  ["Enable the app in the developer console."] = "请在开发者后台启用应用。",
  ["the tenant token is invalid"] = "租户访问凭证无效",
  ["Check that the app is installed in this tenant."] = "请确认应用已在该租户安装。",
  ["the app token is invalid"] = "应用访问凭证无效",
  ["Check app_ticket and the app's credentials."] = "请检查 app_ticket 和应用凭证。",
  ["the path does not exist"] = "路径不存在",
  ["Check the path of the request."] = "请检查请求路径。",
  ["the method is wrong for this path"] = "请求方法与路径不符",
  ["Check the method of the request."] = "请检查请求方法。",
  ["too many requests"] = "请求过于频繁",
  ["Other programs use this app's allowance too; lower the pace with `limits`."] = "其他程序也在使用该应用的频率额度；请通过 `limits` 降低调用频率。",
  ["this address is not in the app's allow-list"] = "当前 IP 不在应用的白名单中",
  ["Add the address to the IP allow-list in the developer console; token calls are exempt from it."] = "请在开发者后台将该 IP 加入白名单；获取访问凭证的调用不受此限制。",
  ["the month's quota of calls is used up"] = "本月调用额度已用完",
  ["Wait for next month or raise the tenant's quota; repeating does not help."] = "请等待下月或提升租户的调用额度，重试无效。",
  ["the app id or secret is wrong"] = "App ID 或 App Secret 有误",
  ["the token is missing"] = "缺少访问凭证",
  ["Check the client's credentials."] = "请检查客户端的应用凭证。",
  ["the app is stopped"] = "应用已被停用",
  ["Enable the app in the administration console."] = "请在管理后台启用应用。",
  ["the tenant token is invalid or expired"] = "租户访问凭证无效或已过期",
  ["Check that base_url belongs to the app's tenant and the app is installed."] = "请确认 base_url 与应用所在租户一致，且应用已安装。",
  ["the app token is invalid or expired"] = "应用访问凭证无效或已过期",
  ["the token is malformed"] = "访问凭证格式有误",
  ["Check tenant_access_token: it starts with `t-`."] = "请检查 tenant_access_token，其以 `t-` 开头。",
  ["the app lacks a scope"] = "应用缺少权限",
  ["Apply for one of the listed scopes in the developer console, then publish a version of the app."] = "请在开发者后台申请所列权限之一，然后发布应用版本。",
  ["the app is not installed in this tenant"] = "应用未在该租户安装",
  ["Have the tenant's administrator install it."] = "请联系租户管理员安装应用。",
  ["the token lacks a scope"] = "访问凭证缺少权限",
  ["the user has not granted a scope"] = "用户未授权所需权限",
  ["an id is of the wrong kind, app or tenant"] = "ID 的类型、应用或租户不符",
  ["Check user_id_type and that the id comes from this app and tenant."] = "请检查 user_id_type，并确认 ID 来自当前应用和租户。",
  ["See field_violations; check the values against `lualark schema`."] = "请查看 field_violations，并对照 `lualark schema` 检查取值。",
}
