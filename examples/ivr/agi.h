/*
 * agi.h - the Asterisk Gateway Interface over a socket: one command, one line of reply.
 *
 * What is sent never holds a raw quote, backslash or control character inside an argument, because those
 * end the argument or the command. What comes is read with a bound: a line may arrive in pieces, and of a
 * line of any length only its beginning is kept.
 */
#ifndef AGI_H
#define AGI_H

#include <stddef.h>

/* Asterisk reads a command into 2,048 bytes. */
#define AGI_COMMAND_BYTES 2000
/* What is kept of a line that comes. */
#define AGI_LINE_BYTES 1024
/* What is kept of a value that Asterisk tells at the beginning. */
#define AGI_VALUE_BYTES 128

/* A command came to nothing because the caller, or Asterisk, has gone. */
#define AGI_GONE (-1)
/* Asterisk did not accept the command; the call is still there. */
#define AGI_REFUSED (-2)

typedef struct agi {
    int socket;
    /* The caller has hung up, or the connection is lost. Nothing is sent any more. */
    int is_gone;
    size_t used, next;
    char buffer[AGI_LINE_BYTES];
    char line[AGI_LINE_BYTES];
    char unique_id[AGI_VALUE_BYTES];
    char caller[AGI_VALUE_BYTES];
    char request[AGI_VALUE_BYTES];
    char language[AGI_VALUE_BYTES];
} agi;

/* Reads what Asterisk tells of the call, up to the empty line. Returns 0, or AGI_GONE. */
int agi_open(agi *call, int socket);

/* Takes the call. Returns 0 or more, or AGI_. So do the next ones. */
int agi_answer(agi *call);

/* Sets a variable of the channel; two underscores before the name make it inherited for ever. */
int agi_set(agi *call, const char *name, const char *value);

/* Plays a file, whose name has no extension. Returns the key that stopped it, or 0 where it ended by
 * itself. `keys` is empty where nothing may stop it. */
int agi_play(agi *call, const char *path, const char *keys);

/* Waits for a key. Returns it, or 0 where none came. */
int agi_key(agi *call, long milliseconds);

/* Records into a file, whose name has no extension, until a key, a silence, or the end of the time.
 * Returns the key, or 0. */
int agi_record(agi *call, const char *path, long milliseconds, int silence_seconds);

#endif
