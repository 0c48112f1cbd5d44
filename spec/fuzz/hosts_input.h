// SPDX-License-Identifier: MIT

/// The input of hosts_fuzz.c: each choice takes a byte of it. Once it is over,
/// every choice is the first.
#ifndef HOSTS_INPUT_H
#define HOSTS_INPUT_H

#include "lualark.h"

void input_begin(const uint8_t *data, size_t size);

/// Leaves out what has not been read.
void input_end(void);

bool input_is_over(void);

/// A number below `count`.
unsigned pick(unsigned count);

#define COUNT(list) (sizeof(list) / sizeof(list)[0])
#define PICK(list) ((list)[pick(COUNT(list))])

/// A name of an event or of data.
const char *pick_name(void);

/// JSON, or what is none; NULL: nothing.
const char *pick_value(void);

/// Writes a program's text to `text`, and chooses its arguments and limits.
void pick_program(lualark_program *program, char *text, size_t room);

/// Chooses what an engine allows its scripts.
void pick_options(lualark_options *options);

#endif
