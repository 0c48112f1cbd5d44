-- SPDX-License-Identifier: MIT

--- The error codes of Hire: all that its endpoints list. Those of offers and of jobs stand
--- in errors.offer.lua and errors.job.lua.
---
--- For many of them the sources tell no more than the code, the kind of trouble and
--- the endpoints that answer with it. Their meaning says that much, and their hint which
--- parameters to check and which endpoint to read; the platform's own `msg`, which every
--- error carries, says which of them it was. Codes of one endpoint and one kind of trouble
--- may share their texts.
return {
  { 1000001, "api", "fail",
    { en = "a parameter of the talent's request is wrong",
      zh = "读取人才的参数有误" },
    { en = "Check talent_id, digits in quotes that hire.talent.list gives, and "
        .. "user_id_type against `lualark schema hire.talent.get`.",
      zh = "请检查 talent_id（由 hire.talent.list 返回，须为带引号的数字）和 "
        .. "user_id_type，取值见 `lualark schema hire.talent.get`。" } },
  { 1002001, "api", "repeat",
    { en = "internal error of Hire", zh = "招聘服务内部错误" },
    { en = "Try again later; if the error persists, give support the log id.",
      zh = "请稍后重试；仍然出现时，请向技术支持提供 log id。" } },
  { 1002002, "api", "fail",
    { en = "a parameter is wrong", zh = "参数有误" },
    { en = "Check the values against `lualark schema` and the endpoint's document.",
      zh = "请对照 `lualark schema` 和接口文档检查取值。" } },
  { 1002003, "api", "fail",
    { en = "a filter of the interview records is wrong",
      zh = "面试记录的筛选条件有误" },
    { en = "Check ids, page_size and page_token: the token comes from the page before. "
        .. "A user's token may be refused, too.",
      zh = "请检查 ids、page_size 和 page_token（必须取自上一页的返回）；使用用户 token "
        .. "也可能被拒绝。" } },
  { 1002004, "api", "fail",
    { en = "the page of talent pools cannot be read with these parameters",
      zh = "无法用这些参数读取人才库列表" },
    { en = "Check page_size and id_list, and take page_token from the page before; "
        .. "without page_token the list starts anew.",
      zh = "请检查 page_size 和 id_list，page_token 须取自上一页；去掉 page_token 会从头读取。" } },
  { 1002005, "api", "fail",
    { en = "the page of talent pools cannot be read with these parameters",
      zh = "无法用这些参数读取人才库列表" },
    { en = "Check page_size and id_list, and take page_token from the page before; "
        .. "without page_token the list starts anew.",
      zh = "请检查 page_size 和 id_list，page_token 须取自上一页；去掉 page_token 会从头读取。" } },
  { 1002007, "api", "fail",
    { en = "an id of the delivery by attachment does not exist",
      zh = "附件投递中的某个 ID 不存在" },
    { en = "Check website_id (hire.website.list), job_post_id "
        .. "(hire.website.job_post.list), user_id (hire.website.site_user.create gave "
        .. "it), channel_id (hire.website.channel.list) and resume_file_id "
        .. "(hire.attachment.create gave it).",
      zh = "请检查 website_id（hire.website.list）、job_post_id（"
        .. "hire.website.job_post.list）、user_id（由 hire.website.site_user.create 返回"
        .. "）、channel_id（hire.website.channel.list）和 resume_file_id（由 "
        .. "hire.attachment.create 返回）。" } },
  { 1002008, "api", "fail",
    { en = "the task does not exist", zh = "投递任务不存在" },
    { en = "Check delivery_task_id; hire.website.delivery.create_by_attachment gave it.",
      zh = "请检查 delivery_task_id，它由 hire.website.delivery.create_by_attachment 返回。" } },
  { 1002009, "api", "fail",
    { en = "a telephone number, an e-mail address or an identification number is wrong",
      zh = "手机号、邮箱或证件号有误" },
    { en = "Send numbers without spaces, with their country code beside them, and "
        .. "identification_type with identification_number.",
      zh = "号码中不要有空格，并同时传国家代码；证件号须与 identification_type 一起传。" } },
  { 1002011, "api", "fail",
    { en = "an id of the delivery by attachment does not exist",
      zh = "附件投递中的某个 ID 不存在" },
    { en = "Check website_id (hire.website.list), job_post_id "
        .. "(hire.website.job_post.list), user_id (hire.website.site_user.create gave "
        .. "it), channel_id (hire.website.channel.list) and resume_file_id "
        .. "(hire.attachment.create gave it).",
      zh = "请检查 website_id（hire.website.list）、job_post_id（"
        .. "hire.website.job_post.list）、user_id（由 hire.website.site_user.create 返回"
        .. "）、channel_id（hire.website.channel.list）和 resume_file_id（由 "
        .. "hire.attachment.create 返回）。" } },
  { 1002102, "api", "fail",
    { en = "the talent does not exist", zh = "人才不存在" },
    { en = "Check talent_id.",
      zh = "请检查 talent_id。" } },
  { 1002109, "api", "fail",
    { en = "the talent pool does not exist", zh = "人才库不存在" },
    { en = "Check talent_pool_id; hire.talent_pool.search lists them.",
      zh = "请检查 talent_pool_id，可通过 hire.talent_pool.search 获取。" } },
  { 1002111, "api", "fail",
    { en = "the tags of the talent are wrong",
      zh = "人才标签的参数有误" },
    { en = "Check operation, and tag_id_list against hire.talent_tag.list.",
      zh = "请检查 operation，并用 hire.talent_tag.list 核对 tag_id_list。" } },
  { 1002112, "api", "fail",
    { en = "the talent cannot get or lose these tags",
      zh = "无法为该人才添加或移除这些标签" },
    { en = "Check that the tags are active (hire.talent_tag.list) and that the talent "
        .. "is not locked (hire.v2.talent.get).",
      zh = "请确认标签已启用（hire.talent_tag.list），且人才未被锁定（hire.v2.talent.get）。" } },
  { 1002113, "api", "fail",
    { en = "the talent cannot get or lose these tags",
      zh = "无法为该人才添加或移除这些标签" },
    { en = "Check that the tags are active (hire.talent_tag.list) and that the talent "
        .. "is not locked (hire.v2.talent.get).",
      zh = "请确认标签已启用（hire.talent_tag.list），且人才未被锁定（hire.v2.talent.get）。" } },
  { 1002114, "api", "fail",
    { en = "a tag does not exist", zh = "标签不存在" },
    { en = "Check tag_id_list; hire.talent_tag.list lists them.",
      zh = "请检查 tag_id_list，可通过 hire.talent_tag.list 获取。" } },
  { 1002201, "api", "fail",
    { en = "the application does not exist", zh = "投递不存在" },
    { en = "Check application_id; hire.application.list lists them.",
      zh = "请检查 application_id，可通过 hire.application.list 获取。" } },
  { 1002204, "api", "fail",
    { en = "the stage does not exist", zh = "投递阶段不存在" },
    { en = "Check stage_id; hire.job_process.list lists them.",
      zh = "请检查 stage_id，可通过 hire.job_process.list 获取。" } },
  { 1002206, "api", "fail",
    { en = "the talent has applied for this job already", zh = "重复投递" },
    { en = "Look for the application with hire.application.list before applying again.",
      zh = "再次投递前，请先用 hire.application.list 查询已有投递。" } },
  { 1002209, "api", "fail",
    { en = "the talent was hired already", zh = "人才已被录用" },
    { en = "Check talent_id, and the talent's other applications.",
      zh = "请检查人才及其其他投递。" } },
  { 1002210, "api", "fail",
    { en = "the talent is locked by another application", zh = "人才已被锁定" },
    { en = "Check in Hire which application locks the talent, and release it there.",
      zh = "请在招聘后台查看锁定该人才的投递并解锁。" } },
  { 1002211, "api", "fail",
    { en = "the application cannot move to this stage", zh = "无法转移至目标阶段" },
    { en = "Check that stage_id belongs to the job's process: hire.job_process.list.",
      zh = "请确认 stage_id 属于该职位的招聘流程，见 hire.job_process.list。" } },
  { 1002212, "api", "fail",
    { en = "the application could not be changed", zh = "投递更新失败" },
    { en = "Check the application's stage with hire.application.get, and whether it can move.",
      zh = "请用 hire.application.get 检查当前阶段及是否可转移。" } },
  { 1002220, "api", "fail",
    { en = "the application cannot move to that stage",
      zh = "投递不能移动到该阶段" },
    { en = "Read its stage with hire.application.get_detail and the stages of its "
        .. "process with hire.job_process.list. A terminated application must be "
        .. "recovered first (hire.application.recover).",
      zh = "请用 hire.application.get_detail 查看当前阶段、用 hire.job_process.list 查看"
        .. "流程的各阶段；已终止的投递须先恢复（hire.application.recover）。" } },
  { 1002221, "api", "fail",
    { en = "the application cannot be ended in its state",
      zh = "投递当前状态下不能终止" },
    { en = "Read its active_status and its onboarding with hire.application.get_detail: "
        .. "it may have ended already. Reasons come from hire.termination_reason.list.",
      zh = "请用 hire.application.get_detail 查看 active_status 和入职情况：可能已经结束"
        .. "。终止原因取自 hire.termination_reason.list。" } },
  { 1002222, "api", "fail",
    { en = "the talent cannot apply for this job",
      zh = "该人才不能投递此职位" },
    { en = "Look for an active application of the talent for the job "
        .. "(hire.application.list by talent_id and job_id), and whether the job is "
        .. "open (hire.job.get_detail).",
      zh = "请按 talent_id 和 job_id 用 hire.application.list 查询是否已有进行中的投递，"
        .. "并用 hire.job.get_detail 确认职位为开启状态。" } },
  { 1002223, "api", "fail",
    { en = "the talent cannot apply for this job",
      zh = "该人才不能投递此职位" },
    { en = "Look for an active application of the talent for the job "
        .. "(hire.application.list by talent_id and job_id), and whether the job is "
        .. "open (hire.job.get_detail).",
      zh = "请按 talent_id 和 job_id 用 hire.application.list 查询是否已有进行中的投递，"
        .. "并用 hire.job.get_detail 确认职位为开启状态。" } },
  { 1002224, "api", "fail",
    { en = "the résumé source of the application does not exist, or its creator does not",
      zh = "投递的简历来源或创建人不存在" },
    { en = "Check resume_source_id (hire.resume_source.list) and user_id in the kind "
        .. "that user_id_type names.",
      zh = "请检查 resume_source_id（hire.resume_source.list），以及 user_id 是否与 "
        .. "user_id_type 一致。" } },
  { 1002225, "api", "fail",
    { en = "the application cannot be recovered",
      zh = "该投递不能恢复" },
    { en = "Read active_status with hire.application.get_detail: it may not be "
        .. "terminated, or the talent may have another active one for the job.",
      zh = "请用 hire.application.get_detail 查看 active_status：可能并未终止，或该人才"
        .. "在此职位下已有其他进行中的投递。" } },
  { 1002352, "api", "fail",
    { en = "the role does not exist", zh = "角色不存在" },
    { en = "Check role_id; hire.role.list lists them.",
      zh = "请检查 role_id，可通过 hire.role.list 获取。" } },
  { 1002409, "api", "fail",
    { en = "the agency does not exist", zh = "猎头供应商不存在" },
    { en = "Check the agency's id or name; hire.agency.batch_query lists them.",
      zh = "请检查供应商 ID 或名称，可通过 hire.agency.batch_query 获取。" } },
  { 1002502, "api", "fail",
    { en = "the careers website does not exist", zh = "官网不存在" },
    { en = "Check website_id; hire.website.list lists them.",
      zh = "请检查 website_id，可通过 hire.website.list 获取。" } },
  { 1002509, "api", "fail",
    { en = "the job post is not published on the website", zh = "职位广告未在官网发布" },
    { en = "Check in Hire that the post of job_post_id is published.",
      zh = "请在招聘后台确认 job_post_id 对应的职位广告已发布。" } },
  { 1002511, "api", "fail",
    { en = "a limit on how many there may be was reached for the application", zh = "投递已达到数量上限" },
    { en = "Remove what is no longer needed, or ask the administrator of Hire.",
      zh = "请清理不再需要的数据，或联系招聘管理员。" } },
  { 1002512, "api", "fail",
    { en = "the résumé source does not exist",
      zh = "简历来源不存在" },
    { en = "Check resume_source_id: hire.resume_source.list lists them.",
      zh = "请检查 resume_source_id：可用 hire.resume_source.list 查询。" } },
  { 1002513, "api", "fail",
    { en = "the résumé of the delivery is wrong",
      zh = "投递的简历内容有误" },
    { en = "Check resume against `lualark schema "
        .. "hire.website.delivery.create_by_resume` and the fields that the website "
        .. "requires (hire.website.job_post.get).",
      zh = "请对照 `lualark schema hire.website.delivery.create_by_resume` 和官网要求的"
        .. "字段（hire.website.job_post.get）检查 resume。" } },
  { 1002551, "api", "fail",
    { en = "the user of the bonus account does not exist", zh = "内推账户对应的用户不存在" },
    { en = "Check the referrer.",
      zh = "请检查内推人。" } },
  { 1002552, "api", "fail",
    { en = "the user of the bonus account is not unique", zh = "内推账户对应的用户不唯一" },
    { en = "Check the referrer's mobile and e-mail.",
      zh = "请检查内推人的手机号和邮箱。" } },
  { 1002553, "api", "fail",
    { en = "the bonus account does not exist", zh = "内推账户不存在" },
    { en = "Check referral_account_id; accounts are registered first.",
      zh = "请检查 referral_account_id；账户须先注册。" } },
  { 1002555, "api", "fail",
    { en = "the bonus account is disabled", zh = "内推账户已停用" },
    { en = "Enable the account in Hire first.",
      zh = "请先启用该账户。" } },
  { 1002556, "api", "fail",
    { en = "the reward cannot be deleted",
      zh = "该奖励不能删除" },
    { en = "Read the account with hire.referral_account.get_account_assets: the reward "
        .. "may be paid out. Check external_referral_reward_id, which "
        .. "hire.external_referral_reward.create gave.",
      zh = "请用 hire.referral_account.get_account_assets 查看账户：该奖励可能已发放；并"
        .. "检查 external_referral_reward_id（由 hire.external_referral_reward.create 返"
        .. "回）。" } },
  { 1002851, "api", "fail",
    { en = "the exam takes no login information in its state",
      zh = "笔试当前状态下不能回传登录信息" },
    { en = "Check exam_id from the event that asked for it, and send the answer once, "
        .. "before the exam has ended.",
      zh = "请检查 exam_id（取自创建笔试的事件）；在笔试结束前回传一次。" } },
  { 1002855, "api", "fail",
    { en = "the supplier's account does not allow this",
      zh = "供应商账号不允许此操作" },
    { en = "Check account_id, which the event about the account gave, and that the "
        .. "account is active; for a result, that the exam is still waiting for it.",
      zh = "请检查 account_id（取自账号绑定事件），确认账号已启用；回传结果时，确认笔试"
        .. "仍在等待结果。" } },
  { 1002858, "api", "fail",
    { en = "the background check takes no update in its state",
      zh = "背调订单当前状态下不能更新" },
    { en = "Check background_check_id from the event; the order may be cancelled, or "
        .. "have its result.",
      zh = "请检查 background_check_id（取自背调事件）；该订单可能已取消或已有结果。" } },
  { 1002859, "api", "fail",
    { en = "the packages to delete are wrong",
      zh = "要删除的背调套餐有误" },
    { en = "Check account_id, and package_id_list and additional_item_id_list against "
        .. "what hire.eco_background_check_package.create was given.",
      zh = "请检查 account_id，并核对 package_id_list、additional_item_id_list 与 "
        .. "hire.eco_background_check_package.create 传入的是否一致。" } },
  { 1002860, "api", "fail",
    { en = "the custom fields to delete are wrong",
      zh = "要删除的背调自定义字段有误" },
    { en = "Check account_id, which the event about the account gave.",
      zh = "请检查 account_id（取自账号绑定事件）。" } },
  { 1002862, "api", "fail",
    { en = "the background check does not exist", zh = "背调订单不存在" },
    { en = "Check background_check_id.",
      zh = "请检查 background_check_id。" } },
  { 1002901, "api", "fail",
    { en = "the application that is to be onboarded does not exist",
      zh = "要入职的投递不存在" },
    { en = "Check application_id: hire.application.list lists them.",
      zh = "请检查 application_id：可用 hire.application.list 查询。" } },
  { 1002902, "api", "fail",
    { en = "the onboarding does not allow this in its state",
      zh = "入职信息当前状态下不允许此操作" },
    { en = "Read it with hire.employee.get_by_application: the employee may have started or left.",
      zh = "请用 hire.employee.get_by_application 查看：该员工可能已入职或已离职。" } },
  { 1002903, "api", "fail",
    { en = "the employee does not exist", zh = "员工不存在" },
    { en = "Check employee_id or application_id.",
      zh = "请检查 employee_id 或 application_id。" } },
  { 1002904, "api", "fail",
    { en = "the application cannot be transferred to onboarding",
      zh = "投递不能转为待入职" },
    { en = "Read it with hire.application.get_detail: its stage or its offer "
        .. "(hire.application.offer) may not be ready for it.",
      zh = "请用 hire.application.get_detail 查看：其阶段或 Offer（"
        .. "hire.application.offer）可能尚不满足条件。" } },
  { 1002905, "api", "fail",
    { en = "a value of the onboarding is wrong",
      zh = "入职信息的某个取值有误" },
    { en = "Check dates (ms), operation and ids against `lualark schema "
        .. "hire.application.transfer_onboard` or hire.employee.patch, in the kinds "
        .. "that the *_id_type parameters name.",
      zh = "请对照 `lualark schema hire.application.transfer_onboard` 或 "
        .. "hire.employee.patch 检查日期（毫秒）、operation 和各 ID，ID 须与 *_id_type "
        .. "参数一致。" } },
  { 1002907, "api", "fail",
    { en = "the employee's state cannot change like this",
      zh = "员工状态不能这样变更" },
    { en = "Read it with hire.employee.get: the change may have been made, or another "
        .. "one has to come first.",
      zh = "请用 hire.employee.get 查看：该变更可能已完成，或须先进行其他变更。" } },
  { 1002908, "api", "fail",
    { en = "Hire could not carry the onboarding over to the people administration",
      zh = "招聘未能将入职信息同步到人事" },
    { en = "Read the state with hire.employee.get_by_application before you send it "
        .. "again, since part of it may have been done.",
      zh = "部分操作可能已生效，重试前请用 hire.employee.get_by_application 查看状态。" } },
  { 1002910, "api", "fail",
    { en = "the onboarding cannot be cancelled or changed any more",
      zh = "入职已不能取消或修改" },
    { en = "Read it with hire.employee.get_by_application: it may have begun; "
        .. "hire.employee.patch changes an employee's state.",
      zh = "请用 hire.employee.get_by_application 查看：可能已经入职；员工状态用 "
        .. "hire.employee.patch 修改。" } },
}
