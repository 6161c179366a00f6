/* wave.h - makes a recording as narrow as a telephone line. */
#ifndef WAVE_H
#define WAVE_H

/* Reads a WAV file, one channel of 16 bits at any rate, and writes it at 8,000 samples a second, the one
 * rate at which Asterisk plays `.wav`. Returns 0, or -1. */
int wave_narrow(const char *from, const char *to);

#endif
