// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_RANDOM_H
#define SIMULATOR_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A stream of random numbers that is the same for a seed on every machine:
/// xoshiro256**, its state filled by splitmix64. Not for secrets.
struct random {
  uint64_t state[4];
};

/// Mixes `x` into a number that looks unrelated. Different inputs give
/// different outputs.
uint64_t random_mix(uint64_t x);

/// Starts the stream of `seed`.
void random_init(struct random *random, uint64_t seed);

/// The next 64 bits.
uint64_t random_next(struct random *random);

/// A number from 0 to `count` - 1; `count` is at least 1.
uint32_t random_below(struct random *random, uint32_t count);

/// A number from `low` to `high`, both included.
uint64_t random_between(struct random *random, uint64_t low, uint64_t high);

/// True with a chance of `percent` in 100.
bool random_chance(struct random *random, uint32_t percent);

/// An index into `weights`, each as likely as its weight says. The weights
/// are not all 0.
size_t random_weighted(struct random *random, const uint32_t *weights,
                       size_t count);

/// Writes `digits` lower-case hexadecimal digits and a closing NUL.
void random_hex(struct random *random, char *out, size_t digits);

#endif
