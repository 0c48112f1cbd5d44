-- SPDX-License-Identifier: MIT

--- lualark listen.
return {
  ["take events, and have a script handle them"] = "接收事件，由脚本处理",
  [ [[
Runs a script that sets handlers with lark.events.on. Then it takes events from the platform,
over a long connection or with --webhook as a server: each is written into the inbox, a file,
and answered, and handled from there, again after a crash. It ends with SIGTERM or Ctrl-C: it
takes no more events, handlers that run come to their end, and the rest stays in the inbox.
]] ] = [[
运行用 lark.events.on 设置处理函数的脚本，然后通过长连接（或以 --webhook 作为服务器）接收平台推送的事件：每个事件先写入收件箱（一个文件）再应答，并从那里处理，崩溃后会再次处理。收到 SIGTERM 或 Ctrl-C 时结束：不再接收事件，正在运行的处理函数执行完毕，其余事件留在收件箱中。
]],
  ["take events as the server behind the app's request address"] = "作为应用请求地址后面的服务器接收事件",
  ["with --webhook: the port, 8080; 0 takes a free one"] = "与 --webhook 合用：端口，默认 8080；0 表示任意空闲端口",
  ["with --webhook: the address to listen on, 127.0.0.1: a web server in front takes TLS off"] =
    "与 --webhook 合用：监听地址，默认 127.0.0.1，由前面的 Web 服务器负责 TLS",
  ["with --webhook: serve TLS itself, with this PEM certificate and those that it needs"] =
    "与 --webhook 合用：自行提供 TLS，使用此 PEM 证书及其证书链",
  ["the PEM key of the certificate"] = "证书的 PEM 私钥",
  ["with --webhook: refuse longer requests, 1M"] = "与 --webhook 合用：拒绝更长的请求，默认 1M",
  ["with --webhook: refuse what is more than so many requests a second, 5000; three times as many may come at once"] =
    "与 --webhook 合用：拒绝每秒超过此数量的请求，默认 5000；一次可到达三倍的数量",
  ["the inbox; by default the script's name with .inbox in place of .lua"] =
    "收件箱；默认为脚本名，以 .inbox 代替 .lua",
  ["how many events are handled at once, 16"] = "同时处理的事件数量，默认 16",
  ["set an event aside when its handler has failed so often, 5"] = "处理函数失败达到此次数后搁置事件，默认 5",
  ["keep the bodies of events that were handled; by default only their ids are kept"] =
    "保留已处理事件的事件体；默认只保留 ID",
  ["how long handlers may take to end after SIGTERM or Ctrl-C, 30s: then their calls and waits end as cancelled"] =
    "收到 SIGTERM 或 Ctrl-C 后处理函数最多可运行的时间，默认 30s：之后其调用和等待以 cancelled 结束",
  [ [[
The long connection is that of the script's first client, or of the environment's
(LARK_APP_ID and LARK_APP_SECRET); store apps have none. For --webhook the environment has the
secrets: LARK_ENCRYPT_KEY and LARK_VERIFICATION_TOKEN, or LARK_ENCRYPT_KEY_FILE and
LARK_VERIFICATION_TOKEN_FILE, which name files; or the profile, with encrypt_key and
verification_token. The script's clients take theirs as under lualark run.

`lualark events FILE` shows what is in the inbox. docs/events.md shows how to run it behind
nginx and as a unit of systemd.
Exit status: 0 it was told to end; 1 the script failed; 2 wrong usage; 3 configuration: keys,
port, certificate, inbox; 5 a limit was hit.
]] ] = [[
长连接使用脚本的第一个客户端，没有时使用环境变量（LARK_APP_ID 和 LARK_APP_SECRET）；商店应用不支持长连接。使用 --webhook 时，密钥来自环境变量：LARK_ENCRYPT_KEY 和 LARK_VERIFICATION_TOKEN，或指定文件的 LARK_ENCRYPT_KEY_FILE 和 LARK_VERIFICATION_TOKEN_FILE；也可来自 profile 的 encrypt_key 和 verification_token。脚本中的客户端按 lualark run 的方式取得凭证。

`lualark events FILE` 显示收件箱的内容。docs/events.md 说明如何在 nginx 之后以及作为 systemd 单元运行。
退出码：0 按要求结束；1 脚本失败；2 用法有误；3 配置问题：密钥、端口、证书、收件箱；5 达到限制。
]],
  ["--%s goes with --webhook"] = "--%s 须与 --webhook 一起使用",
  ["taking events over a long connection, into %s"] = "正在通过长连接接收事件，写入 %s",
  ["--certificate and --key-file go together"] = "--certificate 须与 --key-file 一起使用",
  ["--%s %s: a number up to %d"] = "--%s %s：应为不超过 %d 的数字",
  ["taking events on %s://%s:%d, into %s"] = "正在 %s://%s:%d 接收事件，写入 %s",
  ["ending: no more events are taken"] = "正在结束：不再接收事件",
}
