-- SPDX-License-Identifier: MIT

--- Downloads the resumes of a job's applicants into a folder.
local applications = require "lark.applications"
local arguments = require "lark.arguments"
local fetch = require "lark.fetch"
local filename = require "lark.filename"
local lark = require "lark"
local report = require "lark.report"
local workflow = require "lark.workflow"

local USAGE = { en = [[
usage: lualark run job_resumes.lua [OPTION...] JOB_ID FOLDER

Downloads the resumes of everybody who applied for a job into a folder that exists. What is
there already is left alone, so a run may be stopped and started again.

  --open             only of applications that are open]], zh = [[
用法：lualark run job_resumes.lua [选项...] JOB_ID 文件夹

将某职位全部投递者的简历附件下载到已有的文件夹。已下载的文件会跳过，因此可以随时中断并重新
运行。

  --open             只下载进行中的投递的简历]] }

local TITLE = { en = "Resumes", zh = "简历附件" }
local OUTCOMES = { downloaded = { en = "downloaded", zh = "已下载" },
  ["there already"] = { en = "there already", zh = "已存在" },
  ["would be downloaded"] = { en = "would be downloaded", zh = "将下载" } }

-- Whether a file is there. Downloads get their names when they are whole.
local function is_there(path)
  local file <close> = io.open(path, "rb")
  return file ~= nil and (file:seek "end" or 0) > 0
end

-- Nothing is asked for where no file could be kept.
local function check_folder(folder)
  local path = folder .. "/.lualark"
  local file, why = io.open(path, "wb")
  if not file then
    return workflow.refused({ en = "no file can be written into the folder %s: %s",
      zh = "无法在文件夹 %s 中写入文件：%s" }, folder, why:gsub("^.*: ", ""))
  end
  file:close()
  os.remove(path)
  return true
end

local known = workflow.options { open = false }
local given, err = arguments.read({ ... }, known)
if not given then return nil, err end
if given.help then return workflow.help(USAGE, given, known) end
local job, folder = given[1], given[2]
if not folder then
  return workflow.refused { en = "a job's id and a folder are needed", zh = "需要职位 ID 和文件夹" }
end
if not given.dry_run then
  local writable, why = check_folder(folder)
  if not writable then return nil, why end
end
local client = assert(lark.client())
assert(client.hire.job.get { job_id = job })
local applied, errors = applications.all(client, { job_id = job, page_size = 200,
  active_status = given.open and "1" or "3" })
if not applied then return nil, errors end

-- A talent may have applied twice.
local talents, seen = {}, {}
for _, application in ipairs(applied) do
  local id = application.talent_id
  if not seen[id] then talents[#talents + 1], seen[id] = id, true end
end
local found, unread = fetch.all { talents = { talents, function(id)
  return client.hire.v2.talent.get { talent_id = id }
end, title = { en = "talents", zh = "人才" } } }
if not found then return nil, unread end

-- The files by their paths: an id is in each name, so that no file replaces another.
local paths, files = {}, {}
for _, talent in ipairs(found.talents) do
  local name = talent.basic_info and talent.basic_info.name or ""
  for _, one in ipairs(talent.resume_attachment_list or {}) do
    local path = folder .. "/" .. filename.safe(name .. " " .. (one.name or ""), one.id)
    paths[#paths + 1], files[path] = path, { id = one.id, candidate = name }
  end
end

local function download(path)
  local file = files[path]
  local line = { candidate = file.candidate, file = path, outcome = "there already" }
  if is_there(path) then return line end
  line.outcome = "would be downloaded"
  if given.dry_run then return line end
  -- The address works for half an hour, so it is asked for now.
  local answer, wrong = client.hire.attachment.get { attachment_id = file.id }
  if not answer then return nil, wrong end
  local got, failed = client:download(answer.attachment.url, path)
  if not got then return nil, failed end
  line.outcome, line.bytes = "downloaded", got.bytes
  return line
end

local done, failed = fetch.all { files = { paths, download,
  title = { en = "files", zh = "文件" } } }
if not done then return nil, failed end
local all = workflow.joined(errors, unread, failed)
local r = report.new(TITLE, { lang = given.lang })
if given.dry_run then workflow.note_dry_run(r) end
r:note(report.filled({ en = "%d applications by %d talents; %d files, %d of them failed.",
  zh = "%d 条投递，%d 位人才；共 %d 个文件，其中 %d 个失败。" }, #applied, #talents, #paths, failed.n))
return r:table(nil, report.rows(done.files):declare "bytes", {
  { key = "outcome", title = { en = "Outcome", zh = "结果" }, type = "enum", labels = OUTCOMES },
  { key = "candidate", title = { en = "Candidate", zh = "候选人" } },
  { key = "file", title = { en = "File", zh = "文件" } },
  { key = "bytes", title = { en = "Bytes", zh = "字节" }, type = "integer", total = "sum" },
}, { id = "files" }), all
