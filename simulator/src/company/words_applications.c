// SPDX-License-Identifier: MIT
#include "words.h"

const char *const words_currencies[] = {"CNY", "USD", "JPY", "EUR", "SGD"};

const char *const words_sources[] = {
    "lagou", "BOSS直聘", "猎聘",     "智联招聘", "前程无忧",   "LinkedIn",
    "脉脉",  "官网投递", "员工内推", "猎头推荐", "校园宣讲会", "其他",
};

const size_t words_source_count = sizeof words_sources / sizeof *words_sources;

const char *const words_stages[] = {
    "简历初筛", "简历评估", "笔试",       "初试",   "复试",
    "终面",     "HR 面试",  "Offer 沟通", "待入职", "已入职",
};

const size_t words_stage_count = sizeof words_stages / sizeof *words_stages;

const struct termination words_terminations[] = {
    {"", ""},
    {"HR 主动终止", "不合适"},
    {"HR 主动终止", "专业能力不足"},
    {"HR 主动终止", "职位已关闭"},
    {"HR 主动终止", "薪资期望过高"},
    {"HR 主动终止", "面试未通过"},
    {"候选人主动放弃", "接受了其他 Offer"},
    {"候选人主动放弃", "对薪资不满意"},
    {"候选人主动放弃", "工作地点不合适"},
    {"候选人主动放弃", "个人原因, 暂不考虑"},
    {"系统自动终止", "超时未处理"},
};

const size_t words_termination_count =
    sizeof words_terminations / sizeof *words_terminations;
