// SPDX-License-Identifier: MIT

/// Two versions of a script while lualark_replace() replaces the old one by the
/// new one, which waits for the state that the old one hands over.
///
///     old -- successor --> new       new is not in the queue; it gets the
///         <- predecessor --          events that are sent to both
///
/// The link ends when the state is there, the old one has ended, or the
/// replacement has failed. The new one keeps the state as JSON until its script
/// has read it.
///
/// One that waits may be replaced itself. If it ends, the next one waits for
/// the version before:
///
///     one -> two -> three         one ---------> three
#ifndef LUALARK_VERSIONS_H
#define LUALARK_VERSIONS_H

#include "script.h"

/// Links both. `fresh` was filled, and is in no list.
void lualark_versions_link(struct script *old, struct script *fresh);

/// The version that gets the events sent to this one.
struct script *lualark_versions_newest(struct script *script);

/// Gives `script` a copy of the state, which counts against its memory.
/// LARK_ENOMEM, or LARK_ELIMIT if it has no room for it.
lark_status lualark_versions_set_state(struct script *script, const char *json,
                                       size_t bytes);

/// Frees it.
void lualark_versions_drop_state(struct script *script);

/// Ends the link of an old version that has handed over: the new one gets its
/// first turn.
void lualark_versions_begin(struct script *old);

/// Sets when an old version has taken too long to hand over; its timer has an
/// owner.
void lualark_versions_start_timer(struct script *old);

/// Before a script ends. If it is an old version, the new one begins without a
/// state, and is told why. If it is a new one, the old one goes on, and gets
/// the events that came meanwhile. If it is both, the one before it hands over
/// to the one behind it.
void lualark_versions_on_end(struct script *script);

#endif
