-- SPDX-License-Identifier: MIT

--- The library's own sentences in Chinese, by the English that the code says. A format keeps
--- its conversions; `%2$s` takes the second argument.
return {
  -- lark_strerror
  ["an argument makes no sense"] = "参数无意义",
  ["a parameter is missing or wrong; nothing was sent"] = "参数缺失或有误，请求未发出",
  ["the configuration is missing or wrong"] = "配置缺失或有误",
  ["authentication failed"] = "鉴权失败",
  ["the app may not do this"] = "应用没有权限执行该操作",
  ["the platform's rate limit was exceeded"] = "超过平台的频率限制",
  ["the platform refused the call"] = "平台拒绝了调用",
  ["the answer is not one of the platform's"] = "返回的内容不是平台的响应",
  ["the server could not be reached"] = "无法连接服务器",
  ["no answer came in time"] = "未在规定时间内收到响应",
  ["the answer could not be read"] = "无法读取响应",
  ["a limit set by this program was exceeded"] = "超过了本程序设置的限制",
  ["the script failed"] = "脚本执行失败",
  ["out of memory"] = "内存不足",
  ["too many files are open"] = "打开的文件过多",
  ["cancelled"] = "已取消",
  ["there is no room for it now; try again later"] = "暂无空间，请稍后重试",
  ["unknown status"] = "未知状态",

  -- tokens, credentials
  ["Check that base_url belongs to the app's tenant and the app is installed there."] =
    "请确认 base_url 与应用所在租户一致，且应用已在该租户安装。",
  ["Check app_ticket and the app's credentials."] = "请检查 app_ticket 和应用凭证。",
  ["an app token"] = "应用访问凭证",
  ["an app_access_token"] = "app_access_token",
  ["%s needs %s, which this client cannot have"] = "%s 需要 %s，当前客户端无法获取",
  ["Give the client app_id and app_secret in place of tenant_access_token."] =
    "请为客户端提供 app_id 和 app_secret，而不是 tenant_access_token。",
  ["the store of tokens cannot be reached"] = "无法连接存放访问凭证的存储",
  ["no token: %s"] = "未获取到访问凭证：%s",
  ["the answer holds no token"] = "响应中没有访问凭证",
  ["Check that base_url is the platform's own."] = "请确认 base_url 是平台的地址。",
  ["no app_ticket: %s"] = "没有 app_ticket：%s",
  ["no app_ticket came"] = "未收到 app_ticket",
  ["The platform sends it to the app's event address, about hourly and when asked to: give it to the client as app_ticket."] =
    "平台会定期（约每小时）及在主动请求后将其推送到应用的事件回调地址，请以 app_ticket 提供给客户端。",
  ["the platform rejects %s and then issues the same one again"] = "平台拒绝了 %s，随后又签发了同一凭证",
  ["The platform keeps rejecting the token that it issues. Check that base_url belongs to the app's tenant and the app is installed there."] =
    "平台一直拒绝其签发的访问凭证。请确认 base_url 与应用所在租户一致，且应用已在该租户安装。",
  ["The client was given tenant_access_token and cannot renew it: give it a fresh one, or app_id and app_secret."] =
    "客户端使用的是传入的 tenant_access_token，无法续期：请提供新的凭证，或提供 app_id 和 app_secret。",
  ["another process could not fetch the token"] = "另一个进程未能获取访问凭证",

  -- events
  ["neither encrypt_key nor verification_token is given"] = "未提供 encrypt_key，也未提供 verification_token",
  ["Copy the Encrypt Key from the developer console: without one of them a forged event looks like a true one."] =
    "请从开发者后台复制 Encrypt Key：两者都没有时，无法区分真实事件与伪造的事件。",
  ["the body has %zu bytes, and %zu are allowed"] = "请求体有 %zu 字节，上限为 %zu 字节",
  ["No event is that long: somebody else sends it."] = "事件不会这么长：请求并非来自平台。",
  ["the body is no JSON object"] = "请求体不是 JSON 对象",
  ["Hand on the body as it came, byte for byte. Requests of others than the platform end here."] =
    "请原样传入请求体，逐字节不变。并非来自平台的请求也会在此被拒绝。",
  ["the body is not encrypted, although encrypt_key is given"] = "已提供 encrypt_key，但请求体未加密",
  ["Set the Encrypt Key in the developer console, too. Requests of others than the platform end here."] =
    "请在开发者后台也设置 Encrypt Key。并非来自平台的请求也会在此被拒绝。",
  ["the body is encrypted, and no encrypt_key is given"] = "请求体已加密，但未提供 encrypt_key",
  ["Copy the Encrypt Key from the developer console."] = "请从开发者后台复制 Encrypt Key。",
  ["the encrypted text is cut or damaged"] = "加密内容不完整或已损坏",
  ["Hand on the body as it came, byte for byte."] = "请原样传入请求体，逐字节不变。",
  ["the body cannot be decrypted"] = "请求体无法解密",
  ["Compare encrypt_key with the Encrypt Key of the developer console."] =
    "请核对 encrypt_key 与开发者后台的 Encrypt Key 是否一致。",
  ["its token is not verification_token"] = "请求中的 token 与 verification_token 不一致",
  ["Compare verification_token with the Verification Token of the developer console."] =
    "请核对 verification_token 与开发者后台的 Verification Token 是否一致。",
  ["the challenge is no short text"] = "challenge 不是简短的文本",
  ["it is no event: its id, type or body is missing"] = "内容不是事件：缺少 ID、类型或事件体",
  ["this build of liblark cannot decrypt events"] = "此版本的 liblark 无法解密事件",
  ["Install libssl-dev, and build it anew."] = "请安装 libssl-dev 后重新构建。",
  ["X-Lark-Request-Timestamp is no time"] = "请求头 X-Lark-Request-Timestamp 不是时间",
  ["the request was signed %llu s ago"] = "请求的签名时间在 %llu 秒之前",
  ["the request was signed %llu s from now"] = "请求的签名时间在 %llu 秒之后",
  ["Set this machine's clock. If it is right, somebody sends an old request again."] =
    "请校准本机时钟。如果时钟无误，则是有人在重放旧的请求。",
  ["the header %s is missing"] = "缺少请求头 %s",
  ["Hand on the headers X-Lark-Request-Timestamp, X-Lark-Request-Nonce and X-Lark-Signature; a proxy may drop them."] =
    "请传入请求头 X-Lark-Request-Timestamp、X-Lark-Request-Nonce 和 X-Lark-Signature；代理可能会丢弃这些请求头。",
  ["X-Lark-Signature does not fit the request"] = "请求头 X-Lark-Signature 与请求不符",
  ["Compare encrypt_key with the Encrypt Key of the developer console, and hand on the body as it came, byte for byte."] =
    "请核对 encrypt_key 与开发者后台的 Encrypt Key 是否一致，并原样传入请求体，逐字节不变。",

  -- descriptors, base_url
  ["Close files, or raise the limit of open files (ulimit -n, LimitNOFILE= in systemd)."] =
    "请关闭部分文件，或调高打开文件数的上限（ulimit -n，systemd 中为 LimitNOFILE=）。",
  ["base_url is not the URL of a server"] = "base_url 不是服务器的 URL",
  ["Write it like https://open.feishu.cn, without user, query or fragment."] =
    "格式如 https://open.feishu.cn，不含用户名、查询参数和片段。",
  ["base_url ends in /open-apis, which the client adds itself"] =
    "base_url 以 /open-apis 结尾，而客户端会自动添加该路径",
  ["Set it to %.*s"] = "请设为 %.*s",
  ["base_url is plain http, which would show the secret to others"] =
    "base_url 使用明文 http，会向他人暴露机密信息",
  ["Use https, or set allow_http if the network is safe."] =
    "请使用 https；如果网络可信，可设置 allow_http。",

  -- calls
  ["an answer"] = "响应",
  ["the rate limit"] = "频率限制",
  ["its turn"] = "排队",
  ["a repeat"] = "重试",
  ["a token"] = "访问凭证",
  ["the deadline passed while waiting for %s"] = "等待%s时超过了截止时间",
  ["Raise `deadline`, or make fewer calls at once."] = "请调大 `deadline`，或减少同时发起的调用。",
  ["the client was closed"] = "客户端已关闭",
  ["the call was cancelled"] = "调用已取消",
  ["the call has ended already"] = "调用已结束",
  ["app_ticket belongs to store apps"] = "app_ticket 仅用于商店应用",
  ["Open the client with app_type isv."] = "请以 app_type = isv 打开客户端。",
  ["app_ticket is empty"] = "app_ticket 为空",
  ["It may have been done all the same: look before you send it again."] =
    "操作可能已经完成：重新发送前请先核实。",
  ["query: %s must be a scalar, or a list of scalars"] = "query：%s 必须是标量或标量列表",
  ["query: %s must be a finite number"] = "query：%s 必须是有限的数字",
  ["method must be one of GET, POST, PUT, PATCH, DELETE"] =
    "method 只能是 GET、POST、PUT、PATCH、DELETE 之一",
  ["path is not the path of a request"] = "path 不是请求路径",
  ["Write it like /open-apis/hire/v1/jobs, percent-encoded, and the query apart."] =
    "格式如 /open-apis/hire/v1/jobs，须经百分号编码，查询参数另行传入。",
  ["the client is closed"] = "客户端已关闭，无法调用",
  ["Open another one."] = "请重新打开一个客户端。",
  ["%s is not for %s apps"] = "%s 不支持 %s 应用",
  ["This client's app_type is %s: use the credentials of a %s app."] =
    "当前客户端的 app_type 为 %s：请使用 %s 应用的凭证。",
  ["there is no endpoint %s"] = "没有接口 %s",
  ["Did you mean %s?"] = "您要找的是不是 %s？",
  ["`lualark schema` lists them all."] = "`lualark schema` 可列出全部接口。",

  -- parameters
  ["must be one of %s"] = "只能是以下值之一：%s",
  ["is not a parameter of this endpoint"] = "不是该接口的参数",
  ["is missing"] = "缺失",
  ["In Lua, lark.array{} is an empty array."] = "在 Lua 中，空数组写作 lark.array{}。",
  ["is no JSON value: %s"] = "不是 JSON 值：%s",
  ["is given twice"] = "重复传入",
  ["must be %s %s, not %s %s"] = "类型应为 %2$s，而不是 %4$s",
  ["Write the digits in quotes: ids and times are strings here."] =
    "请给数字加上引号：此处的 ID 和时间是字符串。",
  ["must be at least %lld, not %lld"] = "不得小于 %lld，当前为 %lld",
  ["must be at most %lld, not %lld"] = "不得大于 %lld，当前为 %lld",
  ["must not be empty"] = "不能为空",
  ["must have at least %lld %s, not %lld"] = "至少须有 %lld %s，当前为 %lld",
  ["must have at most %lld %s, not %lld"] = "最多只能有 %lld %s，当前为 %lld",
  ["items"] = "项",
  ["characters"] = "个字符",
  ["bytes"] = "字节",
  ["must be %s since 1970, in digits"] = "必须是自 1970 年起的%s数，以数字书写",
  ["milliseconds"] = "毫秒",
  ["seconds"] = "秒",
  ["must read like %s"] = "格式应如 %s",
  ["an integer"] = "整数",
  ["is a file, which only a parameter can be"] = "是文件，只有参数可以是文件",
  ["%s is the path of a file, or a file itself."] = "%s 应为文件路径或文件本身。",
  ["must have at most %lld bytes, not %llu"] = "最多 %lld 字节，当前为 %llu 字节",
  ["is a folder"] = "是目录",
  ["is no regular file"] = "不是普通文件",
  ["needs a name, such as cv.pdf"] = "需要文件名，如 cv.pdf",
  ["must have a name in UTF-8"] = "文件名必须是 UTF-8",
  ["must have a content_type such as application/pdf"] = "content_type 应如 application/pdf",
  ["must be the path of a file, or a file"] = "必须是文件路径或文件",
  ["%s became shorter while it was sent: it has %llu of %llu bytes"] =
    "发送过程中 %s 变短了：只有 %llu 字节，应为 %llu 字节",
  ["Send it again once the file stays as it is."] = "请在文件不再变化后重新发送。",
  ["a recording holds no files"] = "录制中不含文件",
  ["Files are sent and fetched without --replay."] = "收发文件时请不要使用 --replay。",
  ["must be UTF-8"] = "必须是 UTF-8",
  ["must not be \".\" or \"..\""] = "不能是 \".\" 或 \"..\"",
  ["must be a finite number"] = "必须是有限的数字",

  -- answers
  ["it"] = "响应",
  ["holds text that is not UTF-8"] = "含有非 UTF-8 文本",
  ["holds a wrong escape"] = "含有错误的转义",
  ["holds an unpaired surrogate"] = "含有不成对的代理字符",
  ["holds a control character"] = "含有控制字符",
  ["is an integer out of range"] = "是超出范围的整数",
  ["is a number out of range"] = "是超出范围的数字",
  ["begins with a byte order mark"] = "以字节顺序标记（BOM）开头",
  ["is nested too deep"] = "嵌套过深",
  ["the answer is larger than max_response_bytes"] = "响应超过 max_response_bytes",
  ["Ask for less at once, or raise max_response_bytes."] =
    "请减少单次请求的数据量，或调大 max_response_bytes。",
  ["the answer is larger than may be held here"] = "响应超过此处允许保存的大小",
  ["Ask for less at once, such as a smaller page_size; or have the limit raised."] =
    "请减少单次请求的数据量（如调小 page_size），或请宿主程序调高限制。",
  ["A gateway limits calls, and asks for a pause of %u s."] = "网关限制了调用频率，要求暂停 %u 秒。",
  ["A gateway limits calls: make fewer at once."] = "网关限制了调用频率：请减少同时发起的调用。",
  ["; its title is \"%s\""] = "；页面标题为「%s」",
  ["the answer cannot be read: %s%s"] = "无法读取响应：%s%s",
  ["the answer cannot be read: %s"] = "无法读取响应：%s",
  ["HTTP %ld, and no answer of the platform (%s%s)"] = "HTTP %ld，且不是平台的响应（%s%s）",
  ["The network wants a login first: open any page in a browser."] =
    "网络要求先登录：请在浏览器中打开任意网页。",
  ["no message"] = "无说明",
  ["With lenient = true (--lenient) the client reads it all the same, and tells where it was odd."] =
    "设置 lenient = true（--lenient）后客户端仍会读取，并指出异常的位置。",
  ["it has no code"] = "没有 code",
  ["although its code is 0"] = "但 code 为 0",
  ["its data is neither object nor list"] = "data 既不是对象也不是列表",
  ["the answer could not be written: %s"] = "无法写入响应：%s",
  ["the program took no more of the answer"] = "程序不再接收响应",
  ["Raise the program's memory limit, or make fewer calls at once."] =
    "请调高程序的内存上限，或减少同时发起的调用。",

  -- recordings
  ["the recorder refused"] = "录制器拒绝了调用",
  ["row: a name is no longer than %d bytes"] = "row：名称不得超过 %d 个字节",
  ["this change carries a secret, which no journal may hold"] = "该变更含有机密信息，不得写入日志文件",
  ["Make it with a client without a journal."] = "请改用未设置 journal 的客户端。",
  ["this call is never recorded, and nothing is sent here"] = "该调用不会被录制，回放时也不发送请求",
  ["Calls that carry secrets need the platform."] = "携带机密信息的调用只能由平台响应。",

  -- headers
  ["has no header's name"] = "不是合法的请求头名称",
  ["one of them"] = "其中一个",
  ["A name is letters, digits and '-'."] = "名称只能含字母、数字和「-」。",
  ["is the client's own"] = "由客户端自行设置",
  ["The client sends its token. For another one open a client with tenant_access_token."] =
    "客户端会发送自己的访问凭证。如需使用其他凭证，请以 tenant_access_token 另开一个客户端。",
  ["is empty"] = "为空",

  -- gateways and pages in place of an answer
  ["A gateway does not understand the request: check the scheme, host and port of base_url (LARK_BASE_URL)."] =
    "网关无法识别请求：请检查 base_url（LARK_BASE_URL）的协议、主机和端口。",
  ["A gateway wants credentials of its own: base_url (LARK_BASE_URL) is not the platform's, or its gateway does not know this program."] =
    "网关要求自己的凭证：base_url（LARK_BASE_URL）不是平台的地址，或网关不认识本程序。",
  ["A gateway or firewall refuses the request: check base_url (LARK_BASE_URL), and ask who runs the network."] =
    "网关或防火墙拒绝了请求：请检查 base_url（LARK_BASE_URL），并咨询网络管理员。",
  ["The request is larger than a gateway allows: send less at once."] =
    "请求超过网关允许的大小：请减少单次发送的数据量。",
  ["The server wants another protocol: use https in base_url (LARK_BASE_URL)."] =
    "服务器要求使用其他协议：请在 base_url（LARK_BASE_URL）中使用 https。",
  ["The headers are larger than a gateway allows: check the length of tenant_access_token and of your own headers."] =
    "请求头超过网关允许的大小：请检查 tenant_access_token 和自定义请求头的长度。",
  ["Check base_url (LARK_BASE_URL)."] = "请检查 base_url（LARK_BASE_URL）。",
  ["Redirects are not followed; set base_url to the platform's own."] =
    "不会跟随重定向；请将 base_url 设为平台的地址。",
  ["Redirects are not followed. This one leads to a sign-in page, %s: base_url is not the platform's own, or the network wants you to sign in first."] =
    "不会跟随重定向。此次重定向指向登录页 %s：base_url 不是平台的地址，或网络要求先登录。",
  ["Redirects are not followed; set base_url to %s"] = "不会跟随重定向；请将 base_url 设为 %s",
  ["The network wants you to sign in first; or check that base_url is the platform's own."] =
    "网络要求先登录；否则请确认 base_url 是平台的地址。",
  ["Check that base_url is the platform's own, and no proxy answers in its place."] =
    "请确认 base_url 是平台的地址，且没有代理代为应答。",
  ["A gateway is in trouble; try again later."] = "网关异常，请稍后重试。",
  ["This port speaks https: use https in base_url (LARK_BASE_URL)."] =
    "该端口使用 https：请在 base_url（LARK_BASE_URL）中使用 https。",

  -- the network
  ["no byte came for %.3g s (idle_timeout)"] = "%.3g 秒内未收到任何数据（idle_timeout）",
  ["Check base_url (LARK_BASE_URL) and the network."] = "请检查 base_url（LARK_BASE_URL）和网络。",
  ["Check base_url, whose port must speak https, and the system's certificates; ca_file names others."] =
    "请检查 base_url（其端口须使用 https）和系统证书；也可用 ca_file 指定其他证书。",
  ["Check that ca_file names a readable PEM file."] = "请确认 ca_file 指向可读取的 PEM 文件。",
  ["Check `proxy` and the proxy variables of the environment."] = "请检查 `proxy` 和环境变量中的代理设置。",
  ["The server, or a proxy before it, compresses wrongly, or in several parts (gzip members), of which libcurl reads one."] =
    "服务器或其前面的代理压缩有误，或分成多段压缩（多个 gzip member），而 libcurl 只读取其中一段。",
  ["Check which libcurl the program runs with (lualark doctor names it), and report this."] =
    "请查看程序使用的 libcurl 版本（lualark doctor 会显示），并反馈此问题。",
  ["The server, or a gateway before it, sends wrong headers: tell who runs it."] =
    "服务器或其前面的网关发送了错误的响应头：请告知其管理员。",
  ["Try again; if it stays so, check base_url (LARK_BASE_URL) and its port."] =
    "请重试；如果仍然如此，请检查 base_url（LARK_BASE_URL）及其端口。",
  ["Try again later, or raise `timeout`."] = "请稍后重试，或调大 `timeout`。",
  ["Try again."] = "请重试。",
  ["The answer was cut; try again."] = "响应不完整，请重试。",
  ["the connection was lost"] = "连接中断",
  ["the server answered with what is no HTTP"] = "服务器返回的不是 HTTP",
  ["the answer could not be decompressed"] = "无法解压响应",
  ["the connection was lost after the request was sent"] = "请求发出后连接中断",
  ["the connection was lost while the request was sent"] = "发送请求时连接中断",
  ["the server wants a certificate of the client"] = "服务器要求客户端证书",
  ["the answer has a header of more than 100 kB"] = "响应头超过 100 kB",
  ["the connection was lost before the request was sent"] = "请求发出前连接中断",
  ["the connection ended before the request was read"] = "请求被读取前连接已关闭",
  ["There was no connection in time: check base_url (LARK_BASE_URL) and the network, or raise %s."] =
    "未能及时建立连接：请检查 base_url（LARK_BASE_URL）和网络，或调大 %s。",
  ["The server speaks plain http at this port, and base_url (LARK_BASE_URL) says https: check its port."] =
    "该端口使用明文 http，而 base_url（LARK_BASE_URL）为 https：请检查端口。",

  -- proxies
  ["the proxy refuses the user or the password (HTTP %ld)"] = "代理拒绝了用户名或密码（HTTP %ld）",
  ["Check user and password in %s; special characters are percent-encoded there."] =
    "请检查 %s 中的用户名和密码，特殊字符须经百分号编码。",
  ["the proxy did not reach the server (HTTP %ld)"] = "代理无法连接服务器（HTTP %ld）",
  ["Try again later, or check the proxy in %s and the host of base_url."] =
    "请稍后重试，或检查 %s 中的代理和 base_url 的主机。",
  ["the proxy does not let requests to this server pass (HTTP %ld)"] =
    "代理不允许访问该服务器（HTTP %ld）",
  ["Ask who runs the proxy in %s to allow the host of base_url, or list it in no_proxy."] =
    "请联系 %s 中代理的管理员放行 base_url 的主机，或将其加入 no_proxy。",
  ["Ask who runs the proxy in %s to allow %s, where the long connection leads."] =
    "请联系 %s 中代理的管理员放行 %s，即长连接的地址。",
  ["the proxy made no connection: %s"] = "代理未建立连接：%s",
  ["Check user, password and permissions of the proxy in %s."] = "请检查 %s 中代理的用户名、密码和权限。",
  ["Check the proxy in %s: its scheme, and whether it reaches the server."] =
    "请检查 %s 中的代理：协议是否正确，能否访问服务器。",
  ["Check the proxy in %s, or raise connect_timeout."] = "请检查 %s 中的代理，或调大 connect_timeout。",
  ["Check the proxy in %s: its scheme, host and port. ca_file counts for an https proxy, too."] =
    "请检查 %s 中代理的协议、主机和端口。ca_file 对 https 代理同样有效。",
  ["%s is not the URL of a proxy: %s"] = "%s 不是代理的 URL：%s",
  ["Write it like http://proxy.example:3128 or http://user:password@proxy.example:3128, with %%40 for an @ in the password."] =
    "格式如 http://proxy.example:3128 或 http://user:password@proxy.example:3128，密码中的 @ 写作 %%40。",
  ["it has no scheme"] = "缺少协议",
  ["its scheme is none of http, https, socks4, socks4a, socks5 and socks5h"] =
    "协议不是 http、https、socks4、socks4a、socks5、socks5h 之一",

  -- downloads
  ["url is missing"] = "缺少 url",
  ["url is no address of a file"] = "url 不是文件的地址",
  ["It begins with https://."] = "应以 https:// 开头。",
  ["It holds a space."] = "其中含有空格。",
  ["files come over https alone"] = "只能通过 https 下载文件",
  ["no files may come from %s"] = "不允许从 %s 下载文件",
  ["If that is meant, allow it: hosts = { \"%s\" }."] = "如果确实需要，请允许该主机：hosts = { \"%s\" }。",
  ["the server redirects to nowhere"] = "服务器的重定向没有目标",
  ["the server redirects again and again"] = "服务器反复重定向",
  ["the server redirects elsewhere: %.150s"] = "服务器重定向到其他地址：%.150s",
  ["%s cannot be written: %s"] = "无法写入 %s：%s",
  ["The address may have expired: most work for 30 minutes. Ask the endpoint that gave it for another one."] =
    "地址可能已过期：大多数地址的有效期为 30 分钟。请重新调用接口获取新的地址。",
  ["HTTP %ld in place of the file"] = "返回的是 HTTP %ld，而不是文件",
  ["the file is larger than max_bytes, %llu"] = "文件超过 max_bytes（%llu）",
  ["Raise max_bytes if that is meant."] = "如果确实需要，请调大 max_bytes。",
  ["the server sent another part"] = "服务器返回了文件的其他部分",
  ["the file was cut"] = "文件不完整",
  ["the server does not say how long the file is, so that nobody knows whether it is whole"] =
    "服务器未说明文件大小，无法确认文件是否完整",
  ["the program took no more of the file"] = "程序不再接收文件",
  ["the server has another file by now"] = "服务器上的文件已改变",

  -- tokens of a person
  ["user_access_token is no token"] = "user_access_token 不是有效的访问凭证",
  ["%s takes no user_access_token"] = "%s 不接受 user_access_token",
  ["Leave it out: the client's own token serves."] = "请不要传入：客户端会使用自己的访问凭证。",
  ["The user_access_token has expired, or was withdrawn: the person has to log in again, or your program to refresh it (/open-apis/authen/v2/oauth/token). The client cannot."] =
    "user_access_token 已过期或被撤销：请用户重新登录，或由程序刷新（/open-apis/authen/v2/oauth/token）。客户端无法刷新。",
  ["The platform gives one to an app when the person logs in (OAuth, /open-apis/authen/v2/oauth/token). Set LARK_USER_ACCESS_TOKEN, the option user_access_token, or that of one call."] =
    "用户登录时由平台签发给应用（OAuth，/open-apis/authen/v2/oauth/token）。请设置 LARK_USER_ACCESS_TOKEN、客户端选项 user_access_token，或在单次调用中传入。",
  ["Give the client app_id and app_secret: a person's token will not do."] =
    "请为客户端提供 app_id 和 app_secret：用户访问凭证无法使用。",
  ["%s needs a user_access_token: it acts for a person, and the app's tokens will not do"] =
    "%s 需要 user_access_token：该接口以用户身份调用，不能使用应用的访问凭证",

  -- settings
  ["the file of %s, %s, is empty"] = "存放 %s 的文件 %s 为空",
  ["the file of %s, %s, cannot be read: %s"] = "无法读取存放 %s 的文件 %s：%s",
  ["LARK_%s or %s names a file that holds the secret and nothing else."] =
    "LARK_%s 或 %s 指定的文件应只含该密钥。",
  ["%s is longer than %zu bytes"] = "%s 超过 %zu 字节",
  ["nothing tells events from forgeries: there is neither an Encrypt Key nor a Verification Token"] =
    "无法区分事件与伪造的请求：既没有 Encrypt Key，也没有 Verification Token",
  ["Set LARK_ENCRYPT_KEY and LARK_VERIFICATION_TOKEN, which the developer console shows under encryption strategy."] =
    "请设置 LARK_ENCRYPT_KEY 和 LARK_VERIFICATION_TOKEN，见开发者后台的「加密策略」。",
  ["%s is no file"] = "%s 不是文件",
  ["%s holds secrets, and has mode %04o: it must be its owner's, with mode 0600"] =
    "%s 含有机密信息，而权限为 %04o：该文件须归当前用户所有，权限为 0600",
  ["Run: chmod 600 %s"] = "请执行：chmod 600 %s",
  ["the profiles of %s cannot be read: %s"] = "无法读取 %s 中的配置文件：%s",
  ["Write that file, with mode 0600 and a section such as [production]; or leave LARK_PROFILE unset."] =
    "请创建该文件（权限 0600，含 [production] 这样的小节），或不设置 LARK_PROFILE。",
  ["%s cannot be read: %s"] = "无法读取 %s：%s",
  ["line %d of profiles.ini: %.40s is no key"] = "profiles.ini 第 %d 行：%.40s 不是配置项",
  ["The keys are app_id, app_secret, app_secret_file, base_url, ca_file, encrypt_key, encrypt_key_file, proxy, user_access_token, verification_token and verification_token_file."] =
    "配置项有 app_id、app_secret、app_secret_file、base_url、ca_file、encrypt_key、encrypt_key_file、proxy、user_access_token、verification_token 和 verification_token_file。",
  ["line %d of profiles.ini is neither [name] nor key = value"] =
    "profiles.ini 第 %d 行既不是 [名称] 也不是 配置项 = 值",
  ["there is no profile %.60s in %s"] = "%2$s 中没有配置文件 %1$.60s",
  ["It has %s."] = "其中有 %s。",
  ["Add a section [%.60s] to it."] = "请在其中添加小节 [%.60s]。",
  ["there is no folder for profiles"] = "没有存放配置文件的目录",
  ["Set XDG_CONFIG_HOME or HOME."] = "请设置 XDG_CONFIG_HOME 或 HOME。",
  ["app_type is neither custom nor isv"] = "app_type 既不是 custom 也不是 isv",
  ["Self-built apps are custom, apps from the store are isv."] = "自建应用为 custom，商店应用为 isv。",
  ["tenant_key belongs to store apps"] = "tenant_key 仅用于商店应用",
  ["Set app_type to isv, or leave tenant_key out."] = "请将 app_type 设为 isv，或去掉 tenant_key。",
  ["tls_min is neither 1.2 nor 1.3"] = "tls_min 既不是 1.2 也不是 1.3",
  ["%s is missing"] = "缺少 %s",
  ["Set %s in the environment, or pass %s; %s"] = "请设置环境变量 %s，或传入 %s；%s",
  ["it says for whom a store app works."] = "它指明商店应用为哪个租户服务。",
  ["both credentials stand in the developer console."] = "两项应用凭证均可在开发者后台查看。",
  ["%s holds white space"] = "%s 含有空白字符",
  ["Remove it: it was probably copied with a blank or the end of a line."] =
    "请将其删除：可能是复制时带入了空格或换行。",
  ["tenant_access_token, user_access_token and user_agent travel in headers: they must not hold control characters"] =
    "tenant_access_token、user_access_token 和 user_agent 通过请求头发送，不能含有控制字符",
  ["limits: there is no endpoint %s"] = "limits：没有接口 %s",
  ["limits: %s: a limit is 1 to 1000000 calls in a window"] =
    "limits：%s：每个时间窗口的调用次数为 1 到 1000000",
  ["%s must be greater than 0"] = "%s 必须大于 0",
  ["the store lacks a method"] = "存储缺少某个方法",
  ["Fill in every member of its lark_store_methods, size included; lark_store.h says what each does."] =
    "请填写 lark_store_methods 的全部成员（含 size），各成员的作用见 lark_store.h。",

  -- a store on a Redis server
  ["store: this build of liblark has no Redis store"] = "store：此版本的 liblark 不支持 Redis 存储",
  ["Install libhiredis-dev and libssl-dev, and build it anew; without a store each process keeps its own tokens and rate budgets."] =
    "请安装 libhiredis-dev 和 libssl-dev 后重新构建；不使用存储时，各进程分别维护访问凭证和频率额度。",
  ["store: %s"] = "store：%s",
  ["Write redis://[[user]:password@]host[:port][/database], rediss:// for TLS, or unix:///path/to/socket[?db=database]."] =
    "格式为 redis://[[user]:password@]host[:port][/database]，TLS 用 rediss://，或 unix:///path/to/socket[?db=database]。",
  ["the address lacks its closing bracket"] = "地址缺少右方括号",
  ["the URL names no host"] = "URL 中没有主机",
  ["the port is no number from 1 to 65535"] = "端口不是 1 到 65535 的数字",
  ["the database is no number"] = "数据库不是数字",
  ["only ?ca_file=file of rediss:// may follow"] = "其后只能是 rediss:// 的 ?ca_file=文件",
  ["the path of a socket starts with a slash"] = "套接字路径须以斜杠开头",
  ["the path of the socket is longer than 107 bytes"] = "套接字路径超过 107 字节",
  ["Move the socket, or name it by a shorter link."] = "请移动套接字，或使用较短的链接。",
  ["only ?db=database may follow a path"] = "路径后只能是 ?db=数据库",
  ["the URL is neither redis://, rediss:// nor unix://"] = "URL 不是 redis://、rediss:// 或 unix://",
  ["a percent sign is not followed by two digits"] = "百分号后不是两位十六进制数字",
  ["Write % as %25, @ as %40, : as %3A and / as %2F."] = "% 写作 %25，@ 写作 %40，: 写作 %3A，/ 写作 %2F。",
  ["store: the host %s is unknown: %s"] = "store：无法解析主机 %s：%s",
  ["Check the host's name, or give its address."] = "请检查主机名，或使用 IP 地址。",
  ["store: rediss:// is not served: this build does not speak TLS to a store"] =
    "store：不支持 rediss://，此版本无法以 TLS 连接存储",
  ["Build it with hiredis 1.0 or later, or use redis:// through a tunnel that encrypts (stunnel, WireGuard), or a Unix socket."] =
    "请使用 hiredis 1.0 或更高版本构建，或通过加密隧道（stunnel、WireGuard）使用 redis://，或使用 Unix 套接字。",
  ["store: the certificates in %s cannot be read"] = "store：无法读取 %s 中的证书",
  ["the system's store"] = "系统证书库",
  ["ca_file names a file of certificates in PEM."] = "ca_file 须指向 PEM 格式的证书文件。",

  -- long connections for events
  ["store apps have no long connections"] = "商店应用不支持长连接",
  ["Let the platform send its events to a request address: `lualark listen --webhook`."] =
    "请让平台把事件发送到请求地址：`lualark listen --webhook`。",
  ["a client that only replays has no long connection"] = "只回放的客户端不支持长连接",
  ["Hand the events to the handlers yourself."] = "请自行把事件交给处理函数。",
  ["a long connection needs app_id and app_secret"] = "长连接需要 app_id 和 app_secret",
  ["Copy them from the developer console."] = "请从开发者后台复制。",
  ["this build of liblark has no long connections"] = "此版本的 liblark 不支持长连接",
  ["Install libwslay-dev and libssl-dev, and build it anew."] =
    "请安装 libwslay-dev 和 libssl-dev 后重新构建。",
  ["the client listens already"] = "该客户端已在接收事件",
  ["on_event, max_events or max_bytes is missing"] = "缺少 on_event、max_events 或 max_bytes",
  ["the event is answered already, or its connection has ended"] = "该事件已应答，或其连接已断开",
  ["connected"] = "已连接",
  ["given up: %s"] = "不再重试：%s",
  ["not connected: %s; the next try is in %.1f s"] = "未连接：%s；%.1f 秒后重试",
  ["the connection ended before it was a WebSocket"] = "连接在升级为 WebSocket 之前断开",
  ["the server does not speak HTTP"] = "服务器的应答不是 HTTP",
  ["the server's upgrade is not one of RFC 6455"] = "服务器的升级应答不符合 RFC 6455",
  ["the server's answer is too long"] = "服务器的应答过长",
  ["the platform closed the connection"] = "平台关闭了连接",
  ["the connection ended"] = "连接已断开",
  ["the WebSocket failed"] = "WebSocket 出错",
  ["a message is malformed or too long"] = "消息格式错误或过长",
  ["the platform reads nothing"] = "平台没有读取任何内容",
  ["the server did not open the long connection (HTTP %d%s%s)"] = "服务器没有建立长连接（HTTP %d%s%s）",
  ["the platform does not answer pings"] = "平台没有应答 ping",
  ["the long connection could not be opened in time"] = "长连接未能及时建立",
  ["the platform is busy"] = "平台繁忙",
  ["It is tried again after a while."] = "稍后会自动重试。",
  ["the platform has an internal error"] = "平台内部错误",
  ["the platform does not allow this app a long connection"] = "平台不允许该应用使用长连接",
  ["In the developer console, under events and callbacks, choose to receive events through a long connection, and publish the app. Store apps cannot have one."] =
    "请在开发者后台的「事件与回调」中选择使用长连接接收事件，并发布应用。商店应用不能使用长连接。",
  ["the platform does not accept the app's credentials"] = "平台不接受该应用的凭证",
  ["Compare app_id and app_secret with the developer console."] =
    "请与开发者后台核对 app_id 和 app_secret。",
  ["the app has too many long connections"] = "该应用的长连接过多",
  ["An app may have 50. End other programs that listen for it, and those of the platform's SDKs."] =
    "每个应用最多 50 个。请结束其他为该应用接收事件的程序，包括使用平台 SDK 的程序。",
  ["the platform refuses the long connection%s%s"] = "平台拒绝了长连接%s%s",
  ["Look the code up with `lualark explain`, and compare app_id and base_url."] =
    "请用 `lualark explain` 查询该错误码，并核对 app_id 和 base_url。",
  ["the event of message %s is lost: %s"] = "消息 %s 的事件丢失：%s",
  ["an event is refused: too many wait for an answer"] = "拒绝了一个事件：等待应答的事件过多",
  ["the parts of %zu events are lost with the connection"] = "连接断开，丢失 %zu 个事件的分片",
  ["the event of message %s is lost: %zu of its %zu parts came in 10 s"] =
    "消息 %s 的事件丢失：10 秒内只收到 %zu/%zu 个分片",
  ["a part of the event of message %s is refused: %s"] = "拒绝了消息 %s 的一个分片：%s",
  ["a message of type \"%s\" is ignored: only events are handled"] =
    "忽略了类型为「%s」的消息：只处理事件",
  ["the settings in the platform's pong are malformed; those before stay"] =
    "平台 pong 中的设置格式错误，沿用之前的设置",
  ["a message of %zu bytes is no frame; it is ignored"] = "忽略了一条 %zu 字节的消息：不是帧",
  ["the platform's address of the long connection is unusable: %s"] =
    "平台给出的长连接地址不可用：%s",
  ["it has no usable host"] = "没有可用的主机",
  ["it has no usable host, or no TLS"] = "没有可用的主机，或未使用 TLS",
  ["it is no wss URL"] = "不是 wss URL",
  ["it has odd characters"] = "含有异常字符",
  ["its sum is not positive"] = "sum 不是正数",
  ["it has too many parts"] = "分片过多",
  ["its seq is outside"] = "seq 超出范围",
  ["it has no message_id"] = "没有 message_id",
  ["its sum has changed"] = "sum 发生变化",
  ["too many messages lack parts"] = "缺少分片的消息过多",
  ["the parts take too much memory"] = "分片占用的内存过多",
}
