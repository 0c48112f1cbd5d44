// SPDX-License-Identifier: MIT

/// When a client has work that no traffic announces.
#ifndef LARK_DUE_H
#define LARK_DUE_H

#include "client.h"

/// When there is such work: 0 for now, UINT64_MAX for never.
uint64_t lark_due_us(const lark_client *client);

/// Makes the client's descriptor readable when there is.
void lark_due_arm(lark_client *client);

#endif
