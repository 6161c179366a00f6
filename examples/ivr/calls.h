/* calls.h - the threads of a server, one a call: how many there are, and their end. */
#ifndef CALLS_H
#define CALLS_H

#include "call.h"

/* More than this many at once are not taken: their dialplan goes on without the server. */
#define CALLS_MOST 1000

/* Has a thread take the call on `socket`, which is closed at its end. */
void calls_take(const settings *settings, int socket);

/* Waits until no call is left, at most so long. Returns how many are. */
int calls_wait(int seconds);

/* Closes the connections of those that are left. Their dialplans go on. */
void calls_close(void);

#endif
