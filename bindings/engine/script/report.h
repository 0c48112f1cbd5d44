// SPDX-License-Identifier: MIT

/// A report of a script's end, for the host. It is written before the state is
/// closed, and kept until the exit callback has had it.
#ifndef LUALARK_REPORT_H
#define LUALARK_REPORT_H

#include "script.h"

struct report {
  lark_link in_ended; ///< first, so that it leads to the report
  lualark_end end;
  lark_error error;
  char *texts; ///< name, result and the error's, one after another
  char *trace; ///< NULL if there is none
};

/// Fills in the script's report, and takes it from the script. `status`
/// LARK_OK: by what the script returned or raised; otherwise with `why` as the
/// message.
struct report *lualark_report_write(struct script *script, lark_status status,
                                    const char *why);

void lualark_report_free(struct report *report);

#endif
