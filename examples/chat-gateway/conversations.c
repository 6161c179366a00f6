#include "conversations.h"

#include <stdlib.h>
#include <string.h>

#define BUCKETS 4096

static conversation *buckets[BUCKETS];

static conversation **bucket_of(const char *id)
{
    uint32_t hash = 2166136261u;
    for (; *id != '\0'; id++) hash = (hash ^ (unsigned char)*id) * 16777619u;
    return &buckets[hash % BUCKETS];
}

static void forget(conversation **link)
{
    conversation *gone = *link;
    *link = gone->next;
    relais_session_free(gone->session);
    free(gone);
}

conversation *conversations_find(const char *id, int64_t now)
{
    conversation **bucket = bucket_of(id), *found = *bucket;
    while (found != NULL && strcmp(found->id, id) != 0) found = found->next;
    if (found == NULL) {
        found = calloc(1, sizeof *found);
        if (found == NULL) return NULL;
        strcpy(found->id, id);
        found->next = *bucket;
        *bucket = found;
    }
    found->used_at = now;
    return found;
}

void conversations_end(const char *id)
{
    conversation **link = bucket_of(id);
    while (*link != NULL && strcmp((*link)->id, id) != 0) link = &(*link)->next;
    if (*link != NULL) forget(link);
}

void conversations_sweep(int64_t now)
{
    size_t i;
    for (i = 0; i < BUCKETS; i++) {
        conversation **link = &buckets[i];
        while (*link != NULL) {
            if (now - (*link)->used_at > CONVERSATION_IDLE_SECONDS) forget(link);
            else link = &(*link)->next;
        }
    }
}
