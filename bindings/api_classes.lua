-- SPDX-License-Identifier: MIT

--- The classes of bindings/api.lua: tables and objects that functions take and return. An entry of
--- `fields` is `{ "name", "type", "what it is" }`.
return {
  { class = "lark.error", title = "Errors", doc = "The second result of what failed. `tostring` "
      .. "gives one readable line.", fields = {
    { "kind", '"param"|"config"|"auth"|"permission"|"rate_limit"|"api"|"http"|"network"'
        .. '|"timeout"|"decode"|"cancelled"|"limit"|"script"', "The sort of trouble." },
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
    { "status?", "integer", "Of `lark.events.receive`: the status to answer with." },
    { "answer?", "string", "Of `lark.events.receive`: the body to answer with." },
    { "event_id?", "string", "Of `lark.events.handle`: the event whose handler failed." },
    { "event_type?", "string", "Of `lark.events.handle`: its type." },
    { "cause?", "any", "Of `lark.events.handle`: what the handler raised or returned." },
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
    { "claim?", "fun(event_id: string, inbox_id: string): boolean?, any", "Asked before an event "
      .. "is handled for the first time, where inboxes on several machines get the same events: "
      .. "true for the first inbox to ask about an event, always; false for others. nil and an "
      .. "error: the event waits, and is asked about again. It may call and sleep: other events "
      .. "are handled meanwhile." },
    { "log?", "fun(entry: table)", "Gets what an operator has to know: `msg`, and of an event its "
      .. "`event_id`, `event_type`, `outcome`, `attempt` and `error`; never its body." },
  } },
  { class = "lark.inbox", title = "Inboxes of lark.inbox", doc = "Several processes may have an "
      .. "inbox open: each event is handled by one of them.", fields = {
    { "put", "fun(self: lark.inbox, received: lark.received): boolean?, lark.error?", "Writes an "
      .. "event down, for good: then it may be answered. False where it is there already, or is "
      .. "no event. Events that tasks bring in the same turn are written together." },
    { "run", "fun(self: lark.inbox, options?: { until_empty?: boolean, stopping?: fun(): boolean })"
      .. ": true?, lark.error?", "Handles events until `stop` or until `stopping` returns true, "
      .. "with `until_empty` until none is left. Handlers that run come to their end first." },
    { "stop", "fun(self: lark.inbox)", "Ends `run`; the other events stay in the file." },
    { "events", "fun(self: lark.inbox, which?: { event_id?: string, event_type?: string, "
      .. "failed?: boolean, body?: boolean }): lark.inbox.event[]?, lark.error?", "What is in it, "
      .. "the first to arrive first." },
    { "replay", "fun(self: lark.inbox, which?: { event_id?: string, event_type?: string }): "
      .. "integer?, lark.error?", "Has events handled that were set aside; one with an id also "
      .. "where it was handled, if its body was kept. How many they are." },
    { "drop", "fun(self: lark.inbox, which?: { event_id?: string, event_type?: string, "
      .. "failed?: boolean }): integer?, lark.error?", "Ends events that wait or were set aside, "
      .. "and deletes their bodies. How many they were." },
    { "erase", "fun(self: lark.inbox, seconds: number): integer?, lark.error?", "Forgets events "
      .. "that ended so long ago, and deletes the bodies of those set aside. How many they were." },
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
