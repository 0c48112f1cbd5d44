// SPDX-License-Identifier: MIT
#include "reference.h"

#include <string.h>

void reference_start(struct reference *reference, const char *text) {
  reference->rest = text;
}

bool reference_next(struct reference *reference, struct reference_step *step) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
  const char *at = reference->rest;
  step->by_param = *at == '[';
  if (*at == '.' || *at == '[') at++;
  step->name = (struct text){at, strspn(at, letters)};
  if (step->name.length == 0) return false;
  at += step->name.length;
  if (step->by_param && *at == ']') at++;
  reference->rest = at;
  return true;
}
