-- SPDX-License-Identifier: MIT

--- The documents in Chinese: the recruitment website.
return {
  -- hire/website.channel.lua
  ["Id of the channel."] = "推广渠道 ID。",
  ["The address that counts for the channel."] = "推广渠道的链接。",
  ["The code that stands in the channel's address."] = "推广渠道链接中的编码。",
  ["Adds a channel to a careers website."] = "创建招聘官网的推广渠道。",
  ["Deletes a channel of a careers website."] = "删除招聘官网的推广渠道。",
  ["Lists the channels of a careers website."] = "查询招聘官网的推广渠道列表。",
  ["The channels, one entry each."] = "推广渠道列表，每个渠道一条。",
  ["Renames a channel of a careers website."] = "修改招聘官网推广渠道的名称。",
  -- hire/website.delivery.lua
  ["The candidate's name, as people see it."] = "候选人姓名。",
  ["Id of the delivery."] = "官网投递 ID。",
  ["The job post, by its id; `hire.website.job_post.list` lists them."] = "职位广告 ID，可通过 `hire.website.job_post.list` 获取。",
  ["The résumé on the website, by its id."] = "官网简历 ID。",
  ["The website's user, by id."] = "官网用户 ID。",
  ["Applies on a careers website with a résumé's file; a task reads it."] = "使用简历附件在招聘官网投递职位，由异步任务解析简历。",
  ["The task, by its id; `hire.website.delivery_task.get` tells how it ended."] = "投递任务 ID，可用 `hire.website.delivery_task.get` 查询投递结果。",
  ["Applies on a careers website with a résumé given field by field."] = "按字段传入简历，在招聘官网投递职位。",
  ["The candidate's résumé, field by field."] = "候选人的简历，按字段传入。",
  ["The application as the website has it."] = "官网投递信息。",
  -- hire/website.delivery_task.lua
  ["Tells how an application with a résumé's file ended."] = "查询使用简历附件投递职位的结果。",
  ["The task, by the id that `hire.website.delivery.create_by_attachment` gave."] = "投递任务 ID，由 `hire.website.delivery.create_by_attachment` 返回。",
  ["More about the outcome, as text."] = "结果的补充说明，为文本。",
  -- hire/website.job_post.lua
  ["Id of the job sequence."] = "职位序列 ID。",
  ["The job sequence's name, as people see it."] = "职位序列名称。",
  ["Reads one job post of a careers website."] = "查询招聘官网的职位广告详情。",
  ["Lists the job posts of a careers website."] = "查询招聘官网的职位广告列表。",
  ["Searches the job posts of a careers website."] = "搜索招聘官网的职位广告。",
  ["Only these categories of work, by the ids of `hire.job_type.list`."] = "仅返回这些职位类别的职位，类别 ID 可通过 `hire.job_type.list` 获取。",
  ["Only jobs in these cities, by code; `hire.location.query` has them."] = "仅返回这些城市的职位，城市编码可通过 `hire.location.query` 获取。",
  ["Only these kinds of work, by the ids of `hire.job_function.list`."] = "仅返回这些职能分类的职位，职能分类 ID 可通过 `hire.job_function.list` 获取。",
  ["Only these recruitment projects, by the ids of `hire.subject.list`."] = "仅返回这些招聘项目的职位，项目 ID 可通过 `hire.subject.list` 获取。",
  -- hire/website.lua
  ["Id of the website."] = "招聘官网 ID。",
  ["The kinds of recruitment that it serves."] = "适用的招聘类型。",
  ["Lists the careers websites."] = "查询招聘官网列表。",
  -- hire/website.site_user.lua
  ["Your own id of the user."] = "外部系统中的用户 ID。",
  ["Creates a user of a careers website."] = "创建招聘官网用户。",
  ["The site user's name, as people see it."] = "官网用户姓名。",
  ["The user of the website."] = "官网用户信息。",
}
