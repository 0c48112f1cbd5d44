-- SPDX-License-Identifier: MIT

--- lualark doctor.
return {
  ["is the setup right? network, clock, token, scopes"] = "检查配置：网络、时钟、访问凭证、权限",
  [ [[
Checks the setup: what the environment says, whether the platform can be reached,
how far the two clocks are apart, whether a token is issued and accepted, and which
scopes the app has. It finds the scopes by trying: it calls a few endpoints that only
read, once each, with made-up ids. Nothing is changed.

ENDPOINT names what you need instead: hire.referral.search, or all of hire.referral that
only reads.
A missing scope of such an endpoint is a failure; without names it is a warning, as
long as some endpoint can be used.
]] ] = [[
检查运行环境：环境变量的内容、能否连接平台、两端时钟相差多少、能否获取访问凭证且被平台接受，以及应用有哪些权限。权限通过试调用得出：以虚构的 ID 调用几个只读接口，各一次，不会修改任何数据。

ENDPOINT 指定需要使用的接口：如 hire.referral.search，或 hire.referral 下的全部只读接口。指定的接口缺少权限视为失败；未指定时，只要有接口可用，缺少权限就只是警告。
]],
  [ [[
Each line is a check: ok, warning, FAILED or skipped, and what to do. Scopes of
single fields cannot be tried: without them the fields are absent.

The environment has the credentials: LARK_APP_ID, LARK_APP_SECRET
(or LARK_APP_SECRET_FILE), LARK_BASE_URL, LARK_CA_FILE; LARK_PROFILE as --profile.
Exit status, by the first check that FAILED: 0 none did; 3 configuration,
authentication or permission; 4 network or timeout; 1 anything else, such as a
server that is not the platform. 2 is for wrong usage.
]] ] = [[
每行是一项检查，状态为正常、警告、失败或跳过，并给出处理建议。字段级权限无法检测：没有权限时，相应字段不返回。

凭证来自环境变量：LARK_APP_ID、LARK_APP_SECRET（或 LARK_APP_SECRET_FILE）、LARK_BASE_URL、LARK_CA_FILE；LARK_PROFILE 相当于 --profile。
退出码取决于第一项失败的检查：0 没有失败；3 配置、鉴权或权限问题；4 网络故障或超时；1 其他问题，如服务器不是平台。2 表示用法有误。
]],

  ["%d of %d checks FAILED"] = "%2$d 项检查中有 %1$d 项失败",

  -- columns, statuses, checks
  ["check"] = "检查项",
  ["status"] = "状态",
  ["detail"] = "说明",
  ["hint"] = "处理建议",
  ["group"] = "分组",
  ["kind"] = "错误类型",
  ["code"] = "错误码",
  ["scopes"] = "权限",
  ["limits"] = "频率限制",
  ["log_id"] = "Log ID",
  ["skew_s"] = "时钟偏差（秒）",
  ["server_limit"] = "服务器的限制",
  ["ok"] = "正常",
  ["warning"] = "警告",
  ["FAILED"] = "失败",
  ["skipped"] = "跳过",
  ["setup"] = "配置项",
  ["platform"] = "平台",
  ["endpoints"] = "接口",
  ["profile"] = "配置文件",
  ["proxy"] = "代理",
  ["server"] = "服务器",
  ["clock"] = "时钟",
  ["token"] = "访问凭证",
  ["access"] = "访问",
  ["single fields"] = "字段权限",
  ["all endpoints"] = "全部接口",
  ["reachable"] = "连通性",
  ["round trip"] = "往返时间",
  ["version"] = "版本",
  ["rights"] = "权限",
  ["store"] = "存储",
  ["%s. %s"] = "%s。%s",
  ["%s [log id %s]"] = "%s（Log ID：%s）",

  -- setup
  ["%s, with %s"] = "%s，使用 %s",
  ["%s, from %s"] = "%s，来自 %s",
  ["set, from %s"] = "已设置，来自 %s",
  ["from the profile, if it has one"] = "来自配置文件（如果其中有）",
  ["from the file of LARK_APP_SECRET_FILE"] = "来自 LARK_APP_SECRET_FILE 指定的文件",
  ["%s is not set"] = "未设置 %s",
  ["Set it in the environment; it stands in the developer console under Credentials."] =
    "请在环境变量中设置；可在开发者后台的「凭证与基础信息」中查看。",
  ["%s begins or ends with white space"] = "%s 的首尾有空白字符",
  ["%s begins or ends with a quotation mark"] = "%s 的首尾有引号",
  ["Set it again without."] = "请去掉后重新设置。",
  ["LARK_APP_ID does not look like an app id"] = "LARK_APP_ID 不像是 App ID",
  ["App ids begin with cli_; check that it is not the secret."] =
    "App ID 以 cli_ 开头；请确认没有误填 App Secret。",
  ["LARK_APP_SECRET looks like an app id"] = "LARK_APP_SECRET 像是 App ID",
  ["Check that the two are not in each other's place."] = "请确认两者没有填反。",
  ["LARK_APP_TYPE is neither custom nor isv"] = "LARK_APP_TYPE 既不是 custom 也不是 isv",
  ["Leave it out for self-built apps; isv is for store apps."] =
    "自建应用无需设置；商店应用请设为 isv。",
  ["%s, the default"] = "%s，默认值",
  ["the profile's, or %s, the default"] = "来自配置文件，或默认值 %s",
  ["%s, from %s, unless no_proxy exempts the server"] =
    "%s，来自 %s，除非 no_proxy 排除了该服务器",

  -- platform
  ["certificate"] = "证书",
  [" A clock that is far off makes good certificates fail, too."] =
    "如果时钟偏差很大，有效的证书也会校验失败。",
  ["answers, but is in trouble: "] = "有响应，但出现异常：",
  ["answered in %s"] = "响应耗时 %s",
  ["it is not the platform that answers: "] = "响应方不是平台：",
  ["no answer to compare it with; here it is %s UTC"] =
    "没有可供比较的响应；本机时间为 %s UTC",
  ["%s ahead of the server's"] = "比服务器快 %s",
  ["%s behind the server's"] = "比服务器慢 %s",
  ["%d days"] = "%d 天",
  ["%d hours"] = "%d 小时",
  ["%d minutes"] = "%d 分钟",
  ["Set this machine's clock, or let NTP do it: certificates expire by it."] =
    "请校准本机时钟，或使用 NTP：证书有效期以此判断。",
  ["agrees with the server's"] = "与服务器一致",
  ["not asked: base_url is wrong"] = "未检查：base_url 有误",

  -- app
  [" International tenants set LARK_BASE_URL to https://open.larksuite.com."] =
    "国际版租户请将 LARK_BASE_URL 设为 https://open.larksuite.com。",
  ["no token: %s"] = "未获取到访问凭证：%s",
  ["issued in %s"] = "获取耗时 %s",
  ["the platform takes the token, from this address"] = "平台接受该访问凭证和本机地址",
  ["cannot be tried; some are absent without %s"] = "无法检测；没有 %s 时部分字段不返回",
  ["not tried: %s"] = "未检测：%s",
  ["not asked for: %s"] = "未获取：%s",
  ["the app does not get in"] = "应用无法访问平台",
  ["see above"] = "见上文",
  ["there is no endpoint to try it with"] = "没有可用于检测的接口",
  ["not tried: it would change something"] = "未检测：该接口会修改数据",
  ["not tried: it acts for a person, not for an app"] = "未检测：该接口以用户身份调用，而非应用",
  ["not tried: it is for self-built apps only"] = "未检测：该接口仅支持自建应用",
  ["not tried: it is for store apps only"] = "未检测：该接口仅支持商店应用",
  ["not tried: no harmless parameters are known"] = "未检测：没有可安全使用的参数",
  ["not tried: the network failed"] = "未检测：网络故障",
  ["not tried: it took too long already"] = "未检测：耗时已过长",
  [" See %s"] = "申请地址：%s",
  ["Apply for %s in the developer console, then publish a version of the app."] =
    "请在开发者后台申请权限 %s，然后发布应用版本。",
  ["the scope is missing (%d)"] = "缺少权限（%d）",
  ["over its limit, documented as %s"] = "超过频率限制，文档为 %s",
  ["scope granted, but: "] = "已有权限，但：",
  ["scope granted; limit %s"] = "已有权限；频率限制 %s",
  ["%s documented, but the server says %d"] = "文档为 %s，而服务器给出的是 %d",
  ["Lualark adapts once it is told so; `limits` of lark.client sets it from the start."] =
    "Lualark 在收到服务器提示后会自动调整；也可用 lark.client 的 `limits` 预先设置。",

  -- store
  ["Check host, port, user and password of LARK_STORE."] =
    "请检查 LARK_STORE 的主机、端口、用户名和密码。",
  ["Run the server nearer to the clients."] = "请将服务器部署在离客户端更近的位置。",
  ["The store needs Redis 7.0 or later, or Valkey."] = "存储需要 Redis 7.0 或更高版本，或 Valkey。",
  ["the user may not read the configuration"] = "该用户无权读取配置",
  ["Set noeviction: others throw out budgets and tokens that still count."] =
    "请设为 noeviction：其他策略会淘汰仍有效的频率额度和访问凭证。",
  ["scripts run, and may write"] = "可以执行脚本并写入",
  ["The server's memory is full: raise maxmemory."] = "服务器内存已满：请调大 maxmemory。",
  ["It is a replica: name the primary in LARK_STORE."] =
    "这是只读副本：请在 LARK_STORE 中指定主节点。",
  ["Give the user +@all on keys lark:*, or at least EVALSHA, EVAL, SCRIPT, and what they call."] =
    "请授予该用户对 lark:* 的 +@all 权限，或至少允许 EVALSHA、EVAL、SCRIPT 及其调用的命令。",
  ["%d s behind ours; it does not matter, the server's counts"] =
    "比本机慢 %d 秒；没有影响，以服务器为准",
  ["%d s ahead of ours; it does not matter, the server's counts"] =
    "比本机快 %d 秒；没有影响，以服务器为准",
}
