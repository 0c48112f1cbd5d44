// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_RESOURCES_H
#define SIMULATOR_RESOURCES_H

#include "endpoint.h"

/// The endpoints, each defined in the file of its resource.

extern const struct endpoint auth_tenant_access_token_internal; // auth.c
extern const struct endpoint store_app_access_token;            // store.c
extern const struct endpoint store_tenant_access_token;         // store.c
extern const struct endpoint store_app_ticket_resend;           // store.c
extern const struct endpoint referral_get_by_application;       // referral.c
extern const struct endpoint referral_search;                   // referral.c
extern const struct endpoint job_post_get;                      // job_post.c
extern const struct endpoint external_application_list;
extern const struct endpoint account_get_assets; // account.c

extern const struct endpoint internal_stats; // internal.c, and the rest too
extern const struct endpoint internal_reset;
extern const struct endpoint internal_company;
extern const struct endpoint internal_last;
extern const struct endpoint internal_faults_get;
extern const struct endpoint internal_faults_post;
extern const struct endpoint internal_faults_delete;
extern const struct endpoint internal_ticket_get;
extern const struct endpoint internal_ticket_post;

#endif
