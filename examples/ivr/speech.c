#include "speech.h"

#include "program.h"
#include "wave.h"

#include <ctype.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECONDS 20

/* Writes digits apart, "4 7 1 1". The library says in words what is counted; digits that are left are those
 * of a code, and espeak-ng would read them as one number. The caller frees what is given. */
static char *spelled(const char *text)
{
    char *apart = malloc(2 * strlen(text) + 1), *end = apart;
    if (apart == NULL) return NULL;
    for (; *text != '\0'; text++) {
        *end++ = *text;
        if (isdigit((unsigned char)text[0]) && isdigit((unsigned char)text[1])) *end++ = ' ';
    }
    *end = '\0';
    return apart;
}

/* FNV-1a, twice from different beginnings: 128 bits that no two prompts of a bundle share by chance. */
static uint64_t digest(uint64_t hash, const char *voice, const char *text)
{
    const char *parts[2] = {voice, text};
    size_t part;
    for (part = 0; part < 2; part++) {
        const char *byte = parts[part];
        do {
            hash ^= (unsigned char)*byte;
            hash *= UINT64_C(1099511628211);
        } while (*byte++ != '\0');
    }
    return hash;
}

/* A name that no other thread or server writes to. */
static void temporary_name(char *name, size_t size, const char *path, const char *extension)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static unsigned long count;
    pthread_mutex_lock(&lock);
    count++;
    snprintf(name, size, "%s.%ld.%lu.%s", path, (long)getpid(), count, extension);
    pthread_mutex_unlock(&lock);
}

static int speak(const char *voice, const char *text, const char *path, const char *file)
{
    char spoken[SPEECH_PATH_BYTES + 64], narrow[SPEECH_PATH_BYTES + 64], nothing[16];
    const char *arguments[] = {"espeak-ng", "-v", voice, "-s", "160", "-w", spoken, "--stdin", NULL};
    int failed;
    temporary_name(spoken, sizeof spoken, path, "spoken");
    temporary_name(narrow, sizeof narrow, path, "narrow");
    failed = program_run(arguments, text, nothing, sizeof nothing, SECONDS) != 0 ||
             wave_narrow(spoken, narrow) != 0 || rename(narrow, file) != 0;
    unlink(spoken);
    if (failed) unlink(narrow);
    return failed ? -1 : 0;
}

int speech_file(const char *folder, const char *voice, const char *text, char *path, size_t path_size)
{
    char file[SPEECH_PATH_BYTES + 8];
    char *words;
    int failed;
    uint64_t one = digest(UINT64_C(14695981039346656037), voice, text);
    uint64_t two = digest(one ^ UINT64_C(0x9E3779B97F4A7C15), voice, text);
    if ((size_t)snprintf(path, path_size, "%s/%016llx%016llx", folder, (unsigned long long)one,
                         (unsigned long long)two) >= path_size)
        return -1;
    snprintf(file, sizeof file, "%s.wav", path);
    if (access(file, R_OK) == 0) return 0;
    words = spelled(text);
    if (words == NULL) return -1;
    failed = speak(voice, words, path, file);
    free(words);
    return failed;
}
