// SPDX-License-Identifier: MIT

/// The things that all parts of this room work with. They outlive the parts.
#ifndef LARK_CONTEXT_H
#define LARK_CONTEXT_H

#include "fetch.h"
#include "settings.h"
#include "timer.h"

typedef struct lark_context {
  const lark_settings *settings;
  lark_session *session;
  lark_timers *timers;
  lark_fetcher fetcher;
} lark_context;

/// Makes a failure of an ask that the store could not answer.
void lark_context_explain(lark_store_status status, lark_failure *failure);

#endif
