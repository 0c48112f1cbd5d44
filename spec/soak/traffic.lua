-- SPDX-License-Identifier: MIT

--- The calls of a soak, each with its right answer.
local M = {}

local LIST = "hire.external_application.list"

--- A call that the platform refuses and that must not be sent twice: a POST to a path that
--- does not exist.
M.ONCE = "soak.thing.create"
M.definitions = {
  [M.ONCE] = {
    doc = "Makes a thing.",
    post = "/open-apis/hire/v1/things",
    body = { { "name", "string", "Its name." } },
  },
}

--- The share of the calls that are cancelled on their way.
M.CANCELLED = 0.01

local function each(endpoint, name, values, more)
  local calls = {}
  for i, value in ipairs(values) do
    local params = { [name] = value }
    for key, also in pairs(more or {}) do params[key] = also end
    calls[i] = { endpoint = endpoint, params = params }
  end
  return calls
end

local function ids(list, first, last)
  local found = {}
  for i = first, math.min(last, #list) do found[#found + 1] = list[i].id or list[i] end
  return found
end

-- First the example of the documents, then the company's, then one that does not exist.
local function known(example, list)
  table.insert(list, 1, example)
  list[#list + 1] = "404"
  return list
end

--- Groups of calls, and the share of each group in per cent.
function M.groups(company)
  local talents = company.talents
  return {
    { share = 30, calls = each("hire.referral.get_by_application", "application_id",
      known("6134134355464633", ids(company.application_ids, 1, 40))) },
    { share = 20, calls = each("hire.referral.search", "talent_id",
      known("6930815272790114324", ids(talents, 1, 30))) },
    { share = 20, calls = each(LIST, "talent_id",
      known("6960663240925956660", ids(talents, 1, 30)), { page_size = 5 }) },
    { share = 20, calls = each("hire.referral_website.job_post.get", "job_post_id",
      known("6701528341100366094", ids(company.job_posts, 1, 30))) },
    { share = 5, calls = each("hire.referral_account.get_account_assets",
      "referral_account_id", known("6942778198054125570", ids(company.accounts, 1, 30))) },
    { share = 5, calls = each(M.ONCE, "name", { "this", "that" }) },
  }
end

-- The call for the next page.
local function next_page(call)
  local params = { page_token = call.data.page_token }
  for name, value in pairs(call.params) do params[name] = params[name] or value end
  return { endpoint = LIST, params = params, token_before = call.params.page_token }
end

--- Asks for the right answer to every call, and for the pages that follow.
function M.learn(client, groups)
  for _, group in ipairs(groups) do
    for _, call in ipairs(group.calls) do
      client:start(call.endpoint, call.params, function(data, err)
        call.data, call.err = data, err
      end)
      while client:stats().pending > 0 do client:wait() end
      if call.data and call.data.has_more then
        group.calls[#group.calls + 1] = next_page(call)
      end
    end
  end
end

--- Draws a call.
function M.draw(groups)
  local drawn = math.random(100)
  for _, group in ipairs(groups) do
    drawn = drawn - group.share
    if drawn <= 0 then return group.calls[math.random(#group.calls)] end
  end
end

return M
