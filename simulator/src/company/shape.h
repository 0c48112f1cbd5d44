// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_SHAPE_H
#define SIMULATOR_SHAPE_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

/// The small JSON shapes that recur in the platform's answers. Each function
/// returns a new reference and ends the program when memory runs out.

/// A name in two languages.
struct words {
  const char *zh;
  const char *en;
};

/// Something with a numeric id and a name.
struct labelled {
  uint64_t id;
  struct words name;
};

/// `{zh_cn, en_us}`
json_t *shape_name(struct words words);

/// `{id, name: {zh_cn, en_us}}`
json_t *shape_id_name(const char *id, struct words words);

/// The same for a numeric id.
json_t *shape_labelled(const struct labelled *labelled);

/// `{code, name: {zh_cn, en_us}}`
json_t *shape_code_name(const char *code, struct words words);

/// A sum of money: 100 as `100`, 100.5 as `100.5`, never more than two places.
json_t *shape_amount(int64_t cents);

#endif
