// SPDX-License-Identifier: MIT

/// What the schedulers of an engine's scripts ask of it.
#ifndef LUALARK_SCHEDULER_HOST_H
#define LUALARK_SCHEDULER_HOST_H

#include "state.h"

extern const lualark_host lualark_scheduler_host;

#endif
