-- SPDX-License-Identifier: MIT

--- The error codes of offers and tripartite agreements; errors.lua says where they come from.
return {
  { 1002053, "api", "fail",
    { en = "Hire cannot create this offer as things stand",
      zh = "当前无法创建该 Offer" },
    { en = "Read the application with hire.application.get_detail: it may not be in the "
        .. "offer stage, or have an offer already (hire.application.offer). The msg "
        .. "says what stands against it.",
      zh = "请用 hire.application.get_detail 查看投递：可能不在 Offer 阶段，或已有 Offer"
        .. "（hire.application.offer）。具体原因见 msg。" } },
  { 1002054, "api", "fail",
    { en = "an id in the offer does not exist",
      zh = "Offer 中的某个 ID 不存在" },
    { en = "Check application_id (hire.application.list), schema_id "
        .. "(hire.offer_application_form.list), job_requirement_id "
        .. "(hire.job_requirement.list) and the ids of basic_info in the kinds that the "
        .. "*_id_type parameters name.",
      zh = "请检查 application_id（hire.application.list）、schema_id（"
        .. "hire.offer_application_form.list）、job_requirement_id（"
        .. "hire.job_requirement.list），以及 basic_info 中的各个 ID 是否与 *_id_type 参"
        .. "数一致。" } },
  { 1002055, "api", "fail",
    { en = "the offer's form or state does not allow these values",
      zh = "Offer 的表单或状态不允许这些取值" },
    { en = "Compare the request with the form (hire.offer_application_form.get), which "
        .. "says which fields are required, and with the offer (hire.offer.get).",
      zh = "请对照申请表（hire.offer_application_form.get，其中说明哪些字段必填）和当前 "
        .. "Offer（hire.offer.get）。" } },
  { 1002056, "api", "fail",
    { en = "the offer's form or state does not allow these values",
      zh = "Offer 的表单或状态不允许这些取值" },
    { en = "Compare the request with the form (hire.offer_application_form.get), which "
        .. "says which fields are required, and with the offer (hire.offer.get).",
      zh = "请对照申请表（hire.offer_application_form.get，其中说明哪些字段必填）和当前 "
        .. "Offer（hire.offer.get）。" } },
  { 1002057, "api", "fail",
    { en = "a value of the offer is wrong",
      zh = "Offer 的某个取值有误" },
    { en = "Check the fields against `lualark schema hire.offer.create` and the form "
        .. "(hire.offer_application_form.get); expected_onboard_date is JSON in a "
        .. "string: {\"date\":\"2026-01-31\"}.",
      zh = "请对照 `lualark schema hire.offer.create` 和申请表（"
        .. "hire.offer_application_form.get）；expected_onboard_date 是字符串形式的 JSON"
        .. "：{\"date\":\"2026-01-31\"}。" } },
  { 1002058, "api", "fail",
    { en = "an id in the offer does not exist",
      zh = "Offer 中的某个 ID 不存在" },
    { en = "Check application_id (hire.application.list), schema_id "
        .. "(hire.offer_application_form.list), job_requirement_id "
        .. "(hire.job_requirement.list) and the ids of basic_info in the kinds that the "
        .. "*_id_type parameters name.",
      zh = "请检查 application_id（hire.application.list）、schema_id（"
        .. "hire.offer_application_form.list）、job_requirement_id（"
        .. "hire.job_requirement.list），以及 basic_info 中的各个 ID 是否与 *_id_type 参"
        .. "数一致。" } },
  { 1002059, "api", "fail",
    { en = "an id in the offer does not exist",
      zh = "Offer 中的某个 ID 不存在" },
    { en = "Check application_id (hire.application.list), schema_id "
        .. "(hire.offer_application_form.list), job_requirement_id "
        .. "(hire.job_requirement.list) and the ids of basic_info in the kinds that the "
        .. "*_id_type parameters name.",
      zh = "请检查 application_id（hire.application.list）、schema_id（"
        .. "hire.offer_application_form.list）、job_requirement_id（"
        .. "hire.job_requirement.list），以及 basic_info 中的各个 ID 是否与 *_id_type 参"
        .. "数一致。" } },
  { 1002061, "api", "fail",
    { en = "a value of the offer is wrong",
      zh = "Offer 的某个取值有误" },
    { en = "Check the fields against `lualark schema hire.offer.create` and the form "
        .. "(hire.offer_application_form.get); expected_onboard_date is JSON in a "
        .. "string: {\"date\":\"2026-01-31\"}.",
      zh = "请对照 `lualark schema hire.offer.create` 和申请表（"
        .. "hire.offer_application_form.get）；expected_onboard_date 是字符串形式的 JSON"
        .. "：{\"date\":\"2026-01-31\"}。" } },
  { 1002062, "api", "fail",
    { en = "Hire cannot create this offer as things stand",
      zh = "当前无法创建该 Offer" },
    { en = "Read the application with hire.application.get_detail: it may not be in the "
        .. "offer stage, or have an offer already (hire.application.offer). The msg "
        .. "says what stands against it.",
      zh = "请用 hire.application.get_detail 查看投递：可能不在 Offer 阶段，或已有 Offer"
        .. "（hire.application.offer）。具体原因见 msg。" } },
  { 1002064, "api", "fail",
    { en = "the offer does not exist",
      zh = "Offer 不存在" },
    { en = "Check offer_id: hire.offer.list and hire.application.offer give it. An "
        .. "application_id is no offer_id.",
      zh = "请检查 offer_id：由 hire.offer.list 和 hire.application.offer 返回；不要传成"
        .. " application_id。" } },
  { 1002065, "api", "fail",
    { en = "a value of the offer's custom field is wrong",
      zh = "Offer 自定义字段的某个取值有误" },
    { en = "Check offer_custom_field_id (hire.offer_application_form.get gives it), "
        .. "name and config against `lualark schema hire.offer_custom_field.update`.",
      zh = "请对照 `lualark schema hire.offer_custom_field.update` 检查 "
        .. "offer_custom_field_id（由 hire.offer_application_form.get 返回）、name 和 "
        .. "config。" } },
  { 1002066, "api", "fail",
    { en = "the offer cannot be changed in its state",
      zh = "Offer 当前状态下不能修改" },
    { en = "Read its offer_status with hire.offer.get: it may be in approval, sent or "
        .. "ended, and then take no changes.",
      zh = "请用 hire.offer.get 查看 offer_status：可能正在审批、已发送或已结束，因而不能修改。" } },
  { 1002067, "api", "fail",
    { en = "the intern's offer does not allow this change",
      zh = "实习 Offer 不允许此变更" },
    { en = "Read it with hire.offer.get: it may be no intern's, or not have reached the "
        .. "state before. Send the date that goes with the operation.",
      zh = "请用 hire.offer.get 查看：可能不是实习 Offer，或尚未处于前一状态；同时传与操"
        .. "作对应的日期。" } },
  { 1002068, "api", "fail",
    { en = "the intern's offer does not allow this change",
      zh = "实习 Offer 不允许此变更" },
    { en = "Read it with hire.offer.get: it may be no intern's, or not have reached the "
        .. "state before. Send the date that goes with the operation.",
      zh = "请用 hire.offer.get 查看：可能不是实习 Offer，或尚未处于前一状态；同时传与操"
        .. "作对应的日期。" } },
  { 1002069, "api", "fail",
    { en = "the offer, or a reason that is named, does not exist",
      zh = "Offer 或所引用的终止原因不存在" },
    { en = "Check offer_id (hire.offer.list), application_id (hire.application.list) "
        .. "and termination_reason_id_list (hire.termination_reason.list).",
      zh = "请检查 offer_id（hire.offer.list）、application_id（hire.application.list）"
        .. "和 termination_reason_id_list（hire.termination_reason.list）。" } },
  { 1002070, "api", "fail",
    { en = "the offer does not allow this in its state",
      zh = "Offer 当前状态下不允许此操作" },
    { en = "Read its offer_status with hire.offer.get, and go only to a state that may "
        .. "follow; the msg says what stands against it.",
      zh = "请用 hire.offer.get 查看 offer_status，只能变更为允许的下一状态；具体原因见 msg。" } },
  { 1002071, "api", "fail",
    { en = "the requisition of the offer does not allow this",
      zh = "Offer 对应的招聘需求不允许此操作" },
    { en = "Read it with hire.job_requirement.list_by_id: it may be full, ended, or "
        .. "tied to offers. Choose another job_requirement_id, or end its offers first.",
      zh = "请用 hire.job_requirement.list_by_id 查看：可能已满员、已结束或仍关联 Offer"
        .. "。请更换 job_requirement_id，或先处理相关 Offer。" } },
  { 1002072, "api", "fail",
    { en = "the offer does not allow this in its state",
      zh = "Offer 当前状态下不允许此操作" },
    { en = "Read its offer_status with hire.offer.get, and go only to a state that may "
        .. "follow; the msg says what stands against it.",
      zh = "请用 hire.offer.get 查看 offer_status，只能变更为允许的下一状态；具体原因见 msg。" } },
  { 1002073, "api", "fail",
    { en = "the offer does not allow this in its state",
      zh = "Offer 当前状态下不允许此操作" },
    { en = "Read its offer_status with hire.offer.get, and go only to a state that may "
        .. "follow; the msg says what stands against it.",
      zh = "请用 hire.offer.get 查看 offer_status，只能变更为允许的下一状态；具体原因见 msg。" } },
  { 1002074, "api", "fail",
    { en = "the offer does not allow this in its state",
      zh = "Offer 当前状态下不允许此操作" },
    { en = "Read its offer_status with hire.offer.get, and go only to a state that may "
        .. "follow; the msg says what stands against it.",
      zh = "请用 hire.offer.get 查看 offer_status，只能变更为允许的下一状态；具体原因见 msg。" } },
  { 1002075, "api", "fail",
    { en = "the tripartite agreement, or the application of the offer, does not exist",
      zh = "三方协议或 Offer 对应的投递不存在" },
    { en = "Check tripartite_agreement_id (hire.tripartite_agreement.list) and "
        .. "application_id (hire.application.list).",
      zh = "请检查 tripartite_agreement_id（hire.tripartite_agreement.list）和 "
        .. "application_id（hire.application.list）。" } },
  { 1002076, "api", "fail",
    { en = "the application does not allow an offer or a tripartite agreement",
      zh = "该投递不允许创建或变更 Offer、三方协议" },
    { en = "Read the agreement's state with hire.tripartite_agreement.list and the "
        .. "application with hire.application.get_detail; states follow one another in "
        .. "order.",
      zh = "请用 hire.tripartite_agreement.list 查看协议状态、用 "
        .. "hire.application.get_detail 查看投递；状态只能按顺序变更。" } },
  { 1002077, "api", "fail",
    { en = "the offer or the tripartite agreement is there already, or is not wanted "
        .. "for this application",
      zh = "Offer 或三方协议已存在，或不适用于该投递" },
    { en = "Look first: hire.application.offer and hire.tripartite_agreement.list by "
        .. "application_id. Change what is there instead of creating it again.",
      zh = "请先按 application_id 用 hire.application.offer 和 "
        .. "hire.tripartite_agreement.list 查询；已存在时请修改，不要重复创建。" } },
  { 1002078, "api", "fail",
    { en = "the offer or the tripartite agreement is there already, or is not wanted "
        .. "for this application",
      zh = "Offer 或三方协议已存在，或不适用于该投递" },
    { en = "Look first: hire.application.offer and hire.tripartite_agreement.list by "
        .. "application_id. Change what is there instead of creating it again.",
      zh = "请先按 application_id 用 hire.application.offer 和 "
        .. "hire.tripartite_agreement.list 查询；已存在时请修改，不要重复创建。" } },
  { 1002079, "api", "fail",
    { en = "a value of the offer is wrong",
      zh = "Offer 的某个取值有误" },
    { en = "Check the fields against `lualark schema hire.offer.create` and the form "
        .. "(hire.offer_application_form.get); expected_onboard_date is JSON in a "
        .. "string: {\"date\":\"2026-01-31\"}.",
      zh = "请对照 `lualark schema hire.offer.create` 和申请表（"
        .. "hire.offer_application_form.get）；expected_onboard_date 是字符串形式的 JSON"
        .. "：{\"date\":\"2026-01-31\"}。" } },
  { 1002080, "api", "fail",
    { en = "the offer or the tripartite agreement is there already, or is not wanted "
        .. "for this application",
      zh = "Offer 或三方协议已存在，或不适用于该投递" },
    { en = "Look first: hire.application.offer and hire.tripartite_agreement.list by "
        .. "application_id. Change what is there instead of creating it again.",
      zh = "请先按 application_id 用 hire.application.offer 和 "
        .. "hire.tripartite_agreement.list 查询；已存在时请修改，不要重复创建。" } },
  { 1002082, "api", "fail",
    { en = "a limit on how many there may be was reached for the offer", zh = "Offer 已达到数量上限" },
    { en = "Remove what is no longer needed, or ask the administrator of Hire.",
      zh = "请清理不再需要的数据，或联系招聘管理员。" } },
  { 1002083, "api", "fail",
    { en = "an id in the offer does not exist",
      zh = "Offer 中的某个 ID 不存在" },
    { en = "Check application_id (hire.application.list), schema_id "
        .. "(hire.offer_application_form.list), job_requirement_id "
        .. "(hire.job_requirement.list) and the ids of basic_info in the kinds that the "
        .. "*_id_type parameters name.",
      zh = "请检查 application_id（hire.application.list）、schema_id（"
        .. "hire.offer_application_form.list）、job_requirement_id（"
        .. "hire.job_requirement.list），以及 basic_info 中的各个 ID 是否与 *_id_type 参"
        .. "数一致。" } },
}
