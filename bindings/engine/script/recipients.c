// SPDX-License-Identifier: MIT
#include "recipients.h"

#include "scripts.h"
#include "share.h"
#include "versions.h"

lark_status lualark_recipients_one(struct script *script,
                                   lualark_event_texts *texts,
                                   lualark_recipients_put *put) {
  script = lualark_versions_newest(script);
  if (!lualark_script_takes_events(script)) return LARK_OK;
  lark_status status = put(script, texts);
  if (status == LARK_OK) lualark_share_wake(script);
  return status;
}

lark_status lualark_recipients_all(struct scripts *all,
                                   lualark_event_texts *texts,
                                   lualark_recipients_put *put) {
  lark_status whole = LARK_OK;
  for (struct script *script = lualark_scripts_first(all); script != NULL;
       script = lualark_scripts_after(script)) {
    if (script->versions.successor != NULL) continue; // it gets it itself
    lark_status status = lualark_recipients_one(script, texts, put);
    if (whole == LARK_OK) whole = status;
  }
  return whole;
}
