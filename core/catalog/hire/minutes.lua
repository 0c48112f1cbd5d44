-- SPDX-License-Identifier: MIT

--- The minutes of interviews.
local common = import "common/types"

local sentence = object "sentence" {
  { "content", string, "The spoken words." },
  { "speak_time", time_ms_string, "When it was said." },
  { "user_type", integer {
    enum = {
      { 1, { en = "interviewer", zh = "面试官" } },
      { 2, { en = "candidate", zh = "候选人" } },
    },
  }, "Whether an interviewer or the candidate spoke." },
  { "speaker_name", common.i18n, "The person who said it." },
}

local minutes = object "minutes" {
  { "sentences", array(sentence), "The spoken words, sentence by sentence." },
}

return {
  ["hire.minutes.get"] = {
    doc = "Reads what was said in an interview, if it was recorded.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/minutes/get",
    get = "/open-apis/hire/v1/minutes",
    limits = { "10/s" },
    scopes = { "hire:interview:readonly", "hire:interview" },
    page = "minutes.sentences",
    query = {
      { "interview_id", id, "The interview, by its id; `hire.interview.list` lists them." },
      common.page_token,
      common.page_size(20, 100),
    },
    returns = {
      { "minutes", minutes, "The spoken words." },
      { "page_token", string, "Where the next page starts; absent on the last." },
      { "has_more", boolean, "Whether another page follows." },
    },
    errors = { 1002001, 1002002 },
  },
}
