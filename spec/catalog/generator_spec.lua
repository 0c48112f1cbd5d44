-- SPDX-License-Identifier: MIT

-- tools/catalog.lua and tools/members.lua: families found by their place, one member or
-- locale more, and what is refused.
local files = require "support.files"
local catalog = require "support.catalog"
local process = require "support.process"

local source = os.getenv "LARK_SOURCE"

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

describe("the generator", function()
  local folder

  before_each(function()
    folder = os.tmpname()
    os.remove(folder)
    assert(os.execute("mkdir -p " .. folder .. "/tools"))
    for _, name in ipairs { "catalog", "read_catalog", "members", "kinds" } do
      local path = ("/tools/%s.lua"):format(name)
      write(folder .. path, files.read(source .. path))
    end
    assert(os.execute(("cp -r %s/core/catalog %s"):format(process.quote(source), folder)))
  end)
  after_each(function() os.execute("rm -r " .. folder) end)

  -- Adds a file to the catalog, and its folder.
  local function add(path, text)
    assert(os.execute("mkdir -p " .. folder .. "/catalog/" .. path:match "^[^/]+"))
    write(folder .. "/catalog/" .. path, text)
  end

  -- Replaces a text that stands once in a file.
  local function replace(path, old, new)
    local text = files.read(folder .. "/" .. path)
    local first, last = text:find(old, 1, true)
    assert.is_truthy(first, old)
    write(folder .. "/" .. path, text:sub(1, first - 1) .. new .. text:sub(last + 1))
  end

  local function run(tool, ...)
    return process.run { "sh", "-c", table.concat({ "cd", folder, "&& lua5.4", tool, ... }, " ") }
  end

  -- Writes what the tables say of im.message.get, of 230001 and of the locales.
  local PROGRAM = [[
    #include <stdio.h>
    #include "lark.h"
    static void texts(const char *name, const char *const *texts) {
      for (size_t i = 0; texts != NULL && lark_locale_at(i) != NULL; i++)
        printf("%s %s: %s\n", name, lark_locale_at(i), texts[i] ? texts[i] : "-");
    }
    int main(void) {
      for (size_t i = 0; lark_locale_at(i) != NULL; i++) printf("locale %s\n", lark_locale_at(i));
      const lark_code *code = lark_code_find(230001);
      if (code != NULL) {
        printf("code %d: %s\n", (int)code->first, code->meaning);
        texts("meaning", code->meaning_in);
      }
      const lark_endpoint *endpoint = lark_endpoint_find("im.message.get");
      if (endpoint == NULL) return 0;
      printf("endpoint %s: %s\n", endpoint->name, endpoint->doc);
      texts("doc", endpoint->doc_in);
      printf("token %s\n", endpoint->token == LARK_TOKEN_USER ? "user" : "-");
      const lark_field *kind = endpoint->params[2], *time = endpoint->returns[0];
      printf("choice %s: %s\n", kind->choices[0].string,
        kind->choices[0].en ? kind->choices[0].en : "-");
      texts("label", kind->label_in ? kind->label_in[0] : NULL);
      printf("field %s: %s, %s, %s\n", time->name, time->doc, time->unit, time->deprecated);
      texts("doc", time->doc_in);
      return 0;
    } ]]

  -- What the C tables of the catalog say, once compiled. They hold no pointer, which a
  -- loader would have to relocate.
  local function tables()
    local ended = run("tools/catalog.lua", "catalog tables.c catalog/*/*.lua")
    assert.equal(0, ended.status, ended.err)
    write(folder .. "/program.c", PROGRAM)
    local room = process.quote(source .. "/core/src/")
    local command = [[cd %s && %s && cc -std=c11 -Wall -Wextra -Werror -fPIC %s %s
      && objdump -r tables.o && cc -o program *.o && ./program]]
    ended = process.run { "sh", "-c", command:gsub("%s*\n%s*", " "):format(
      folder, catalog.words_command(folder),
      ("-I%s/core/include -I%scatalog -I%sbase"):format(process.quote(source), room, room),
      "-c tables.c program.c " .. room .. "catalog/*.c " .. room .. "base/suggest.c " .. room
        .. "base/language.c words.c") }
    assert.equal(0, ended.status, ended.err)
    assert.not_matches("RELOCATION", ended.out, 1, true)
    return ended.out
  end

  local function refuses(message)
    local ended = run("tools/catalog.lua", "catalog tables.c catalog/*/*.lua")
    assert.equal(1, ended.status)
    assert.matches(message, ended.err, 1, true)
  end

  local ENDPOINT = [[
    local common = import "common/types"
    return { ["im.message.get"] = {
      doc = { en = "Reads it.", zh = "读取。" }, get = "/open-apis/im/v1/messages/:message_id",
      path = { { "message_id", id, "Which." } },
      query = { common.user_id_type, { "kind?", string { enum = { { "a", "first" } } } } },
      returns = { { "time", time_ms { deprecated = "Use when." }, { en = "When.", zh = "时间。" } } },
      errors = { 230001 }, token = "user",
    } }]]

  it("finds a family, its types and its errors by their place", function()
    local before = tables()
    add("im/message.lua", ENDPOINT)
    add("im/errors.lua", [[return {
      { 230001, "api", "fail", { en = "wrong", zh = "错误" }, "Check it." } }]])
    local text = tables()
    local written = files.read(folder .. "/tables.c")
    assert.not_matches("im.message.get", before, 1, true)
    assert.not_matches("230001", before, 1, true)
    assert.matches("endpoint im.message.get: Reads it.", text, 1, true)
    assert.matches("choice a: first\n", text, 1, true)
    assert.matches("token user\n", text, 1, true)
    assert.matches("field time: When., ms, Use when.", text, 1, true)
    assert.matches("code 230001: wrong\nmeaning en: wrong\nmeaning zh: 错误", text, 1, true)
    assert.equal(text, tables())
    assert.equal(written, files.read(folder .. "/tables.c"))
  end)

  it("writes a text in each locale; one more is one more entry in the list", function()
    replace("catalog/format.lua", 'M.locales = { "en", "zh" }', 'M.locales = { "en", "zh", "ja" }')
    add("im/message.lua", (ENDPOINT:gsub('zh = "时间。"', '%0, ja = "時間。"')
      :gsub('"first"', '{ ja = "一番" }')))
    local text = tables()
    assert.matches("doc en: When.\ndoc zh: 时间。\ndoc ja: 時間。", text, 1, true)
    assert.matches("doc en: Reads it.\ndoc zh: 读取。\ndoc ja: -", text, 1, true)
    assert.matches("label en: -\nlabel zh: -\nlabel ja: 一番", text, 1, true)
    assert.matches("locale en\nlocale zh\nlocale ja", text, 1, true)
  end)

  it("refuses what stands in the wrong place, or twice", function()
    add("im/message.lua", ENDPOINT)
    add("im/again.lua", ENDPOINT)
    refuses "catalog/im/message.lua: im.message.get stands in catalog/im/again.lua too"
    os.remove(folder .. "/catalog/im/message.lua")
    os.rename(folder .. "/catalog/im/again.lua", folder .. "/catalog/hire/message.lua")
    refuses "catalog/hire/message.lua: im.message.get belongs in catalog/im/"
  end)

  it("refuses a code with two meanings, and an unknown kind or reaction", function()
    add("im/errors.lua", [[return { { 1002001, "api", "fail", "other", "Do it." } }]])
    refuses "catalog/im/errors.lua: 1002001 stands in catalog/hire/errors.lua too"
    add("im/errors.lua", [[return { { 230001, "apy", "fail", "other", "Do it." } }]])
    refuses 'catalog/im/errors.lua: 230001: kind: "apy" is neither config nor auth'
    add("im/errors.lua", [[return { { 230001, "api", "again", "other", "Do it." } }]])
    refuses 'reaction: "again" is neither fail nor renew token'
    add("im/errors.lua", [[return { { 230001, "api", "fail", "other" } }]])
    refuses "230001 lacks its hint"
  end)

  it("refuses an unknown locale, and a text without English", function()
    add("im/message.lua", (ENDPOINT:gsub('zh = "读取。"', 'fr = "Lit."')))
    refuses 'im.message.get: doc: unknown locale "fr"'
    add("im/message.lua", (ENDPOINT:gsub('en = "Reads it.", ', "")))
    refuses 'im.message.get: doc lacks its text in "en"'
  end)

  it("does not compile a member whose type in lark.h is another", function()
    local function compile()
      local ended = run("tools/members.lua", "catalog/format.lua members.c")
      assert.equal(0, ended.status, ended.err)
      return process.run { "cc", "-std=c11", "-fsyntax-only", "-I" .. source .. "/core/include",
        "-I" .. source .. "/bindings/src/client", folder .. "/members.c" }
    end
    assert.equal(0, compile().status)
    replace("catalog/format.lua", '{ "required", "flag" }', '{ "required", "string" }')
    local ended = compile()
    assert.equal(1, ended.status)
    assert.matches("required", ended.err, 1, true)
  end)
end)
