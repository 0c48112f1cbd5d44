-- SPDX-License-Identifier: MIT

--- Values that fields of several resources of Hire hold.
local M = {}

M.value_type = { 1, 2 }

M.termination_type = {
  { 1, { en = "the company rejected the candidate", zh = "我们拒绝了候选人" } },
  { 22, { en = "the candidate declined", zh = "候选人拒绝了我们" } },
  { 27, { en = "other", zh = "其他" } },
}

M.delivery_type_of_application = {
  { 1, { en = "sourced by HR", zh = "HR 寻访" } },
  { 2, { en = "applied", zh = "候选人主动投递" } },
}

M.type_of_application = {
  { 1, { en = "screening", zh = "筛选型" } },
  { 2, { en = "evaluation", zh = "评估型" } },
  { 3, { en = "exam", zh = "笔试型" } },
  { 4, { en = "interview", zh = "面试型" } },
  { 5, { en = "offer", zh = "Offer型" } },
  { 6, { en = "about to start", zh = "待入职" } },
  { 7, { en = "started", zh = "已入职" } },
  { 8, { en = "other", zh = "其它类型" } },
  { 255, { en = "the system's own", zh = "系统默认" } },
}

M.type_of_attachment = { 1, 2, 3 }

M.type_of_background_check_order = {
  "text",
  "textarea",
  { "number", { en = "number", zh = "数字" } },
  { "boolean", { en = "yes or no", zh = "布尔" } },
  { "select", { en = "choice", zh = "单选" } },
  { "multiselect", { en = "choices", zh = "多选" } },
  { "date", { en = "date", zh = "日期" } },
  { "file", { en = "file", zh = "附件" } },
  { "resume", { en = "the candidate's résumé", zh = "候选人简历" } },
}

M.type_of_talent_tag = {
  { 1, { en = "set by people", zh = "手动标签" } },
  { 2, { en = "set by rules", zh = "自动标签" } },
}

M.active_status_of_job = {
  { 1, { en = "in use", zh = "启用" } },
  { 2, { en = "not in use", zh = "未启用" } },
}

M.active_status_of_interview_registration_schema = {
  { 1, { en = "in use", zh = "已启用" } },
  { 2, { en = "not in use", zh = "已停用" } },
}

M.active_status_of_role = {
  { 1, { en = "in use", zh = "启用" } },
  { 2, { en = "stopped", zh = "停用" } },
}

M.active_status_of_location = {
  { 1, { en = "in use", zh = "已启用" } },
  { 2, { en = "disabled", zh = "已禁用" } },
}

M.process_type_of_job = {
  { 1, { en = "experienced hires", zh = "社招流程" } },
  { 2, { en = "campus", zh = "校招流程" } },
}

M.process_type_of_external_application = {
  { 1, { en = "experienced hires", zh = "社招" } },
  { 2, { en = "campus", zh = "校招" } },
}

M.commit_status = {
  { 1, { en = "handed in", zh = "已提交" } },
  { 2, { en = "not handed in", zh = "未提交" } },
}

M.conclusion_of_application = {
  { 1, { en = "passed", zh = "通过" } },
  { 2, { en = "failed", zh = "未通过" } },
}

M.conclusion_of_interview = {
  { 1, { en = "passed", zh = "通过" } },
  { 2, { en = "failed", zh = "未通过" } },
  { 3, { en = "not begun", zh = "未开始" } },
  { 4, { en = "not handed in", zh = "未提交" } },
  { 5, { en = "did not come", zh = "未到场" } },
  { 6, { en = "undecided", zh = "待定" } },
}

M.conclusion_of_application_too = {
  { 1, { en = "accept", zh = "接受" } },
  { 2, { en = "decline", zh = "拒绝" } },
}

M.conclusion_of_external_interview = {
  { 1, { en = "failed", zh = "不通过" } },
  { 2, { en = "passed", zh = "通过" } },
  { 3, { en = "undecided", zh = "待定" } },
}

M.dimension_type_of_v2_interview_record = {
  { 1, { en = "single choice", zh = "单选题" } },
  { 2, { en = "multiple choice", zh = "多选题" } },
  { 3, { en = "text", zh = "描述题" } },
  { 5, { en = "proposed job level", zh = "职级建议" } },
  { 6, { en = "score by choice", zh = "打分题(单选)" } },
  { 7, { en = "score typed in", zh = "打分题(填空)" } },
  { 10, { en = "the system's: conclusion", zh = "系统预置-结论" } },
  { 11, { en = "the system's: score", zh = "系统预置-得分" } },
  { 12, { en = "the system's: record", zh = "系统预置-记录" } },
}

M.dimension_type_of_interview = {
  { 1, { en = "single choice", zh = "单选题" } },
  { 2, { en = "multiple choice", zh = "多选题" } },
  { 3, { en = "text", zh = "描述题" } },
  { 4, { en = "line of text", zh = "单行文本" } },
  { 5, { en = "range of job levels", zh = "职级范围" } },
  { 6, { en = "score by choice", zh = "打分题(单选)" } },
  { 7, { en = "score typed in", zh = "打分题(填空)" } },
  { 10, { en = "the system's: conclusion", zh = "系统预设题目 - 结论" } },
  { 11, { en = "the system's: score", zh = "系统预设题目 - 得分" } },
  { 12, { en = "the system's: record", zh = "系统预设题目 - 记录" } },
}

M.question_type = {
  { 1, { en = "question", zh = "普通面试题目" } },
  { 2, { en = "programming task", zh = "在线编程题目" } },
}

M.interview_round_summary = {
  { 2, { en = "not begun", zh = "未开始" } },
  { 3, { en = "nobody gave feedback", zh = "全部未评价" } },
  { 4, { en = "all passed", zh = "全部通过" } },
  { 5, { en = "all rejected", zh = "全部淘汰" } },
  { 6, { en = "did not come", zh = "爽约" } },
  { 7, { en = "some gave feedback, all passed", zh = "部分评价且均评价通过" } },
  8,
  { 9, { en = "some gave feedback, all rejected", zh = "部分评价且均评价淘汰" } },
  10,
  11,
  12,
  { 13, { en = "some gave feedback, all undecided", zh = "部分评级且评价均为待定" } },
  14,
  15,
  16,
  17,
  18,
}

M.interview_type = {
  { 1, { en = "on site", zh = "现场面试" } },
  { 2, { en = "by telephone", zh = "电话面试" } },
  { 3, { en = "by video", zh = "视频面试" } },
}

M.location_type_of_application_too = {
  { 1, { en = "country", zh = "COUNTRY(国家)" } },
  { 2, { en = "province or state", zh = "STATE(省份/州)" } },
  { 3, { en = "city", zh = "CITY(市)" } },
  4,
  { 5, { en = "address", zh = "ADDRESS(地址)" } },
}

M.arrangement_appointment_kind = {
  { 1, { en = "time set", zh = "直接安排" } },
  { 2, { en = "time chosen by the candidate", zh = "自助约面" } },
}

M.reserved_status = {
  { 1, { en = "being booked", zh = "预约中" } },
  { 2, { en = "booked", zh = "预约成功" } },
  { 3, { en = "booking failed", zh = "预约失败" } },
}

M.period_type = {
  { 1, { en = "months", zh = "月" } },
  { 2, { en = "years", zh = "年" } },
}

M.onboard_status = {
  { 1, { en = "started", zh = "已入职" } },
  { 2, { en = "left", zh = "已离职" } },
}

M.conversion_status = {
  { 1, { en = "on probation", zh = "未转正" } },
  { 2, { en = "probation over", zh = "已转正" } },
}

M.calculate_type = {
  { 1, { en = "sum", zh = "总分" } },
  { 2, { en = "mean", zh = "平均分" } },
}

M.offer_letter_status = {
  { 1, { en = "created", zh = "已创建" } },
  { 2, { en = "accepted", zh = "已接受" } },
  { 3, { en = "declined", zh = "已拒绝" } },
  { 4, { en = "out of date", zh = "已过期" } },
  { 5, { en = "void", zh = "已作废" } },
}

M.operator_type = {
  { 1, { en = "HR", zh = "HR 操作" } },
  { 2, { en = "the candidate", zh = "候选人操作" } },
}

M.signature_status = {
  { 1, { en = "not signed", zh = "未签署" } },
  { 2, { en = "signed by all", zh = "所有签署人已签署" } },
  { 3, { en = "signed by some", zh = "部分签署人已签署" } },
  { 4, { en = "declined", zh = "已拒绝" } },
  { 5, { en = "no longer valid", zh = "已失效" } },
}

M.assessment_type = {
  { 1, { en = "score", zh = "打分题" } },
  { 2, { en = "single choice", zh = "单选题" } },
  { 3, { en = "text", zh = "描述题" } },
  { 4, { en = "multiple choice", zh = "多选题" } },
}

M.bonus_type = {
  { 1, { en = "points", zh = "积分" } },
  { 2, { en = "money", zh = "现金" } },
}

M.module_type = {
  { 1, { en = "the system's module for the conclusion", zh = "系统预置「面试结论」模块" } },
  { 2, { en = "a module of the company's", zh = "自定义模块" } },
}

M.object_type_of_interview_registration_schema = {
  { 1, { en = "line of text", zh = "单行文本" } },
  { 2, { en = "text", zh = "多行文本" } },
  { 3, { en = "choice", zh = "单选" } },
  { 4, { en = "choices", zh = "多选" } },
  { 5, { en = "date", zh = "日期" } },
  { 6, { en = "month", zh = "月份选择" } },
  { 7, { en = "year", zh = "年份选择" } },
  { 8, { en = "time span", zh = "时间段" } },
  { 9, { en = "number", zh = "数字" } },
  { 10, { en = "default field", zh = "默认字段" } },
  { 11, { en = "module", zh = "模块" } },
  { 13, { en = "file", zh = "附件" } },
}

M.object_type_of_job = {
  { 1, { en = "line of text", zh = "单行文本" } },
  { 2, { en = "text", zh = "多行文本" } },
  { 3, { en = "choice", zh = "单选" } },
  { 4, { en = "choices", zh = "多选" } },
  { 5, { en = "date", zh = "日期" } },
  { 6, { en = "month", zh = "月份选择" } },
  { 7, { en = "year", zh = "年份选择" } },
  { 8, { en = "time span", zh = "时间段" } },
  { 9, { en = "number", zh = "数字" } },
  { 10, { en = "default field", zh = "默认字段" } },
  { 11, { en = "module", zh = "模块" } },
}

M.object_type_of_website_job_post = {
  { 1, { en = "line of text", zh = "单行文本" } },
  { 2, { en = "text", zh = "多行文本" } },
  { 3, { en = "choice", zh = "单选" } },
  { 4, { en = "choices", zh = "多选" } },
  { 5, { en = "date", zh = "日期" } },
  { 6, { en = "month", zh = "月份选择" } },
  { 7, { en = "year", zh = "年份选择" } },
  { 8, { en = "time span", zh = "时间段" } },
  { 9, { en = "number", zh = "数字" } },
  { 10, { en = "default field", zh = "默认字段" } },
}

M.object_type_of_v2_talent = {
  { 1, { en = "line of text", zh = "单行文本" } },
  { 2, { en = "text", zh = "多行文本" } },
  { 3, { en = "choice", zh = "单选" } },
  { 4, { en = "choices", zh = "多选" } },
  { 5, { en = "date", zh = "日期" } },
  { 6, { en = "month", zh = "月份选择" } },
  { 7, { en = "year", zh = "年份选择" } },
  { 8, { en = "time span", zh = "时间段" } },
  { 9, { en = "number", zh = "数字" } },
  { 10, { en = "default field", zh = "默认字段" } },
  { 11, { en = "module", zh = "模块" } },
  { 12, { en = "date", zh = "日期" } },
  { 13, { en = "file", zh = "附件" } },
}

M.experience = {
  { 1, { en = "any", zh = "不限" } },
  { 2, { en = "new graduate", zh = "应届毕业生" } },
  { 3, { en = "under 1 year", zh = "1年以下" } },
  { 4, { en = "1 to 3 years", zh = "1-3年" } },
  { 5, { en = "3 to 5 years", zh = "3-5年" } },
  { 6, { en = "5 to 7 years", zh = "5-7年" } },
  { 7, { en = "7 to 10 years", zh = "7-10年" } },
  { 8, { en = "over 10 years", zh = "10年以上" } },
}

M.required_degree = {
  { 1, { en = "primary school or higher", zh = "小学及以上" } },
  { 2, { en = "junior secondary or higher", zh = "初中及以上" } },
  { 3, { en = "vocational school or higher", zh = "专职及以上" } },
  { 4, { en = "senior secondary or higher", zh = "高中及以上" } },
  { 5, { en = "junior college or higher", zh = "大专及以上" } },
  { 6, { en = "bachelor or higher", zh = "本科及以上" } },
  { 7, { en = "master or higher", zh = "硕士及以上" } },
  { 8, { en = "doctorate", zh = "博士及以上" } },
  { 20, { en = "any", zh = "不限" } },
}

M.job_attribute = {
  { 1, { en = "a real job", zh = "实体职位" } },
  { 2, { en = "a pool for other jobs", zh = "虚拟职位" } },
}

M.job_active_status = {
  { 1, { en = "active", zh = "启用态" } },
  { 2, { en = "disabled", zh = "禁用态" } },
}

M.privacy = {
  { 1, { en = "private", zh = "私密" } },
  { 2, { en = "public", zh = "公开" } },
}

M.scenario = {
  { 5, { en = "form before interviews", zh = "面试登记表" } },
  { 6, { en = "form for new people", zh = "入职登记表" } },
  { 14, { en = "form to update particulars", zh = "信息更新登记表" } },
}

M.identification_type_of_talent = {
  { 1, { en = "resident identity card", zh = "居民身份证" } },
  { 2, { en = "passport", zh = "护照" } },
  { 3, { en = "Hong Kong identity card", zh = "香港身份证" } },
  4,
  { 5, { en = "other", zh = "其它" } },
  6,
  { 8, { en = "residence permit of Hong Kong and Macao residents", zh = "中国 - 港澳居民居住证" } },
  { 9, { en = "residence permit of Taiwan residents", zh = "中国 - 台湾居民居住证" } },
}

M.identification_type_of_talent_too = {
  { 1, { en = "resident identity card", zh = "中国 - 居民身份证" } },
  { 2, { en = "passport", zh = "护照" } },
  { 3, { en = "residence permit of Hong Kong and Macao residents", zh = "中国 - 港澳居民居住证" } },
  4,
  { 5, { en = "other", zh = "其他" } },
  6,
  { 9, { en = "residence permit of Taiwan residents", zh = "中国 - 台湾居民居住证" } },
}

M.gender = {
  { 1, { en = "male", zh = "男" } },
  { 2, { en = "female", zh = "女" } },
  { 3, { en = "other", zh = "其他" } },
}

M.degree = {
  { 1, { en = "primary school", zh = "小学" } },
  { 2, { en = "junior secondary", zh = "初中" } },
  { 3, { en = "vocational school", zh = "专职" } },
  { 4, { en = "senior secondary", zh = "高中" } },
  { 5, { en = "junior college", zh = "大专" } },
  { 6, { en = "bachelor", zh = "本科" } },
  { 7, { en = "master", zh = "硕士" } },
  { 8, { en = "doctorate", zh = "博士" } },
  { 9, { en = "other", zh = "其他" } },
}

M.education_type = {
  { 1, { en = "overseas, Hong Kong, Macao or Taiwan", zh = "海外及港台" } },
  { 2, { en = "full-time", zh = "统招全日制" } },
  { 3, { en = "part-time", zh = "非全日制" } },
  { 4, { en = "self-taught examination", zh = "自考" } },
  { 5, { en = "other", zh = "其他" } },
}

M.academic_ranking = {
  { 5, { en = "top 5%", zh = "前 5 %" } },
  { 10, { en = "top 10%", zh = "前 10 %" } },
  { 20, { en = "top 20%", zh = "前 20 %" } },
  { 30, { en = "top 30%", zh = "前 30 %" } },
  { 50, { en = "top 50%", zh = "前 50 %" } },
  { -1, { en = "other", zh = "其他" } },
}

M.language_of_talent_too = {
  { 1, { en = "English", zh = "英语" } },
  { 2, { en = "French", zh = "法语" } },
  { 3, { en = "Japanese", zh = "日语" } },
  { 4, { en = "Korean", zh = "韩语" } },
  { 5, { en = "German", zh = "德语" } },
  { 6, { en = "Russian", zh = "俄语" } },
  { 7, { en = "Spanish", zh = "西班牙语" } },
  { 8, { en = "Portuguese", zh = "葡萄牙语" } },
  { 9, { en = "Arabic", zh = "阿拉伯语" } },
  { 10, { en = "Hindi", zh = "印地语" } },
  { 11, { en = "Hindustani", zh = "印度斯坦语" } },
  { 12, { en = "Bengali", zh = "孟加拉语" } },
  { 13, { en = "Hausa", zh = "豪萨语" } },
  { 14, { en = "Punjabi", zh = "旁遮普语" } },
  { 15, { en = "Persian", zh = "波斯语" } },
  { 16, { en = "Swahili", zh = "斯瓦西里语" } },
  { 17, { en = "Telugu", zh = "泰卢固语" } },
  { 18, { en = "Turkish", zh = "土耳其语" } },
  { 19, { en = "Italian", zh = "意大利语" } },
  { 20, { en = "Javanese", zh = "爪哇语" } },
  { 21, { en = "Tamil", zh = "泰米尔语" } },
  { 22, { en = "Marathi", zh = "马拉地语" } },
  { 23, { en = "Vietnamese", zh = "越南语" } },
  { 24, { en = "Mandarin", zh = "普通话" } },
  { 25, { en = "Cantonese", zh = "粤语" } },
}

M.proficiency = {
  { 1, { en = "beginner", zh = "入门" } },
  { 2, { en = "daily conversation", zh = "日常会话" } },
  { 3, { en = "business conversation", zh = "商务会话" } },
  { 4, { en = "fluent", zh = "无障碍沟通" } },
  { 5, { en = "mother tongue", zh = "母语" } },
}

M.sns_type = {
  { 1, { en = "LinkedIn", zh = "领英" } },
  { 2, { en = "Maimai", zh = "脉脉" } },
  { 3, { en = "WeChat", zh = "微信" } },
  { 4, { en = "Weibo", zh = "微博" } },
  { 5, { en = "Github", zh = "Github" } },
  { 6, { en = "Zhihu", zh = "知乎" } },
  { 7, { en = "Facebook", zh = "脸书" } },
  { 8, { en = "Twitter", zh = "推特" } },
  { 9, { en = "Whatsapp", zh = "Whatsapp" } },
  { 10, { en = "personal website", zh = "个人网站" } },
  { 11, { en = "QQ", zh = "QQ" } },
}

M.marital_status = {
  { 1, { en = "married", zh = "已婚" } },
  { 2, { en = "not married", zh = "未婚" } },
}

M.offer_status = {
  { 1, { en = "not applied for", zh = "未申请" } },
  { 2, { en = "being approved", zh = "审批中" } },
  { 3, { en = "approval withdrawn", zh = "审批已撤回" } },
  { 4, { en = "approved", zh = "审批通过" } },
  { 5, { en = "not approved", zh = "审批不通过" } },
  { 6, { en = "sent", zh = "Offer 已发出" } },
  { 7, { en = "accepted by the candidate", zh = "候选人已接受" } },
  { 8, { en = "declined by the candidate", zh = "候选人已拒绝" } },
  { 9, { en = "no longer valid", zh = "Offer 已失效" } },
  { 10, { en = "not yet approved", zh = "未审批" } },
  11,
  12,
  13,
}

M.scope_of_eco_account = {
  { 1, { en = "background check", zh = "背调" } },
  { 2, { en = "exam", zh = "笔试" } },
}

return M
