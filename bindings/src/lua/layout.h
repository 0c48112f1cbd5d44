// SPDX-License-Identifier: MIT

/// The sizes of Lua's strings, table nodes, stacks and the compiler's lists in
/// memory (lobject.h, ltable.c, lstate.h and lparser.h, since 5.4.3), and what
/// its collector counts. The engine looks at them where a script might make Lua
/// slow; this is the only place that knows them.
///
///     string   | ... | length 11 | hash 12 | next 16 | text 24 ... NUL |
///     node     | value 0 | its type 8 | key's type 9 | next 12 | key 16 |
///     thread   | ... | what all threads share 24 | ...
///     that     | allocator 0 | its user 8 | bytes 16 | debt 24 | ...
#ifndef LUALARK_LAYOUT_H
#define LUALARK_LAYOUT_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  /// Where the text of a string begins, in bytes.
  LUALARK_STRING_HEAD = 24,
  /// Bytes of the longest string that Lua keeps only once.
  LUALARK_SHORT_STRING = LUALARK_STRING_HEAD + 40 + 1,
  /// Bytes of the stack with which a coroutine begins.
  LUALARK_FIRST_STACK = 45 * 16,
  /// Bytes of a member of the compiler's lists of gotos, labels and variables.
  LUALARK_COMPILER_MEMBER = 24,
  /// Other lists of the compiler do not grow to multiples of this.
  LUALARK_COMPILER_FACTOR = 3
};

/// A place in a table's hash part.
typedef struct lualark_node {
  uint64_t value;
  uint8_t value_type, key_type;
  int32_t next;
  union {
    int64_t integer;
    double number;
    const char *string;
  } key;
} lualark_node;

/// Bytes of so many.
#define LUALARK_NODES(count) ((count) * sizeof(lualark_node))

/// Whether a block of `bytes` may be the nodes of a table: a power of two.
bool lualark_layout_are_nodes(size_t bytes);

/// Whether no key was ever put here since the table grew.
static inline bool lualark_layout_is_free(const lualark_node *node) {
  return node->key_type == LUA_TNIL;
}

/// Whether the value is nil.
bool lualark_layout_is_empty(const lualark_node *node);

/// Whether the key is a string: lualark_layout_place() reads its hash.
bool lualark_layout_has_string(const lualark_node *node);

/// Where in a string its hash stands, for checks of whether it may be read.
const char *lualark_layout_hash(const char *string);

/// The place of a node's key among `count` nodes. False for keys whose place a
/// script cannot choose.
bool lualark_layout_place(const lualark_node *node, size_t count,
                          uint32_t *place);

/// Whether a string stands in the table of short strings.
bool lualark_layout_is_short(const char *string);

/// Counts the strings from `string` on that share its place in the table of
/// short strings; stops above `most`.
size_t lualark_layout_chain(const char *string, size_t most);

/// How many bytes were allocated for which the collector has done no work yet;
/// negative: how many more may be before it does any. False where that cannot
/// be told, as inside a finalizer. Only for releases that the sandbox runs on
/// (tested.h).
bool lualark_layout_debt(lua_State *L, ptrdiff_t *bytes);

#endif
