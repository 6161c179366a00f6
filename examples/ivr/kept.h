/*
 * kept.h - conversations that were handed over, for the case that nobody takes them.
 *
 * They are in memory: after a restart the caller begins anew.
 */
#ifndef KEPT_H
#define KEPT_H

#include <stddef.h>

/* Keeps a saved session under the id of its call. The oldest one makes room. */
void kept_put(const char *id, const void *bytes, size_t length);

/* Takes one out, for free(); NULL where there is none. */
void *kept_take(const char *id, size_t *length);

#endif
