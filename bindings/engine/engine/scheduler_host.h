// SPDX-License-Identifier: MIT

/// The functions that the schedulers of an engine's scripts call.
#ifndef LUALARK_SCHEDULER_HOST_H
#define LUALARK_SCHEDULER_HOST_H

#include "state.h"

extern const lualark_host lualark_scheduler_host;

#endif
