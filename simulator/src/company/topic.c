// SPDX-License-Identifier: MIT
#include "topic.h"

#include <string.h>

static const struct words stages[] = {
    {"简历初筛", "Screening"},        {"简历评估", "Evaluation"},
    {"笔试", "Written test"},         {"面试", "Interview"},
    {"Offer 沟通", "Offer"},          {"待入职", "Pending onboarding"},
    {"背景调查", "Background check"}, {"已入职", "Onboarded"},
};
static const struct words departments[] = {
    {"平台研发部", "Platform"}, {"产品部", "Product"}, {"市场部", "Marketing"},
    {"财务部", "Finance"},      {"人力资源部", "HR"},  {"销售部", "Sales"},
};
static const struct words cities[] = {
    {"北京", "Beijing"},  {"上海", "Shanghai"}, {"深圳", "Shenzhen"},
    {"杭州", "Hangzhou"}, {"成都", "Chengdu"},  {"新加坡", "Singapore"},
};
static const struct words schools[] = {
    {"东湖大学", "Donghu University"},
    {"南山理工大学", "Nanshan University of Technology"},
    {"西溪师范大学", "Xixi Normal University"},
    {"北岭财经大学", "Beiling University of Finance"},
};
static const struct words companies[] = {
    {"云杉科技", "Yunshan Technology"},
    {"青禾网络", "Qinghe Networks"},
    {"远帆软件", "Yuanfan Software"},
    {"晨星数据", "Chenxing Data"},
};
static const struct words sources[] = {
    {"内推", "Referral"},         {"猎头", "Headhunter"},
    {"官网投递", "Career site"},  {"招聘会", "Job fair"},
    {"社交媒体", "Social media"},
};
static const struct words roles[] = {
    {"招聘管理员", "Recruiting administrator"},
    {"招聘专员", "Recruiter"},
    {"用人经理", "Hiring manager"},
    {"面试官", "Interviewer"},
};
static const struct words kinds[] = {
    {"研发", "Engineering"}, {"产品", "Product"}, {"设计", "Design"},
    {"运营", "Operations"},  {"销售", "Sales"},   {"职能", "Corporate"},
};
static const struct words levels[] = {
    {"P4", "P4"}, {"P5", "P5"}, {"P6", "P6"}, {"P7", "P7"}, {"P8", "P8"},
};
static const struct words tags[] = {
    {"优先考虑", "Priority"},   {"可内推", "Referable"},
    {"海外经历", "Overseas"},   {"管理经验", "Management"},
    {"技术专家", "Specialist"},
};
static const struct words pools[] = {
    {"高潜人才", "High potentials"},
    {"校园储备", "Campus reserve"},
    {"已离职员工", "Alumni"},
    {"长期关注", "Watch list"},
};
static const struct words subjects[] = {
    {"秋季校园招聘", "Autumn campus hiring"},
    {"春季校园招聘", "Spring campus hiring"},
    {"实习生计划", "Internships"},
};
static const struct words reasons[] = {
    {"候选人放弃", "Candidate withdrew"},
    {"薪资不符", "Salary expectations"},
    {"能力不匹配", "Skills do not match"},
    {"职位关闭", "Job was closed"},
};
static const struct words forms[] = {
    {"标准表单", "Standard form"},
    {"校招表单", "Campus form"},
    {"实习表单", "Intern form"},
};
static const struct words processes[] = {
    {"社会招聘流程", "Social hiring"},
    {"校园招聘流程", "Campus hiring"},
    {"实习生招聘流程", "Intern hiring"},
};
static const struct words files[] = {
    {"简历.pdf", "resume.pdf"},
    {"报告.pdf", "report.pdf"},
    {"作品集.zip", "portfolio.zip"},
};
static const struct words nations[] = {
    {"中国", "China"},
    {"新加坡", "Singapore"},
    {"德国", "Germany"},
};

#define LIST(words) (words), sizeof(words) / sizeof *(words)

// The first keyword that fits is taken.
static const struct topic topics[] = {
    {"termination", LIST(reasons)},
    {"reason", LIST(reasons)},
    {"stage", LIST(stages)},
    {"department", LIST(departments)},
    {"nationality", LIST(nations)},
    {"country", LIST(nations)},
    {"city", LIST(cities)},
    {"location", LIST(cities)},
    {"address", LIST(cities)},
    {"state", LIST(cities)},
    {"district", LIST(cities)},
    {"school", LIST(schools)},
    {"company", LIST(companies)},
    {"agency", LIST(companies)},
    {"supplier", LIST(companies)},
    {"source", LIST(sources)},
    {"channel", LIST(sources)},
    {"website", LIST(sources)},
    {"role", LIST(roles)},
    {"level", LIST(levels)},
    {"tag", LIST(tags)},
    {"folder", LIST(pools)},
    {"pool", LIST(pools)},
    {"subject", LIST(subjects)},
    {"process", LIST(processes)},
    {"schema", LIST(forms)},
    {"form", LIST(forms)},
    {"template", LIST(forms)},
    {"attachment", LIST(files)},
    {"file", LIST(files)},
    {"job_type", LIST(kinds)},
    {"function", LIST(kinds)},
    {"category", LIST(kinds)},
    {"sequence", LIST(kinds)},
    {"user", NULL, 0},
    {"creator", NULL, 0},
    {"interviewer", NULL, 0},
    {"manager", NULL, 0},
    {"recruiter", NULL, 0},
    {"referrer", NULL, 0},
    {"operator", NULL, 0},
    {"owner", NULL, 0},
    {"contactor", NULL, 0},
    {"evaluator", NULL, 0},
    {"assistant", NULL, 0},
    {"basic_info", NULL, 0},
    {"talent", NULL, 0},
    {"reviewer", NULL, 0},
};

const struct topic *topic_find(const char *name) {
  for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
    if (strstr(name, topics[i].keyword) != NULL) return &topics[i];
  }
  return NULL;
}

const char *topic_sentence(size_t choice) {
  static const char *const sentences[] = {
      "沟通顺畅，基础扎实。",
      "与团队需求匹配，建议推进。",
      "项目经验丰富，需要进一步了解细节。",
      "负责核心模块的设计与交付。",
      "表现稳定，期待后续反馈。",
  };
  return sentences[choice % (sizeof sentences / sizeof *sentences)];
}
