// SPDX-License-Identifier: MIT

/// lark_drift.h from the inside.
#ifndef LARK_DRIFT_INSIDE_H
#define LARK_DRIFT_INSIDE_H

#include "lark_drift.h"

/// Drops the differences of an endpoint whose description is about to go.
void lark_drift_forget(lark_drift *drift, const lark_endpoint *endpoint);

#endif
