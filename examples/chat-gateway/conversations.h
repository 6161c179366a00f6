/* conversations.h - the sessions of a chat system, by its own names for them. */
#ifndef CONVERSATIONS_H
#define CONVERSATIONS_H

#include <relais.h>

#include <stdint.h>

/* Longer names are refused. */
#define CONVERSATION_ID_BYTES 200
/* Who has not written for so long begins anew. */
#define CONVERSATION_IDLE_SECONDS (30 * 60)

typedef struct conversation {
    struct conversation *next;
    relais_session *session;
    int64_t used_at;
    char id[CONVERSATION_ID_BYTES + 1];
} conversation;

/* The conversation of this name, which has no session yet where it is new; NULL without memory. */
conversation *conversations_find(const char *id, int64_t now);

/* Forgets one. */
void conversations_end(const char *id);

/* Forgets those that are older than the idle time; all of them where `now` is INT64_MAX. */
void conversations_sweep(int64_t now);

#endif
