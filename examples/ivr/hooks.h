/*
 * hooks.h - what others do: recognise speech, and act for the customer.
 *
 * Both are programs of yours. README.md has what they are given, and what they print.
 */
#ifndef HOOKS_H
#define HOOKS_H

#include "call.h"

/* Runs a recogniser, and takes the step that follows from what it heard. */
relais_status hooks_heard(relais_session *session, const char *const *arguments, int64_t now,
                          relais_turn **turn);

/* Does what a turn asks for, and takes the step that follows from it. */
relais_status hooks_act(const settings *settings, relais_session *session, const relais_turn *asked,
                        int64_t now, relais_turn **turn);

#endif
