/*
 * program.h - runs another program: the synthesiser, a recogniser, an act.
 *
 * No shell reads what is given. Customers' words go to the standard input and not into the arguments, which
 * everybody on the machine can read.
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <stddef.h>

/* The program could not be started, took too long, or was ended by a signal. */
#define PROGRAM_FAILED (-1)

/* Runs `arguments`, whose last one is NULL, with `input`; at most 64 kilobytes of it. Returns the exit
 * code, with the beginning of what was printed in `output`, which ends with a NUL. */
int program_run(const char *const *arguments, const char *input, char *output, size_t output_size,
                int seconds);

#endif
