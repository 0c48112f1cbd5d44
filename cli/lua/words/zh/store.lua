-- SPDX-License-Identifier: MIT

--- lualark store.
return {
  ["what processes share on a Redis server: budgets, tokens"] = "各进程在 Redis 服务器上共享的内容：频率额度、访问凭证",
  [ [[
Shows the store that LARK_STORE or --store names: for each endpoint how many slots of
its limits are taken, how many clients share it and how many wait; for each token how
long it is still good. It never shows a token.
]] ] = [[
显示 LARK_STORE 或 --store 指定的存储：每个接口的频率额度已占用多少、有多少客户端共享、多少在等待；每个访问凭证还有多久到期。不会显示访问凭证本身。
]],
  [ [[
Exit status: 0 done; 2 wrong usage; 3 the URL is wrong, or the server does not let us
in; 4 the server cannot be reached.
]] ] = [[
退出码：0 完成；2 用法有误；3 URL 有误，或服务器拒绝访问；4 无法连接服务器。
]],

  ["what to do with the store: lualark store status"] = "请指定操作：lualark store status",

  -- columns and values
  ["what"] = "类别",
  ["name"] = "名称",
  ["in_flight"] = "进行中",
  ["counted"] = "已计数",
  ["clients"] = "客户端数",
  ["waiting"] = "等待中",
  ["held_s"] = "暂停（秒）",
  ["life_s"] = "剩余有效期（秒）",
  ["fetched_by"] = "获取者",
  ["budget"] = "频率额度",
  ["app ticket"] = "app_ticket",
  ["app token"] = "应用访问凭证",
  ["tenant token"] = "租户访问凭证",
}
