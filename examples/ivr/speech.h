/*
 * speech.h - texts as files that a switch plays.
 *
 * A text is spoken once per voice and kept under the digest of both. Files are written under another name
 * and renamed, so that whoever finds one finds all of it: several calls, and several servers, may share a
 * folder.
 */
#ifndef SPEECH_H
#define SPEECH_H

#include <stddef.h>

/* Room for the path of a prompt. */
#define SPEECH_PATH_BYTES 1024

/* Has `text` spoken by an espeak-ng voice, "fr", and kept in `folder`. The path that is given has no
 * extension, as Asterisk wants it. Returns 0, or -1 where it cannot be spoken. */
int speech_file(const char *folder, const char *voice, const char *text, char *path, size_t path_size);

#endif
