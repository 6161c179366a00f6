/* call.h - one call, from the answer to the hand-over or the end. */
#ifndef CALL_H
#define CALL_H

#include <relais.h>

#include <stdint.h>

/* What all calls share. */
typedef struct settings {
    relais_kb *kb;
    /* Where speech files are; Asterisk reads and writes there too. */
    const char *folder;
    /* The only language, or NULL: the caller chooses. */
    const char *language;
    /* Programs, or NULL: see README.md. */
    const char *recogniser, *actor;
    /* How much later than the machine's clock it is; 0 but in tests. */
    int64_t clock_shift;
    /* How long somebody who has spoken is silent before the recording ends. */
    int silence_seconds;
} settings;

/* Has the call on a socket from beginning to end. The socket stays open. */
void call_run(const settings *settings, int socket);

#endif
