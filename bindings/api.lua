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
    { "inbox", "Opens an inbox of events, or makes one: a private SQLite file that keeps events "
        .. "from their arrival until they are handled. See [events.md](../events.md).",
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

local classes = dofile(debug.getinfo(1, "S").source:match "^@(.*/)" .. "api_classes.lua")

return { lark = lark, client = client, task = task, classes = classes }
