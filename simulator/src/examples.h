// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_EXAMPLES_H
#define SIMULATOR_EXAMPLES_H

#include <stddef.h>

/// An answer transcribed from the platform's documents: a file of
/// simulator/examples/, which the build compiles in.
struct example {
  const unsigned char *bytes;
  size_t size_bytes;
};

extern const struct example example_external_application_list;
extern const struct example example_referral_get_by_application;
extern const struct example example_referral_search;
extern const struct example example_referral_account_get_account_assets;
extern const struct example example_referral_website_job_post_get;

#endif
