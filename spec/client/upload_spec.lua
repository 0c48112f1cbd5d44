-- SPDX-License-Identifier: MIT

-- Files that are uploaded, and given back byte for byte; seen at the server.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local script = require "support.script"
local simulator = require "support.simulator"

local ATTACHMENT = "hire.attachment.create"

describe("an upload", function()
  local sim, client, folder, path
  setup(function()
    sim = simulator.start("--limits", "off")
    folder = files.folder()
    path = folder .. "/résumé 1.pdf"
    -- Bytes that look like a boundary, lines' ends, NULs: 3 MB of them.
    files.write(path, ("%PDF-1.7\r\n--------\r\n\0\255"):rep(140000))
  end)
  teardown(function()
    sim:stop()
    process.run { "rm", "-r", folder }
  end)
  before_each(function()
    client = sim:client()
    assert(client.hire.job_type.list {}) -- the token
    sim:reset()
  end)
  after_each(function()
    sim:faults {}
    client:close()
  end)

  local function stored(id)
    return process.run { "curl", "-sf", sim.url .. "/_sim/files/" .. id }.out
  end

  it("sends a file from its path, whole", function()
    local made = assert(client.hire.attachment.create { content = path })
    assert.equal("résumé 1.pdf", made.name)
    assert.is_true(stored(made.id) == files.read(path))
    local known = assert(client.hire.attachment.get { attachment_id = made.id }).attachment
    assert.same({ "résumé 1.pdf", "application/pdf" }, { known.name, known.mime })
    assert.is_true(client:stats().sent_bytes > 3000000)
  end)

  it("sends bytes with a name, under the name of the parameter or `file`", function()
    local made = assert(client.hire.attachment.create {
      file = { bytes = "a\0b", name = "简历.pdf", content_type = "application/x-cv" },
    })
    assert.equal("简历.pdf", made.name)
    assert.equal("a\0b", stored(made.id))
    local known = assert(client.hire.attachment.get { attachment_id = made.id }).attachment
    assert.equal("application/x-cv", known.mime)
    made = assert(client.hire.attachment.create { content = { path = path, name = "other.txt" } })
    assert.equal("other.txt", made.name)
  end)

  it("sends the other parameters as fields of the form", function()
    local made = assert(client.im.file.create {
      file_type = "pdf", file_name = "2024", duration = 3000, file = path,
    })
    assert.is_true(stored(made.file_key) == files.read(path))
    made = assert(client.im.image.create {
      image_type = "message", image = { bytes = "GIF89a", name = "a.gif" },
    })
    assert.equal("GIF89a", stored(made.image_key))
  end)

  it("is refused before anything is sent where the file cannot be", function()
    local large = folder .. "/large.bin"
    files.write(large, "")
    assert.equal(0, process.run { "truncate", "-s", "314572801", large }.status)
    for _, case in ipairs {
      { { content = folder .. "/none" }, "No such file" },
      { { content = folder }, "is a folder" },
      { { content = large }, "at most 314572800 bytes, not 314572801" },
      { { content = { bytes = "", name = "a" } }, "must not be empty" },
      { { content = { bytes = "a" } }, "needs a name" },
      { { content = {} }, "either path or bytes" },
      { { content = { path = path, bytes = "a" } }, "either path or bytes" },
      { { content = { path = path, nam = "a" } }, "content.nam is no part of a file" },
      { { content = { path = 1 } }, "content.path must be a string" },
      { { content = path, file = path }, "given twice" },
      { {}, "content is missing" },
    } do
      local made, err = client.hire.attachment.create(case[1])
      assert.is_nil(made)
      assert.equal("param", err.kind)
      assert.matches(case[2], err.msg, 1, true)
    end
    assert.equal(0, sim:count(ATTACHMENT))
  end)

  it("is sent once where the answer is lost", function()
    for _, fault in ipairs { "reset-after", "close-after", "reset-body" } do
      sim:reset()
      sim:faults { fault .. ",times=1,endpoint=" .. ATTACHMENT }
      local made, err = client.hire.attachment.create { content = path }
      assert.is_nil(made)
      assert.equal("network", err.kind, tostring(err))
      assert.is_false(err.retryable)
      assert.equal(1, sim:count(ATTACHMENT))
    end
  end)

  it("is sent once where the connection breaks in its middle", function()
    sim:faults { "reset-before,times=1,endpoint=" .. ATTACHMENT }
    local made, err = client.hire.attachment.create { content = path }
    assert.is_nil(made)
    assert.equal("network", err.kind, tostring(err))
    assert.equal(1, err.attempts)
  end)

  it("is sent again, whole, where the server did not take it", function()
    sim:faults { "rate-limit,times=1,reset=0,endpoint=" .. ATTACHMENT }
    local made = assert(client.hire.attachment.create { content = path })
    assert.equal(2, sim:count(ATTACHMENT))
    assert.is_true(stored(made.id) == files.read(path))
    sim:faults { "tokens-revoked,times=1,endpoint=" .. ATTACHMENT }
    made = assert(client.hire.attachment.create { content = path })
    assert.is_true(stored(made.id) == files.read(path))
  end)

  it("shows what the platform refuses, though its envelope says `message`", function()
    sim:faults { "code,code=1002002,status=400,times=1,endpoint=" .. ATTACHMENT }
    local _, err = client.hire.attachment.create { content = path }
    assert.same({ "api", 1002002 }, { err.kind, err.code })
  end)

  it("may take longer than an attempt, as long as bytes move", function()
    local slow = simulator.start("--latency", "700")
    local hurried = slow:client { timeout = 0.3, tenant_access_token = nil }
    local other = slow:client { idle_timeout = 0.2, deadline = 5 }
    -- The token's own call has the 0.3 s.
    local token = lark.decode(process.run { "curl", "-s", slow.url
      .. "/open-apis/auth/v3/tenant_access_token/internal", "-H",
      "Content-Type: application/json", "-d", lark.encode { app_id = simulator.app_id,
        app_secret = simulator.app_secret } }.out).tenant_access_token
    hurried:close()
    other:close()
    hurried = assert(lark.client {
      base_url = slow.url, tenant_access_token = token, timeout = 0.3,
    })
    assert(hurried.hire.attachment.create { content = path })
    local _, err = hurried.hire.job_type.list {}
    assert.equal("timeout", err.kind)
    hurried:close()
    for option, words in pairs { idle_timeout = "no byte came", deadline = "deadline" } do
      local limited = assert(lark.client {
        base_url = slow.url, tenant_access_token = token, [option] = 0.3,
      })
      _, err = limited.hire.attachment.create { content = path }
      assert.equal("timeout", err.kind)
      assert.matches(words, err.msg)
      limited:close()
    end
    slow:stop()
  end)

  it("needs no more memory than a piece of the file", function()
    local large = folder .. "/sparse.bin"
    files.write(large, "")
    assert.equal(0, process.run { "truncate", "-s", "60M", large }.status)
    local measure = folder .. "/measure.lua"
    files.write(measure, [[
      local lark = require "lark"
      local client = lark.client()
      assert(client.hire.attachment.create { content = { bytes = "a", name = "a" } })
      local function peak()
        for line in io.lines "/proc/self/status" do
          local kib = line:match "^VmHWM:%s*(%d+)"
          if kib then return tonumber(kib) end
        end
      end
      local before = peak()
      assert(client.hire.attachment.create { content = arg[1] })
      print(peak() - before)
    ]])
    local words = { process.interpreter() }
    table.move({ measure, large }, 1, 2, #words + 1, words)
    local ran = process.run(words, { env = sim:env() })
    assert.equal(0, ran.status, ran.err)
    -- A sanitizer keeps what was freed.
    if not os.getenv "LARK_CFLAGS" then assert.is_true(tonumber(ran.out) < 8192, ran.out) end
  end)

  it("is no part of a recording, and none is sent offline", function()
    local recording = folder .. "/calls.db"
    assert.equal(0, sim:call("--record", recording, "hire.job_type.list").status)
    assert.equal(0, sim:call("--yes", "--record", recording, ATTACHMENT, "file=" .. path).status)
    sim:reset()
    local ended = sim:call("--yes", "--replay", recording, ATTACHMENT, "file=" .. path)
    assert.equal(4, ended.status)
    assert.matches("a recording holds no files", ended.err)
    assert.equal(0, sim:count(ATTACHMENT))
  end)

  it("takes bytes, and no path, from a sandboxed script", function()
    local scripts = script.new(sim)
    local ended = scripts:run([[
      local lark = require "lark"
      local client = assert(lark.client())
      local kinds = {}
      for i, file in ipairs { "/etc/passwd", { path = "/etc/passwd" } } do
        local _, err = client.hire.attachment.create { content = file }
        kinds[i] = err.kind
        _, err = client.hire.attachment.create { file = file }
        kinds[i + 2] = err.kind
        _, err = lark.preview("hire.attachment.create", { file = file })
        kinds[i + 4] = err.kind
      end
      kinds[7] = assert(client.hire.attachment.create {
        content = { bytes = "hello", name = "a.txt" } }).name
      return kinds
    ]], { "--sandbox", "--format", "json" })
    assert.equal(0, ended.status, ended.err)
    local refused = "permission"
    assert.same({ refused, refused, refused, refused, refused, refused, "a.txt" },
      lark.decode(ended.out))
    scripts:remove()
  end)

  it("goes from the command line, shown first", function()
    local shown = sim:call("--dry-run", "--format", "json", ATTACHMENT, "file=" .. path)
    assert.equal(0, shown.status, shown.err)
    assert.same({ content = { name = "résumé 1.pdf", bytes = 3080000 } },
      lark.decode(lark.decode(shown.out).body))
    assert.equal(2, sim:call(ATTACHMENT, "file=" .. path).status)
    assert.equal(0, sim:count(ATTACHMENT))
    local sent = sim:call("--yes", ATTACHMENT, "content=" .. path)
    assert.equal(0, sent.status, sent.err)
    assert.is_true(stored(lark.decode(sent.out).id) == files.read(path))
    assert.equal(2, sim:call("--yes", ATTACHMENT, "file=" .. folder .. "/none").status)
  end)
end)
