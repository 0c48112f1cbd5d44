-- SPDX-License-Identifier: MIT

--- Every function of `lark`, of clients, tasks and stores: what it takes, returns and does.
---
--- tools/reference.lua makes the reference page from it, tools/annotations.lua an editor's
--- definitions. spec/bindings/api_spec.lua compares it with the live module, and runs its
--- examples against the simulator.
---
--- An entry of `functions` is
---
---     { "name", "What it does.", { parameters }, { returns }, example = [[...]] }
---
--- with `{ "name?", "type", "what it is" }` for each parameter and `{ "type", "name" }` for
--- each result. Types are those of LuaLS. An example's lines behind `-->` are what it prints.
local NO_CLIENT = { "lark.error?", "err" }

local lark = {
  name = "lark", title = "The module",
  doc = [[`local lark = require "lark"`. It has no state beyond its Lua state's.]],
  fields = {
    { "version", "string", "Lualark's version." },
    { "null", "userdata", "JSON's null; the same value as `cjson.null`." },
    { "types", "lark.types", "The words for `lark.define` and `client:define`." },
    { "test", "lark.test", "Tests of scripts without a network: see [testing.md](../testing.md). A "
      .. "sandbox lacks it." },
    { "events", "lark.events", "What the platform sends by itself when something happens." },
  },
  functions = {
    { "client", "Makes a client without connecting. Options that are left out come from the "
        .. "environment; [clients.md](../clients.md) lists them.",
      { { "options?", "lark.client.options", "credentials, timeouts, limits and the like" } },
      { { "lark.client?", "client" }, NO_CLIENT },
      example = [[
local client = assert(lark.client { timeout = 10 })
print(client:stats().calls)
client:close()
--> 0]] },
    { "define", "Adds endpoints for all clients of the Lua state: see "
        .. "[definitions.md](../definitions.md). `lark.schema`, `lark.endpoints`, "
        .. "`lark.explain` and `lark.preview` know them, too.",
      { { "endpoints", "table<string, table>", "facts by the endpoint's name" } },
      { { "boolean?", "done" }, NO_CLIENT },
      example = [[
assert(lark.define { ["x.thing.get"] = { get = "/open-apis/x/v1/thing" } })
print(lark.schema("x.thing.get").method)
--> GET]] },
    { "schema", "Everything that the catalog knows of an endpoint: `params`, `returns`, "
        .. "`limits`, `scopes`, `errors` and so on, as `lualark schema --format json` prints it. A "
        .. "type of event has `fields` in their place.",
      { { "name", "string", "the endpoint's, or an alias; or its method and path, such as "
        .. "`GET /open-apis/hire/v1/jobs/6960663240925956555`; or a type of event" } },
      { { "lark.schema?", "schema" }, NO_CLIENT },
      example = [[
local schema = lark.schema "hire.referral.search"
print(schema.method, schema.path, schema.params[1].name)
--> POST	/open-apis/hire/v1/referrals/search	user_id_type]] },
    { "endpoints", "The names of all endpoints, sorted.", {}, { { "string[]", "names" } },
      example = [[
print(lark.endpoints()[1])
--> approval.instance.create]] },
    { "download", "Fetches a file from an address that the platform gave: into a path, a "
        .. "function, or a string. No token is sent. See [files.md](../files.md).",
      { { "url", "string", "https, on a host of the platform or of `base_url`" },
        { "to?", "string|fun(piece: string): boolean?", "a path; or a function that gets the "
          .. "whole file in pieces, and may return false to end that. Without it the file is "
          .. "returned" },
        { "options?", "lark.download.options", "hosts and size" } },
      { { "lark.downloaded|string|nil", "file" }, NO_CLIENT },
      example = [[
local _, err = lark.download("https://files.example/cv.pdf", "cv.pdf")
print(err.kind, err.msg)
--> param	no files may come from files.example]] },
    { "explain", "What is known of an error code of the platform, or nil.",
      { { "code", "integer", "as in `err.code`" } },
      { { "lark.code?", "code" } },
      example = [[
local code = lark.explain(1002553)
print(code.kind, code.meaning)
--> api	the bonus account does not exist]] },
    { "suggest", "The name that is nearest to a misspelt word, or nil where none is near.",
      { { "word", "string", "what was written" }, { "names", "string[]", "what there is" } },
      { { "string?", "name" } },
      example = [[
print(lark.suggest("curency", { "amount", "currency" }))
--> currency]] },
    { "language", "The language of errors' texts: `\"en\"` or `\"zh\"`. Until it is set it is that "
        .. "of `LARK_LANG`, or English; `lualark` also reads the locale.",
      {}, { { "string", "language" } },
      example = [[
print(lark.language())
--> en]] },
    { "set_language", "Sets the language of errors' texts, `msg` where the library wrote it and "
        .. "`hint`, for the process. What the platform says, codes and kinds never change. A "
        .. "sandbox lacks this function.",
      { { "name", "string", "`\"en\"` or `\"zh\"`; locales such as `\"zh_CN.UTF-8\"`, too" } }, {},
      example = [[
lark.set_language "zh"
local _, err = lark.preview("hire.talent.get", {})
print(err.msg)
lark.set_language "en"
--> talent_id 缺失]] },
    { "collation_key", "Bytes that compare as texts do for people of a language: by pinyin for "
        .. "`\"zh\"`. ICU makes them, which is loaded at the first call.",
      { { "text", "string", "UTF-8" }, { "locale", "string", "such as `\"zh\"` or `\"de\"`" } },
      { { "string?", "key" }, { "string?", "why" } },
      example = [[
print(lark.collation_key("安", "zh") < lark.collation_key("张", "zh"))
--> true]] },
    { "preview", "Checks parameters as a call would, and shows what it would send. It sends "
        .. "nothing and needs no client.",
      { { "endpoint", "string|lark.request", "its name; or a table as for `client:request`, "
        .. "without parameters behind it" }, { "params?", "table", "its parameters" } },
      { { "lark.preview?", "request" }, NO_CLIENT },
      example = [[
local sent = lark.preview("hire.referral.search", { talent_id = "1" })
print(sent.method, sent.path, sent.body)
--> POST	/open-apis/hire/v1/referrals/search	{"talent_id":"1"}]] },
    { "array", "Marks a table as a JSON array, so that an empty one is written `[]`.",
      { { "list", "table", "the table itself is marked, and returned" } },
      { { "table", "list" } },
      example = [[
print(lark.encode(lark.array {}), lark.encode {})
--> []	{}]] },
    { "encode", "JSON text of a value: integers exact, keys sorted, marked arrays as arrays. "
        .. "Raises what JSON cannot hold.",
      { { "value", "any", "tables, strings, numbers, booleans, `lark.null`" } },
      { { "string", "json" } },
      example = [[
print(lark.encode { id = 9007199254740993, names = { "a" }, none = lark.null })
--> {"id":9007199254740993,"names":["a"],"none":null}]] },
    { "decode", "The value of a JSON text. Arrays are marked, integers are exact.",
      { { "json", "string", "the text" }, { "options?", "{ lenient?: boolean }",
        "`lenient` reads odd values" } },
      { { "any", "value" }, NO_CLIENT },
      example = [[
print(lark.decode('{"id": 9007199254740993}').id)
--> 9007199254740993]] },
    { "error", "Makes a table an error like those of calls: `tostring` gives one line, and "
        .. "`lualark run` exits by its `kind`.",
      { { "fields", "table", "`kind`, `msg`, `hint` and others of `lark.error`" } },
      { { "lark.error", "err" } },
      example = [[
print(lark.error { kind = "param", msg = "which talent?" })
--> which talent? (param)]] },
    { "key", "A key of your own for a call that changes something, a UUID: always the same for "
        .. "the same values, in any process. A call that carries one is sent again after a lost "
        .. "answer, since the platform does it once; `lark.schema(name).key` names the parameter. "
        .. "Name the work first, so that other work with the same row gets another key.",
      { { "...", "string|number|boolean|table", "what the call is about, such as a row; 1 and "
        .. "\"1\" differ" } },
      { { "string", "key" } },
      example = [[
print(lark.key("bonus 2026-11", { account = "6942778198054125570", points = 5 }))
print(lark.schema("im.message.create").key)
--> bc6f5134-ed24-4253-a4e8-1eedd16fea7f
--> uuid]] },
    { "journal", "Opens a journal of changes, or makes one: a private SQLite file, which "
        .. "`lark.client { journal = journal }` writes each change into before it is sent, and "
        .. "when it is answered. See [writes.md](../writes.md).",
      { { "path", "string", "the file; `path-runs` beside it says which runs are alive" } },
      { { "lark.journal?", "journal" }, NO_CLIENT },
      example = [[
local path = os.tmpname()
local journal = assert(lark.journal(path))
local client = assert(lark.client { journal = journal })
local note = { talent_id = "6930815272790114324", content = "called back" }
local first = assert(client.hire.note.create(note, { row = 7 }))
local again = assert(client.hire.note.create(note, { row = 7 }))
print(first.note.id == again.note.id, journal:entries()[1].outcome)
client:close()
journal:close()
os.remove(path)
os.remove(path .. "-runs")
--> true	done]] },
    { "inbox", "Opens an inbox of events, or makes one: a private SQLite file that keeps events from "
        .. "their arrival until they are handled. See [events.md](../events.md).",
      { { "path", "string", "the file; `path-runs` beside it says which runs are alive" },
        { "options?", "lark.inbox.options", "how events are handled" } },
      { { "lark.inbox?", "inbox" }, NO_CLIENT },
      example = [[
local path = os.tmpname()
local inbox = assert(lark.inbox(path))
lark.events.on("hire.talent.deleted_v1", function(event) print("forget", event.talent_id) end)
local received = { kind = "event", event = { talent_id = "693" },
  header = { event_id = "e1", event_type = "hire.talent.deleted_v1" } }
print(inbox:put(received), inbox:put(received))
inbox:run { until_empty = true }
lark.events.on("hire.talent.deleted_v1", nil)
inbox:close()
os.remove(path)
os.remove(path .. "-runs")
--> true	false
--> forget	693]] },
    { "map", "Calls `fn(item, i)` for each item, many at a time. `results[i]` is what it "
        .. "returned, or `false` where it failed: then `errors[i]` says why. `errors.n` counts "
        .. "the failures. It works anywhere.",
      { { "list", "table", "the items" }, { "fn", "fun(item: any, i: integer): any, any",
        "returns a result, or `nil, err`" },
        { "options?", "{ concurrency?: integer }", "how many at a time: 50" } },
      { { "table", "results" }, { "table", "errors" } },
      example = [[
local results, errors = lark.map({ 1, 2, 3 }, function(n)
  if n == 2 then return nil, "no twos" end
  return n * 10
end)
print(results[1], results[2], results[3], errors[2], errors.n)
--> 10	false	30	no twos	1]] },
    { "pages", "Makes `each` and `all`, as paged endpoints have them, of a function that reads "
        .. "one page. It gets the parameters, with the `page_token` of that page, and returns "
        .. "the page, or `nil` and an error. A list never ends early, and none is endless.",
      { { "read", "fun(params: table): table?, lark.error?", "reads one page" },
        { "name", "string", "what errors call the list" },
        { "items", "string", "where a page has its items, such as `items` or "
          .. "`minutes.sentences`" } },
      { { "lark.pages", "list" } },
      example = [[
local pages = { [""] = { items = { 1, 2 }, has_more = true, page_token = "b" },
                b = { items = { 3 }, has_more = false } }
local list = lark.pages(function(params) return pages[params.page_token or ""] end, "x", "items")
for item in list.each {} do print(item) end
---> 1
---> 2
---> 3
print(#list.all {})
---> 3]] },
    { "run", "Runs a function as a task, and all tasks that it spawns, until they have ended. "
        .. "Inside, calls yield. Raises what the function raised. Inside itself, and in an "
        .. "engine's script, it just calls the function.",
      { { "fn", "function", "the main task" }, { "...", "any", "its arguments" } },
      { { "any", "..." } },
      example = [[
print(lark.run(function(a, b) return a + b end, 1, 2))
--> 3]] },
    { "spawn", "Starts a task, which runs beside the others from their next turn on. Raises an "
        .. "error of kind `limit` where more than 100,000 are there.",
      { { "fn", "function", "what it runs" }, { "...", "any", "its arguments" } },
      { { "lark.task", "task" } },
      example = [[
lark.run(function()
  local task = lark.spawn(function() return "done" end)
  print(task:await())
end)
--> done]] },
    { "sleep", "Waits; other tasks run meanwhile.", { { "seconds", "number", "0 or more" } },
      { { "boolean?", "done" }, NO_CLIENT },
      example = [[
print(lark.sleep(0.01))
--> true]] },
    { "store", "Tokens and rate budgets in memory, for the option `store` of several clients. "
        .. "With a name it is the one that the whole process has under that name.",
      { { "name?", "string", "shared by all Lua states and threads of the process" } },
      { { "lark.store", "store" } },
      example = [[
local store = lark.store()
local one, two = lark.client { store = store }, lark.client { store = store }
print(one ~= two)
--> true]] },
    { "grid", "Begins to read CSV text whose rows stay in C; `lark.csv` and the report library "
        .. "stand on it. `work:add(text)` takes pieces; `work:step()` reads on, and returns "
        .. "`true, grid` at the end, or `true, nil, why, line`. A grid has `#grid`, `names()`, "
        .. "`row(i)`, `text(i, name)`, `first(n)` and `select{ { column, name }, ... }`.",
      {}, { { "lark.grid.work", "work" } },
      example = [[
local work, over, grid = lark.grid():add "id,name\n693,Zoe\n", nil, nil
repeat over, grid = work:step() until over
print(#grid, grid:row(1).name)
--> 1	Zoe]] },
    { "grid_gather", "Begins to copy fields of rows that are tables into a grid: "
        .. "`work:gather(rows, keys)` until it is not false. It returns `true, grid, kinds`, or "
        .. "nil where the values are not texts or numbers alone.",
      {}, { { "lark.grid.work", "work" } },
      example = [[
local done, grid, kinds = lark.grid_gather():gather({ { n = 1 }, { n = 2 } }, { "n" })
print(done, grid:text(2, "n"), kinds[1])
--> true	2	integer]] },
    { "grid_fill", "Makes tables of some more rows of a lazy list (`scripts/lark/rows/list.lua`); "
        .. "true when it has all.",
      { { "list", "table", "a lazy list" } }, { { "boolean", "full" } } },
    { "transport", "The library that carries requests, with its version.", {},
      { { "string", "name" } },
      example = [[
print(lark.transport():match "^%a+")
--> libcurl]] },
  },
  -- In the scripts of an engine and under `lualark run` only.
  engine = {
    { "data", "In an engine's script: what the host gave all scripts to read under this name, "
        .. "or nil. Lists and objects read as tables: index, `#`, `pairs`, `ipairs` and "
        .. "`lark.encode` work. Writing raises; copy what you want to change.",
      { { "name", "string", "of the data" } }, { { "any", "value" } } },
    { "on", "In an engine's script: runs `fn(value)` as a task whenever the host sends the "
        .. "event. The script goes on until all such functions are unregistered.",
      { { "event", "string", "its name" }, { "fn", "fun(value: any)", "gets the event's value" } },
      { { "fun()", "unregister" } } },
    { "on_replace", "In an engine's script: when a new version replaces it, `fn()` returns the "
        .. "state for that version. It may wait.",
      { { "fn", "fun(): any", "its value travels as JSON" } }, {} },
    { "state", "In an engine's script that replaces an older version: what that one handed over, "
        .. "the first time that it is called. Nil if there is nothing, and why if the older "
        .. "version failed.",
      {}, { { "any", "state" }, { "string?", "why" } } },
    { "send", "In an engine's script: sends the host a message.",
      { { "name", "string", "of the message" }, { "value?", "any", "travels as JSON" } }, {} },
  },
}

local client = {
  name = "client", class = "lark.client", title = "Clients",
  doc = [[
`client.hire.job.get { job_id = "1" }` calls an endpoint: pages of this folder list them. It
returns the answer's `data`, or `nil` and an error. A paged endpoint has `.each(params)`, which
iterates over the items of all pages and raises an error, and `.all(params)`, which returns them
as one list; or `nil` and an error whose `partial` has the items before it.]],
  functions = {
    { "request", "Calls any path of the platform, past the catalog's checks.",
      { { "request", "lark.request", "method, path, query, body, headers and limits" },
        { "options?", "lark.call.options", "what this call has of its own" } },
      { { "table?", "data" }, NO_CLIENT },
      example = [[
local data = assert(client:request {
  method = "GET", path = "/open-apis/hire/v1/referrals/get_by_application",
  query = { application_id = "6134134355464633" },
})
print(data.referral.create_time)
--> 1618899376474]] },
    { "download", "As `lark.download`, with this client's proxy, `ca_file`, `retries` and so on.",
      { { "url", "string", "https, on a host of the platform or of `base_url`" },
        { "to?", "string|fun(piece: string): boolean?", "a path, or a function; without it the "
          .. "file is returned" },
        { "options?", "lark.download.options", "hosts and size" } },
      { { "lark.downloaded|string|nil", "file" }, NO_CLIENT },
      example = [[
local sent = assert(client.hire.attachment.create { content = { bytes = "hello", name = "a" } })
print(client:download(sent.url))
--> hello]] },
    { "listen", "Receives events over a long connection, until it is stopped or given up: see "
      .. "[events.md](../events.md). Without a handler, `lark.events.handle` gets them.",
      { { "handler?", "fun(received: lark.received, listener: lark.listener): any, any",
          "an event is sent again where it raises or returns nil and an error" },
        { "options?", "lark.listen.options", "bounds, and who hears of failures" } },
      { { "boolean?", "stopped" }, NO_CLIENT },
      example = [[
local task = lark.spawn(function()
  return client:listen(function(received) print(received.header.event_type) end)
end)
print(task:status())
task:cancel()
--> waiting]] },
    { "define", "Adds endpoints for this client alone: see [definitions.md](../definitions.md).",
      { { "endpoints", "table<string, table>", "facts by the endpoint's name" } },
      { { "boolean?", "done" }, NO_CLIENT },
      example = [[
print(client:define { ["y.thing.get"] = { get = "/open-apis/y/v1/thing" } })
--> true]] },
    { "schema", "`lark.schema` that knows the endpoints which this client defined, too.",
      { { "name", "string", "the endpoint's" } }, { { "lark.schema?", "schema" }, NO_CLIENT },
      example = [[
print(client:schema("hire.job.get").path)
--> /open-apis/hire/v1/jobs/:job_id]] },
    { "endpoints", "`lark.endpoints` with the endpoints which this client defined, too.", {},
      { { "string[]", "names" } },
      example = [[
print(client:endpoints()[1])
--> approval.instance.create]] },
    { "set_app_ticket", "Takes the latest ticket that the platform sent to a store app.",
      { { "ticket", "string", "the event's `app_ticket`" } },
      { { "boolean?", "done" }, NO_CLIENT },
      example = [[
print(select(2, client:set_app_ticket "t").kind)
--> config]] },
    { "stats", "Counts, bytes and microseconds so far.", {}, { { "lark.stats", "stats" } },
      example = [[
print(client:stats().pending)
--> 0]] },
    { "drift", "How the answers so far differ from the catalog, for clients with the option "
        .. "`drift`: see [drift.md](../drift.md). Also how many answers were compared, and whether "
        .. "the list is complete.", {},
      { { "lark.difference[]?", "differences" }, { "integer|lark.error?", "answers" },
        { "boolean?", "complete" } },
      example = [[
local watched <close> = lark.client { drift = true }
watched.hire.referral.search { talent_id = "1" }
local differences, answers, complete = watched:drift()
print(#differences, answers, complete)
--> 0	1	true]] },
    { "close", "Ends all calls as `cancelled` and frees the client. Closing twice is fine; "
        .. "`local client <close> = ...` closes it at the block's end.", {}, {},
      example = [[
local short <close> = lark.client()
short:close()]] },
    { "start", "The raw layer, for other schedulers: starts a call and returns its number, or "
        .. "`nil, err`. The callback gets the data, or `nil, err`, inside a later step or wait. "
        .. "Instead of an endpoint's name there may be a table as for `client:request`; then "
        .. "`params` is nil.",
      { { "endpoint", "string|lark.request", "its name" }, { "params?", "table", "parameters" },
        { "callback", "fun(data: table?, err: lark.error?)", "runs once" } },
      { { "integer?", "call" }, NO_CLIENT },
      example = [[
local ended = false
client:start("hire.referral.search", { talent_id = "1" }, function() ended = true end)
while not ended do client:wait(1000) end
print(ended)
--> true]] },
    { "step", "The raw layer: does what there is to do and never sleeps. Raises what a callback "
        .. "raised.",
      { { "budget_us?", "integer", "microseconds; 0 is one round" } }, {} },
    { "wait", "The raw layer: sleeps until there is something to do, and does it.",
      { { "timeout_ms?", "integer", "milliseconds; -1 is without end" } }, {} },
    { "fd", "The raw layer: a descriptor that is readable whenever `step` has work.", {},
      { { "integer", "fd" } } },
    { "bell", "The raw layer: an eventfd for schedulers that read from the descriptors that they "
        .. "watch. `bell:fd()` is its number; after `bell:arm()` it can be read once `step` has "
        .. "work; `bell:ring()` makes it readable; `bell:close()` closes it. Nil and why, where "
        .. "the kernel has no such thing.", {},
      { { "userdata?", "bell" }, { "string?", "why" } } },
    { "timeout_ms", "The raw layer: milliseconds until `step` has work of its own, or -1.", {},
      { { "integer", "ms" } } },
    { "cancel", "The raw layer: cancels a call, whose callback gets an error of kind "
        .. "`cancelled` in the next step. False where it has ended.",
      { { "call", "integer", "as `start` returned it" } }, { { "boolean", "done" } } },
  },
}

local task = {
  name = "task", class = "lark.task", title = "Tasks",
  doc = "`lark.spawn` makes them.",
  functions = {
    { "await", "Waits for the end of the task, and returns what its function returned or raises "
        .. "what it raised. A cancelled task returns nil and an error of kind `cancelled`.", {},
      { { "any", "..." } } },
    { "cancel", "Ends the task where it waits; its to-be-closed variables are closed, and the "
        .. "rows of its `lark.map` end, too. Tasks that it spawned go on: `local task <close> = "
        .. "lark.spawn(...)` cancels such a one where the block ends. False where it had ended.",
      {}, { { "boolean", "done" } } },
    { "status", "How far the task is.", {},
      { { '"waiting"|"running"|"done"|"failed"|"cancelled"', "status" } } },
  },
}

-- Tables that functions take and return.
local classes = {
  { class = "lark.error", title = "Errors", doc = "The second result of what failed. `tostring` "
      .. "gives one readable line.", fields = {
    { "kind", '"param"|"config"|"auth"|"permission"|"rate_limit"|"api"|"http"|"network"'
        .. '|"timeout"|"decode"|"cancelled"|"limit"', "The sort of trouble." },
    { "msg", "string", "What went wrong." },
    { "hint?", "string", "What to do." },
    { "code?", "integer", "The platform's code; `lark.explain` knows it." },
    { "http_status?", "integer", "Absent without an answer." },
    { "log_id?", "string", "The platform's support asks for it." },
    { "endpoint?", "string", "The endpoint that was called." },
    { "parameter?", "string", "The parameter that is wrong: `records[1].fields`." },
    { "attempts?", "integer", "How often the call was sent." },
    { "retryable?", "boolean", "Whether trying again later may help." },
    { "partial?", "table", "Of `.all`: the items before the failure." },
    { "permission_violations?", "table[]", "The scopes that would do; one is enough." },
    { "field_violations?", "table[]", "The parameters that the platform refused." },
  } },
  { class = "lark.events", title = "Events", doc = "`lark.events`: "
      .. "[events.md](../events.md) says more.", fields = {
    { "types", "fun(): string[]", "The types of events that the catalog has, sorted; others "
      .. "arrive, too." },
    { "on", "fun(event_type: string, fn?: fun(event: table, header: lark.event_header), "
      .. "options?: { key?: fun(event: table, header: lark.event_header): any })",
      "Sets the function that handles events of a type, or with `\"*\"` those that have none; nil "
      .. "takes it away. It fails by raising, or by `return nil, err`. An inbox handles events of "
      .. "one `key` one at a time." },
    { "key", "fun(event: table, header: lark.event_header): any", "The key of an event, by its "
      .. "handler's option; nil where that has none." },
    { "receive", "fun(request: lark.event_request): lark.received?, lark.error?", "Says what came "
      .. "to the app's request address: checked, decrypted and read. Of a refusal the error is for "
      .. "the log, and has `status` and `answer` as well." },
    { "handle", "fun(received: lark.received): boolean?, lark.error?", "Runs the handler of what "
      .. "was received. False where there is none; nil and an error with the event's id where it "
      .. "failed." },
  } },
  { class = "lark.inbox.options", title = "Options of lark.inbox", fields = {
    { "key?", "fun(event: table, header: lark.event_header): any", "A text, number or boolean: "
      .. "events of one key are handled one at a time, in the order of their arrival. nil: the "
      .. "event waits for no other. Handlers may have a key of their own." },
    { "parallel?", "integer", "How many events are handled at once: 16." },
    { "attempts?", "integer", "An event that failed so often is set aside: 5. The end of its "
      .. "process while it was handled counts, too." },
    { "backoff?", "number", "Seconds until the second attempt, three times as many until the next, "
      .. "and so on, at most an hour: 10." },
    { "keep_body?", "boolean", "Keeps the body of events that were handled; by default only their "
      .. "ids are kept." },
    { "max_age?", "number", "Seconds for which the ids of events that ended are kept: 7 days. The "
      .. "platform sends an event again for over 7 hours." },
    { "client?", "lark.client", "Gets the tickets of store apps." },
    { "claim?", "fun(event_id: string, inbox_id: string): boolean?, any", "Asked before an event is "
      .. "handled for the first time, where inboxes on several machines get the same events: true "
      .. "for the first inbox to ask about an event, always; false for others. nil and an error: "
      .. "the event waits, and is asked about again." },
    { "log?", "fun(entry: table)", "Gets what an operator has to know: `msg`, and of an event its "
      .. "`event_id`, `event_type`, `outcome`, `attempt` and `error`; never its body." },
  } },
  { class = "lark.inbox", title = "Inboxes of lark.inbox", doc = "Several processes may have an inbox "
      .. "open: each event is handled by one of them.", fields = {
    { "put", "fun(self: lark.inbox, received: lark.received): boolean?, lark.error?", "Writes an "
      .. "event down, for good: then it may be answered. False where it is there already, or is "
      .. "no event. Events that tasks bring in the same turn are written together." },
    { "run", "fun(self: lark.inbox, options?: { until_empty?: boolean, stopping?: fun(): boolean }): "
      .. "true?, lark.error?", "Handles events until `stop` or until `stopping` returns true, with "
      .. "`until_empty` until none is left. Handlers that run come to their end first." },
    { "stop", "fun(self: lark.inbox)", "Ends `run`; the other events stay in the file." },
    { "events", "fun(self: lark.inbox, which?: { event_id?: string, event_type?: string, "
      .. "failed?: boolean, body?: boolean }): lark.inbox.event[]?, lark.error?", "What is in it, "
      .. "the first to arrive first." },
    { "replay", "fun(self: lark.inbox, which?: { event_id?: string, event_type?: string }): integer?, "
      .. "lark.error?", "Has events handled that were set aside; one with an id also where it was "
      .. "handled, if its body was kept. How many they are." },
    { "drop", "fun(self: lark.inbox, which?: { event_id?: string, event_type?: string, "
      .. "failed?: boolean }): integer?, lark.error?", "Ends events that wait or were set aside, "
      .. "and deletes their bodies. How many they were." },
    { "erase", "fun(self: lark.inbox, seconds: number): integer?, lark.error?", "Forgets events that "
      .. "ended so long ago, and deletes the bodies of those set aside. How many they were." },
    { "close", "fun(self: lark.inbox)", "Closes the file." },
  } },
  { class = "lark.inbox.event", title = "Events in an inbox", fields = {
    { "event_id", "string", "Its id." },
    { "event_type", "string", "Its type." },
    { "state", '"waiting"|"handling"|"done"|"no handler"|"failed"|"dropped"|"duplicate"',
      "How it stands; `failed` is set aside." },
    { "tries", "integer", "How often its handling has begun." },
    { "received_ms", "integer", "When it was written down, since 1970." },
    { "ended_ms?", "integer", "When it was handled, set aside or dropped." },
    { "due_ms?", "integer", "When it is handled again." },
    { "key?", "string", "Its key, until it is handled." },
    { "app_id", "string", "The app that it was sent to." },
    { "tenant_key", "string", "The tenant that it happened in." },
    { "create_ms?", "integer", "When the platform made it." },
    { "message?", "string", "Why it failed the last time." },
    { "bytes?", "integer", "The size of its body; nil: it was deleted." },
    { "event?", "table", "Its body, where that was asked for." },
  } },
  { class = "lark.event_request", title = "Requests for lark.events.receive", fields = {
    { "body", "string", "The raw bytes, as they came." },
    { "headers?", "table<string, string|string[]>", "The headers of the request, in any case." },
    { "encrypt_key?", "string", "The Encrypt Key of the developer console." },
    { "verification_token?", "string", "The Verification Token of the developer console." },
    { "now?", "number", "The present, in seconds since 1970; by default the clock's." },
    { "window?", "number", "How many seconds a signed request may be off, either way: 300." },
    { "max_body_bytes?", "integer", "A longer body is refused: 1 MiB." },
  } },
  { class = "lark.received", title = "What has been received", fields = {
    { "kind", '"event"|"challenge"', "A challenge is the platform's check of the address: it wants "
      .. "only its answer." },
    { "status", "integer", "The HTTP status to answer: 200." },
    { "answer", "string", "The JSON text to answer." },
    { "event?", "table", "The event's body; its fields are those of `lark.schema(type)`." },
    { "header?", "lark.event_header", "What is said of every event." },
  } },
  { class = "lark.event_header", title = "Headers of events", fields = {
    { "event_id", "string", "The same when the platform sends the event again." },
    { "event_type", "string", "Such as `hire.application.stage_changed_v1`." },
    { "create_time?", "integer", "When the platform made it, in ms since 1970." },
    { "app_id?", "string", "The app that it is sent to." },
    { "tenant_key?", "string", "The tenant that it happened in." },
  } },
  { class = "lark.client.options", title = "Options of lark.client",
    doc = "[clients.md](../clients.md) says more.", fields = {
    { "app_id?", "string", "From the developer console; `LARK_APP_ID`." },
    { "app_secret?", "string", "From the developer console; `LARK_APP_SECRET`." },
    { "app_type?", '"custom"|"isv"', "A self-built app, or a store app." },
    { "tenant_key?", "string", "Store apps: the tenant to act for." },
    { "app_ticket?", "string|fun(): string?", "Store apps: the ticket, or what brings it." },
    { "user_access_token?", "string", "Of a person who has logged in; "
      .. "`LARK_USER_ACCESS_TOKEN`." },
    { "tenant_access_token?", "string", "A token of your own; it is never renewed." },
    { "store?", "lark.store|string", "Shares tokens and rate budgets with other clients; "
      .. "`\"redis://...\"` with other processes, too: `LARK_STORE`." },
    { "base_url?", "string", "`LARK_BASE_URL`; by default `https://open.feishu.cn`." },
    { "timeout?", "number", "Seconds for one attempt: 30." },
    { "connect_timeout?", "number", "Seconds to connect: 10." },
    { "idle_timeout?", "number", "Seconds without a byte: 15." },
    { "deadline?", "number", "Seconds for a whole call, waits and retries included." },
    { "retries?", "integer", "Retries after failures: 3." },
    { "limits?", "false|table<string, string|string[]>", "`false`: no rate budgets; or other "
      .. "limits by endpoint, such as `\"100/s\"`." },
    { "max_in_flight?", "integer", "The most attempts on the wire at once: 256." },
    { "max_response_bytes?", "integer", "The largest answer, decompressed: 32 MiB." },
    { "proxy?", "string", "The URL of a proxy; by default the environment's." },
    { "ca_file?", "string", "PEM certificates to trust: `LARK_CA_FILE`." },
    { "tls_min?", '"1.2"|"1.3"', "The oldest TLS version." },
    { "allow_http?", "boolean", "Allows plain http to other machines, for tests." },
    { "lenient?", "boolean", "Reads answers with odd values: U+FFFD for damaged text, a string "
      .. "of digits for numbers that are too large." },
    { "app_secret_file?", "string", "A file that holds app_secret: `LARK_APP_SECRET_FILE`." },
    { "profile?", "string", "A section of profiles.ini with options: `LARK_PROFILE`." },
    { "log?", "fun(entry: lark.log_entry)", "Gets each attempt." },
    { "drift?", "boolean", "Compares answers with the catalog: see `client:drift`." },
    { "journal?", "lark.journal", "Writes each change down before it is sent." },
    { "replay?", "string", "A recording that answers alone: no network, no credentials. See "
      .. "[recording.md](../recording.md)." },
    { "answers?", "table<string, table|string|fun(params: table, sent: lark.preview): any, any>",
      "Answers by endpoint, or by method and path: nothing is sent. See "
        .. "[testing.md](../testing.md)." },
  } },
  { class = "lark.test", title = "Functions of lark.test",
    doc = "[testing.md](../testing.md) shows it at work.", fields = {
    { "client", "fun(answers: table, options?: lark.client.options): lark.client", "`lark.client "
      .. "{ answers = answers }`, which raises where an answer is wrong." },
    { "calls", "fun(client: lark.client, endpoint?: string): lark.test.call[]", "The calls so far, "
      .. "of one endpoint or of all; `client.calls` is the list of all." },
    { "pages", "fun(items: table[], size?: integer, member?: string): function", "An answer that "
      .. "hands out items, `size` on a page, under `member`: `items`." },
    { "run", "fun(path: string, given: { client: lark.client, args?: string[] }): any", "Runs a "
      .. "script: `lark.client()` is the given client there. Returns what it returns, raises what "
      .. "it raises; after `os.exit` nil and an error with its `exit`." },
  } },
  { class = "lark.test.call", title = "Calls of a client with answers", fields = {
    { "endpoint", "string", "Its name; of `client:request` method and path." },
    { "params", "table", "A copy of its parameters." },
    { "row?", "string|integer", "The name of its row." },
    { "method", "string", "The method." },
    { "path", "string", "The path, with its query." },
    { "body?", "string", "The JSON that would be sent." },
  } },
  { class = "lark.journal", title = "Journals of lark.journal", doc = "What was changed, and how "
      .. "it ended. Calls name their rows: `client.hire.note.create({ ... }, { row = 7 })`.",
    fields = {
    { "entries", "fun(self: lark.journal): lark.journal.entry[]?, lark.error?",
      "What stands in it, in the order of sending." },
    { "find", "fun(self: lark.journal, change: table): string?, boolean?", "How a change stands, "
      .. "`{ endpoint=, row=, method=, path=, body= }` as `lark.preview` shows it, and whether it "
      .. "has the content that it had; nil where it is not there." },
    { "retry", "fun(self: lark.journal, row: string|integer, endpoint?: string): boolean?, "
      .. "lark.error?", "Lets a row be sent again that is perhaps done, or skipped." },
    { "skip", "fun(self: lark.journal, row: string|integer, endpoint?: string): boolean?, "
      .. "lark.error?", "Never sends a row: its call is answered with `{}`." },
    { "erase", "fun(self: lark.journal, seconds: number): integer?, lark.error?", "Forgets what "
      .. "older changes say of people; that they were done stays. How many they were." },
    { "fault", "fun(self: lark.journal): string?", "What was lost where the file could not be "
      .. "written (a full disk): changes that were answered then count as perhaps done. Ask when "
      .. "the work is done; nil: nothing." },
    { "close", "fun(self: lark.journal)", "Closes the file. Changes of its clients are refused "
      .. "then." },
  } },
  { class = "lark.journal.entry", title = "Entries of a journal", fields = {
    { "row", "string", "Its name; of a change without one, its content's and a number." },
    { "endpoint", "string", "Its name; of `client:request` the method." },
    { "outcome", '"done"|"refused"|"not sent"|"skipped"|"under way"|"perhaps done"', "How it "
      .. "stands." },
    { "user", "string", "Who sent it." },
    { "host", "string", "The machine." },
    { "pid", "integer", "The process." },
    { "sent_ms", "integer", "When it was written down, since 1970." },
    { "ended_ms?", "integer", "When it was answered, or given up." },
    { "method", "string", "The method." },
    { "path", "string", "The path, with its query." },
    { "ids", "string", "Ids in request and answer, such as `talent_id=693 id=744`." },
    { "log_id?", "string", "What the platform's support asks for." },
    { "http_status?", "integer", "Of the answer." },
    { "code?", "integer", "The platform's, of an error." },
    { "message?", "string", "Why it failed." },
    { "keyed", "boolean", "Whether it carries a key of the caller's own." },
    { "is_mine", "boolean", "Whether this journal sent it." },
  } },
  { class = "lark.request", title = "Requests of client:request", fields = {
    { "method", '"GET"|"POST"|"PUT"|"PATCH"|"DELETE"', "The method." },
    { "path", "string", "From `/` on, without a query." },
    { "query?", "table<string, any>", "Members of the query; a list repeats its name." },
    { "body?", "table|string", "A table travels as JSON, a string as it is." },
    { "headers?", "table<string, string>", "More headers, but not Authorization or Host." },
    { "limits?", "false|string|string[]", "Rate limits in place of the catalog's: "
      .. "`\"100/s\"`; `false`: none." },
    { "row?", "string|integer", "The name of the row in the client's journal." },
  } },
  { class = "lark.call.options", title = "Options of one call", doc = "The second argument of "
    .. "an endpoint, of its `each` and `all`, and of `client:request`.", fields = {
    { "user_access_token?", "string", "Makes the call in a person's name." },
    { "progress?", "fun(done: integer, total: integer?)", "Of an upload: gets how many bytes have "
      .. "gone, ten times a second." },
  } },
  { class = "lark.download.options", title = "Options of lark.download", fields = {
    { "hosts?", "string[]", "Further hosts that the file may come from; `\"*\"` is any." },
    { "max_bytes?", "integer", "A larger file is refused; 1 GiB by default." },
    { "progress?", "fun(done: integer, total: integer?)", "Gets how many bytes have come, ten "
      .. "times a second." },
  } },
  { class = "lark.listen.options", title = "Options of client:listen", fields = {
    { "max_events?", "integer", "Events that may wait for an answer: 256. Further ones are sent "
      .. "again later." },
    { "max_bytes?", "integer", "The size of those, and of one event: 8 MiB; 256 KiB in an engine's "
      .. "script." },
    { "on_error?", "fun(err: lark.error, received: lark.received)", "Gets a handler's failure." },
    { "on_note?", "fun(note: string, kind?: string)", "Gets what happens to the connection, and "
      .. "the kind of trouble." },
    { "parallel?", "integer", "How many events are handled at once: 1." },
  } },
  { class = "lark.listener", title = "What listens", fields = {
    { "stop", "fun()", "Ends `client:listen`, which then returns true." },
  } },
  { class = "lark.downloaded", title = "What lark.download returns", fields = {
    { "path?", "string", "Where the file is, unless a function got it." },
    { "bytes", "integer", "Its size." },
    { "content_type?", "string", "What the server calls it." },
  } },
  { class = "lark.log_entry", title = "Entries of the log", fields = {
    { "endpoint?", "string", "The endpoint of the attempt." },
    { "attempt", "integer", "Its number, from 1 on." },
    { "http_status?", "integer", "Absent without an answer." },
    { "code?", "integer", "The platform's code, unless 0." },
    { "kind?", "string", "The sort of trouble, as in errors." },
    { "log_id?", "string", "The platform's support asks for it." },
    { "wait_ms", "number", "How long it waited for its turn." },
    { "duration_ms", "number", "How long the attempt took." },
    { "next?", "string", "What the client does next." },
    { "date?", "integer", "The server's time, in seconds." },
    { "limit?", "integer", "The limit that the server named." },
    { "mended?", "string", "Where a lenient client met odd values." },
    { "note?", "string", "What happened to the store, or to a long connection; the entry is no "
      .. "attempt then, and its `endpoint` is `store` or `events`." },
  } },
  { class = "lark.stats", title = "Statistics", fields = {
    { "calls", "integer", "Calls that ended." },
    { "failures", "integer", "Calls that ended with an error." },
    { "pending", "integer", "Calls under way; listening counts as one." },
    { "attempts", "integer", "Attempts that were sent." },
    { "retries", "integer", "Attempts that were to be sent again." },
    { "limit_waits", "integer", "Calls that waited for a rate budget." },
    { "limit_waiting", "integer", "Calls that wait for one now." },
    { "limited", "integer", "Answers that said \"too many requests\"." },
    { "token_fetches", "integer", "Requests for tokens." },
    { "sent_bytes", "integer", "Bodies and headers that went out." },
    { "received_bytes", "integer", "Bodies and headers that came, as on the wire." },
    { "p50_us", "integer", "Half of the attempts took no longer, in microseconds." },
    { "p90_us", "integer", "Nine of ten attempts took no longer." },
    { "p99_us", "integer", "99 of 100 attempts took no longer." },
    { "max_us", "integer", "The longest attempt." },
    { "recalled", "integer", "Calls that a recording or a journal answered: nothing was sent." },
    { "mended", "integer", "Odd values that a lenient client read." },
    { "mended_at", "string[]", "Their places, a text for each answer." },
  } },
  { class = "lark.difference", title = "Differences of client:drift", fields = {
    { "endpoint", "string", "The endpoint whose answer differs." },
    { "field", "string", "The place in its data: `items[].talent.name`; `code` of an error." },
    { "finding", '"unknown field"|"other type"|"unknown value"|"unknown code"',
      "The sort of difference." },
    { "documented?", "string", "The type that the catalog says." },
    { "seen", "string", "The type that came, an enum's value or an error code." },
    { "count", "integer", "How often it was seen." },
  } },
  { class = "lark.preview", title = "Requests of lark.preview", fields = {
    { "method", "string", "The method." },
    { "path", "string", "The path with its query." },
    { "body?", "string", "JSON text." },
  } },
  { class = "lark.pages", title = "Lists of lark.pages", fields = {
    { "each", "fun(params?: table): (fun(): any?)", "An iterator over the items of all pages; it "
      .. "raises the error of a page that fails." },
    { "all", "fun(params?: table): any[]?, lark.error?", "The items of all pages; the error's "
      .. "`partial` has those before it." },
  } },
  { class = "lark.grid.work", title = "Reading with lark.grid", fields = {
    { "add", "fun(self: lark.grid.work, text: string): lark.grid.work", "Takes a piece of the "
      .. "text, before the first step." },
    { "step", "fun(self: lark.grid.work): boolean, any, string?, integer?", "Reads on for a "
      .. "moment: whether it is over, then the grid, or `nil`, why and the line." },
  } },
  { class = "lark.code", title = "Codes of lark.explain", fields = {
    { "code", "integer", "The code itself." },
    { "kind", "string", "The `kind` of errors with this code." },
    { "reaction", "string", "What the client does by itself." },
    { "meaning", "string", "What it means; `meaning_in` has it by language." },
    { "meaning_in?", "table<string, string>", "By language: `en`, `zh`." },
    { "hint", "string", "What to do; `hint_in` has it by language." },
    { "hint_in?", "table<string, string>", "By language: `en`, `zh`." },
    { "endpoints", "string[]", "The endpoints that document it." },
  } },
}

return { lark = lark, client = client, task = task, classes = classes }
