-- SPDX-License-Identifier: MIT

-- The JSON that the commands write, outlined, against golden/commands.txt, as
-- docs/compatibility.md promises. The fields of answers are the platform's, and left out.
-- After an intended change GOLDEN=write rewrites the file; a line that goes or changes is a
-- break: see CONTRIBUTING.md.
local files = require "support.files"
local golden = require "support.golden"
local lark = require "lark"
local outline = require "support.outline"
local process = require "support.process"
local redis = require "support.redis"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local TALENT = "6930815272790114324"

-- In Chinese: not a key may change with the language.
local LANGUAGES = { "en", "zh" }

describe("the JSON of the commands", function()
  local sim, folder
  setup(function()
    sim = simulator.start "--limits=off"
    folder = files.folder()
  end)
  teardown(function()
    sim:stop()
    files.remove(folder)
  end)

  local function run(env, ...)
    local ended = process.run({ lualark, ... }, { env = sim:env(env) })
    return ended.out, ended.err, ended.status
  end

  local function json(env, ...)
    local out, err = run(env, ...)
    local value = lark.decode(out)
    assert(value ~= nil, err)
    return value
  end

  local function write(name, text)
    files.write(folder .. "/" .. name, text)
    return folder .. "/" .. name
  end

  local texts = {} -- by language, since many processes take their time

  local function schemas(env)
    local language, all = env.LARK_LANG, {}
    texts[language] = texts[language] or {}
    for i, name in ipairs(lark.endpoints()) do
      texts[language][i] = texts[language][i] or run(env, "schema", name, "--format=json")
      all[i] = lark.decode(texts[language][i])
    end
    return all
  end

  -- Descriptions hold others; each is looked at on its own, and left out of what holds it.
  local function gather(found, description)
    for _, field in ipairs(description.fields or {}) do gather(found, field) end
    for _, name in ipairs { "item", "values" } do
      if description[name] then gather(found, description[name]) end
      description[name] = description[name] and {}
    end
    description.fields = description.fields and lark.array {}
    found[#found + 1] = description
  end

  local SECTIONS = {
    { "call ENDPOINT --dry-run", function(env)
      return json(env, "call", "hire.note.create", "talent_id=1", "content=x", "--dry-run"),
        json(env, "call", "hire.talent.get", "talent_id=1", "--dry-run")
    end },
    { "call ENDPOINT --rows FILE --dry-run", function(env)
      local path = write("rows.csv", ("talent_id,content\n%s,one\n"):format(TALENT))
      return json(env, "call", "hire.note.create", "--rows", path, "--dry-run", "--format=json")
    end },
    { "call ENDPOINT --rows FILE: besides the answer's fields", function(env)
      local path = write("ids.csv", "referral_account_id\n6942778198054125570\n404\n")
      local rows = json(env, "call", "hire.referral_account.get_account_assets", "--rows", path,
        "--format=json")
      for _, row in ipairs(rows) do
        row.account_id, row.assets, row.referrer, row.status = nil, nil, nil, nil
      end
      return rows
    end },
    { "doctor", function(env)
      return json(env, "doctor", "--format=json"),
        json({ LARK_LANG = env.LARK_LANG, LARK_APP_SECRET = "wrong" }, "doctor", "--format=json")
    end },
    { "drift ENDPOINT...", function(env)
      local path = write("define.lua", [[return { ["hire.mine.list"] = {
        get = "/open-apis/hire/v1/external_applications", query = { { "talent_id", id } },
        returns = { { "has_more", string } },
      } }]])
      return json(env, "drift", "--format=json", "--define", path, "hire.mine.list",
        "talent_id=6960663240925956660")
    end },
    { "journal FILE", function(env)
      local rows = write("changes.csv", ("talent_id,content\n%s,one\n404,two\n"):format(TALENT))
      local path = folder .. "/journal-" .. env.LARK_LANG .. ".db"
      run(env, "call", "hire.note.create", "--rows", rows, "--yes", "--journal", path)
      return json(env, "journal", path, "--format=json")
    end },
    { "recording FILE", function(env)
      local path = folder .. "/recording-" .. env.LARK_LANG .. ".db"
      run(env, "call", "hire.talent.get", "talent_id=" .. TALENT, "--record", path)
      return json(env, "recording", path, "--format=json")
    end },
    { "run SCRIPT that returns a report", function(env)
      return json(env, "run", write("report.lua", [[
local r = require "lark.report".new "Title"
r:note "note"
r:figure("Figure", 3)
local rows = { { id = "1", n = 2 }, { id = "2", n = 3 } }
r:heading "Heading"
r:table("Table", rows, { "id", { key = "n", title = "N" } })
r:chart("Chart", rows, { kind = "bar", x = "id", y = "n" })
return r, { n = 1, [2] = "failed" }]]), "--format=json")
    end },
    { "schema", function(env) return json(env, "schema", "--format=json") end },
    { "schema ENDPOINT, of all endpoints: besides params and returns", function(env)
      local all = schemas(env)
      for _, schema in ipairs(all) do schema.params, schema.returns = nil, nil end
      return table.unpack(all)
    end },
    { "schema ENDPOINT: parameters and fields; item and values are such", function(env)
      local found = {}
      for _, schema in ipairs(schemas(env)) do
        for _, list in ipairs { schema.params, schema.returns } do
          for _, one in ipairs(list) do gather(found, one) end
        end
      end
      return table.unpack(found)
    end },
  }

  local STORED = {
    { "store status", function(env)
      run(env, "call", "hire.talent.get", "talent_id=1")
      return json(env, "store", "status", "--format=json")
    end },
    { "queue status", function(env)
      run(env, "queue", "add", write("jobs.csv", "id\n1\n2\n"))
      local script = write("work.lua", [[return function(row)
        if row.id == "2" then error "two" end
        return { id = row.id }
      end]])
      run(env, "queue", "work", script, "--tries=1", "--patience=1s")
      return json(env, "queue", "status", "--format=json")
    end },
    { "queue results", function(env) return json(env, "queue", "results", "--format=json") end },
    { "queue aside", function(env) return json(env, "queue", "aside", "--format=json") end },
  }

  local function outlines(sections, env)
    local parts = {}
    for i, section in ipairs(sections) do
      parts[i] = "# " .. section[1] .. "\n" .. outline.of(section[2](env))
    end
    return table.concat(parts, "\n")
  end

  for _, language in ipairs(LANGUAGES) do
    it("has the keys that it had: " .. language, function()
      golden.compare("compatibility/golden/commands.txt",
        outlines(SECTIONS, { LARK_LANG = language }))
    end)
  end

  local available, why = redis.available()
  it("has the keys that it had, of a store and a queue", function()
    if not available then return pending(why) end
    for _, language in ipairs(LANGUAGES) do
      local server = redis.start()
      local text = outlines(STORED, { LARK_LANG = language, LARK_STORE = server.url })
      server:stop()
      golden.compare("compatibility/golden/stored-commands.txt", text)
    end
  end)

  it("stands beside a version that one line says", function()
    assert.equal("lualark " .. lark.version .. "\n", (run({}, "--version")))
    assert.matches("^%d+%.%d+%.%d+$", lark.version)
  end)

  it("fails with the statuses that are documented", function()
    local function status_of(...) return select(3, run({}, ...)) end
    assert.equal(0, status_of("call", "hire.talent.get", "talent_id=6930815272790114324"))
    assert.equal(1, status_of("call", "hire.talent.get", "talent_id=404"))
    assert.equal(2, status_of("call", "hire.talent.get"))
    assert.equal(2, status_of "nothing")
    assert.equal(3, select(3, run({ LARK_APP_SECRET = "wrong" }, "call", "hire.talent.get",
      "talent_id=1")))
    assert.equal(4, select(3, run({ LARK_BASE_URL = "http://127.0.0.1:1" }, "call",
      "hire.talent.get", "talent_id=1")))
    local endless = write("endless.lua", "while true do end")
    assert.equal(5, status_of("run", "--instructions=100000", endless))
    local partly = write("partly.lua", "return { { id = 1 } }, { n = 1, [2] = 'failed' }")
    assert.equal(6, status_of("run", partly))
  end)
end)
