// SPDX-License-Identifier: MIT

// lualark_set_data(): data that the host gives once, and all scripts read as
// tables without a copy.
#include "host.h"

enum { MIB = 1 << 20, MANY = 100 };

static const char json[] =
    "{\"name\":\"caf\\u00e9\",\"big\":9007199254740993,\"half\":0.5,"
    "\"whole\":2.0,\"yes\":true,\"no\":false,\"nothing\":null,"
    "\"list\":[10,20,[30]],\"empty\":[],\"none\":{},\"nul\\u0000key\":1,"
    "\"again\":1,\"again\":{\"x\":2}}";

static void open_host(host *h, bool sandbox) {
  lualark_options options = options_of(h);
  options.sandbox = sandbox;
  CHECK(lualark_open(&options, &h->engine) == LARK_OK);
}

// Runs a script that returns true, with `d` for the data.
static void check_script(const char *body, bool sandbox) {
  host h = {0};
  char text[4096];
  open_host(&h, sandbox);
  CHECK(lualark_set_data(h.engine, "config", json) == LARK_OK);
  snprintf(text, sizeof text,
           "local lark = require 'lark' local d = lark.data 'config' %s "
           "return true",
           body);
  start(&h, text);
  run_all(h.engine);
  CHECK(is(h.msg, "") && is(h.result, "true"));
  lualark_close(h.engine);
}

static const char *const holds[] = {
    // Indexing.
    "assert(d.name == 'caf\\u{e9}' and d.big == 9007199254740993 and "
    "math.type(d.big) == 'integer' and d.half == 0.5 and d.yes == true and "
    "d.no == false and d.nothing == lark.null and d.list[1] == 10 and "
    "d.list[3][1] == 30 and d['nul\\0key'] == 1 and d.again.x == 2)",
    "assert(math.type(d.whole) == 'float')",
    "assert(d.nobody == nil and d[1] == nil and d[true] == nil and "
    "d.list[0] == nil and d.list[4] == nil and d.list.x == nil and "
    "d.list[1.0] == 10 and d.list[1.5] == nil and d.list['1'] == nil and "
    "d.list[-1] == nil and d.list[math.mininteger] == nil)",
    // Lengths and traversals.
    "assert(#d.list == 3 and #d.empty == 0 and #d == 0)",
    "local keys = {} for k, v in pairs(d) do keys[#keys + 1] = k "
    "assert(v == d[k]) end assert(table.concat(keys, ','):gsub('%z', '0') == "
    "'again,big,empty,half,list,name,no,none,nothing,nul0key,whole,yes')",
    "local n = 0 for i, v in ipairs(d.list) do n = n + i "
    "assert(v == d.list[i]) end assert(n == 6)",
    "local n = 0 for i, v in pairs(d.list) do n = n + i end assert(n == 6)",
    "for _ in pairs(d.empty) do error 'not empty' end "
    "for _ in pairs(d.none) do error 'not empty' end",
    "local first = pairs(d) assert(not pcall(first, d, 'nobody') and "
    "not pcall(first, d.list, 9) and not pcall(first, {}))",
    // Library functions that keep to metamethods.
    "assert(table.concat(d.list, ' ', 1, 2) == '10 20' and "
    "select('#', table.unpack(d.list)) == 3)",
    "local r = lark.map(d.list, function(v) return type(v) end) "
    "assert(r[1] == 'number' and r[3] == 'userdata')",
    // Equal, whatever was read meanwhile.
    "local one, two = d.list, d.again for i = 1, 100 do "
    "assert(d.list == one and d.again == two and one ~= two) end "
    "assert(rawequal(d, lark.data 'config'))",
    // Nothing writes.
    "for _, f in ipairs { function() d.x = 1 end, function() d.name = 1 end, "
    "function() d.list[1] = 1 end, function() d.list[4] = 1 end, "
    "function() table.insert(d.list, 1) end, "
    "function() table.remove(d.list) end, "
    "function() table.sort(d.list, function() return true end) end, "
    "function() table.move({ 1 }, 1, 1, 1, d.list) end, "
    "function() rawset(d, 'x', 1) end, "
    "function() setmetatable(d, {}) end } do "
    "local ok, why = pcall(f) assert(not ok and (why:find 'changed' or "
    "why:find 'expected'), why) end assert(d.x == nil and d.list[1] == 10)",
    "assert(getmetatable(d) == 'lark.data' and tostring(d):find '^lark.data')",
    // JSON.
    "assert(lark.encode(d) == '{\"again\":{\"x\":2},\"big\":9007199254740993,"
    "\"empty\":[],\"half\":0.5,\"list\":[10,20,[30]],\"name\":\"caf\\u{e9}\","
    "\"no\":false,\"none\":{},\"nothing\":null,\"nul\\\\u0000key\":1,"
    "\"whole\":2.0,\"yes\":true}', lark.encode(d))",
    "assert(lark.encode { 1, d.list, { a = d.empty, b = d.none } } == "
    "'[1,[10,20,[30]],{\"a\":[],\"b\":{}}]')",
    "assert(require 'cjson'.encode(d.list) == '[10,20,[30]]')",
    // Copies.
    "local copy = lark.decode(lark.encode(d.list)) copy[1] = 11 "
    "assert(copy[1] == 11)",
    "assert(lark.data 'nobody' == nil and not pcall(lark.data))",
};

static void it_reads_as_tables(void) {
  for (size_t i = 0; i < sizeof holds / sizeof holds[0]; i++) {
    check_script(holds[i], true);
    check_script(holds[i], false);
  }
}

static void it_crosses_the_border(void) {
  host h = {0};
  open_host(&h, true);
  CHECK(lualark_set_data(h.engine, "config", json) == LARK_OK);
  start(&h, "local lark = require 'lark' local d = lark.data 'config' "
            "lark.send('list', d.list) return d.again");
  run_all(h.engine);
  CHECK(is(h.sent, "list=[10,20,[30]]") && is(h.result, "{\"x\":2}"));
  lualark_close(h.engine);
}

static void scalars_are_data_too(void) {
  host h = {0};
  open_host(&h, true);
  lualark_set_data(h.engine, "n", "7");
  lualark_set_data(h.engine, "s", "\"text\"");
  lualark_set_data(h.engine, "null", "null");
  start(&h, "local lark = require 'lark' print(lark.data 'n', lark.data 's', "
            "lark.data 'null' == lark.null)");
  run_all(h.engine);
  CHECK(is(h.printed, "7\ttext\ttrue\n"));
  lualark_close(h.engine);
}

static char *large(size_t bytes) {
  static const char row[] = "{\"id\":123456,\"name\":\"a name\"},";
  size_t length = 1;
  char *text = malloc(bytes + sizeof row + 4);
  text[0] = '[';
  while (length < bytes) {
    memcpy(text + length, row, sizeof row - 1);
    length += sizeof row - 1;
  }
  strcpy(text + length, "1]");
  return text;
}

static size_t bytes_of(host *h, lualark_script script) {
  lualark_usage usage = {.size = sizeof usage};
  CHECK(lualark_script_usage(h->engine, script, &usage) == LARK_OK);
  return usage.memory_bytes;
}

// Scripts that read all of it hold hardly more than those that do not.
static void it_is_there_once(void) {
  host h = {0};
  char *text = large(MIB);
  open_host(&h, true);
  CHECK(lualark_data_bytes(h.engine) == 0);
  CHECK(lualark_set_data(h.engine, "rows", text) == LARK_OK);
  size_t bytes = lualark_data_bytes(h.engine);
  CHECK(bytes > 0 && bytes < 8 * (size_t)MIB);
  lualark_script scripts[MANY];
  for (int i = 0; i < MANY; i++)
    scripts[i] = start(&h, "local lark = require 'lark' local n = 0 "
                           "for i, row in ipairs(lark.data 'rows') do "
                           "if i % 50 == 0 then n = n + row.id end end "
                           "lark.send('n', n) lark.on('x', print)");
  while (h.sent[0] == '\0' || lualark_timeout_ms(h.engine) == 0)
    lualark_step(h.engine, 2000);
  for (int i = 0; i < MANY; i++)
    CHECK(bytes_of(&h, scripts[i]) < MIB / 4);
  CHECK(lualark_data_bytes(h.engine) == bytes);
  CHECK(lualark_set_data(h.engine, "rows", NULL) == LARK_OK);
  CHECK(lualark_data_bytes(h.engine) == 0);
  free(text);
  lualark_close(h.engine);
}

// A large one is written within slices.
static void it_is_encoded_in_slices(void) {
  host h = {0};
  char *text = large(MIB);
  int steps = 0;
  open_host(&h, true);
  CHECK(lualark_set_data(h.engine, "rows", text) == LARK_OK);
  start(&h, "local lark = require 'lark' "
            "return #lark.encode(lark.data 'rows')");
  for (; lualark_scripts(h.engine) > 0; steps++)
    lualark_step(h.engine, 1);
  CHECK(steps > 50);
  char expected[32];
  snprintf(expected, sizeof expected, "%zu", strlen(text));
  CHECK(is(h.result, expected));
  free(text);
  lualark_close(h.engine);
}

static void step_until_idle(host *h) {
  do
    lualark_step(h->engine, 2000);
  while (lualark_timeout_ms(h->engine) == 0);
}

static void data_may_be_replaced(void) {
  host h = {0};
  open_host(&h, true);
  CHECK(lualark_set_data(h.engine, "c", "{\"n\":[1]}") == LARK_OK);
  lualark_script script =
      start(&h, "local lark = require 'lark' local old = lark.data 'c' "
                "lark.on('x', function() local new = lark.data 'c' "
                "print(old.n[1], new and new.n[1], old == new) end)");
  step_until_idle(&h);
  CHECK(lualark_set_data(h.engine, "c", "{\"n\":[2]}") == LARK_OK);
  lualark_emit(h.engine, script, "x", NULL);
  step_until_idle(&h);
  CHECK(lualark_set_data(h.engine, "c", NULL) == LARK_OK);
  lualark_emit(h.engine, script, "x", NULL);
  step_until_idle(&h);
  CHECK(is(h.printed, "1\t2\tfalse\n1\tnil\tfalse\n"));
  lualark_close(h.engine);
}

static void bad_data_are_refused(void) {
  host h = {0};
  open_host(&h, true);
  CHECK(lualark_set_data(h.engine, "c", "[1") == LARK_EINVAL);
  CHECK(has(lualark_last_error(h.engine), "the data \"c\" are no JSON"));
  CHECK(lualark_set_data(h.engine, "", "[1]") == LARK_EINVAL);
  CHECK(lualark_set_data(h.engine, NULL, "[1]") == LARK_EINVAL);
  CHECK(lualark_set_data(h.engine, "c", NULL) == LARK_OK);
  CHECK(lualark_set_data(h.engine, "c", "[1]") == LARK_OK);
  CHECK(lualark_set_data(h.engine, "c", "[99999999999999999999]") ==
        LARK_EINVAL);
  start(&h, "return require 'lark'.data 'c'"); // the old ones stay
  run_all(h.engine);
  CHECK(is(h.result, "[1]"));
  lualark_close(h.engine);
}

// A script that looks at data while its state closes finds them released.
static void a_closing_state_reads_nothing(void) {
  host h = {0};
  open_host(&h, false);
  CHECK(lualark_set_data(h.engine, "c", "{\"n\":[1]}") == LARK_OK);
  start(&h, "local lark = require 'lark' local c = lark.data 'c' "
            "lark.on('x', print) coroutine.wrap(function() "
            "local x <close> = setmetatable({}, { __close = function() "
            "print(pcall(function() return c.n[1] end)) end }) "
            "coroutine.yield() end)()");
  lualark_step(h.engine, 0);
  CHECK(lualark_set_data(h.engine, "c", NULL) == LARK_OK);
  lualark_close(h.engine);
  CHECK(h.ends == 1);
}

int main(void) {
  if (!has_sandbox()) return 77;
  it_reads_as_tables();
  it_crosses_the_border();
  scalars_are_data_too();
  it_is_there_once();
  it_is_encoded_in_slices();
  data_may_be_replaced();
  bad_data_are_refused();
  a_closing_state_reads_nothing();
  return check_failures();
}
