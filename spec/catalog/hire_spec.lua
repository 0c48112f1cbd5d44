-- SPDX-License-Identifier: MIT

-- The catalog's data: every endpoint, parameter, field and code has words of its own.
local lark = require "lark"

-- Words that say nothing of what a field is.
local EMPTY = {}
for word in ("a an the of id ids its list say"):gmatch "%a+" do EMPTY[word] = true end

-- Sentences tell; these words ask.
local ASKS = { What = true, Which = true, Who = true, Whom = true, Whose = true, Why = true }

-- "job_titles" and "The job title." hold the same words.
local function words_of(text)
  local words = {}
  for word in text:lower():gmatch "[%w\128-\255]+" do
    word = word:gsub("s$", "")
    if not EMPTY[word] then words[word] = true end
  end
  return words
end

-- Returns the fault of a name's doc line, or nil.
local function fault(name, doc)
  if not doc or doc == "" then return "is empty" end
  if ASKS[doc:match "^%a+"] or doc:find "^Says wh" then return "asks: " .. doc end
  if not doc:find "^[%u`\"]" or not doc:find "%.$" then return "is no sentence: " .. doc end
  local named = words_of(name:gsub("[_.]", " "))
  for word in pairs(words_of(doc)) do
    if not named[word] then return nil end
  end
  return "only repeats the name: " .. doc
end

-- Calls visit(path, field) for each field, those within fields too.
local function walk(fields, path, visit)
  for _, field in ipairs(fields or {}) do
    local at = path .. "." .. field.name
    visit(at, field)
    local inner = field
    while inner.item or inner.values do inner = inner.item or inner.values end
    walk(inner.fields, at, visit)
  end
end

local function each_field(visit)
  for _, name in ipairs(lark.endpoints()) do
    local schema = lark.schema(name)
    walk(schema.params, name, visit)
    walk(schema.returns, name .. ">", visit)
  end
end

describe("the catalog's words", function()
  it("finds a doc line that says nothing", function()
    assert.matches("is empty", fault("job_title", ""))
    assert.matches("only repeats", fault("job_title", "The title of the job."))
    assert.matches("only repeats", fault("talent_ids", "Talent id."))
    assert.matches("no sentence", fault("job_title", "what the job is called"))
    assert.matches("only repeats", fault("job_title", "Says the job title."))
    assert.matches("asks", fault("job_title", "What the job is called."))
    assert.matches("asks", fault("job_title", "Says what the job is called."))
    assert.is_nil(fault("job_title", "The job's name, as people see it."))
  end)

  it("say something of every endpoint, parameter and field", function()
    local faults = {}
    local function note(at, name, doc)
      local what = fault(name, doc)
      if what then faults[#faults + 1] = ("%s %s"):format(at, what) end
    end
    for _, name in ipairs(lark.endpoints()) do note(name, name, lark.schema(name).doc) end
    each_field(function(at, field) note(at, field.name, field.doc) end)
    assert.same({}, faults)
  end)

  it("label the values of an enum in both languages, or in neither", function()
    local faults = {}
    each_field(function(at, field)
      local inner = field
      while inner.item do inner = inner.item end
      for _, choice in ipairs(inner.enum or {}) do
        if (choice.en == nil) ~= (choice.zh == nil) or choice.en == ""
            or (choice.en or ""):find "[\228-\233][\128-\191]" then
          faults[#faults + 1] = ("%s: %s"):format(at, choice.value)
        end
      end
    end)
    assert.same({}, faults)
  end)
end)
