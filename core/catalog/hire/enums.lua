-- SPDX-License-Identifier: MIT

--- Values that fields of several resources of Hire hold.
local M = {}

M.value_type = { 1, 2 }

M.status_of_agency = {
  { 0, { en = "usable", zh = "正常" } },
  { 1, { en = "disabled", zh = "已禁用" } },
  { 2, { en = "stopped by the agency", zh = "已被猎头供应商停用" } },
}

M.status_of_referral_account = {
  { 1, { en = "active", zh = "可用" } },
  { 2, { en = "stopped", zh = "停用" } },
}

M.role = {
  { 0, { en = "administrator", zh = "管理员" } },
  { 1, { en = "consultant", zh = "顾问" } },
}

M.protection_type = {
  { 1, { en = "the talent", zh = "人才保护期" } },
  { 2, { en = "the talent for one job", zh = "职位保护期" } },
}

M.termination_type = {
  { 1, { en = "the company rejected the candidate", zh = "我们拒绝了候选人" } },
  { 22, { en = "the candidate declined", zh = "候选人拒绝了我们" } },
  { 27, { en = "other", zh = "其他" } },
}

M.delivery_type_of_application = {
  { 1, { en = "sourced by HR", zh = "HR 寻访" } },
  { 2, { en = "applied", zh = "候选人主动投递" } },
}

M.delivery_type_of_external_application = {
  { 1, { en = "sourced by HR", zh = "HR 寻访" } },
  { 2, { en = "applied", zh = "候选人主动投递" } },
  { 3, { en = "recommended", zh = "人才推荐" } },
  { 4, { en = "other", zh = "其他" } },
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

M.resume_source_type = {
  { 10000, { en = "referral", zh = "内推" } },
  { 10001, { en = "headhunter", zh = "猎头" } },
  { 10002, { en = "within the company", zh = "内部来源" } },
  { 10003, { en = "job board", zh = "第三方招聘网站" } },
  { 10004, { en = "social network", zh = "社交媒体" } },
  { 10005, { en = "offline", zh = "线下来源" } },
  { 10006, { en = "other", zh = "其他" } },
  { 10007, { en = "recommended from outside", zh = "外部推荐" } },
  { 10008, { en = "employee changing jobs", zh = "员工转岗" } },
  { 10009, { en = "intern taken on", zh = "实习生转正" } },
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

M.location_type_of_application = {
  { 1, { en = "country", zh = "COUNTRY 国家" } },
  { 2, { en = "province or state", zh = "STATE 省" } },
  { 3, { en = "city", zh = "CITY 市" } },
  { 4, { en = "district", zh = "DISTRICT 区" } },
  { 5, { en = "address", zh = "ADDRESS 地址" } },
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

M.order_status = {
  { 2, { en = "arranged", zh = "已安排" } },
  { 3, { en = "done", zh = "已完成" } },
  { 4, { en = "ended", zh = "已终止" } },
  { 5, { en = "being approved", zh = "审批中" } },
  { 6, { en = "approval withdrawn", zh = "审批已撤回" } },
  { 8, { en = "approved", zh = "审批通过" } },
  { 9, { en = "not approved", zh = "审批未通过" } },
}

M.report_type = {
  { 1, { en = "interim report", zh = "阶段性报告" } },
  { 2, { en = "final report", zh = "终版报告" } },
}

M.geo = {
  { "cn", { en = "mainland China", zh = "中国大陆" } },
  { "sg", { en = "Singapore", zh = "新加坡" } },
  { "us", { en = "eastern United States", zh = "美东" } },
  { "jp", { en = "Japan", zh = "日本" } },
}

M.scope = {
  { 1, { en = "background check", zh = "背调" } },
  { 2, { en = "exam", zh = "笔试" } },
}

M.activity_status_of_evaluation_task = {
  { 1, { en = "to be evaluated", zh = "待评估" } },
  { 2, { en = "evaluated", zh = "已评估" } },
  { 3, { en = "no evaluation needed", zh = "无需评估" } },
}

M.activity_status_of_exam_marking_task = {
  { 1, { en = "to be marked", zh = "待阅卷" } },
  { 2, { en = "marked", zh = "已阅卷" } },
}

M.activity_status_of_interview_task = {
  { 1, { en = "not begun", zh = "未开始" } },
  { 2, { en = "no feedback yet", zh = "未评价" } },
  { 3, { en = "feedback given", zh = "已评价" } },
  { 5, { en = "ended", zh = "已终止" } },
}

M.participate_status = {
  { 1, { en = "not taken part", zh = "未参与" } },
  { 2, { en = "taken part", zh = "参与" } },
  { 3, { en = "did not come", zh = "爽约" } },
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

M.video_type_of_interview = {
  { 1, { en = "Zoom", zh = "Zoom" } },
  { 2, { en = "Nowcoder, technical", zh = "牛客技术类型" } },
  { 3, { en = "Nowcoder, not technical", zh = "牛客非技术类型" } },
  { 4, { en = "Acmcoder", zh = "赛码" } },
  { 5, { en = "Feishu", zh = "飞书" } },
  { 8, { en = "Hackerrank", zh = "Hackerrank" } },
  { 9, { en = "Feishu with a programming task", zh = "飞书(含代码考核)" } },
  { 100, { en = "none of the system's", zh = "不使用系统工具" } },
}

M.video_type_of_job = {
  { 1, { en = "zoom", zh = "zoom" } },
  { 2, { en = "Nowcoder, technical", zh = "牛客技术类型" } },
  { 3, { en = "Nowcoder, not technical", zh = "牛客非技术类型" } },
  { 4, { en = "Acmcoder", zh = "赛码" } },
  { 5, { en = "Feishu", zh = "飞书" } },
  { 8, { en = "Hackerrank", zh = "Hackerrank" } },
  { 9, { en = "Feishu with a programming task", zh = "飞书(含代码考核)" } },
  { 100, { en = "none of the system's", zh = "不使用系统工具" } },
}

M.arrangement_status = {
  { 1, { en = "not begun", zh = "未开始" } },
  { 2, { en = "under way", zh = "进行中" } },
  { 3, { en = "ended", zh = "已结束" } },
}

M.arrangement_type = {
  { 1, { en = "single interview", zh = "社招单面" } },
  { 2, { en = "interview day", zh = "集中面试" } },
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

M.object_type_of_talent = {
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
  { 12, { en = "day", zh = "日选择" } },
  { 13, { en = "file", zh = "附件" } },
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

M.verify_status = {
  { 1, { en = "not certified", zh = "未认证" } },
  { 2, { en = "certified", zh = "已认证" } },
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

M.display_progress = {
  { 1, { en = "not begun", zh = "未开始" } },
  { 2, { en = "under way", zh = "进行中" } },
  { 3, { en = "cancelled", zh = "已取消" } },
  { 4, { en = "paused", zh = "已暂停" } },
  { 5, { en = "done", zh = "已完成" } },
  { 6, { en = "overdue", zh = "已超期" } },
}

M.category = {
  { 1, { en = "add", zh = "新增" } },
  { 2, { en = "replacement", zh = "替换" } },
}

M.priority = {
  { 1, { en = "high", zh = "高" } },
  { 2, { en = "medium", zh = "中" } },
  { 3, { en = "low", zh = "低" } },
}

M.approval_status = {
  { 1, { en = "not applied for", zh = "未发起" } },
  { 2, { en = "being approved", zh = "审批中" } },
  { 3, { en = "approved", zh = "审批通过" } },
  { 4, { en = "withdrawn", zh = "已撤回" } },
  { 5, { en = "failed", zh = "未通过" } },
}

M.privacy = {
  { 1, { en = "private", zh = "私密" } },
  { 2, { en = "public", zh = "公开" } },
}

M.offer_type = {
  { 1, { en = "employment", zh = "正式 Offer" } },
  { 2, { en = "internship", zh = "实习 Offer" } },
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

M.operation = {
  { "confirm_onboarding", { en = "starts", zh = "确认入职" } },
  { "cancel_onboarding", { en = "does not come", zh = "放弃入职" } },
  { "offboard", { en = "leaves", zh = "操作离职" } },
}

M.scenario = {
  { 5, { en = "form before interviews", zh = "面试登记表" } },
  { 6, { en = "form for new people", zh = "入职登记表" } },
  { 14, { en = "form to update particulars", zh = "信息更新登记表" } },
}

M.role_type = {
  { 1, { en = "built in", zh = "系统内置角色" } },
  { 2, { en = "ordinary user", zh = "普通用户" } },
  { 5, { en = "a role of the company's own", zh = "自定义角色" } },
}

M.select_status = {
  { 0, { en = "not visible", zh = "不可见" } },
  { 1, { en = "visible", zh = "可见" } },
  { 2, { en = "can be changed", zh = "可编辑" } },
}

M.rule_type = {
  { 0, { en = "no data", zh = "无数据权限" } },
  { 1, { en = "all data", zh = "全部数据权限" } },
  2,
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

M.creator_account_type = {
  { 1, { en = "employee", zh = "员工" } },
  { 3, { en = "system", zh = "系统" } },
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

M.career_type_of_talent = {
  { 1, { en = "internship", zh = "实习经历" } },
  { 2, { en = "job", zh = "工作经历" } },
}

M.career_type_of_talent_too = {
  { 1, { en = "internship", zh = "实习经历" } },
  { 2, { en = "job", zh = "工作经历" } },
  { 3, { en = "part-time job", zh = "兼职经历" } },
  { 4, { en = "other", zh = "其他经历" } },
}

M.language_of_talent = {
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
  { 26, { en = "Indonesian", zh = "印尼语" } },
  { 27, { en = "Malay", zh = "马来语" } },
  { 28, { en = "Thai", zh = "泰语" } },
  { 29, { en = "Serbian", zh = "塞尔维亚语" } },
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

M.tag_list = {
  { 1, { en = "985 university", zh = "985学校" } },
  { 2, { en = "211 university", zh = "211学校" } },
  { 3, { en = "first-tier university", zh = "一本" } },
  { 4, { en = "QS top 200 abroad", zh = "国外院校QS200" } },
}

M.first_degree = {
  { 1, { en = "below junior college", zh = "低于大专" } },
  { 2, { en = "junior college", zh = "大专" } },
  { 3, { en = "bachelor", zh = "本科" } },
  { 4, { en = "master", zh = "硕士" } },
  { 5, { en = "doctorate", zh = "博士" } },
  { 6, { en = "other", zh = "其他" } },
  { 7, { en = "none", zh = "无" } },
}

M.operation_list = {
  { 1, { en = "talent created", zh = "新建人才" } },
  { 2, { en = "résumé changed", zh = "修改标准简历" } },
  { 3, { en = "résumé updated", zh = "更新标准简历" } },
  { 4, { en = "résumé's file added", zh = "新增附件简历" } },
  { 5, { en = "résumé's file deleted", zh = "删除附件简历" } },
  { 7, { en = "form for new people filled in", zh = "填写入职登记表" } },
  { 8, { en = "form for new people changed", zh = "修改入职登记表" } },
  { 9, { en = "talents merged", zh = "人才合并" } },
  10,
  { 11, { en = "tag added", zh = "添加标签" } },
  { 12, { en = "tag removed", zh = "移除标签" } },
  { 13, { en = "mark of a duplicate removed", zh = "取消疑似标记" } },
  { 20, { en = "put on the blocklist", zh = "加入屏蔽名单" } },
  { 21, { en = "taken off the blocklist", zh = "移出屏蔽名单" } },
  { 22, { en = "résumé printed", zh = "打印简历" } },
  { 27, { en = "candidate looked at", zh = "查看候选人信息" } },
  { 1001, { en = "evaluation arranged", zh = "安排评估" } },
  { 1002, { en = "evaluator removed", zh = "移除评估人" } },
  { 1003, { en = "remark on the evaluation changed", zh = "修改评估备注" } },
  { 1004, { en = "remark on the evaluation deleted", zh = "删除评估备注" } },
  { 1005, { en = "résumé evaluated", zh = "评估简历" } },
  { 1006, { en = "result of the evaluation changed", zh = "修改评估结果" } },
  { 1007, { en = "result of the evaluation deleted", zh = "删除评估结果" } },
  { 1008, { en = "remark on the evaluation added", zh = "添加评估备注" } },
  { 1201, { en = "background check arranged", zh = "安排了背调" } },
  { 1202, { en = "end of the background check asked for", zh = "发起了终止背调申请" } },
  { 1203, { en = "result of the background check entered", zh = "录入了背调结果" } },
  { 1204, { en = "result of the background check deleted", zh = "删除了背调结果" } },
  { 2001, { en = "interview arranged", zh = "安排面试" } },
  { 2002, { en = "interview changed", zh = "修改面试" } },
  { 2003, { en = "interview cancelled", zh = "取消面试" } },
  { 2004, { en = "invitation sent by mail", zh = "发送面试通知邮件" } },
  { 2005, { en = "invitation sent as text message", zh = "发送面试通知短信" } },
  { 2010, { en = "reminder sent as text message", zh = "发送即将面试提醒短信" } },
  { 2011, { en = "marked as not come", zh = "标记候选人未到场" } },
  { 2012, { en = "mark of not come removed", zh = "取消未到场标记" } },
  { 2006, { en = "feedback written", zh = "填写面评" } },
  { 2007, { en = "feedback written for somebody", zh = "帮写面评" } },
  { 2008, { en = "feedback changed", zh = "修改面试评价" } },
  { 2009, { en = "feedback changed for the interviewer", zh = "帮面试官修改面评" } },
  { 2017, { en = "cancellation sent by mail", zh = "发送取消面试通知邮件" } },
  { 2018, { en = "cancellation sent as text message", zh = "发送取消面试通知短信" } },
  { 2019, { en = "interview record exported", zh = "导出面试记录" } },
  { 2021, { en = "interviewers named who may arrange", zh = "指定可安排面试的面试官" } },
  { 2022, { en = "interviewer replaced", zh = "转移面试官" } },
  { 2023, { en = "interviewers who may arrange changed", zh = "修改可安排面试的面试官" } },
  { 2024, { en = "interviewers who may arrange removed", zh = "取消可安排面试的面试官" } },
  { 3001, { en = "added to a job", zh = "加入职位" } },
  { 3002, { en = "application reopened", zh = "恢复投递" } },
  { 3003, { en = "application ended", zh = "终止投递" } },
  { 3004, { en = "application moved to another stage", zh = "转移投递阶段" } },
  { 3005, { en = "timed rejection cancelled", zh = "取消定时拒信" } },
  { 3006, { en = "rejection sent", zh = "发送拒信" } },
  { 3007, { en = "timed rejection changed", zh = "修改定时拒信" } },
  { 3008, { en = "moved to another job", zh = "转移职位" } },
  { 3009, { en = "application shared", zh = "共享投递" } },
  { 3010, { en = "sharing of the application ended", zh = "移除投递共享人" } },
  { 3011, { en = "does not come", zh = "放弃入职" } },
  { 3012, { en = "unlocked", zh = "解除锁定" } },
  { 3013, { en = "agency's recommendation taken", zh = "接收猎头推荐" } },
  { 3014, { en = "agency's recommendation declined", zh = "拒绝猎头推荐" } },
  { 3015, { en = "imported into another system", zh = "导入对接系统" } },
  { 3019, { en = "assigned to a real job", zh = "分配至实体职位" } },
  { 3020, { en = "put back into the pool job", zh = "回退至虚拟职位" } },
  { 3032, { en = "application exported", zh = "导出投递信息" } },
  { 3034, { en = "list of candidates exported", zh = "导出候选人列表" } },
  { 3037, { en = "application given to another talent", zh = "变更人才关联的投递" } },
  { 5001, { en = "agency's recommendation added", zh = "新增猎头推荐信息" } },
  { 5002, { en = "agency's recommendation updated", zh = "更新猎头推荐信息" } },
  { 7001, { en = "starts", zh = "确认入职" } },
  { 7002, { en = "put back to about to start", zh = "恢复至待入职阶段" } },
  { 7003, { en = "end the probation", zh = "转正" } },
  { 7004, { en = "end of probation taken back", zh = "撤销转正" } },
  { 7005, { en = "leave", zh = "离职" } },
  { 7006, { en = "leaving taken back", zh = "撤销离职" } },
  { 7007, { en = "start edited", zh = "编辑入职信息" } },
  { 7013, { en = "bound to an employee", zh = "绑定在职人员" } },
  { 7014, { en = "no longer bound to an employee", zh = "解除在职人员绑定关系" } },
  { 8001, { en = "offer withdrawn", zh = "撤销 Offer" } },
  { 8002, { en = "offer created", zh = "新建 Offer" } },
  { 8003, { en = "offer edited", zh = "编辑 Offer" } },
  { 8011, { en = "approval of the offer asked for", zh = "发起 Offer 审批" } },
  { 8012, { en = "approved", zh = "Offer 审批通过" } },
  { 8013, { en = "not approved", zh = "Offer 审批不通过" } },
  { 8014, { en = "approval of the offer withdrawn", zh = "撤回 Offer 审批" } },
  { 8021, { en = "offer sent", zh = "发送 Offer" } },
  { 8022, { en = "offer accepted", zh = "接受 Offer" } },
  { 8023, { en = "offer declined", zh = "拒绝 Offer" } },
  8024,
  { 9001, { en = "candidate told", zh = "通知候选人" } },
  { 10004, { en = "extra form created", zh = "新建申请表附加信息表" } },
  { 10005, { en = "extra form edited", zh = "编辑申请表附加信息表" } },
  { 100001, { en = "matched with a job", zh = "匹配职位" } },
  { 100002, { en = "recommended for another job", zh = "推荐至其它职位" } },
  { 100003, { en = "forwarded", zh = "转发" } },
  { 100004, { en = "rejected", zh = "淘汰" } },
  { 100005, { en = "evaluation passed", zh = "评估通过" } },
  { 100006, { en = "evaluation failed", zh = "评估不通过" } },
  { 100007, { en = "interview created", zh = "创建面试" } },
  { 100008, { en = "interview changed", zh = "修改面试" } },
  { 100009, { en = "interview deleted", zh = "删除面试" } },
  { 100010, { en = "feedback added", zh = "增加面试评价" } },
  { 100011, { en = "feedback changed", zh = "修改面试评价" } },
  { 100012, { en = "feedback deleted", zh = "删除面试评价" } },
  { 100013, { en = "interviewer added", zh = "增加面试官" } },
  { 100014, { en = "observer added", zh = "增加面试观察者" } },
  { 100015, { en = "rejected: declined the interview", zh = "淘汰-拒绝面试" } },
  { 100016, { en = "did not come to the interview", zh = "未参加面试" } },
  { 100017, { en = "offer created", zh = "创建 Offer" } },
  { 100018, { en = "approved", zh = "Offer 审批通过" } },
  { 100019, { en = "not approved", zh = "Offer 审批不通过" } },
  100020,
  { 100021, { en = "offer accepted", zh = "接受 Offer" } },
  { 100022, { en = "offer withdrawn", zh = "撤回 Offer" } },
  { 100023, { en = "withdrawn", zh = "撤回" } },
  { 100024, { en = "checked in", zh = "签到" } },
  { 100025, { en = "reminded of feedback", zh = "面试反馈提醒" } },
  { 100026, { en = "last interview passed", zh = "终面通过" } },
  { 100027, { en = "offer changed", zh = "修改 Offer" } },
  { 100028, { en = "offer deleted", zh = "删除 Offer" } },
  { 100029, { en = "comment on the offer added", zh = "增加 Offer 评论" } },
  { 100030, { en = "comment on the offer deleted", zh = "删除 Offer 评论" } },
  { 100031, { en = "rejection sent", zh = "发送拒信" } },
  { 100032, { en = "application ended", zh = "终止投递" } },
  { 100033, { en = "rejected: applied twice", zh = "淘汰-重复投递" } },
  { 100034, { en = "rejected: evaluation failed", zh = "淘汰-简历未通过评估" } },
  { 100035, { en = "rejected: declined an interview", zh = "淘汰-拒绝安排面试" } },
  { 100036, { en = "rejected: interview failed", zh = "淘汰-面试未通过" } },
  { 100037, { en = "rejected: did not come", zh = "淘汰-爽约" } },
  { 100038, { en = "rejected: no offer made", zh = "淘汰-拒发 Offer" } },
  { 100039, { en = "rejected: start called off", zh = "淘汰-取消入职" } },
  { 100040, { en = "offer undecided by the candidate", zh = "候选人 Offer 待定" } },
  { 100041, { en = "starts", zh = "入职" } },
  { 100042, { en = "evaluator added", zh = "添加评估人" } },
  { 100043, { en = "offer saved", zh = "保存 Offer" } },
  { 100044, { en = "referral reward set", zh = "设置内推奖" } },
  100045,
  { 100046, { en = "application to a pool job", zh = "虚拟投递记录" } },
  { 100047, { en = "reward chosen", zh = "选择奖励" } },
  { 100048, { en = "payment of the reward confirmed", zh = "确认发放奖励" } },
  { 100049, { en = "created", zh = "创建" } },
  { 100050, { en = "edited", zh = "编辑" } },
  { 100051, { en = "imported from Lagou", zh = "拉勾导入" } },
  { 100052, { en = "imported from Liepin", zh = "猎聘导入" } },
  { 100053, { en = "imported from 51job", zh = "无忧导入" } },
  { 100054, { en = "imported from Zhaopin", zh = "智联导入" } },
  { 100055, { en = "reward cancelled", zh = "取消奖励" } },
  { 100056, { en = "rejected: other", zh = "淘汰-其它" } },
  { 100057, { en = "created by referral", zh = "内推创建" } },
  { 100058, { en = "edited by referral", zh = "内推编辑" } },
  { 100059, { en = "created in campus recruitment", zh = "校招创建" } },
  { 100060, { en = "edited in campus recruitment", zh = "校招编辑" } },
  { 100061, { en = "created by an agency", zh = "猎头创建" } },
  { 100062, { en = "moved to exams", zh = "转到待笔试" } },
  { 100063, { en = "put into the joint interviews", zh = "加入统招统分面试" } },
  { 100064, { en = "exam result imported", zh = "导入笔试成绩" } },
  { 100065, { en = "changed jobs", zh = "转岗" } },
  { 100066, { en = "record of the start created", zh = "创建待入职记录" } },
  { 100067, { en = "checked for duplicates by an agency", zh = "猎头校重" } },
  { 100068, { en = "exam failed", zh = "笔试未通过" } },
  { 100069, { en = "record of a change created", zh = "创建异动记录" } },
  { 100070, { en = "state restored", zh = "恢复状态" } },
  { 100071, { en = "state put back", zh = "状态回退" } },
  { 100072, { en = "applied on the website for experienced hires", zh = "官网社招投递" } },
  { 100073, { en = "applied on the website for an internship", zh = "官网实习生投递" } },
  { 100076, { en = "candidate shared", zh = "共享候选人" } },
  { 100077, { en = "sharing of the candidate ended", zh = "删除共享候选人权限" } },
  { 100078, { en = "video link reset", zh = "重置视频面试链接" } },
  { 100079, { en = "imported from Maimai", zh = "脉脉导入" } },
  { 100080, { en = "job of the application changed", zh = "修改投递职位" } },
  { 100081, { en = "marking of the exam arranged", zh = "安排笔试阅卷" } },
  { 100082, { en = "exam result changed", zh = "修改笔试分数或结果" } },
  { 100084, { en = "evaluation deleted", zh = "删除评估" } },
  { 100085, { en = "grading arranged", zh = "安排定档" } },
  { 100086, { en = "grading changed", zh = "修改定档安排" } },
  { 100087, { en = "grading cancelled", zh = "取消定档安排" } },
  { 100088, { en = "grading feedback added", zh = "增加定档评价" } },
  { 100089, { en = "grading feedback changed", zh = "修改定档评价" } },
  { 100091, { en = "agency's particulars edited", zh = "编辑猎头信息" } },
  { 1000100, { en = "moved to another stage", zh = "转移阶段" } },
}

M.state = {
  { 1, { en = "not begun", zh = "未开始" } },
  { 2, { en = "applied for", zh = "已申请" } },
  { 3, { en = "with the student", zh = "学生处理中" } },
  { 4, { en = "with the company", zh = "公司处理中" } },
  { 5, { en = "with the school", zh = "学校处理中" } },
  { 6, { en = "ended", zh = "已终止" } },
  { 7, { en = "done", zh = "已完成" } },
  { 8, { en = "being dissolved", zh = "解约处理中" } },
  { 9, { en = "dissolved", zh = "已解约" } },
}

return M
