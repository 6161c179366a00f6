/* language.h - which language the caller wants to speak. */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include "agi.h"
#include "call.h"

/* A language that can be spoken here. */
typedef struct language {
    const char *id, *voice, *question;
} language;

/* Asks for the language. `key` is what was pressed and is no choice, such as 0, or 0 where nothing was. NULL
 * says that the caller has gone, or that nothing can be played. */
const language *language_ask(const settings *settings, agi *agi, int *key);

/* The language of this id, or the first one. */
const language *language_of(const char *id);

#endif
