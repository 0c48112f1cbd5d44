-- SPDX-License-Identifier: MIT

-- scripts/job_resumes.lua.
local files = require "support.files"
local process = require "support.process"
local workflows = require "support.workflow"

describe("job_resumes", function()
  local flow, job, expected, folder

  -- The attachments of each job's applicants, by their ids.
  local function attachments()
    local of_talent, of_job = {}, {}
    for _, one in ipairs(flow.sim:records "attachments") do
      local list = of_talent[one.talent_id] or {}
      list[#list + 1], of_talent[one.talent_id] = one.id, list
    end
    for _, one in ipairs(flow.sim:records "applications") do
      local list = of_job[one.job_id] or { n = 0 }
      for _, id in ipairs(of_talent[one.talent_id] or {}) do
        if not list[id] then list.n = list.n + 1 end
        list[id], of_job[one.job_id] = true, list
      end
    end
    return of_job
  end

  before_each(function()
    flow = workflows.new "job_resumes"
    folder = flow:path "cvs"
    process.run { "mkdir", folder }
    expected = { n = 0 }
    for id, list in pairs(attachments()) do
      if list.n > expected.n or list.n == expected.n and id > job then job, expected = id, list end
    end
  end)
  after_each(function()
    flow:remove()
    job = nil
  end)

  workflows.it_is_a_workflow(it, "job_resumes", { "1", "/tmp" })

  -- The ids of the files in the folder; each is whole.
  local function there()
    local found = { n = 0 }
    local listed = process.run({ "find", folder, "-type", "f", "-not", "-name", "*.part" }).out
    for path in listed:gmatch "[^\n]+" do
      local id = path:match "(%d+)%.?%w*$"
      assert.equal("%PDF-1.7\n% attachment " .. id .. "\n", files.read(path))
      found[id], found.n = true, found.n + 1
    end
    return found
  end

  local function outcomes(rows)
    local counts = {}
    for _, row in ipairs(rows) do counts[row.outcome] = (counts[row.outcome] or 0) + 1 end
    return counts
  end

  it("downloads each resume of a job's applicants, once", function()
    assert.is_true(expected.n > 3)
    local found = flow:read { job, folder }
    assert.same(expected, there())
    assert.same({ downloaded = expected.n }, outcomes(found.files))
    flow.sim:reset()
    found = flow:read { job, folder }
    assert.same({ ["there already"] = expected.n }, outcomes(found.files))
    assert.equal(0, flow.sim:count "hire.attachment.get")
    assert.equal(0, flow:changes())
    local modes = process.run { "find", folder, "-type", "f", "-not", "-perm", "600" }
    assert.equal("", modes.out)
  end)

  it("goes on after a run that was stopped, and takes no half file for a whole one", function()
    flow.sim:faults { "truncated,times=99,endpoint=files.get" }
    local ended = flow:run({ job, folder })
    assert.equal(4, ended.status)
    assert.same({ n = 0 }, there())
    flow.sim:faults { "code,code=1002002,status=400,skip=2,endpoint=hire.attachment.get" }
    local found = flow:read({ job, folder }, 6)
    assert.equal(expected.n - 1, there().n)
    assert.same({ downloaded = expected.n - 1 }, outcomes(found.files))
    flow.sim:faults {}
    -- An empty file is none.
    local empty = found.files[1].file
    files.write(empty, "")
    found = flow:read { job, folder }
    assert.same({ downloaded = 2, ["there already"] = expected.n - 2 }, outcomes(found.files))
    assert.same(expected, there())
  end)

  it("goes on after kill -9", function()
    flow.sim:faults { "slow,times=99,bytes=4,ms=400,skip=1,endpoint=files.get" }
    local running = flow:start { job, folder }
    for _ = 1, 500 do
      if flow.sim:count "files.get" >= expected.n and there().n > 0 then break end
    end
    running.signal "KILL"
    running.finish()
    assert.is_true(there().n < expected.n)
    flow.sim:faults {}
    flow:read { job, folder }
    assert.same(expected, there())
  end)

  it("fetches again where a connection breaks off", function()
    flow.sim:faults { "reset-body,times=3,endpoint=files.get",
      "reset-before,times=2,endpoint=hire.attachment.get" }
    flow:read { job, folder }
    assert.same(expected, there())
  end)

  it("downloads nothing in a dry run, and names the files", function()
    local found = flow:read { job, folder, "--dry-run" }
    assert.same({ ["would be downloaded"] = expected.n }, outcomes(found.files))
    assert.same({ n = 0 }, there())
    assert.equal(0, flow.sim:count "hire.attachment.get" + flow.sim:count "files.get")
  end)

  it("leaves out ended applications if told to", function()
    local client = flow.sim:client { limits = false }
    for _, id in ipairs(client.hire.application.list.all { job_id = job, active_status = "1" }) do
      assert(client.hire.application.terminate { application_id = id, termination_type = 1 })
    end
    assert.same({}, flow:read({ job, folder, "--open" }).files)
    assert.equal(expected.n, #flow:read({ job, folder }).files)
  end)

  it("says what is wrong, once", function()
    local function refuses(status, wanted, ...)
      local ended = flow:run { ... }
      assert.equal(status, ended.status)
      assert.matches(wanted, ended.err, 1, true)
      assert.equal(1, select(2, ended.err:gsub("\n", "")), ended.err)
    end
    refuses(2, "a job's id and a folder are needed")
    refuses(2, "a job's id and a folder are needed", job)
    refuses(1, "job does not exist", "404", folder)
    refuses(2, "no file can be written into the folder /nowhere", job, "/nowhere")
    refuses(2, "no file can be written into the folder /proc", job, "/proc")
    refuses(2, "no file can be written into the folder " .. flow:write("file", ""), job,
      flow:path "file")
    assert.equal(0, flow.sim:count "hire.application.list")
  end)
end)
