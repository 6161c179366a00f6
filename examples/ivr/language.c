#include "language.h"

#include "speech.h"

#include <string.h>

/* The key of a language is its place. Each question is in its own language, spoken by its own voice. */
static const language languages[] = {
    {"fr", "fr", "Pour le français, tapez un."},
    {"en", "en-gb", "For English, press two."},
};
#define LANGUAGES ((int)(sizeof languages / sizeof languages[0]))
#define WAIT_MS 4000
#define ALL_KEYS "0123456789*#"

const language *language_of(const char *id)
{
    int i;
    for (i = 0; i < LANGUAGES; i++)
        if (strncmp(languages[i].id, id, 2) == 0) return &languages[i];
    return &languages[0];
}

const language *language_ask(const settings *settings, agi *agi, int *key)
{
    char path[SPEECH_PATH_BYTES];
    int time, i;
    *key = 0;
    /* Who does not answer is asked once more, and then served in the language of the switch. */
    for (time = 0; time < 2; time++) {
        for (i = 0, *key = 0; i < LANGUAGES && *key == 0; i++) {
            if (speech_file(settings->folder, languages[i].voice, languages[i].question, path,
                            sizeof path) != 0)
                return NULL;
            *key = agi_play(agi, path, ALL_KEYS);
        }
        if (*key == 0) *key = agi_key(agi, WAIT_MS);
        if (*key < 0) return NULL;
        if (*key > '0' && *key <= '0' + LANGUAGES) {
            i = *key - '1';
            *key = 0;
            return &languages[i];
        }
        if (*key == '0') break;
    }
    if (*key != '0') *key = 0;
    return language_of(agi->language);
}
