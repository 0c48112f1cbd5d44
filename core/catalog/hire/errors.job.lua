-- SPDX-License-Identifier: MIT

--- The error codes of jobs and requisitions; errors.lua says where they come from.
return {
  { 1002601, "api", "fail",
    { en = "the job does not exist", zh = "职位不存在" },
    { en = "Check job_id; hire.job.list lists them.",
      zh = "请检查 job_id，可通过 hire.job.list 获取。" } },
  { 1002603, "api", "fail",
    { en = "an id in the job does not exist",
      zh = "职位中的某个 ID 不存在" },
    { en = "Check job_process_id (hire.job_process.list), job_type_id "
        .. "(hire.job_type.list), job_function_id (hire.job_function.list), "
        .. "address_id_list (hire.location.list), subject_id (hire.subject.list), and "
        .. "department, level and people's ids in the kinds that the *_id_type "
        .. "parameters name.",
      zh = "请检查 job_process_id（hire.job_process.list）、job_type_id（"
        .. "hire.job_type.list）、job_function_id（hire.job_function.list）、"
        .. "address_id_list（hire.location.list）、subject_id（hire.subject.list），以及"
        .. "部门、职级和人员 ID 是否与 *_id_type 参数一致。" } },
  { 1002604, "api", "fail",
    { en = "an id in the job does not exist",
      zh = "职位中的某个 ID 不存在" },
    { en = "Check job_process_id (hire.job_process.list), job_type_id "
        .. "(hire.job_type.list), job_function_id (hire.job_function.list), "
        .. "address_id_list (hire.location.list), subject_id (hire.subject.list), and "
        .. "department, level and people's ids in the kinds that the *_id_type "
        .. "parameters name.",
      zh = "请检查 job_process_id（hire.job_process.list）、job_type_id（"
        .. "hire.job_type.list）、job_function_id（hire.job_function.list）、"
        .. "address_id_list（hire.location.list）、subject_id（hire.subject.list），以及"
        .. "部门、职级和人员 ID 是否与 *_id_type 参数一致。" } },
  { 1002605, "api", "fail",
    { en = "an id in the job does not exist",
      zh = "职位中的某个 ID 不存在" },
    { en = "Check job_process_id (hire.job_process.list), job_type_id "
        .. "(hire.job_type.list), job_function_id (hire.job_function.list), "
        .. "address_id_list (hire.location.list), subject_id (hire.subject.list), and "
        .. "department, level and people's ids in the kinds that the *_id_type "
        .. "parameters name.",
      zh = "请检查 job_process_id（hire.job_process.list）、job_type_id（"
        .. "hire.job_type.list）、job_function_id（hire.job_function.list）、"
        .. "address_id_list（hire.location.list）、subject_id（hire.subject.list），以及"
        .. "部门、职级和人员 ID 是否与 *_id_type 参数一致。" } },
  { 1002606, "api", "fail",
    { en = "an id in the job does not exist",
      zh = "职位中的某个 ID 不存在" },
    { en = "Check job_process_id (hire.job_process.list), job_type_id "
        .. "(hire.job_type.list), job_function_id (hire.job_function.list), "
        .. "address_id_list (hire.location.list), subject_id (hire.subject.list), and "
        .. "department, level and people's ids in the kinds that the *_id_type "
        .. "parameters name.",
      zh = "请检查 job_process_id（hire.job_process.list）、job_type_id（"
        .. "hire.job_type.list）、job_function_id（hire.job_function.list）、"
        .. "address_id_list（hire.location.list）、subject_id（hire.subject.list），以及"
        .. "部门、职级和人员 ID 是否与 *_id_type 参数一致。" } },
  { 1002607, "api", "fail",
    { en = "an id in the job does not exist",
      zh = "职位中的某个 ID 不存在" },
    { en = "Check job_process_id (hire.job_process.list), job_type_id "
        .. "(hire.job_type.list), job_function_id (hire.job_function.list), "
        .. "address_id_list (hire.location.list), subject_id (hire.subject.list), and "
        .. "department, level and people's ids in the kinds that the *_id_type "
        .. "parameters name.",
      zh = "请检查 job_process_id（hire.job_process.list）、job_type_id（"
        .. "hire.job_type.list）、job_function_id（hire.job_function.list）、"
        .. "address_id_list（hire.location.list）、subject_id（hire.subject.list），以及"
        .. "部门、职级和人员 ID 是否与 *_id_type 参数一致。" } },
  { 1002608, "api", "fail",
    { en = "an id in the job does not exist",
      zh = "职位中的某个 ID 不存在" },
    { en = "Check job_process_id (hire.job_process.list), job_type_id "
        .. "(hire.job_type.list), job_function_id (hire.job_function.list), "
        .. "address_id_list (hire.location.list), subject_id (hire.subject.list), and "
        .. "department, level and people's ids in the kinds that the *_id_type "
        .. "parameters name.",
      zh = "请检查 job_process_id（hire.job_process.list）、job_type_id（"
        .. "hire.job_type.list）、job_function_id（hire.job_function.list）、"
        .. "address_id_list（hire.location.list）、subject_id（hire.subject.list），以及"
        .. "部门、职级和人员 ID 是否与 *_id_type 参数一致。" } },
  { 1002609, "api", "fail",
    { en = "the job does not allow this in its state",
      zh = "职位当前状态下不允许此操作" },
    { en = "Read active_status with hire.job.get_detail: a closed job is opened with hire.job.open.",
      zh = "请用 hire.job.get_detail 查看 active_status：已关闭的职位可用 hire.job.open 开启。" } },
  { 1002611, "api", "fail",
    { en = "the job's settings do not allow this change",
      zh = "职位设置不允许此变更" },
    { en = "Read them with hire.job.config and send the whole part that "
        .. "update_option_list names; some fields are required only together.",
      zh = "请用 hire.job.config 读取现有设置，并完整传入 update_option_list 所指的部分"
        .. "；有些字段须同时传。" } },
  { 1002613, "api", "fail",
    { en = "the job is not complete enough for this",
      zh = "职位信息不完整，无法执行此操作" },
    { en = "Read it with hire.job.get_detail and compare it with its form "
        .. "(hire.job_schema.list): required fields and managers must be set.",
      zh = "请用 hire.job.get_detail 读取职位，并对照 hire.job_schema.list 补全必填字段和负责人。" } },
  { 1002615, "api", "fail",
    { en = "the job cannot be changed like this",
      zh = "职位不能这样修改" },
    { en = "Read it with hire.job.get_detail: it may have applications that keep its "
        .. "type, process or recruitment type as they are.",
      zh = "请用 hire.job.get_detail 查看：已有投递时，职位类别、流程和雇佣类型可能不允许修改。" } },
  { 1002616, "api", "fail",
    { en = "the job cannot be opened",
      zh = "职位不能开启" },
    { en = "Read it with hire.job.get_detail: it may be open already. Send "
        .. "expiry_timestamp with a later time, or is_never_expired.",
      zh = "请用 hire.job.get_detail 查看：可能已处于开启状态；请传更晚的 "
        .. "expiry_timestamp，或传 is_never_expired。" } },
  { 1002619, "api", "fail",
    { en = "the job's managers cannot be changed like this",
      zh = "职位负责人不能这样修改" },
    { en = "Read them with hire.job.recruiter; recruiter_id, hiring_manager_id_list and "
        .. "assistant_id_list must be employees in the kind that user_id_type names.",
      zh = "请用 hire.job.recruiter 读取现有负责人；recruiter_id、"
        .. "hiring_manager_id_list 和 assistant_id_list 须为与 user_id_type 一致的在职员"
        .. "工。" } },
  { 1002620, "api", "fail",
    { en = "the job's settings do not allow this change",
      zh = "职位设置不允许此变更" },
    { en = "Read them with hire.job.config and send the whole part that "
        .. "update_option_list names; some fields are required only together.",
      zh = "请用 hire.job.config 读取现有设置，并完整传入 update_option_list 所指的部分"
        .. "；有些字段须同时传。" } },
  { 1002621, "api", "fail",
    { en = "the job's settings do not allow this change",
      zh = "职位设置不允许此变更" },
    { en = "Read them with hire.job.config and send the whole part that "
        .. "update_option_list names; some fields are required only together.",
      zh = "请用 hire.job.config 读取现有设置，并完整传入 update_option_list 所指的部分"
        .. "；有些字段须同时传。" } },
  { 1002622, "api", "fail",
    { en = "an id in the job does not exist",
      zh = "职位中的某个 ID 不存在" },
    { en = "Check job_process_id (hire.job_process.list), job_type_id "
        .. "(hire.job_type.list), job_function_id (hire.job_function.list), "
        .. "address_id_list (hire.location.list), subject_id (hire.subject.list), and "
        .. "department, level and people's ids in the kinds that the *_id_type "
        .. "parameters name.",
      zh = "请检查 job_process_id（hire.job_process.list）、job_type_id（"
        .. "hire.job_type.list）、job_function_id（hire.job_function.list）、"
        .. "address_id_list（hire.location.list）、subject_id（hire.subject.list），以及"
        .. "部门、职级和人员 ID 是否与 *_id_type 参数一致。" } },
  { 1002623, "api", "fail",
    { en = "a value of the job is wrong",
      zh = "职位的某个取值有误" },
    { en = "Check the fields against `lualark schema hire.job.combined_create`; compare "
        .. "the lower and upper ends of levels and salaries.",
      zh = "请对照 `lualark schema hire.job.combined_create` 检查；注意职级和薪资的上下限。" } },
  { 1002624, "api", "fail",
    { en = "the advertisement cannot be published",
      zh = "该职位广告不能发布" },
    { en = "Check advertisement_id (hire.website.job_post.list gives it), "
        .. "job_channel_id, and that the job is open (hire.job.get_detail).",
      zh = "请检查 advertisement_id（由 hire.website.job_post.list 返回）和 "
        .. "job_channel_id，并用 hire.job.get_detail 确认职位为开启状态。" } },
  { 1002630, "api", "fail",
    { en = "the job's custom fields or forms do not allow this",
      zh = "职位的自定义字段或表单不允许此操作" },
    { en = "Read the form with hire.job_schema.list and the registration forms with "
        .. "hire.registration_schema.list; send each required object_id once.",
      zh = "请用 hire.job_schema.list 查看字段、用 hire.registration_schema.list 查看登"
        .. "记表；每个必填的 object_id 传一次。" } },
  { 1002631, "api", "fail",
    { en = "the job cannot be changed like this",
      zh = "职位不能这样修改" },
    { en = "Read it with hire.job.get_detail: it may have applications that keep its "
        .. "type, process or recruitment type as they are.",
      zh = "请用 hire.job.get_detail 查看：已有投递时，职位类别、流程和雇佣类型可能不允许修改。" } },
  { 1002701, "api", "fail",
    { en = "the requisition does not allow these values in its state",
      zh = "招聘需求当前状态下不允许这些取值" },
    { en = "Read it with hire.job_requirement.list_by_id: its code may be taken, or its "
        .. "state may allow no changes.",
      zh = "请用 hire.job_requirement.list_by_id 查看：编号可能重复，或其状态不允许修改。" } },
  { 1002702, "api", "fail",
    { en = "the requisition does not allow these values in its state",
      zh = "招聘需求当前状态下不允许这些取值" },
    { en = "Read it with hire.job_requirement.list_by_id: its code may be taken, or its "
        .. "state may allow no changes.",
      zh = "请用 hire.job_requirement.list_by_id 查看：编号可能重复，或其状态不允许修改。" } },
  { 1002703, "api", "fail",
    { en = "the requisition does not exist",
      zh = "招聘需求不存在" },
    { en = "Check job_requirement_id and jr_id_list: hire.job_requirement.list lists them.",
      zh = "请检查 job_requirement_id 和 jr_id_list：可用 hire.job_requirement.list 查询。" } },
  { 1002704, "api", "fail",
    { en = "the requisition cannot be deleted",
      zh = "招聘需求不能删除" },
    { en = "Read it with hire.job_requirement.list_by_id: jobs or offers may still use "
        .. "it. hire.job_requirement.update can change its state instead.",
      zh = "请用 hire.job_requirement.list_by_id 查看：可能仍有职位或 Offer 在使用它；也"
        .. "可用 hire.job_requirement.update 修改其状态。" } },
  { 1002705, "api", "fail",
    { en = "the requisition does not allow these values in its state",
      zh = "招聘需求当前状态下不允许这些取值" },
    { en = "Read it with hire.job_requirement.list_by_id: its code may be taken, or its "
        .. "state may allow no changes.",
      zh = "请用 hire.job_requirement.list_by_id 查看：编号可能重复，或其状态不允许修改。" } },
  { 1002708, "api", "fail",
    { en = "an id in the requisition does not exist",
      zh = "招聘需求中的某个 ID 不存在" },
    { en = "Check department_id, job_id_list (hire.job.list), address_id "
        .. "(hire.location.list), job_type_id (hire.job_type.list), and people's and "
        .. "levels' ids in the kinds that the *_id_type parameters name.",
      zh = "请检查 department_id、job_id_list（hire.job.list）、address_id（"
        .. "hire.location.list）、job_type_id（hire.job_type.list），以及人员和职级 ID "
        .. "是否与 *_id_type 参数一致。" } },
  { 1002710, "api", "fail",
    { en = "the requisition does not allow these values in its state",
      zh = "招聘需求当前状态下不允许这些取值" },
    { en = "Read it with hire.job_requirement.list_by_id: its code may be taken, or its "
        .. "state may allow no changes.",
      zh = "请用 hire.job_requirement.list_by_id 查看：编号可能重复，或其状态不允许修改。" } },
  { 1002721, "api", "fail",
    { en = "a value of the requisition is wrong",
      zh = "招聘需求的某个取值有误" },
    { en = "Check the fields against `lualark schema hire.job_requirement.create` and "
        .. "the form (hire.job_requirement_schema.list), which says which ones are "
        .. "required.",
      zh = "请对照 `lualark schema hire.job_requirement.create` 和 "
        .. "hire.job_requirement_schema.list（其中说明哪些字段必填）检查。" } },
  { 1002722, "api", "fail",
    { en = "a limit on how many there may be was reached for the requisition", zh = "招聘需求已达到数量上限" },
    { en = "Remove what is no longer needed, or ask the administrator of Hire.",
      zh = "请清理不再需要的数据，或联系招聘管理员。" } },
  { 1002723, "api", "fail",
    { en = "a value of the requisition is wrong",
      zh = "招聘需求的某个取值有误" },
    { en = "Check the fields against `lualark schema hire.job_requirement.create` and "
        .. "the form (hire.job_requirement_schema.list), which says which ones are "
        .. "required.",
      zh = "请对照 `lualark schema hire.job_requirement.create` 和 "
        .. "hire.job_requirement_schema.list（其中说明哪些字段必填）检查。" } },
  { 1002724, "api", "fail",
    { en = "the requisition cannot be created",
      zh = "无法创建招聘需求" },
    { en = "Its short_code may be taken (hire.job_requirement.list), or a field that "
        .. "the form requires is missing (hire.job_requirement_schema.list).",
      zh = "short_code 可能已被使用（hire.job_requirement.list），或缺少表单要求的字段（"
        .. "hire.job_requirement_schema.list）。" } },
  { 1002725, "api", "fail",
    { en = "the list of requisitions is wrong",
      zh = "招聘需求 ID 列表有误" },
    { en = "Check id_list: ids that hire.job_requirement.list gives, not too many at once.",
      zh = "请检查 id_list：须为 hire.job_requirement.list 返回的 ID，且一次不要过多。" } },
}
