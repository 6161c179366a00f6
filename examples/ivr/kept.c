#include "kept.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As many as can be waiting for an agent; a few megabytes. */
#define MOST 1000

typedef struct kept {
    char id[128];
    void *bytes;
    size_t length;
} kept;

static kept all[MOST];
static size_t oldest;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void kept_put(const char *id, const void *bytes, size_t length)
{
    void *copy = malloc(length);
    kept *place;
    if (copy == NULL) return;
    memcpy(copy, bytes, length);
    pthread_mutex_lock(&lock);
    place = &all[oldest];
    oldest = (oldest + 1) % MOST;
    free(place->bytes);
    snprintf(place->id, sizeof place->id, "%s", id);
    place->bytes = copy;
    place->length = length;
    pthread_mutex_unlock(&lock);
}

void *kept_take(const char *id, size_t *length)
{
    void *bytes = NULL;
    size_t i;
    pthread_mutex_lock(&lock);
    for (i = 0; i < MOST && bytes == NULL; i++) {
        if (all[i].bytes == NULL || strcmp(all[i].id, id) != 0) continue;
        bytes = all[i].bytes;
        *length = all[i].length;
        all[i].bytes = NULL;
    }
    pthread_mutex_unlock(&lock);
    return bytes;
}
