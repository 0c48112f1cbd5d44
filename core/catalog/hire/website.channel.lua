-- SPDX-License-Identifier: MIT

--- The channels of a careers website.
local common = import "common/types"

local website_channel_info = object "website_channel_info" {
  { "id", id, "Id of the channel." },
  { "name", string, "The channel's name, as people see it." },
  { "link", string, "The address that counts for the channel." },
  { "code", string, "The code that stands in the channel's address." },
}

return {
  ["hire.website.channel.create"] = {
    doc = "Adds a channel to a careers website.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/website-channel/create",
    post = "/open-apis/hire/v1/websites/:website_id/channels",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:site" },
    aliases = { "hire.website_channel.create" },
    path = {
      { "website_id", id, "The careers website, by its id; `hire.website.list` lists them." },
    },
    body = {
      { "channel_name", string, "The channel's name, as people see it." },
    },
    returns = {
      { "id", id, "Id of the channel." },
      { "name", string, "The channel's name, as people see it." },
      { "link", string, "Where more can be seen." },
      { "code", string, "The platform's code of it." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.website.channel.delete"] = {
    doc = "Deletes a channel of a careers website.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/website-channel/delete",
    delete = "/open-apis/hire/v1/websites/:website_id/channels/:channel_id",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:site" },
    aliases = { "hire.website_channel.delete" },
    path = {
      { "website_id", id, "The careers website, by its id; `hire.website.list` lists them." },
      { "channel_id", id, "The channel, by its id; `hire.website.channel.list` lists them." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.website.channel.list"] = {
    doc = "Lists the channels of a careers website.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/website-channel/list",
    get = "/open-apis/hire/v1/websites/:website_id/channels",
    limits = { "50/s", "1000/min" },
    scopes = { "hire:site:readonly", "hire:site" },
    aliases = { "hire.website_channel.list" },
    path = {
      { "website_id", id, "The careers website, by its id; `hire.website.list` lists them." },
    },
    query = {
      { "page_size?", digits { default = "10", min = 1, max = 200 }, "Rows per page." },
      common.page_token,
    },
    returns = {
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "website_channel_list", array(website_channel_info), "The channels, one entry each." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.website.channel.update"] = {
    doc = "Renames a channel of a careers website.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/website-channel/update",
    put = "/open-apis/hire/v1/websites/:website_id/channels/:channel_id",
    limits = { "50/s", "1000/min" },
    apps = { "custom" },
    scopes = { "hire:site" },
    aliases = { "hire.website_channel.update" },
    path = {
      { "website_id", id, "The careers website, by its id; `hire.website.list` lists them." },
      { "channel_id", id, "The channel, by its id; `hire.website.channel.list` lists them." },
    },
    body = {
      { "channel_name", string, "The channel's name, as people see it." },
    },
    returns = {
      { "id", id, "Id of the channel." },
      { "name", string, "The channel's name, as people see it." },
      { "link", string, "Where more can be seen." },
      { "code", string, "The platform's code of it." },
    },
    errors = { 1002001, 1002002 },
  },
}
