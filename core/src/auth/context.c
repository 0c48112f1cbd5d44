// SPDX-License-Identifier: MIT
#include "context.h"

void lark_context_explain(lark_store_status status, lark_failure *failure) {
  if (status == LARK_STORE_NO_MEMORY) {
    lark_fail(failure, LARK_ENOMEM, "out of memory");
    return;
  }
  lark_fail(failure, LARK_ENETWORK, "the store of tokens cannot be reached");
  failure->error.retryable = true;
}
