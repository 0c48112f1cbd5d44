// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_GZIP_H
#define SIMULATOR_GZIP_H

#include <stddef.h>

/// Compresses `size` bytes into heap memory that the caller frees. The same
/// bytes in give the same bytes out.
char *gzip_compress(const char *bytes, size_t size, size_t *size_out);

/// The same in two members, which RFC 1952 lets follow each other.
char *gzip_in_members(const char *bytes, size_t size, size_t *size_out);

/// That many MiB of zeros, compressed to a thousandth of the size, in heap
/// memory that the caller frees.
char *gzip_zeros(size_t mib, size_t *size_out);

#endif
