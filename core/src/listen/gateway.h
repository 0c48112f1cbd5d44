// SPDX-License-Identifier: MIT

/// The call that brings the address of a long connection, and what refusals
/// mean: its own, and those of the upgrade.
#ifndef LARK_GATEWAY_H
#define LARK_GATEWAY_H

#include "pace.h"
#include "result.h"
#include "settings.h"
#include "upgrade.h"

/// Writes the request. Lack of memory shows in the texts. `body` holds a
/// secret: it is to be ended with lark_secret_clear().
void lark_gateway_write(const lark_settings *settings, lark_text *url,
                        lark_text *body);

typedef enum lark_gateway_verdict {
  LARK_GATEWAY_OPEN,
  LARK_GATEWAY_AGAIN,  ///< try again
  LARK_GATEWAY_GIVE_UP ///< trying again brings nothing
} lark_gateway_verdict;

/// Reads the answer: the address, which the caller clears in each case, and the
/// pace. `failure` says why it is not OPEN.
lark_gateway_verdict lark_gateway_read(const lark_settings *settings,
                                       const lark_result *result,
                                       lark_address *address, lark_pace *pace,
                                       lark_failure *failure);

/// The meaning of an upgrade that was refused, which `failure` tells already.
lark_gateway_verdict lark_gateway_judge(const lark_upgraded *upgraded,
                                        lark_failure *failure);

#endif
