-- SPDX-License-Identifier: MIT

-- The option `progress` of uploads and downloads, and the line of `lualark download`.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"

describe("progress", function()
  local sim, client, folder, content, url
  setup(function()
    sim = simulator.start("--limits", "off")
    folder = files.folder()
    content = ("%PDF-1.7\r\n\0\255abc"):rep(120000)
  end)
  teardown(function()
    sim:stop()
    process.run { "rm", "-r", folder }
  end)
  before_each(function()
    client = sim:client()
    local id = assert(client.hire.attachment.create {
      content = { bytes = content, name = "cv.pdf" } }).id
    url = assert(client.hire.attachment.get { attachment_id = id }).attachment.url
  end)
  after_each(function()
    sim:faults {}
    client:close()
  end)

  -- About half a second for the file.
  local function slow_down() sim:faults { "slow,endpoint=files.get,ms=20,bytes=65536,times=9" } end

  -- A list of what the function got, and the function.
  local function seen()
    local all = {}
    return all, function(done, total) all[#all + 1] = { done, total } end
  end

  -- It rises, and ends with the whole.
  local function check(all, total)
    assert.is_true(#all > 0)
    for i, one in ipairs(all) do
      assert.is_true(one[1] > (all[i - 1] or { 0 })[1])
      assert.is_true(one[2] == nil or one[2] == total)
    end
    assert.same({ total, total }, all[#all])
  end

  it("tells how far a download is, ten times a second", function()
    slow_down()
    for _, wrap in ipairs { function(f) f() end, lark.run } do
      wrap(function()
        local all, progress = seen()
        local done = assert(client:download(url, folder .. "/cv", { progress = progress }))
        assert.equal(#content, done.bytes)
        check(all, #content)
        assert.is_true(#all > 2, #all)
      end)
    end
  end)

  it("tells it of a string and of a function, too, and of a file that is soon there", function()
    local all, progress = seen()
    assert.is_true(client:download(url, nil, { progress = progress }) == content)
    check(all, #content)
    all, progress = seen()
    assert(client:download(url, function() end, { progress = progress }))
    check(all, #content)
  end)

  it("tells how far an upload is", function()
    local all, progress = seen()
    local made = assert(client.hire.attachment.create(
      { content = { bytes = content, name = "cv.pdf" } }, { progress = progress }))
    assert.is_string(made.id)
    assert.is_true(#all == 0 or all[#all][1] > 0)
    local job, err = client.hire.job.get({ job_id = 5 }, { progress = progress })
    assert.is_nil(job)
    assert.equal("param", err.kind)
  end)

  it("hands on what the call fails with, and what the function raises", function()
    local _, progress = seen()
    local data, err = client:download(url .. "x", folder .. "/cv", { progress = progress })
    assert.is_nil(data)
    assert.is_string(err.kind)
    slow_down()
    local ok, raised = pcall(client.download, client, url, folder .. "/cv",
      { progress = function() error("enough", 0) end })
    assert.is_false(ok)
    assert.equal("enough", raised)
    _, err = client:download(url, folder .. "/cv", { progress = 5 })
    assert.equal("progress must be a function, not a number", err.msg)
    _, err = client.hire.job.list({}, { progress = 5 })
    assert.equal("progress", err.parameter)
  end)

  it("is a line on a terminal that goes when the file is there", function()
    sim:faults { "slow,endpoint=files.get,ms=60,bytes=65536,times=9" }
    local ended = process.run({ "script", "-qec",
      ("%s download '%s' %s/cv"):format(lualark, url, folder), "/dev/null" },
      { env = sim:env { TERM = "xterm" } })
    assert.equal(0, ended.status, ended.out)
    assert.matches("%d,%d%d%d of 1,800,000", ended.out)
    assert.matches("cv: 1800000 bytes", ended.out)
    ended = process.run({ lualark, "download", url, folder .. "/cv" }, { env = sim:env() })
    assert.equal(("lualark: %s/cv: %d bytes\n"):format(folder, #content), ended.err)
  end)

  it("is a line on a terminal while lualark call sends a file", function()
    local late = simulator.start("--latency", "1200")
    files.write(folder .. "/cv.pdf", content)
    local ended = process.run({ "script", "-qec",
      ("%s call hire.attachment.create file=%s/cv.pdf --yes"):format(lualark, folder),
      "/dev/null" }, { env = late:env { TERM = "xterm" } })
    late:stop()
    assert.equal(0, ended.status, ended.out)
    assert.matches("1,800,000 of 1,800,000", ended.out)
    assert.matches('"name": "cv.pdf"', ended.out)
  end)
end)
