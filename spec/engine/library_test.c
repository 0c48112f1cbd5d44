// SPDX-License-Identifier: MIT

// The engine's string and table functions against Lua's own: the same script,
// in a stock state and in an engine, returns the same text.
#include "check.h"
#include "lualark.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

static const char patterns[] =
    "math.randomseed(42)\n"
    "local letters = { 'a', 'b', 'c', ' ', '1', '(', ')', 'x', '%', ']' }\n"
    "local parts = { 'a', 'b*', '.-', '%a+', '%s', '()', '(%w)', '[ab]', "
    "'[^a]',\n"
    "  '%b()', '%f[%w]', '(.)%1', 'x?', '$', '^', '%d+', '%', '[', '(', ')', "
    "'.' }\n"
    "local function pick(list, most)\n"
    "  local t = {}\n"
    "  for i = 1, math.random(0, most) do t[i] = list[math.random(#list)] end\n"
    "  return table.concat(t)\n"
    "end\n"
    "local function show(...)\n"
    "  local t = table.pack(pcall(...))\n"
    "  for i = 1, t.n do t[i] = tostring(t[i]) end\n"
    "  return table.concat(t, '|')\n"
    "end\n"
    "local function all(s, p, init)\n"
    "  local t = {}\n"
    "  for a, b in s:gmatch(p, init) do\n"
    "    t[#t + 1] = tostring(a) .. '/' .. tostring(b)\n"
    "    if #t > 50 then break end\n"
    "  end\n"
    "  return table.concat(t, ',')\n"
    "end\n"
    "local values = { '<%0>', '%1', '', '%%', 'z', '%2', '%', 7,\n"
    "  function(...) return '{' .. table.concat({ ... }, ';') .. '}' end,\n"
    "  function(a) if a == 'a' then return nil end return a end,\n"
    "  function() return {} end, { a = 'A', b = false, [1] = 'one' }, true }\n"
    "local out = {}\n"
    "for i = 1, 6000 do\n"
    "  local s, p = pick(letters, 14), pick(parts, 5)\n"
    "  local init = math.random(3) == 1 and math.random(-20, 20) or nil\n"
    "  local most = math.random(4) == 1 and math.random(-1, 3) or nil\n"
    "  out[#out + 1] = show(string.find, s, p, init)\n"
    "  out[#out + 1] = show(string.find, s, p, init, true)\n"
    "  out[#out + 1] = show(string.match, s, p, init)\n"
    "  out[#out + 1] = show(all, s, p, init)\n"
    "  out[#out + 1] = show(string.gsub, s, p, values[math.random(#values)], "
    "most)\n"
    "end\n"
    "out[#out + 1] = show(string.find, 'a\\0b', '\\0b')\n"
    "out[#out + 1] = show(string.gsub, 'abc', '%w', { a = 1, b = true })\n"
    "out[#out + 1] = show(string.gsub, 'abc', '', '-')\n"
    "out[#out + 1] = show(string.gsub, ('x'):rep(5000), 'x', 'yy')\n"
    "out[#out + 1] = show(string.find, 'abc', 'b', 10)\n"
    "out[#out + 1] = show(string.find, 12345, 34)\n"
    "out[#out + 1] = show(string.gmatch, 'a', {})\n"
    "out[#out + 1] = show(string.gsub, 'a', 'a')\n"
    "for size = 0, 200, 7 do\n"
    "  local list = {}\n"
    "  for i = 1, size do list[i] = math.random(1000) end\n"
    "  table.sort(list, function(a, b) return a > b end)\n"
    "  out[#out + 1] = table.concat(list, ' ')\n"
    "end\n"
    "return table.concat(out, '\\n')\n";

// The scripts below begin with this: show() writes what a call returned or
// raised, called from C or from Lua.
static const char common[] =
    "math.randomseed(42)\n"
    "local out = {}\n"
    "local function pick(list) return list[math.random(#list)] end\n"
    "local function text(...)\n"
    "  local t = table.pack(...)\n"
    "  for i = 1, t.n do t[i] = math.type(t[i]) == 'float' and "
    "('%.14g'):format(t[i])\n"
    "    or type(t[i]) == 'table' and 'T' or tostring(t[i]) end\n"
    "  return (table.concat(t, '|', 1, t.n):gsub('[^ -~]', function(c)\n"
    "    return '\\\\' .. c:byte()\n"
    "  end))\n"
    "end\n"
    "local function show(f, ...)\n"
    "  if math.random(2) == 1 then\n"
    "    out[#out + 1] = text(pcall(f, ...))\n"
    "  else\n"
    "    local a = table.pack(...)\n"
    "    out[#out + 1] = text(pcall(function()\n"
    "      local r = table.pack(f(table.unpack(a, 1, a.n)))\n"
    "      return table.unpack(r, 1, r.n)\n"
    "    end))\n"
    "  end\n"
    "end\n";

static const char list_calls[] =
    "local big, small = math.maxinteger, math.mininteger\n"
    "local log\n"
    "local function note(...)\n"
    "  if #log < 100 then log[#log + 1] = text(...) end\n"
    "end\n"
    "local function values(most)\n"
    "  local t = {}\n"
    "  for i = 1, math.random(0, most) do\n"
    "    t[i] = pick { i, -i, i / 4, 'v' .. i, '', ('w'):rep(i % 30) }\n"
    "  end\n"
    "  return t\n"
    "end\n"
    "local lengths = { 0, 1, 3, 6, -2, -9, big, small, 2.0, 2.5, '4', 'x' }\n"
    "local function proxy()\n"
    "  local under, length = values(9), math.random(9) == 1 and pick(lengths)\n"
    "  return setmetatable({}, {\n"
    "    __index = function(_, k) note('get', k) return under[k] end,\n"
    "    __newindex = function(_, k, v) note('set', k, v) under[k] = v end,\n"
    "    __len = function() note('len') return length or #under end,\n"
    "    __eq = function() note('eq') return true end,\n"
    "  }), under\n"
    "end\n"
    "local strange = { 7, 'abc', true, type, io.stdout }\n"
    "local function list()\n"
    "  local kind = math.random(8)\n"
    "  if kind == 1 then return proxy() end\n"
    "  if kind == 2 then\n"
    "    local t = values(9)\n"
    "    return setmetatable(t, { __len = function() return 5 end }), t\n"
    "  end\n"
    "  if kind == 3 and math.random(4) == 1 then return pick(strange), {} end\n"
    "  local t = values(kind == 4 and math.random(20) == 1 and 300 or 12)\n"
    "  if kind == 5 then t[math.random(12)] = {} end\n"
    "  return t, t\n"
    "end\n"
    "local function index()\n"
    "  local r = math.random(30)\n"
    "  if r == 1 then return pick { '3', 2.0, 2.5, 'x', {}, '0x4', '2.0' } "
    "end\n"
    "  if r == 2 then return nil end\n"
    "  return math.random(-2, 14)\n"
    "end\n"
    "local function dump(t)\n"
    "  local keys, shown = {}, {}\n"
    "  for k in pairs(t) do keys[#keys + 1] = k end\n"
    "  table.sort(keys)\n"
    "  for i, k in ipairs(keys) do shown[i] = k .. '=' .. text(t[k]) end\n"
    "  out[#out + 1] = table.concat(shown, ',') .. ' ' .. table.concat(log, "
    "';')\n"
    "end\n"
    "local calls = {\n"
    "  function(l) show(table.insert, l, 'new') end,\n"
    "  function(l) show(table.insert, l, index(), 'new') end,\n"
    "  function(l) show(table.insert, l, 1, 'new') end,\n"
    "  function(l) show(pick { table.insert, table.remove, table.concat,\n"
    "    table.unpack, table.move }, l) end,\n"
    "  function(l) show(table.insert, l, 1, 2, 3) end,\n"
    "  function(l) show(table.remove, l) end,\n"
    "  function(l) show(table.remove, l, index()) end,\n"
    "  function(l) show(table.remove, l, 1) end,\n"
    "  function(l) show(table.concat, l, pick { ',', '', '--', 0, 1.5 }) end,\n"
    "  function(l) show(table.concat, l, pick { ',', {}, '-' }, index(), "
    "index()) end,\n"
    "  function(l) show(table.unpack, l, index(), index()) end,\n"
    "  function(l) show(table.move, l, index(), index(), index()) end,\n"
    "  function(l) show(table.move, l, index(), index(), index(), l) end,\n"
    "  function(l)\n"
    "    local other, under = list()\n"
    "    show(table.move, l, index(), index(), index(), other)\n"
    "    dump(under)\n"
    "  end,\n"
    "}\n"
    "for i = 1, 6000 do\n"
    "  log = {}\n"
    "  local l, under = list()\n"
    "  local mt = type(l) == 'table' and getmetatable(l)\n"
    "  local long = mt and pcall(mt.__len) and mt.__len()\n"
    "  long = math.tointeger(long) or 0\n"
    "  -- Those of endless lists end only in an engine.\n"
    "  if long > -100 and long < 1000 then pick(calls)(l) end\n"
    "  dump(under)\n"
    "end\n";

static const char list_edges[] =
    "log = {}\n"
    "local function of_length(n)\n"
    "  return setmetatable({}, { __len = function() return n end })\n"
    "end\n"
    "for _, n in ipairs(lengths) do\n"
    "  show(table.insert, of_length(n), 'v')\n"
    "  show(table.insert, of_length(n), n, 'v')\n"
    "  show(table.insert, of_length(n), 0, 'v')\n"
    "  show(table.remove, of_length(n))\n"
    "  show(table.remove, of_length(n), n)\n"
    "  show(table.remove, of_length(n), 0)\n"
    "  show(table.unpack, of_length(n))\n"
    "  show(table.concat, of_length(n))\n"
    "  show(table.sort, of_length(n), 7)\n"
    "end\n"
    "for _, r in ipairs { { 1, big, 2 }, { 0, big, 1 }, { -1, big, 1 },\n"
    "  { small, 0, 1 }, { small, -1, 1 }, { big, big, big }, { big, big, 1 },\n"
    "  { big - 2, big, big - 3 }, { 1, 2, big }, { small, small + 1, small },\n"
    "  { small, small + 2, small + 1 }, { big, small, 7 } } do\n"
    "  if r[1] ~= 1 or r[3] == big then\n"
    "    show(table.move, {}, r[1], r[2], r[3])\n"
    "    show(table.move, { 1, 2 }, r[1], r[2], r[3], {})\n"
    "  end\n"
    "  show(table.unpack, {}, r[1], r[2])\n"
    "  show(table.concat, {}, '', r[1], r[2])\n"
    "end\n"
    "show(table.unpack, {}, 1, 1e7)\n"
    "show(table.unpack, {}, 1, 1e6)\n"
    "show(function() return select('#', table.unpack({}, 1, 200000)) end)\n"
    "show(function()\n"
    "  return select(150000, table.unpack(setmetatable({},\n"
    "    { __index = function(_, i) return i end }), 1, 150003))\n"
    "end)\n"
    "local many = {}\n"
    "for i = 1, 5000 do many[i] = i end\n"
    "table.insert(many, 1, 'first')\n"
    "table.insert(many, 2500, 'middle')\n"
    "out[#out + 1] = table.remove(many, 1200) .. table.remove(many, 1)\n"
    "table.move(many, 1, 4000, 900)\n"
    "table.move(many, 900, 4000, 3)\n"
    "out[#out + 1] = table.concat(many, ', ')\n"
    "return table.concat(out, '\\n')\n";

static const char sorts[] =
    "local function object(n)\n"
    "  return setmetatable({ n = n }, {\n"
    "    __lt = function(a, b) return a.n < b.n end,\n"
    "    __name = 'object', __tostring = function(o) return 'o' .. o.n end })\n"
    "end\n"
    "local kinds = {\n"
    "  function() return math.random(100000) end,\n"
    "  function() return math.random(10) end,\n"
    "  function() return math.random() * 1000 end,\n"
    "  function() return 'k' .. math.random(1000) end,\n"
    "  function() return ('k'):rep(70) .. math.random(1000) end,\n"
    "  function() return object(math.random(1000)) end,\n"
    "}\n"
    "local function sorted(list, order)\n"
    "  local good, why = pcall(table.sort, list, order)\n"
    "  for i = 1, #list do list[i] = tostring(list[i]) end\n"
    "  out[#out + 1] = tostring(good) .. tostring(why) .. table.concat(list, ' "
    "')\n"
    "end\n"
    "for i = 1, 600 do\n"
    "  local list, kind = {}, kinds[i % #kinds + 1]\n"
    "  for j = 1, pick { 0, 1, 2, 3, 9, 50, 130, 200, 201, 257, 700 } do\n"
    "    list[j] = kind()\n"
    "  end\n"
    "  local order = math.random(3) == 1 and function(a, b) return b < a end "
    "or nil\n"
    "  sorted(list, order)\n"
    "end\n"
    "local under = { 5, 3, 9, 1 }\n"
    "table.sort(setmetatable({}, { __index = under, __newindex = function(_, "
    "k, v)\n"
    "  under[k] = v end, __len = function() return 4 end }))\n"
    "sorted(under)\n"
    "local long = {}\n"
    "for i = 1, 1000 do long[i] = i end\n"
    "show(table.sort, { {}, {} })\n"
    "show(table.sort, { 1, 'x' })\n"
    "show(table.sort, { 1, 'x', 3, 4, 'y' })\n"
    "show(table.sort, { true, false })\n"
    "show(table.sort, { 1 }, 7)\n"
    "show(table.sort, { 1, 2 }, 7)\n"
    "show(table.sort, { 1, 2 }, {})\n"
    "show(table.sort, long, 'x')\n"
    "show(table.sort, { object(1), object(2), 7 }, function(a, b) error('e', "
    "0) end)\n"
    "show(table.sort, 7)\n"
    "show(table.sort)\n"
    "show(table.sort, 'abc')\n"
    "show(table.sort, {}, nil)\n"
    "show(table.sort, setmetatable({}, { __len = function() return 1 << 40 end "
    "}))\n"
    "long[700] = {}\n"
    "show(function() return select(2, pcall(table.sort, long)):match('^attempt "
    "to compare') end)\n"
    "return table.concat(out, '\\n')\n";

static const char format_calls[] =
    "local controls = {}\n"
    "for i = 0, 255 do controls[i + 1] = string.char(i) end\n"
    "local function bytes(most)\n"
    "  local t = {}\n"
    "  for i = 1, math.random(0, most) do\n"
    "    t[i] = pick { pick(controls), pick { '1', '\"', '\\\\', '\\n', '\\0', "
    "'a' } }\n"
    "  end\n"
    "  return table.concat(t)\n"
    "end\n"
    "local written = setmetatable({}, { __tostring = function() return "
    "'WRITTEN' end })\n"
    "local wrong = setmetatable({}, { __tostring = function() return {} end "
    "})\n"
    "local raising = setmetatable({}, { __tostring = function() error('e', 0) "
    "end })\n"
    "local odd = setmetatable({}, { __tostring = function() error({}) end })\n"
    "local function value()\n"
    "  return pick { math.random(-1000, 1000), math.random() * 100, '12', "
    "'0x10',\n"
    "    'text', bytes(20), 1e308, -0.0, 1 / 0, math.mininteger, true, "
    "written, 3.0,\n"
    "    ('long'):rep(pick { 20, 30, 300 }), pick { wrong, raising, odd, false "
    "} }\n"
    "end\n"
    "local flags = { '', '', '', '', '-', '+', ' ', '#', '0', '5', '-8', '08', "
    "'.3',\n"
    "  '10.4', '.0', '99.99', '.', '123', '.123', '-+ #0', '-+ #0-+ #0-+ #0-+ "
    "#0-+',\n"
    "  '5.5.5' }\n"
    "local letters = { 's', 's', 'd', 'd', 'i', 'u', 'c', 'x', 'X', 'o', 'e', "
    "'E',\n"
    "  'f', 'g', 'G', 'a', 'A', 'q', 'q', '%', 'F', 'l', 'y', '\\0', '', 'ld' "
    "}\n"
    "local function likely(letter)\n"
    "  if ('diuxXoc'):find(letter, 1, true) then return math.random(0, 255) "
    "end\n"
    "  if ('eEfgGaA'):find(letter, 1, true) then return math.random() * 1e6 "
    "end\n"
    "  return value()\n"
    "end\n"
    "for i = 1, 8000 do\n"
    "  local f, arguments = {}, {}\n"
    "  for j = 1, math.random(0, pick { 3, 9 }) do\n"
    "    local letter = letters[math.random(math.random(14) > 1 and 20 or "
    "#letters)]\n"
    "    local flag = math.random(3) == 1 and pick(flags) or ''\n"
    "    f[#f + 1] = pick { '', 'text', pick(controls), '%%' } .. '%' .. flag "
    ".. letter\n"
    "    if letter ~= '%' then\n"
    "      arguments[#arguments + 1] = math.random(9) > 1 and likely(letter) "
    "or value()\n"
    "    end\n"
    "  end\n"
    "  f[#f + 1] = pick { '', 'end', ('padded '):rep(20), ('%%'):rep(60) }\n"
    "  if math.random(25) == 1 then table.remove(arguments) end\n"
    "  if math.random(2) == 1 then\n"
    "    show(string.format, table.concat(f), table.unpack(arguments))\n"
    "  else\n"
    "    local whole = table.concat(f)\n"
    "    show(function() return whole:format(table.unpack(arguments)) end)\n"
    "  end\n"
    "end\n";

static const char format_edges[] =
    "for _, v in ipairs { 0, 1, -1, math.mininteger, 0.1, 1 / 0, -1 / 0, 0 / "
    "0, true,\n"
    "  {}, type, '', '\\0', '\\0001', '\\r\\n', '\"\\\\', 2^63 } do\n"
    "  show(string.format, '%q', v)\n"
    "  show(string.format, ('x'):rep(100) .. '%q %s', v, 1)\n"
    "end\n"
    "show(string.format, '%q', nil)\n"
    "show(string.format, '%p %p%q', nil, 5, '')\n"
    "show(string.format)\n"
    "show(string.format, {})\n"
    "show(string.format, 12, 3)\n"
    "local all = table.concat(controls)\n"
    "show(string.format, '%q', all:rep(40))\n"
    "show(string.format, ('%d,'):rep(5000), table.unpack({}, 1, 5000))\n"
    "local numbers = {}\n"
    "for i = 1, 5000 do numbers[i] = i * 1.5 end\n"
    "show(string.format, ('%.3f,%q%%\\n'):rep(2500), table.unpack(numbers))\n"
    "show(string.format, ('%s '):rep(5000), table.unpack(numbers))\n"
    "show(string.format, ('%s '):rep(5001), table.unpack(numbers))\n"
    "show(string.format, ('%99.99f'):rep(200), table.unpack(numbers))\n"
    "show(string.format, ('%99.99f'):rep(200) .. '%d', table.unpack(numbers))\n"
    "for i = 1, 3000 do\n"
    "  show(string.rep, bytes(pick { 3, 40 }), pick { 0, 1, 2, 3, 7, 50, -1, "
    "'3' },\n"
    "    pick { '', ',', '12', bytes(9) })\n"
    "end\n"
    "show(string.rep, '', math.mininteger)\n"
    "for _, n in ipairs { 1 << 31, math.maxinteger, 1 << 62 } do\n"
    "  show(string.rep, 'x', n)\n"
    "  show(string.rep, '', n, 'ab')\n"
    "  show(string.rep, 'abc', n, 'ab')\n"
    "end\n"
    "show(string.rep)\n"
    "show(string.rep, 'x')\n"
    "show(string.rep, 'x', 1.5)\n"
    "show(string.rep, 'x', 2, {})\n"
    "show(string.rep, {}, 2)\n"
    "for _, r in ipairs { { 'ab', 9000, ',' }, { ('abc'):rep(400), 300 }, { "
    "'x', 99999 },\n"
    "  { ('abcdefg'):rep(20000), 5, 'yz' }, { ('q'):rep(70000), 3 } } do\n"
    "  local s = string.rep(table.unpack(r))\n"
    "  local sum = 0\n"
    "  for i = 1, #s do sum = (sum * 31 + s:byte(i)) & 0xffffffff end\n"
    "  out[#out + 1] = #s .. ' ' .. sum\n"
    "end\n"
    "local hay = ('x'):rep(8190) .. 'abcx' .. ('x'):rep(20000) .. "
    "('ab'):rep(5000)\n"
    "for _, needle in ipairs { 'abc', 'bc', 'cx', ('x'):rep(5000), "
    "('x'):rep(8190) .. 'a',\n"
    "  ('ab'):rep(4999), ('ab'):rep(5000), ('ab'):rep(5001), ('ab'):rep(3000) "
    ".. 'c',\n"
    "  ('x'):rep(20001), ('x'):rep(20002), '', 'xb', 'b', hay, hay .. 'x' } "
    "do\n"
    "  for _, from in ipairs { 1, 2, 8188, 8191, 8192, 8193, -1, -10000, "
    "-10001, 28195,\n"
    "    #hay, #hay + 1, #hay + 2 } do\n"
    "    show(string.find, hay, needle, from, math.random(2) == 1)\n"
    "  end\n"
    "end\n"
    "for i = 1, 2000 do\n"
    "  local s = ('x'):rep(math.random(8180, 8200)) .. pick { 'ab', 'abx', "
    "'b', '' }\n"
    "    .. ('x'):rep(math.random(0, 9000)) .. pick { 'ab', '' }\n"
    "  show(string.find, s, pick { 'ab', 'xa', 'bx', 'xxab', 'b' }, "
    "math.random(9000), true)\n"
    "end\n"
    "return table.concat(out, '\\n')\n";

static char *kept;

static void keep_result(void *user, lualark_engine *engine,
                        const lualark_end *end) {
  (void)user, (void)engine;
  if (end->error != NULL) fprintf(stderr, "%s\n", end->error->msg);
  kept = strdup(end->result);
}

// The JSON that the script returns in an engine.
static char *run_in_engine(const char *text) {
  lualark_options options;
  lualark_engine *engine = NULL;
  lualark_options_init(&options, sizeof options);
  options.exit = keep_result;
  options.slice_us = 50;    // often interrupted
  options.stall_ms = 60000; // in metamethods, on a machine that is busy
  CHECK(lualark_open(&options, &engine) == LARK_OK);
  lualark_program program = {.name = "script", .text = text};
  CHECK(lualark_start(engine, &program, NULL) == LARK_OK);
  while (lualark_scripts(engine) > 0)
    lualark_step(engine, 100);
  lualark_close(engine);
  return kept;
}

static void compare(const char *theirs, const char *ours) {
  const char *line = theirs;
  while (*theirs != '\0' && *theirs == *ours) {
    if (*theirs == '\n') line = theirs + 1;
    theirs++, ours++;
  }
  CHECK(*theirs == *ours);
  if (*theirs != *ours)
    fprintf(stderr, "Lua's: %.120s\nours from: %.60s\n", line, ours);
}

// A script in parts, since a literal of C has its limits.
static void agrees_with_luas_own(const char *first, const char *second,
                                 const char *third) {
  size_t size = strlen(first) + strlen(second) + strlen(third) + 1;
  char *script = malloc(size);
  snprintf(script, size, "%s%s%s", first, second, third);
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  int status = luaL_loadbuffer(L, script, strlen(script), "@script");
  if (status == LUA_OK) status = lua_pcall(L, 0, 1, 0);
  CHECK(status == LUA_OK);
  if (status != LUA_OK) fprintf(stderr, "%s\n", lua_tostring(L, -1));
  char *ours = run_in_engine(script);
  lark_document *document = NULL;
  const char *why = NULL;
  CHECK(lark_document_parse(ours, strlen(ours), &document, &why) == LARK_OK);
  compare(lua_tostring(L, -1),
          lark_json_string(lark_document_root(document), NULL));
  lark_document_free(document);
  free(ours);
  free(script);
  lua_close(L);
}

// Patterns that take exponential time, each in a script beside one that sleeps.
static void no_pattern_stalls_the_engine(void) {
  static const char *const evil[] = {
      "(('a'):rep(40)):find(('a-'):rep(20) .. 'b')",
      "(('a'):rep(40)):match(('a*'):rep(20) .. 'b')",
      "for _ in (('a'):rep(40)):gmatch(('a-'):rep(20) .. 'b') do end",
      "(('a'):rep(40)):gsub(('a-'):rep(20) .. 'b', '')",
      "(('a'):rep(40)):gsub(('a-'):rep(20) .. 'b', function() end)",
      "pcall(string.find, ('a'):rep(40), ('a-'):rep(20) .. 'b')",
      "coroutine.wrap(function() (('a'):rep(40)):find(('a-'):rep(20) .. 'b') "
      "end)()",
  };
  for (size_t i = 0; i < sizeof evil / sizeof evil[0]; i++) {
    lualark_options options;
    lualark_engine *engine = NULL;
    lualark_options_init(&options, sizeof options);
    CHECK(lualark_open(&options, &engine) == LARK_OK);
    lualark_program program = {.text = evil[i]};
    CHECK(lualark_start(engine, &program, NULL) == LARK_OK);
    program.text = "for i = 1, 20 do require('lark').sleep(0) end";
    CHECK(lualark_start(engine, &program, NULL) == LARK_OK);
    for (int step = 0; step < 2000 && lualark_scripts(engine) == 2; step++)
      lualark_step(engine, 1000);
    CHECK(lualark_scripts(engine) == 1);
    lualark_close(engine);
  }
}

// Calls that never end, or nearly never, or follow one another with hardly an
// instruction between them.
static const char *const endless[] = {
    "table.move({}, 1, 1 << 40, 2, {})",
    "table.move({}, 1, 1 << 40, 2)",
    "table.move(setmetatable({}, { __index = type }), 1, 1 << 40, 1,\n"
    "  setmetatable({}, { __newindex = type }))",
    "pcall(table.move, {}, 1, 1 << 40, 2, {})",
    "coroutine.wrap(function() table.move({}, 1, 1 << 40, 2, {}) end)()",
    "table.insert(setmetatable({}, { __len = function() return 1 << 40 end "
    "}),\n"
    "  1, 0)",
    "table.remove(setmetatable({}, { __len = function() return 1 << 40 end "
    "}),\n"
    "  1)",
    "table.remove(setmetatable({}, { __len = function()\n"
    "  return math.maxinteger end }), math.mininteger)",
    "table.concat(setmetatable({}, { __index = type }), '', 1, 1 << 40)",
    "table.concat(setmetatable({}, { __index = function() return '' end }), "
    "'',\n"
    "  math.mininteger, math.maxinteger)",
    "local s, t = ('x'):rep(100000), {} for i = 1, 90 do t[i] = s end\n"
    "while true do table.concat(t) end",
    "while true do table.unpack({}, 1, 900000) end",
    "while true do table.unpack(setmetatable({}, { __index = type }), 1, "
    "900000)"
    "\nend",
    "table.sort(setmetatable({}, { __index = type, __len = function()\n"
    "  return 1 << 30 end }))",
    "local mt = {} mt.__lt = function(a, b) return a[1] < b[1] end\n"
    "local t = {} for i = 1, 1000 do t[i] = setmetatable({ -i }, mt) end\n"
    "while true do table.sort(table.move(t, 1, #t, 1, {})) end",
    "local t = {} for i = 1, 30000 do t[i] = i * 7919 % 30011 end\n"
    "while true do table.sort(table.move(t, 1, #t, 1, {})) end",
    "local t = {} for i = 1, 3000 do t[i] = ('x'):rep(300) .. i end\n"
    "while true do table.sort(table.move(t, 1, #t, 1, {})) end",
    "while true do ('x'):rep(1 << 22) end",
    "while true do ('x'):rep(100001):rep(40, ',') end",
    "local t = {} for i = 1, 16000 do t[i] = 1e308 end\n"
    "local f = ('%99.99f'):rep(16000)\n"
    "while true do f:format(table.unpack(t)) end",
    "while true do ('%99.99f'):rep(14):format(table.unpack({ 1e308, 1e308,\n"
    "  1e308, 1e308, 1e308, 1e308, 1e308, 1e308, 1e308, 1e308, 1e308, 1e308,\n"
    "  1e308, 1e308 })) end",
    "local s = ('\\0'):rep(1 << 20) while true do ('%q'):format(s) end",
    "local s = ('x'):rep(1 << 20) while true do ('%s%.3s'):format(s, s) end",
    "local s = ('x'):rep(1 << 20)\n"
    "while true do s:find('xxxxxxxxxxy', 1, true) end",
    "local s = ('x'):rep(1 << 20) while true do s:find('xxxxxxxxxxy') end",
    "local s = ('x'):rep(1 << 20)\n"
    "while true do s:find(('x'):rep(1 << 19) .. 'y', 1, true) end",
};

// The second of two scripts ends while the first runs endlessly; that is killed
// then.
static void outlasts(const char *text) {
  lualark_options options;
  lualark_engine *engine = NULL;
  lualark_script lasting = 0;
  lualark_options_init(&options, sizeof options);
  CHECK(lualark_open(&options, &engine) == LARK_OK);
  lualark_program program = {.text = text};
  CHECK(lualark_start(engine, &program, &lasting) == LARK_OK);
  program.text = "for i = 1, 20 do require('lark').sleep(0) end";
  CHECK(lualark_start(engine, &program, NULL) == LARK_OK);
  int step = 0;
  for (; step < 2000 && lualark_scripts(engine) == 2; step++)
    lualark_step(engine, 1000);
  CHECK(lualark_scripts(engine) == 1 && step < 2000);
  CHECK(lualark_kill(engine, lasting) == LARK_OK);
  for (step = 0; step < 100 && lualark_scripts(engine) > 0; step++)
    lualark_step(engine, 1000);
  CHECK(lualark_scripts(engine) == 0);
  if (lualark_scripts(engine) > 0) fprintf(stderr, "goes on: %s\n", text);
  lualark_close(engine);
}

static void nothing_endless_keeps_others_waiting(void) {
  for (size_t i = 0; i < sizeof endless / sizeof endless[0]; i++)
    outlasts(endless[i]);
}

int main(void) {
  agrees_with_luas_own(patterns, "", "");
  agrees_with_luas_own(common, list_calls, list_edges);
  agrees_with_luas_own(common, sorts, "");
  agrees_with_luas_own(common, format_calls, format_edges);
  no_pattern_stalls_the_engine();
  nothing_endless_keeps_others_waiting();
  return check_failures();
}
