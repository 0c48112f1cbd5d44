-- SPDX-License-Identifier: MIT

--- The sentences of api.lua and api_classes.lua in Chinese, by the English, and those of the page that
--- tools/reference.lua makes of it. spec/tools/reference_spec.lua finds what is missing.
return {
  -- The page itself (tools/reference/lua_pages.lua).
  ["lark, clients and tasks"] = "lark、客户端和任务",
  ["Lines behind `-->` are what an example prints; `client` is `lark.client()`."] =
    "`-->` 之后是示例的输出；`client` 即 `lark.client()`。",
  ["field"] = "字段",
  ["type"] = "类型",
  ["meaning"] = "含义",
  ["returns"] = "返回",
  ["%s. %s"] = "%s：%s",

  -- api.lua, in its order.
  ["The module"] = "模块",
  ["`local lark = require \"lark\"`. It has no state beyond its Lua state's."] =
    "`local lark = require \"lark\"`。除 Lua 状态本身外，它没有其他状态。",
  ["Lualark's version."] = "Lualark 的版本。",
  ["JSON's null; the same value as `cjson.null`."] = "JSON 的 null，与 `cjson.null` 是同一个值。",
  ["The words for `lark.define` and `client:define`."] = "供 `lark.define` 和 `client:define` 使用的类型词。",
  ["Makes a client without connecting. Options that are left out come from the environment; [clients.md](../clients.md) lists them."] =
    "创建客户端，不建立连接。未给出的选项取自环境变量，[clients.md](../zh/clients.md) 有完整列表。",
  ["credentials, timeouts, limits and the like"] = "凭证、超时、频率限制等",
  ["Adds endpoints for all clients of the Lua state: see [definitions.md](../definitions.md). `lark.schema`, `lark.endpoints`, `lark.explain` and `lark.preview` know them, too."] =
    "为该 Lua 状态的所有客户端添加接口，见 [definitions.md](../zh/definitions.md)。`lark.schema`、`lark.endpoints`、`lark.explain` 和 `lark.preview` 也会识别它们。",
  ["facts by the endpoint's name"] = "接口名到定义的映射",
  ["Everything that the catalog knows of an endpoint: `params`, `returns`, `limits`, `scopes`, `errors` and so on, as `lualark schema --format json` prints it. A type of event has `fields` in their place."] =
    "接口目录中关于一个接口的全部信息：`params`、`returns`、`limits`、`scopes`、`errors` 等，与 `lualark schema --format json` 的输出相同。事件类型则只有 `fields`。",
  ["the endpoint's, or an alias; or its method and path, such as `GET /open-apis/hire/v1/jobs/6960663240925956555`; or a type of event"] =
    "接口名或别名；也可以是方法和路径，如 `GET /open-apis/hire/v1/jobs/6960663240925956555`；或事件类型",
  ["The names of all endpoints, sorted."] = "所有接口的名称，已排序。",
  ["Fetches a file from an address that the platform gave: into a path, a function, or a string. No token is sent. See [files.md](../files.md)."] =
    "从平台给出的地址下载文件，写入路径、交给函数或作为字符串返回。不发送访问凭证。见 [files.md](../files.md)。",
  ["https, on a host of the platform or of `base_url`"] = "https 地址，主机属于平台或 `base_url`",
  ["a path; or a function that gets the whole file in pieces, and may return false to end that. Without it the file is returned"] =
    "路径；或逐段接收整个文件的函数，返回 false 可中止下载。不给出时返回文件内容",
  ["hosts and size"] = "主机和大小",
  ["What is known of an error code of the platform, or nil."] = "平台错误码的说明；未知时为 nil。",
  ["as in `err.code`"] = "如 `err.code`",
  ["The name that is nearest to a misspelt word, or nil where none is near."] =
    "与拼错的词最接近的名称；没有相近的则为 nil。",
  ["what was written"] = "写下的词",
  ["what there is"] = "可选的名称",
  ["The language of errors' texts: `\"en\"` or `\"zh\"`. Until it is set it is that of `LARK_LANG`, or English; `lualark` also reads the locale."] =
    "错误文本的语言：`\"en\"` 或 `\"zh\"`。未设置时取自 `LARK_LANG`，否则为英文；`lualark` 还会读取区域设置。",
  ["Sets the language of errors' texts, `msg` where the library wrote it and `hint`, for the process. What the platform says, codes and kinds never change. A sandbox lacks this function."] =
    "为整个进程设置错误文本的语言：库给出的 `msg` 和 `hint`。平台返回的文本、错误码和种类不会改变。沙箱中没有此函数。",
  ["`\"en\"` or `\"zh\"`; locales such as `\"zh_CN.UTF-8\"`, too"] = "`\"en\"` 或 `\"zh\"`，也接受 `\"zh_CN.UTF-8\"` 这样的区域名",
  ["Bytes that compare as texts do for people of a language: by pinyin for `\"zh\"`. ICU makes them, which is loaded at the first call."] =
    "一串字节，比较结果符合某种语言的排序习惯：`\"zh\"` 按拼音。由 ICU 生成，首次调用时加载。",
  ["UTF-8"] = "UTF-8 文本",
  ["such as `\"zh\"` or `\"de\"`"] = "如 `\"zh\"` 或 `\"de\"`",
  ["Checks parameters as a call would, and shows what it would send. It sends nothing and needs no client."] =
    "像调用时一样校验参数，并显示将要发送的请求。不发送任何内容，也不需要客户端。",
  ["its name; or a table as for `client:request`, without parameters behind it"] =
    "接口名；或 `client:request` 所用的表，此时不再给出参数",
  ["its parameters"] = "接口的参数",
  ["Marks a table as a JSON array, so that an empty one is written `[]`."] = "将表标记为 JSON 数组，使空表写成 `[]`。",
  ["the table itself is marked, and returned"] = "被标记并返回的表本身",
  ["JSON text of a value: integers exact, keys sorted, marked arrays as arrays. Raises what JSON cannot hold."] =
    "值的 JSON 文本：整数精确，键已排序，已标记的数组写成数组。JSON 无法表示的值会抛出错误。",
  ["tables, strings, numbers, booleans, `lark.null`"] = "表、字符串、数字、布尔值、`lark.null`",
  ["The value of a JSON text. Arrays are marked, integers are exact."] = "JSON 文本的值。数组带有标记，整数精确。",
  ["the text"] = "JSON 文本",
  ["`lenient` reads odd values"] = "`lenient` 容忍异常值",
  ["Makes a table an error like those of calls: `tostring` gives one line, and `lualark run` exits by its `kind`."] =
    "把表变成与调用失败时相同的错误：`tostring` 给出一行文本，`lualark run` 按 `kind` 决定退出码。",
  ["`kind`, `msg`, `hint` and others of `lark.error`"] = "`kind`、`msg`、`hint` 以及 `lark.error` 的其他字段",
  ["A key of your own for a call that changes something, a UUID: always the same for the same values, in any process. A call that carries one is sent again after a lost answer, since the platform does it once; `lark.schema(name).key` names the parameter. Name the work first, so that other work with the same row gets another key."] =
    "为修改数据的调用生成幂等键（UUID）：相同的值在任何进程中得到相同的键。带有幂等键的调用在响应丢失后会重新发送，因为平台只执行一次；参数名见 `lark.schema(name).key`。请把任务名称放在最前面，使同一行在另一项任务中得到不同的键。",
  ["what the call is about, such as a row; 1 and \"1\" differ"] = "调用所涉及的内容，如一行数据；1 与 \"1\" 不同",
  ["Opens a journal of changes, or makes one: a private SQLite file, which `lark.client { journal = journal }` writes each change into before it is sent, and when it is answered. See [writes.md](../writes.md)."] =
    "打开或创建变更日志：一个私有的 SQLite 文件，`lark.client { journal = journal }` 在每次变更发送之前和收到响应之后写入。见 [writes.md](../writes.md)。",
  ["the file; `path-runs` beside it says which runs are alive"] = "文件路径；旁边的 `path-runs` 记录哪些运行仍在进行",
  ["Calls `fn(item, i)` for each item, many at a time. `results[i]` is what it returned, or `false` where it failed: then `errors[i]` says why. `errors.n` counts the failures. It works anywhere."] =
    "对每一项调用 `fn(item, i)`，多项同时进行。`results[i]` 是返回值，失败时为 `false`，原因在 `errors[i]`。`errors.n` 是失败的数量。在任何地方都可使用。",
  ["the items"] = "各项的列表",
  ["returns a result, or `nil, err`"] = "返回结果，或 `nil, err`",
  ["how many at a time: 50"] = "同时进行的数量，默认 50",
  ["Makes `each` and `all`, as paged endpoints have them, of a function that reads one page. It gets the parameters, with the `page_token` of that page, and returns the page, or `nil` and an error. A list never ends early, and none is endless."] =
    "由读取一页的函数生成 `each` 和 `all`，与分页接口的用法相同。该函数接收参数（含该页的 `page_token`），返回一页，或 `nil` 和错误。列表不会提前结束，也不会无休止。",
  ["reads one page"] = "读取一页",
  ["what errors call the list"] = "错误中使用的列表名称",
  ["where a page has its items, such as `items` or `minutes.sentences`"] = "一页中各项所在的字段，如 `items` 或 `minutes.sentences`",
  ["Runs a function as a task, and all tasks that it spawns, until they have ended. Inside, calls yield. Raises what the function raised. Inside itself, and in an engine's script, it just calls the function."] =
    "将函数作为任务运行，直到它和它启动的所有任务结束。其中的调用会让出执行权。函数抛出的错误会继续抛出。在自身内部以及引擎的脚本中，只是直接调用该函数。",
  ["the main task"] = "主任务",
  ["its arguments"] = "函数的参数",
  ["Starts a task, which runs beside the others from their next turn on. Raises an error of kind `limit` where more than 100,000 are there."] =
    "启动一个任务，从其他任务的下一轮开始与它们一同运行。任务超过 100,000 个时抛出种类为 `limit` 的错误。",
  ["what it runs"] = "任务运行的函数",
  ["Waits; other tasks run meanwhile."] = "等待；期间其他任务继续运行。",
  ["0 or more"] = "0 或更大",
  ["Tokens and rate budgets in memory, for the option `store` of several clients. With a name it is the one that the whole process has under that name."] =
    "内存中的访问凭证和频率额度，供多个客户端的 `store` 选项使用。给出名称时，整个进程以该名称共用同一个存储。",
  ["shared by all Lua states and threads of the process"] = "由进程的所有 Lua 状态和线程共用",
  ["Begins to read CSV text whose rows stay in C; `lark.csv` and the report library stand on it. `work:add(text)` takes pieces; `work:step()` reads on, and returns `true, grid` at the end, or `true, nil, why, line`. A grid has `#grid`, `names()`, `row(i)`, `text(i, name)`, `first(n)` and `select{ { column, name }, ... }`."] =
    "开始读取 CSV 文本，行数据留在 C 中；`lark.csv` 和报表库以此为基础。`work:add(text)` 接收一段文本；`work:step()` 继续读取，结束时返回 `true, grid`，出错时返回 `true, nil, why, line`。grid 有 `#grid`、`names()`、`row(i)`、`text(i, name)`、`first(n)` 和 `select{ { column, name }, ... }`。",
  ["Begins to copy fields of rows that are tables into a grid: `work:gather(rows, keys)` until it is not false. It returns `true, grid, kinds`, or nil where the values are not texts or numbers alone."] =
    "开始将由表组成的行的字段复制到 grid 中：反复调用 `work:gather(rows, keys)`，直到结果不为 false。它返回 `true, grid, kinds`；如果值不全是文本或数字，则为 nil。",
  ["Makes tables of some more rows of a lazy list (`scripts/lark/rows/list.lua`); true when it has all."] =
    "为惰性列表（`scripts/lark/rows/list.lua`）再生成一些行的表；全部生成后为 true。",
  ["a lazy list"] = "惰性列表",
  ["The library that carries requests, with its version."] = "发送请求所用的库及其版本。",
  ["In an engine's script: what the host gave all scripts to read under this name, or nil. Lists and objects read as tables: index, `#`, `pairs`, `ipairs` and `lark.encode` work. Writing raises; copy what you want to change."] =
    "用于引擎的脚本：宿主以该名称提供给所有脚本只读的数据，没有则为 nil。列表和对象可像表一样读取：索引、`#`、`pairs`、`ipairs` 和 `lark.encode` 均可用。写入会抛出错误；需要修改时请先复制。",
  ["of the data"] = "数据的名称",
  ["In an engine's script: runs `fn(value)` as a task whenever the host sends the event. The script goes on until all such functions are unregistered."] =
    "用于引擎的脚本：宿主每次发送该事件时，将 `fn(value)` 作为任务运行。在所有这类函数注销之前，脚本不会结束。",
  ["its name"] = "事件的名称",
  ["gets the event's value"] = "接收事件的值",
  ["In an engine's script: when a new version replaces it, `fn()` returns the state for that version. It may wait."] =
    "用于引擎的脚本：新版本替换它时，由 `fn()` 返回交给新版本的状态。它可以等待。",
  ["its value travels as JSON"] = "其值以 JSON 传递",
  ["In an engine's script that replaces an older version: what that one handed over, the first time that it is called. Nil if there is nothing, and why if the older version failed."] =
    "用于替换旧版本的引擎脚本：首次调用时返回旧版本交出的状态。没有则为 nil；旧版本失败时还会返回原因。",
  ["In an engine's script: sends the host a message."] = "用于引擎的脚本：向宿主发送消息。",
  ["of the message"] = "消息的名称",
  ["travels as JSON"] = "以 JSON 传递",
  ["Clients"] = "客户端",
  ["`client.hire.job.get { job_id = \"1\" }` calls an endpoint: pages of this folder list them. It\nreturns the answer's `data`, or `nil` and an error. A paged endpoint has `.each(params)`, which\niterates over the items of all pages and raises an error, and `.all(params)`, which returns them\nas one list; or `nil` and an error whose `partial` has the items before it."] =
    "`client.hire.job.get { job_id = \"1\" }` 调用一个接口，本目录的各页列出了所有接口。它返回响应的 `data`，或 `nil` 和错误。分页接口还有 `.each(params)`，遍历所有分页的各项，出错时抛出错误；以及 `.all(params)`，将各项作为一个列表返回，或返回 `nil` 和错误，错误的 `partial` 中是之前读到的各项。",
  ["Calls any path of the platform, past the catalog's checks."] = "调用平台的任意路径，不经接口目录校验。",
  ["method, path, query, body, headers and limits"] = "方法、路径、查询参数、请求体、请求头和频率限制",
  ["what this call has of its own"] = "仅用于本次调用的选项",
  ["Receives events over a long connection, until it is stopped or given up: see [events.md](../events.md). Without a handler, `lark.events.handle` gets them."] =
    "通过长连接接收事件，直到被停止或不再重试，见 [events.md](../zh/events.md)。没有处理函数时由 `lark.events.handle` 处理。",
  ["an event is sent again where it raises or returns nil and an error"] =
    "抛出错误或返回 nil 和错误时，平台会重新发送该事件",
  ["bounds, and who hears of failures"] = "上限，以及由谁接收错误",
  ["As `lark.download`, with this client's proxy, `ca_file`, `retries` and so on."] =
    "与 `lark.download` 相同，但使用该客户端的代理、`ca_file`、`retries` 等。",
  ["a path, or a function; without it the file is returned"] = "路径或函数；不给出时返回文件内容",
  ["Adds endpoints for this client alone: see [definitions.md](../definitions.md)."] =
    "只为该客户端添加接口，见 [definitions.md](../zh/definitions.md)。",
  ["`lark.endpoints` with the endpoints which this client defined, too."] =
    "与 `lark.endpoints` 相同，还包括该客户端定义的接口。",
  ["`lark.schema` that knows the endpoints which this client defined, too."] =
    "与 `lark.schema` 相同，还包括该客户端定义的接口。",
  ["the endpoint's"] = "接口名",
  ["Takes the latest ticket that the platform sent to a store app."] = "接收平台发送给商店应用的最新 ticket。",
  ["the event's `app_ticket`"] = "事件中的 `app_ticket`",
  ["Counts, bytes and microseconds so far."] = "到目前为止的次数、字节数和微秒数。",
  ["How the answers so far differ from the catalog, for clients with the option `drift`: see [drift.md](../drift.md). Also how many answers were compared, and whether the list is complete."] =
    "到目前为止响应与接口目录的差异，用于带有 `drift` 选项的客户端，见 [drift.md](../zh/drift.md)。还返回比较过的响应数量，以及列表是否完整。",
  ["Ends all calls as `cancelled` and frees the client. Closing twice is fine; `local client <close> = ...` closes it at the block's end."] =
    "将所有调用以 `cancelled` 结束，并释放客户端。可以重复关闭；`local client <close> = ...` 在代码块结束时关闭。",
  ["The raw layer, for other schedulers: starts a call and returns its number, or `nil, err`. The callback gets the data, or `nil, err`, inside a later step or wait. Instead of an endpoint's name there may be a table as for `client:request`; then `params` is nil."] =
    "底层接口，供其他调度器使用：开始一次调用并返回其编号，或 `nil, err`。回调在之后的 step 或 wait 中得到数据，或 `nil, err`。除接口名外，也可以给出 `client:request` 所用的表，此时 `params` 为 nil。",
  ["parameters"] = "接口的参数",
  ["runs once"] = "只运行一次",
  ["The raw layer: does what there is to do and never sleeps. Raises what a callback raised."] =
    "底层接口：处理当前能做的工作，从不等待。回调抛出的错误会继续抛出。",
  ["microseconds; 0 is one round"] = "微秒；0 表示一轮",
  ["The raw layer: sleeps until there is something to do, and does it."] = "底层接口：等到有工作可做，然后处理。",
  ["milliseconds; -1 is without end"] = "毫秒；-1 表示一直等待",
  ["The raw layer: a descriptor that is readable whenever `step` has work."] =
    "底层接口：一个描述符，只要 `step` 有工作可做就可读。",
  ["The raw layer: an eventfd for schedulers that read from the descriptors that they watch. `bell:fd()` is its number; after `bell:arm()` it can be read once `step` has work; `bell:ring()` makes it readable; `bell:close()` closes it. Nil and why, where the kernel has no such thing."] =
    "底层接口：一个 eventfd，供会读取所监听描述符的调度器使用。`bell:fd()` 是它的编号；调用 `bell:arm()` 后，`step` 有工作时即可读；`bell:ring()` 使它可读；`bell:close()` 将其关闭。内核不支持时返回 nil 和原因。",
  ["The raw layer: milliseconds until `step` has work of its own, or -1."] = "底层接口：距 `step` 自身有工作的毫秒数，没有则为 -1。",
  ["The raw layer: cancels a call, whose callback gets an error of kind `cancelled` in the next step. False where it has ended."] =
    "底层接口：取消一次调用，其回调在下一个 step 中得到种类为 `cancelled` 的错误。调用已结束时返回 false。",
  ["as `start` returned it"] = "`start` 返回的编号",
  ["Tasks"] = "任务",
  ["`lark.spawn` makes them."] = "由 `lark.spawn` 创建。",
  ["Waits for the end of the task, and returns what its function returned or raises what it raised. A cancelled task returns nil and an error of kind `cancelled`."] =
    "等待任务结束，返回其函数的返回值，或抛出其错误。任务被取消时返回 nil 和种类为 `cancelled` 的错误。",
  ["Ends the task where it waits; its to-be-closed variables are closed, and the rows of its `lark.map` end, too. Tasks that it spawned go on: `local task <close> = lark.spawn(...)` cancels such a one where the block ends. False where it had ended."] =
    "在任务等待处将其结束，并关闭其待关闭变量；它的 `lark.map` 各行也一并结束。它用 lark.spawn 启动的任务继续运行：`local task <close> = lark.spawn(...)` 会在代码块结束时取消该任务。任务已结束时返回 false。",
  ["How far the task is."] = "任务的进展。",
  ["Errors"] = "错误",
  ["The second result of what failed. `tostring` gives one readable line."] =
    "失败时的第二个返回值。`tostring` 给出一行可读的文本。",
  ["The sort of trouble."] = "错误的种类。",
  ["What went wrong."] = "发生了什么。",
  ["What to do."] = "该怎么做。",
  ["The platform's code; `lark.explain` knows it."] = "平台的错误码，可用 `lark.explain` 查询。",
  ["Absent without an answer."] = "没有响应时不存在。",
  ["The platform's support asks for it."] = "平台技术支持需要它。",
  ["The endpoint that was called."] = "所调用的接口。",
  ["The parameter that is wrong: `records[1].fields`."] = "有误的参数：`records[1].fields`。",
  ["How often the call was sent."] = "调用发送的次数。",
  ["Whether trying again later may help."] = "稍后重试是否可能成功。",
  ["Of `.all`: the items before the failure."] = "用于 `.all`：失败之前读到的各项。",
  ["Of `lark.events.receive`: the status to answer with."] = "用于 `lark.events.receive`：应答的状态码。",
  ["Of `lark.events.receive`: the body to answer with."] = "用于 `lark.events.receive`：应答的内容。",
  ["Of `lark.events.handle`: the event whose handler failed."] =
    "用于 `lark.events.handle`：处理函数失败的事件。",
  ["Of `lark.events.handle`: its type."] = "用于 `lark.events.handle`：该事件的类型。",
  ["Of `lark.events.handle`: what the handler raised or returned."] =
    "用于 `lark.events.handle`：处理函数抛出或返回的内容。",
  ["The scopes that would do; one is enough."] = "可用的权限，具备其中之一即可。",
  ["The parameters that the platform refused."] = "平台拒绝的参数。",
  ["Options of lark.client"] = "lark.client 的选项",
  ["[clients.md](../clients.md) says more."] = "详见 [clients.md](../zh/clients.md)。",
  ["From the developer console; `LARK_APP_ID`."] = "来自开发者后台；`LARK_APP_ID`。",
  ["From the developer console; `LARK_APP_SECRET`."] = "来自开发者后台；`LARK_APP_SECRET`。",
  ["A self-built app, or a store app."] = "自建应用或商店应用。",
  ["Store apps: the tenant to act for."] = "商店应用：所代表的租户。",
  ["Store apps: the ticket, or what brings it."] = "商店应用：ticket，或获取它的函数。",
  ["Of a person who has logged in; `LARK_USER_ACCESS_TOKEN`."] = "已登录用户的访问凭证；`LARK_USER_ACCESS_TOKEN`。",
  ["A token of your own; it is never renewed."] = "自行提供的访问凭证，不会续期。",
  ["Shares tokens and rate budgets with other clients; `\"redis://...\"` with other processes, too: `LARK_STORE`."] =
    "与其他客户端共用访问凭证和频率额度；`\"redis://...\"` 可与其他进程共用：`LARK_STORE`。",
  ["`LARK_BASE_URL`; by default `https://open.feishu.cn`."] = "`LARK_BASE_URL`；默认为 `https://open.feishu.cn`。",
  ["Seconds for one attempt: 30."] = "单次请求的秒数：30。",
  ["Seconds to connect: 10."] = "建立连接的秒数：10。",
  ["Seconds without a byte: 15."] = "没有收发任何字节的秒数：15。",
  ["Seconds for a whole call, waits and retries included."] = "整次调用的秒数，包括等待和重试。",
  ["Retries after failures: 3."] = "失败后的重试次数：3。",
  ["`false`: no rate budgets; or other limits by endpoint, such as `\"100/s\"`."] =
    "`false`：不限制频率；或按接口设置其他限制，如 `\"100/s\"`。",
  ["The most attempts on the wire at once: 256."] = "同时进行的请求数上限：256。",
  ["The largest answer, decompressed: 32 MiB."] = "响应解压后的大小上限：32 MiB。",
  ["The URL of a proxy; by default the environment's."] = "代理的 URL；默认取自环境变量。",
  ["PEM certificates to trust: `LARK_CA_FILE`."] = "所信任的 PEM 证书：`LARK_CA_FILE`。",
  ["The oldest TLS version."] = "最低的 TLS 版本。",
  ["Allows plain http to other machines, for tests."] = "允许以明文 http 访问其他机器，用于测试。",
  ["Reads answers with odd values: U+FFFD for damaged text, a string of digits for numbers that are too large."] =
    "容忍响应中的异常值：损坏的文本以 U+FFFD 代替，过大的数字以数字字符串表示。",
  ["A file that holds app_secret: `LARK_APP_SECRET_FILE`."] = "存放 app_secret 的文件：`LARK_APP_SECRET_FILE`。",
  ["A section of profiles.ini with options: `LARK_PROFILE`."] = "profiles.ini 中含有选项的小节：`LARK_PROFILE`。",
  ["Gets each attempt."] = "接收每次请求的记录。",
  ["Compares answers with the catalog: see `client:drift`."] = "将响应与接口目录比较，见 `client:drift`。",
  ["Writes each change down before it is sent."] = "在发送之前写下每次变更。",
  ["A recording that answers alone: no network, no credentials. See [recording.md](../recording.md)."] =
    "只由该录制文件回答：不需要网络和凭证。见 [recording.md](../zh/recording.md)。",
  ["Answers by endpoint, or by method and path: nothing is sent. See [testing.md](../testing.md)."] =
    "按接口，或按方法和路径给出响应：不发送请求。见 [testing.md](../zh/testing.md)。",
  ["Tests of scripts without a network: see [testing.md](../testing.md). A sandbox lacks it."] =
    "不需要网络的脚本测试，见 [testing.md](../zh/testing.md)。沙箱中没有。",
  ["Functions of lark.test"] = "lark.test 的函数",
  ["[testing.md](../testing.md) shows it at work."] = "用法见 [testing.md](../zh/testing.md)。",
  ["`lark.client { answers = answers }`, which raises where an answer is wrong."] =
    "即 `lark.client { answers = answers }`，响应有误时抛出错误。",
  ["The calls so far, of one endpoint or of all; `client.calls` is the list of all."] =
    "到目前为止的调用，可只取一个接口的；`client.calls` 是全部调用的列表。",
  ["An answer that hands out items, `size` on a page, under `member`: `items`."] =
    "逐页给出列表项的响应，每页 `size` 项，放在 `member` 字段下，默认为 `items`。",
  ["Runs a script: `lark.client()` is the given client there. Returns what it returns, raises what it raises; after `os.exit` nil and an error with its `exit`."] =
    "运行脚本，其中的 `lark.client()` 即给定的客户端。返回脚本的返回值，抛出脚本抛出的错误；脚本调用 `os.exit` 时返回 nil 和带有 `exit` 的错误。",
  ["Calls of a client with answers"] = "带有预设响应的客户端的调用",
  ["Its name; of `client:request` method and path."] = "接口名；对于 `client:request`，为方法和路径。",
  ["A copy of its parameters."] = "参数的副本。",
  ["The name of its row."] = "该行的名称。",
  ["The JSON that would be sent."] = "将要发送的 JSON。",
  ["Opens an inbox of events, or makes one: a private SQLite file that keeps events from their arrival until they are handled. See [events.md](../events.md)."] =
    "打开或创建事件收件箱：一个私有的 SQLite 文件，从事件到达起保存它们，直到处理完毕。见 [events.md](../events.md)。",
  ["how events are handled"] = "事件的处理方式",
  ["Sets the function that handles events of a type, or with `\"*\"` those that have none; nil takes it away. It fails by raising, or by `return nil, err`. An inbox handles events of one `key` one at a time."] =
    "设置处理某类事件的函数，`\"*\"` 处理没有对应函数的事件；nil 表示取消。函数抛出错误或 `return nil, err` 即为失败。收件箱对同一 `key` 的事件逐个处理。",
  ["The key of an event, by its handler's option; nil where that has none."] = "按处理函数的选项得到的事件的 key；没有该选项时为 nil。",
  ["Options of lark.inbox"] = "lark.inbox 的选项",
  ["A text, number or boolean: events of one key are handled one at a time, in the order of their arrival. nil: the event waits for no other. Handlers may have a key of their own."] =
    "字符串、数字或布尔值：同一 key 的事件按到达顺序逐个处理。nil 表示不等待其他事件。处理函数可以有自己的 key。",
  ["How many events are handled at once: 16."] = "同时处理的事件数量，默认 16。",
  ["An event that failed so often is set aside: 5. The end of its process while it was handled counts, too."] =
    "失败达到该次数的事件会被搁置，默认 5。处理期间进程结束也计一次。",
  ["Seconds until the second attempt, three times as many until the next, and so on, at most an hour: 10."] =
    "到第二次尝试的秒数，之后每次为三倍，最长一小时，默认 10。",
  ["Keeps the body of events that were handled; by default only their ids are kept."] = "保留已处理事件的事件体；默认只保留 ID。",
  ["Seconds for which the ids of events that ended are kept: 7 days. The platform sends an event again for over 7 hours."] =
    "已结束事件的 ID 保留的秒数，默认 7 天。平台会在 7 个多小时内重新推送事件。",
  ["Asked before an event is handled for the first time, where inboxes on several machines get the same events: true for the first inbox to ask about an event, always; false for others. nil and an error: the event waits, and is asked about again. It may call and sleep: other events are handled meanwhile."] =
    "多台机器上的收件箱会收到相同的事件时，在首次处理事件之前询问：第一个询问该事件的收件箱始终得到 true，其他得到 false。返回 nil 和错误时，事件等待，稍后再次询问。询问可以调用接口和等待，其间照常处理其他事件。",
  ["Gets the tickets of store apps."] = "接收商店应用的 ticket。",
  ["Gets what an operator has to know: `msg`, and of an event its `event_id`, `event_type`, `outcome`, `attempt` and `error`; never its body."] =
    "接收运维人员需要知道的内容：`msg`，以及事件的 `event_id`、`event_type`、`outcome`、`attempt` 和 `error`；绝不包含事件体。",
  ["Inboxes of lark.inbox"] = "lark.inbox 的收件箱",
  ["Several processes may have an inbox open: each event is handled by one of them."] = "多个进程可以同时打开一个收件箱：每个事件只由其中一个处理。",
  ["Writes an event down, for good: then it may be answered. False where it is there already, or is no event. Events that tasks bring in the same turn are written together."] =
    "将事件持久写入，之后即可应答。事件已存在或不是事件时返回 false。各任务在同一轮中送来的事件一并写入。",
  ["Handles events until `stop` or until `stopping` returns true, with `until_empty` until none is left. Handlers that run come to their end first."] =
    "处理事件，直到 `stop` 或 `stopping` 返回 true；设置 `until_empty` 时直到没有剩余事件。正在运行的处理函数会先结束。",
  ["Ends `run`; the other events stay in the file."] = "结束 `run`；其余事件留在文件中。",
  ["What is in it, the first to arrive first."] = "其中的事件，按到达顺序。",
  ["Has events handled that were set aside; one with an id also where it was handled, if its body was kept. How many they are."] =
    "重新处理被搁置的事件；指定 ID 时，事件体仍保留的已处理事件也可以。返回数量。",
  ["Ends events that wait or were set aside, and deletes their bodies. How many they were."] = "结束等待中或被搁置的事件并删除事件体。返回数量。",
  ["Forgets events that ended so long ago, and deletes the bodies of those set aside. How many they were."] =
    "删除在该秒数之前结束的事件，以及被搁置事件的事件体。返回数量。",
  ["Closes the file."] = "关闭文件。",
  ["Events in an inbox"] = "收件箱中的事件",
  ["Its id."] = "事件的 ID。",
  ["Its type."] = "事件的类型。",
  ["How it stands; `failed` is set aside."] = "状态；`failed` 表示已搁置。",
  ["How often its handling has begun."] = "开始处理的次数。",
  ["When it was handled, set aside or dropped."] = "处理完毕、搁置或丢弃的时间。",
  ["When it is handled again."] = "再次处理的时间。",
  ["Its key, until it is handled."] = "事件的 key，处理完毕后删除。",
  ["The app that it was sent to."] = "接收该事件的应用。",
  ["When the platform made it."] = "平台生成事件的时间。",
  ["Why it failed the last time."] = "最近一次失败的原因。",
  ["The size of its body; nil: it was deleted."] = "事件体的字节数；nil 表示已删除。",
  ["Its body, where that was asked for."] = "事件体，仅在要求时给出。",
  ["Journals of lark.journal"] = "lark.journal 的变更日志",
  ["What was changed, and how it ended. Calls name their rows: `client.hire.note.create({ ... }, { row = 7 })`."] =
    "修改了什么以及结果如何。调用时指定行的名称：`client.hire.note.create({ ... }, { row = 7 })`。",
  ["What stands in it, in the order of sending."] = "其中的记录，按发送顺序。",
  ["How a change stands, `{ endpoint=, row=, method=, path=, body= }` as `lark.preview` shows it, and whether it has the content that it had; nil where it is not there."] =
    "一项变更的状况，以 `lark.preview` 给出的 `{ endpoint=, row=, method=, path=, body= }` 查询；还返回其内容是否与之前相同。没有该变更时为 nil。",
  ["Lets a row be sent again that is perhaps done, or skipped."] = "允许重新发送可能已完成或被跳过的行。",
  ["Never sends a row: its call is answered with `{}`."] = "永不发送该行：其调用得到 `{}`。",
  ["Forgets what older changes say of people; that they were done stays. How many they were."] =
    "删除较早变更中有关个人的内容，但仍记得它们已完成。返回删除的数量。",
  ["What was lost where the file could not be written (a full disk): changes that were answered then count as perhaps done. Ask when the work is done; nil: nothing."] =
    "文件无法写入时（如磁盘已满）丢失的内容：此时收到响应的变更将视为可能已完成。请在任务结束后查询；nil 表示没有丢失。",
  ["Closes the file. Changes of its clients are refused then."] = "关闭文件。此后使用它的客户端会拒绝变更。",
  ["Entries of a journal"] = "变更日志的记录",
  ["Its name; of a change without one, its content's and a number."] = "行的名称；没有名称的变更为内容的名称加编号。",
  ["Its name; of `client:request` the method."] = "接口名；`client:request` 的调用为方法名。",
  ["How it stands."] = "当前的状况。",
  ["Who sent it."] = "由谁发送。",
  ["The machine."] = "所在的机器。",
  ["The process."] = "所在的进程。",
  ["When it was written down, since 1970."] = "写下的时间，自 1970 年起的毫秒数。",
  ["When it was answered, or given up."] = "收到响应或放弃的时间。",
  ["The method."] = "请求方法。",
  ["The path, with its query."] = "路径，含查询参数。",
  ["Ids in request and answer, such as `talent_id=693 id=744`."] = "请求和响应中的 ID，如 `talent_id=693 id=744`。",
  ["What the platform's support asks for."] = "平台技术支持所需的 Log ID。",
  ["Of the answer."] = "响应的状态码。",
  ["The platform's, of an error."] = "平台的错误码，仅在出错时有。",
  ["Why it failed."] = "失败的原因。",
  ["Whether it carries a key of the caller's own."] = "是否带有调用方的幂等键。",
  ["Whether this journal sent it."] = "是否由本变更日志发送。",
  ["Requests of client:request"] = "client:request 的请求",
  ["From `/` on, without a query."] = "从 `/` 开始，不含查询参数。",
  ["Members of the query; a list repeats its name."] = "查询参数；值为列表时名称会重复。",
  ["A table travels as JSON, a string as it is."] = "表以 JSON 发送，字符串原样发送。",
  ["More headers, but not Authorization or Host."] = "其他请求头，但不能是 Authorization 或 Host。",
  ["Rate limits in place of the catalog's: `\"100/s\"`; `false`: none."] = "代替接口目录中的频率限制：`\"100/s\"`；`false`：不限制。",
  ["The name of the row in the client's journal."] = "该行在客户端变更日志中的名称。",
  ["Options of one call"] = "单次调用的选项",
  ["The second argument of an endpoint, of its `each` and `all`, and of `client:request`."] =
    "接口、其 `each` 和 `all`，以及 `client:request` 的第二个参数。",
  ["Makes the call in a person's name."] = "以某个用户的身份调用。",
  ["Options of lark.download"] = "lark.download 的选项",
  ["Further hosts that the file may come from; `\"*\"` is any."] = "文件可来自的其他主机；`\"*\"` 表示任意主机。",
  ["Gets how many bytes have come, ten times a second."] = "接收已下载的字节数，每秒十次。",
  ["Of an upload: gets how many bytes have gone, ten times a second."] = "上传时接收已发送的字节数，每秒十次。",
  ["A larger file is refused; 1 GiB by default."] = "拒绝更大的文件；默认 1 GiB。",
  ["Options of client:listen"] = "client:listen 的选项",
  ["Events that may wait for an answer: 256. Further ones are sent again later."] =
    "可等待应答的事件数：256。更多的事件稍后会重新发送。",
  ["The size of those, and of one event: 8 MiB; 256 KiB in an engine's script."] =
    "这些事件的总大小，也是单个事件的上限：8 MiB；在引擎的脚本中为 256 KiB。",
  ["Gets a handler's failure."] = "接收处理函数的错误。",
  ["Gets what happens to the connection, and the kind of trouble."] =
    "接收连接的情况，以及问题的类别。",
  ["How many events are handled at once: 1."] = "同时处理的事件数：1。",
  ["What listens"] = "接收者",
  ["Ends `client:listen`, which then returns true."] = "结束 `client:listen`，后者随即返回 true。",
  ["What lark.download returns"] = "lark.download 的返回值",
  ["Where the file is, unless a function got it."] = "文件所在的路径；由函数接收时没有。",
  ["Its size."] = "文件大小。",
  ["What the server calls it."] = "服务器声明的类型。",
  ["Entries of the log"] = "日志的记录",
  ["The endpoint of the attempt."] = "该次请求的接口。",
  ["Its number, from 1 on."] = "请求的序号，从 1 开始。",
  ["The platform's code, unless 0."] = "平台的错误码，为 0 时没有。",
  ["The sort of trouble, as in errors."] = "错误的种类，与错误中的相同。",
  ["How long it waited for its turn."] = "排队等待的时间。",
  ["How long the attempt took."] = "请求所用的时间。",
  ["What the client does next."] = "客户端接下来的动作。",
  ["The server's time, in seconds."] = "服务器的时间，单位为秒。",
  ["The limit that the server named."] = "服务器给出的频率限制。",
  ["Where a lenient client met odd values."] = "容忍模式下遇到异常值的位置。",
  ["What happened to the store, or to a long connection; the entry is no attempt then, and its `endpoint` is `store` or `events`."] =
    "存储或长连接发生的情况；此时该条目不是一次请求，其 `endpoint` 为 `store` 或 `events`。",
  ["What the platform sends by itself when something happens."] = "发生变更时平台主动推送的内容。",
  ["Events"] = "事件",
  ["`lark.events`: [events.md](../events.md) says more."] =
    "`lark.events`，详见 [events.md](../zh/events.md)。",
  ["The types of events that the catalog has, sorted; others arrive, too."] =
    "接口目录中的事件类型，已排序；其他类型的事件也能接收。",
  ["Says what came to the app's request address: checked, decrypted and read. Of a refusal the error is for the log, and has `status` and `answer` as well."] =
    "判断发送到应用请求地址的内容：校验、解密并读取。拒绝时返回的错误供日志使用，同样带有 `status` 和 `answer`。",
  ["Requests for lark.events.receive"] = "lark.events.receive 的请求",
  ["The raw bytes, as they came."] = "原样的请求体字节。",
  ["The headers of the request, in any case."] = "请求头，名称不区分大小写。",
  ["The Encrypt Key of the developer console."] = "开发者后台的 Encrypt Key。",
  ["The Verification Token of the developer console."] = "开发者后台的 Verification Token。",
  ["The present, in seconds since 1970; by default the clock's."] = "当前时间，自 1970 年起的秒数；默认取系统时钟。",
  ["How many seconds a signed request may be off, either way: 300."] = "签名时间与当前时间最多相差的秒数：300。",
  ["A longer body is refused: 1 MiB."] = "请求体超过此长度时拒绝：1 MiB。",
  ["The HTTP status to answer: 200."] = "应答的 HTTP 状态码：200。",
  ["The JSON text to answer."] = "应答的 JSON 文本。",
  ["Runs the handler of what was received. False where there is none; nil and an error with the event's id where it failed."] =
    "运行所收到事件的处理函数。没有处理函数时返回 false；处理失败时返回 nil 和带有事件 ID 的错误。",
  ["What has been received"] = "收到的内容",
  ["A challenge is the platform's check of the address: it wants only its answer."] =
    "challenge 是平台对请求地址的校验，只需返回其应答。",
  ["The event's body; its fields are those of `lark.schema(type)`."] =
    "事件体，字段见 `lark.schema(type)`。",
  ["What is said of every event."] = "每个事件都有的信息。",
  ["Headers of events"] = "事件的 header",
  ["The same when the platform sends the event again."] = "平台重新推送同一事件时不变。",
  ["Such as `hire.application.stage_changed_v1`."] = "如 `hire.application.stage_changed_v1`。",
  ["When the platform made it, in ms since 1970."] = "平台生成事件的时间，自 1970 年起的毫秒数。",
  ["The app that it is sent to."] = "接收事件的应用。",
  ["The tenant that it happened in."] = "事件所属的租户。",
  ["Statistics"] = "统计",
  ["Calls that ended."] = "已结束的调用。",
  ["Calls that ended with an error."] = "以错误结束的调用。",
  ["Calls under way; listening counts as one."] = "进行中的调用；正在接收事件算作一个。",
  ["Attempts that were sent."] = "已发送的请求。",
  ["Attempts that were to be sent again."] = "需要重新发送的请求。",
  ["Calls that waited for a rate budget."] = "曾等待频率额度的调用。",
  ["Calls that wait for one now."] = "正在等待频率额度的调用。",
  ["Answers that said \"too many requests\"."] = "返回「请求过于频繁」的响应。",
  ["Requests for tokens."] = "获取访问凭证的请求。",
  ["Bodies and headers that went out."] = "发出的请求体和请求头的字节数。",
  ["Bodies and headers that came, as on the wire."] = "收到的响应体和响应头的字节数，以传输时为准。",
  ["Half of the attempts took no longer, in microseconds."] = "半数请求所用的时间不超过此值，单位为微秒。",
  ["Nine of ten attempts took no longer."] = "90% 的请求所用的时间不超过此值。",
  ["99 of 100 attempts took no longer."] = "99% 的请求所用的时间不超过此值。",
  ["The longest attempt."] = "用时最长的请求。",
  ["Calls that a recording or a journal answered: nothing was sent."] = "由录制文件或变更日志回答的调用：没有发送请求。",
  ["Odd values that a lenient client read."] = "容忍模式下读到的异常值的数量。",
  ["Their places, a text for each answer."] = "异常值的位置，每个响应一条文本。",
  ["Differences of client:drift"] = "client:drift 的差异",
  ["The endpoint whose answer differs."] = "响应有差异的接口。",
  ["The place in its data: `items[].talent.name`; `code` of an error."] = "在 data 中的位置：`items[].talent.name`；错误为 `code`。",
  ["The sort of difference."] = "差异的种类。",
  ["The type that the catalog says."] = "接口目录中的类型。",
  ["The type that came, an enum's value or an error code."] = "实际返回的类型、枚举值或错误码。",
  ["How often it was seen."] = "出现的次数。",
  ["Requests of lark.preview"] = "lark.preview 的请求",
  ["The path with its query."] = "路径，含查询参数。",
  ["JSON text."] = "JSON 文本。",
  ["Lists of lark.pages"] = "lark.pages 的列表",
  ["An iterator over the items of all pages; it raises the error of a page that fails."] =
    "遍历所有分页各项的迭代器；读取某页失败时抛出其错误。",
  ["The items of all pages; the error's `partial` has those before it."] = "所有分页的各项；出错时，错误的 `partial` 中是之前读到的各项。",
  ["Reading with lark.grid"] = "用 lark.grid 读取",
  ["Takes a piece of the text, before the first step."] = "在第一个 step 之前接收一段文本。",
  ["Reads on for a moment: whether it is over, then the grid, or `nil`, why and the line."] =
    "继续读取片刻：返回是否结束，然后是 grid，或 `nil`、原因和行号。",
  ["Codes of lark.explain"] = "lark.explain 的错误码",
  ["The code itself."] = "错误码本身。",
  ["The `kind` of errors with this code."] = "带有该错误码的错误的 `kind`。",
  ["What the client does by itself."] = "客户端自动采取的动作。",
  ["What it means; `meaning_in` has it by language."] = "含义；`meaning_in` 按语言给出。",
  ["By language: `en`, `zh`."] = "按语言：`en`、`zh`。",
  ["What to do; `hint_in` has it by language."] = "该怎么做；`hint_in` 按语言给出。",
  ["The endpoints that document it."] = "文档中列有该错误码的接口。",
}
