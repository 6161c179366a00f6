/* Dialogues as calls with the replies that the Rust engine gave. tests/script.mjs says what a line of the file is. */
#ifndef SCRIPT_H
#define SCRIPT_H

#include <relais.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PARTS 16

/* A line: its parts, decoded, each with a NUL at its end. */
typedef struct call {
    char *parts[MAX_PARTS];
    size_t lengths[MAX_PARTS];
    int count;
} call;

/* From a line `session` to the next. */
typedef struct dialogue {
    call *calls;
    size_t count;
} dialogue;

/* Cuts a line at its tabs, and decodes it in place. */
static void cut(char *line, call *made)
{
    char *from = line, *to = line;
    made->count = 0;
    made->parts[made->count++] = line;
    for (; *from && *from != '\n'; from++) {
        if (*from == '\t' && made->count < MAX_PARTS) {
            made->lengths[made->count - 1] = (size_t)(to - made->parts[made->count - 1]);
            *to++ = '\0';
            made->parts[made->count++] = to;
        } else if (*from == '%') {
            char code[3] = { from[1], from[2], '\0' };
            *to++ = (char)strtol(code, NULL, 16);
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    made->lengths[made->count - 1] = (size_t)(to - made->parts[made->count - 1]);
    *to = '\0';
}

static int is(const call *what, const char *name)
{
    return strcmp(what->parts[0], name) == 0;
}

/* Reads all dialogues, for `free_script`. */
static dialogue *read_script(const char *path, size_t *count)
{
    FILE *file = fopen(path, "r");
    dialogue *dialogues = NULL;
    char *line = NULL;
    size_t room = 0;
    *count = 0;
    if (!file) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(2);
    }
    while (getline(&line, &room, file) > 0) {
        dialogue *last;
        call made;
        cut(strdup(line), &made);
        if (is(&made, "session")) {
            dialogues = realloc(dialogues, (*count + 1) * sizeof *dialogues);
            memset(&dialogues[(*count)++], 0, sizeof *dialogues);
        }
        if (*count == 0) {
            fprintf(stderr, "%s does not begin with a session\n", path);
            exit(2);
        }
        last = &dialogues[*count - 1];
        last->calls = realloc(last->calls, (last->count + 1) * sizeof *last->calls);
        last->calls[last->count++] = made;
    }
    free(line);
    fclose(file);
    return dialogues;
}

/* The parts of a call are all in the line that begins with the first. */
static void free_script(dialogue *dialogues, size_t count)
{
    size_t i, k;
    for (i = 0; i < count; i++) {
        for (k = 0; k < dialogues[i].count; k++) free(dialogues[i].calls[k].parts[0]);
        free(dialogues[i].calls);
    }
    free(dialogues);
}

static void must(relais_status status, const char *why)
{
    if (status == RELAIS_OK) return;
    fprintf(stderr, "%s: %s\n", relais_status_name(status), why);
    exit(1);
}

static int32_t channel_of(const char *name)
{
    if (strcmp(name, "voice") == 0) return RELAIS_CHANNEL_VOICE;
    if (strcmp(name, "messaging") == 0) return RELAIS_CHANNEL_MESSAGING;
    if (strcmp(name, "text") == 0) return RELAIS_CHANNEL_TEXT;
    return RELAIS_CHANNEL_WEB;
}

static int32_t event_of(const char *name)
{
    if (strcmp(name, "accepted") == 0) return RELAIS_EVENT_HANDOVER_ACCEPTED;
    if (strcmp(name, "failed") == 0) return RELAIS_EVENT_HANDOVER_FAILED;
    if (strcmp(name, "completed") == 0) return RELAIS_EVENT_HANDOVER_COMPLETED;
    return RELAIS_EVENT_HANDOVER_EXPIRED;
}

static relais_session *session_of(relais_kb *kb, const call *given, int id, int locale, int channel, int facts)
{
    relais_session *session;
    relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
    char why[200] = "";
    options.id = given->parts[id];
    options.id_length = given->lengths[id];
    options.locale = given->parts[locale];
    options.locale_length = given->lengths[locale];
    options.channel = channel_of(given->parts[channel]);
    must(relais_session_new(kb, &options, &session, why, sizeof why), why);
    must(relais_session_set_facts_json(session, given->parts[facts], given->lengths[facts], why, sizeof why), why);
    return session;
}

/* The session of a dialogue, not started yet. */
static relais_session *session_for(relais_kb *kb, const dialogue *played)
{
    const call *first = &played->calls[0];
    relais_session *session = session_of(kb, first, 1, 2, 3, 4);
    if (first->lengths[5] > 0)
        must(relais_session_set_availability(session, first->parts[5], first->lengths[5], NULL, 0), "availability");
    return session;
}

/* What a call gives, which is none of `session` and `comes_back`. */
static relais_turn *step(relais_session *session, const call *given)
{
    int64_t now = atoll(given->parts[1]);
    relais_turn *turn = NULL;
    if (is(given, "start")) {
        must(relais_session_start(session, now, &turn), "start");
    } else if (is(given, "text")) {
        must(relais_session_text(session, given->parts[3], given->lengths[3], now, &turn), "text");
    } else if (is(given, "dtmf")) {
        must(relais_session_dtmf(session, given->parts[3], given->lengths[3], now, &turn), "dtmf");
    } else if (is(given, "choose")) {
        must(relais_session_choose(session, (size_t)atoi(given->parts[3]), now, &turn), "choose");
    } else if (is(given, "silence")) {
        must(relais_session_event(session, RELAIS_EVENT_NO_INPUT, now, &turn), "silence");
    } else if (is(given, "noise")) {
        must(relais_session_event(session, RELAIS_EVENT_NO_MATCH, now, &turn), "noise");
    } else if (is(given, "handoff")) {
        must(relais_session_event(session, event_of(given->parts[3]), now, &turn), "handoff");
    } else if (is(given, "heard")) {
        relais_hypothesis heard[5];
        size_t count = 0;
        for (; count < 5 && 3 + 2 * (int)count + 1 < given->count; count++) {
            heard[count].text = given->parts[3 + 2 * count];
            heard[count].text_length = given->lengths[3 + 2 * count];
            heard[count].score_thousandths = atoi(given->parts[4 + 2 * count]);
            heard[count].reserved = 0;
        }
        must(relais_session_heard(session, heard, count, now, &turn), "heard");
    } else {
        int last = given->count - 1;
        must(relais_session_set_facts_json(session, given->parts[last], given->lengths[last], NULL, 0), "facts");
        if (is(given, "learn")) {
            must(relais_session_learn(session, now, &turn), "learn");
        } else {
            must(relais_session_acted(session, given->parts[3], given->lengths[3], now, &turn), "acted");
        }
    }
    return turn;
}

#endif
