// SPDX-License-Identifier: MIT
#include "compare.h"

#include "drift.h"

void lark_compare(const lark_active_call *call, bool ok, int64_t code) {
  if (call->compared == NULL) return;
  lark_drift *drift = call->client->drift;
  if (!ok && code != 0)
    lark_drift_look_at_code(drift, call->compared, code);
  else if (ok && lark_result_text(call->result, NULL) == NULL)
    lark_drift_look(drift, call->compared, lark_result_data(call->result));
}
