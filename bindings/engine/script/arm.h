// SPDX-License-Identifier: MIT

/// How a script is interrupted: by the signal, where it was granted, can arrive
/// and instructions need not be counted; else by a count.
#ifndef LUALARK_ARM_H
#define LUALARK_ARM_H

#include "script.h"

/// Around what the script runs: chooses, and lets the signal come. A callback
/// of the host's is a rest.
void lualark_arm_enter(struct script *script);
void lualark_arm_leave(struct script *script);
void lualark_arm_rest(struct script *script);

/// Whether the script's instructions are counted whatever can arrive.
bool lualark_arm_counts(const struct script *script);

/// In a hook that the signal has set: when it is to come next.
void lualark_arm_again(struct script *script);

/// Lets a script be looked at by that time.
void lualark_arm_hurry(struct script *script, uint64_t due_us);

/// Ends the slice of a script that runs before that time.
void lualark_arm_shorten(struct script *script, uint64_t end_us);

#endif
