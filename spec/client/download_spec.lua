-- SPDX-License-Identifier: MIT

-- Files that are downloaded, compared byte for byte, under faults and hostile servers.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local raw = require "support.raw"
local script = require "support.script"
local simulator = require "support.simulator"

local HOLDER = "files.get"

describe("a download", function()
  local sim, client, folder, target, content, id
  setup(function()
    sim = simulator.start("--limits", "off")
    folder = files.folder()
    target = folder .. "/cv 1.pdf"
    content = ("%PDF-1.7\r\n\0\255abc"):rep(120000)
  end)
  teardown(function()
    sim:stop()
    process.run { "rm", "-r", folder }
  end)
  before_each(function()
    client = sim:client()
    id = assert(client.hire.attachment.create {
      content = { bytes = content, name = "cv.pdf" } }).id
    sim:reset()
  end)
  after_each(function()
    sim:faults {}
    client:close()
    os.remove(target)
  end)

  local function address()
    return assert(client.hire.attachment.get { attachment_id = id }).attachment.url
  end
  local function names()
    return process.run { "ls", "-A", folder }.out
  end

  it("goes into a file, private and whole", function()
    local done = assert(client:download(address(), target))
    assert.same({ path = target, bytes = #content, content_type = "application/pdf" }, done)
    assert.is_true(files.read(target) == content)
    assert.equal("cv 1.pdf\n", names())
    assert.equal("600\n", process.run { "stat", "-c", "%a", target }.out)
    assert.is_nil(sim:last().headers.authorization)
  end)

  it("goes into a string, and into a function", function()
    assert.is_true(client:download(address()) == content)
    local got, most = {}, 0
    local done = assert(client:download(address(), function(piece)
      got[#got + 1] = piece
      most = math.max(most, #piece)
    end))
    assert.equal(#content, done.bytes)
    assert.is_true(table.concat(got) == content)
    assert.is_true(most <= 65536)
    local _, err = client:download(address(), function() return false end)
    assert.equal("limit", err.kind)
  end)

  it("needs no client: lark.download", function()
    local url = address()
    local found = process.lua(([[
      local lark = require "lark"
      print(#assert(lark.download %q))
    ]]):format(url), { LARK_BASE_URL = sim.url, LARK_APP_ID = false, LARK_APP_SECRET = false })
    assert.equal(#content .. "\n", found.out, found.err)
  end)

  it("goes on where a connection broke off, and starts over where it cannot", function()
    for _, fault in ipairs { "reset-body", "truncated", "close-after", "stall-body" } do
      local quick = sim:client { idle_timeout = 0.2 }
      sim:faults { fault .. ",times=2,endpoint=" .. HOLDER }
      sim:reset()
      assert(quick:download(address(), target))
      assert.is_true(files.read(target) == content, fault)
      assert.equal("cv 1.pdf\n", names())
      local asked = sim:last().headers.range
      if fault ~= "close-after" then assert.matches("^bytes=%d+%-$", asked) end
      assert.equal(3, sim:count(HOLDER))
      quick:close()
    end
    sim:faults { "chunked-cut,times=1,endpoint=" .. HOLDER }
    assert(client:download(address(), target))
    assert.is_true(files.read(target) == content)
  end)

  it("leaves nothing that looks whole where it fails", function()
    sim:faults { "truncated,endpoint=" .. HOLDER }
    local short = sim:client { retries = 0 }
    files.write(target, "what was there")
    -- Each attempt brings something until nothing is left to halve.
    local done, err = short:download(address(), target, { max_bytes = 1000 })
    assert.is_nil(done)
    assert.equal("limit", err.kind, tostring(err))
    assert.equal("what was there", files.read(target))
    sim:faults { "html,status=503,endpoint=" .. HOLDER }
    done, err = short:download(address(), target)
    assert.is_nil(done)
    assert.same({ "http", 503, true }, { err.kind, err.http_status, err.retryable })
    assert.equal("what was there", files.read(target))
    assert.equal("cv 1.pdf\n", names())
    short:close()
  end)

  it("says that an address has expired, and shows none of it", function()
    local brief = simulator.start("--url-ttl", "0")
    local other = brief:client()
    local made = assert(other.hire.attachment.create { content = { bytes = "a", name = "a" } })
    local done, err = other:download(made.url, target)
    assert.is_nil(done)
    assert.same({ "http", 403, false }, { err.kind, err.http_status, err.retryable })
    assert.matches("may have expired", err.hint)
    assert.not_matches(made.url:match "[^/]+$", tostring(err), 1, true)
    assert.matches("download from 127.0.0.1", err.endpoint, 1, true)
    other:close()
    brief:stop()
  end)

  it("takes options that are made when they are asked for", function()
    local made = setmetatable({}, { __index = function(_, name)
      collectgarbage()
      return name == "hosts" and { ("%d.example"):format(1), ("%d.example"):format(2) } or nil
    end })
    assert(client:download(address(), target, made))
    local _, err = client:download(address(), target, { hosts = { "a\0b" } })
    assert.equal("hosts holds a NUL", err.msg)
    _, err = client:download(nil, target)
    assert.equal("url is missing", err.msg)
  end)

  it("says where its temporary file cannot be read", function()
    local scripts = script.new(sim)
    local ended = scripts:run([[
      local open = io.open
      io.open = function(path, mode) return open(path .. ".missing", mode) end
      print(require "lark".client():download(arg[1], function() end))
    ]], {}, { address() })
    scripts:remove()
    assert.matches("^nil%s+.*No such file", ended.out)
  end)

  it("comes only from hosts that are allowed, over https", function()
    for _, case in ipairs {
      { "https://evil.example/a", "no files may come from evil.example" },
      { "https://feishu.cn.evil.example/a", "no files may come from" },
      { "https://evilfeishu.cn/a", "no files may come from" },
      { "http://hire.feishu.cn/a", "https alone" },
      { "http://127.0.0.1@evil.example/a", "no address" },
      { "ftp://hire.feishu.cn/a", "no address" },
      { "file:///etc/passwd", "no address" },
      { "/etc/passwd", "no address" },
      { "https://hire.feishu.cn/a b", "no address" },
      { "", "no address" },
    } do
      local done, err = client:download(case[1], target)
      assert.is_nil(done)
      assert.equal("param", err.kind, case[1])
      assert.matches(case[2], err.msg, 1, true)
    end
    assert.equal("", names())
    local _, err = client:download("https://evil.example/", target, { hosts = { "evil.exampl" } })
    assert.equal("param", err.kind)
    _, err = client:download("https://127.0.0.2:1/", target, { hosts = { "127.0.0.2" } })
    assert.equal("network", err.kind)
  end)

  it("refuses a place that is none, before anything is sent", function()
    local url = address()
    sim:reset()
    for _, case in ipairs {
      { folder, "is a folder" }, { "/dev/null", "is no regular file" },
      { folder .. "/none/cv.pdf", "No such file" },
    } do
      local done, err = client:download(url, case[1])
      assert.is_nil(done)
      assert.equal("param", err.kind)
      assert.matches(case[2], err.msg, 1, true)
    end
    assert.equal(0, sim:count(HOLDER))
  end)

  it("keeps the mode of a file that was there, and what a link leads to", function()
    files.write(target, "old")
    process.run { "chmod", "640", target }
    process.run { "ln", "-s", target, folder .. "/link" }
    assert(client:download(address(), folder .. "/link"))
    assert.is_true(files.read(target) == content)
    assert.equal("640\n", process.run { "stat", "-c", "%a", target }.out)
    os.remove(folder .. "/link")
  end)

  -- The answers of a server that is not the simulator.
  local function from(text)
    local server = raw.start("said", text)
    local near = assert(lark.client { base_url = server.url, tenant_access_token = "t-1",
      retries = 0 })
    return server, near
  end

  it("follows redirects, and none to a place that is not allowed", function()
    local url = address()
    local function redirect(to)
      return "HTTP/1.1 302 Found\r\nLocation: " .. to .. "\r\nContent-Length: 0\r\n\r\n"
    end
    local server, near = from(redirect(url))
    assert(near:download(server.url .. "/a", target))
    assert.is_true(files.read(target) == content)
    near:close()
    server:stop()
    for to, words in pairs {
      ["https://evil.example/"] = "no files may come from evil.example",
      ["http://hire.feishu.cn/"] = "https alone", ["file:///etc/passwd"] = "",
    } do
      server, near = from(redirect(to))
      local done, err = near:download(server.url .. "/a", target)
      assert.is_nil(done)
      assert.equal("http", err.kind, tostring(err))
      assert.matches(words, err.msg, 1, true)
      near:close()
      server:stop()
    end
  end)

  it("trusts no answer whose length is unknown", function()
    local server, near = from("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf of it")
    local done, err = near:download(server.url .. "/a", target)
    assert.is_nil(done)
    assert.equal("decode", err.kind, tostring(err))
    assert.matches("how long the file is", err.msg)
    near:close()
    server:stop()
  end)

  it("is refused to a sandboxed script, unless the program allows it", function()
    local scripts = script.new(sim)
    local ended = scripts:run(([[
      local lark = require "lark"
      local client = assert(lark.client())
      local kinds = {}
      for i, to in ipairs { "/tmp/x", function() end } do
        kinds[i] = select(2, client:download(%q, to)).kind
        kinds[i + 2] = select(2, lark.download(%q, to)).kind
      end
      return kinds
    ]]):format(address(), address()), { "--sandbox", "--format", "json" })
    assert.equal(0, ended.status, ended.err)
    assert.same({ "permission", "permission", "permission", "permission" },
      lark.decode(ended.out))
    scripts:remove()
  end)

  it("runs from the command line", function()
    local function run(...)
      return process.run({ os.getenv "LARK_BUILD" .. "/bin/lualark", "download", ... },
        { env = { LARK_BASE_URL = sim.url } })
    end
    local ended = run(address(), target)
    assert.equal(0, ended.status, ended.err)
    assert.is_true(files.read(target) == content)
    assert.matches(#content .. " bytes", ended.err, 1, true)
    ended = run(address(), "-")
    assert.is_true(ended.out == content)
    assert.equal(5, run("--max-bytes", "1K", address(), target).status)
    assert.equal(2, run(address()).status)
    assert.equal(2, run("https://evil.example/", target).status)
    assert.equal(2, run("--max-bytes", "much", address(), target).status)
  end)
end)
