/* Plays the dialogues and wordings of the starter base and compares every turn, byte for byte, with what the
 * Rust engine gave:
 *
 *     replay kb.relais script.txt
 *
 * tests/script.mjs says what a line of the script is. */
#include <relais.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PARTS 16

static char *parts[MAX_PARTS];
static size_t lengths[MAX_PARTS];
static int part_count;

/* Cuts a line at its tabs, and decodes it in place. */
static void cut(char *line)
{
    char *from = line, *to = line;
    part_count = 0;
    parts[part_count++] = line;
    for (; *from && *from != '\n'; from++) {
        if (*from == '\t' && part_count < MAX_PARTS) {
            lengths[part_count - 1] = (size_t)(to - parts[part_count - 1]);
            *to++ = '\0';
            parts[part_count++] = to;
        } else if (*from == '%') {
            char code[3] = { from[1], from[2], '\0' };
            *to++ = (char)strtol(code, NULL, 16);
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    lengths[part_count - 1] = (size_t)(to - parts[part_count - 1]);
    *to = '\0';
}

static int is(const char *call)
{
    return strcmp(parts[0], call) == 0;
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

static void must(relais_status status, const char *why)
{
    if (status == RELAIS_OK) return;
    fprintf(stderr, "%s: %s\n", relais_status_name(status), why);
    exit(1);
}

static relais_session *session_of(relais_kb *kb, int id, int locale, int channel, int facts)
{
    relais_session *session;
    relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
    char why[200] = "";
    options.id = parts[id];
    options.id_length = lengths[id];
    options.locale = parts[locale];
    options.locale_length = lengths[locale];
    options.channel = channel_of(parts[channel]);
    must(relais_session_new(kb, &options, &session, why, sizeof why), why);
    must(relais_session_set_facts_json(session, parts[facts], lengths[facts], why, sizeof why), why);
    return session;
}

static relais_status step(relais_session *session, int64_t now, relais_turn **turn)
{
    if (is("start")) return relais_session_start(session, now, turn);
    if (is("text")) return relais_session_text(session, parts[3], lengths[3], now, turn);
    if (is("dtmf")) return relais_session_dtmf(session, parts[3], lengths[3], now, turn);
    if (is("choose")) return relais_session_choose(session, (size_t)atoi(parts[3]), now, turn);
    if (is("silence")) return relais_session_event(session, RELAIS_EVENT_NO_INPUT, now, turn);
    if (is("noise")) return relais_session_event(session, RELAIS_EVENT_NO_MATCH, now, turn);
    if (is("handoff")) return relais_session_event(session, event_of(parts[3]), now, turn);
    if (is("heard")) {
        relais_hypothesis heard[5];
        size_t count = 0;
        for (; count < 5 && 3 + 2 * (int)count + 1 < part_count; count++) {
            heard[count].text = parts[3 + 2 * count];
            heard[count].text_length = lengths[3 + 2 * count];
            heard[count].score_thousandths = atoi(parts[4 + 2 * count]);
            heard[count].reserved = 0;
        }
        return relais_session_heard(session, heard, count, now, turn);
    }
    must(relais_session_set_facts_json(session, parts[part_count - 1], lengths[part_count - 1], NULL, 0),
         "the facts of a call");
    if (is("learn")) return relais_session_learn(session, now, turn);
    return relais_session_acted(session, parts[3], lengths[3], now, turn);
}

int main(int argc, char **argv)
{
    relais_kb *kb;
    relais_session *session = NULL;
    FILE *script;
    char *line = NULL, *dialogue = NULL, why[200] = "";
    size_t room = 0, turns = 0, dialogues = 0, different = 0;

    if (argc != 3 || !(script = fopen(argv[2], "r"))) {
        fprintf(stderr, "replay kb.relais script.txt\n");
        return 2;
    }
    must(relais_kb_open_path(argv[1], strlen(argv[1]), &kb, why, sizeof why), why);
    while (getline(&line, &room, script) > 0) {
        cut(line);
        if (is("session")) {
            relais_session_free(session);
            session = session_of(kb, 1, 2, 3, 4);
            if (lengths[5] > 0)
                must(relais_session_set_availability(session, parts[5], lengths[5], why, sizeof why), why);
            free(dialogue);
            dialogue = strdup(parts[1]);
            dialogues++;
        } else if (is("comes_back")) {
            const char *memo;
            relais_session *next;
            relais_turn *turn;
            int64_t now = atoll(parts[1]);
            must(relais_session_event(session, RELAIS_EVENT_HANG_UP, now, &turn), "hang up");
            relais_turn_free(turn);
            must(relais_session_memo(session, now, &memo, NULL), "memo");
            if (strcmp(memo, parts[2]) != 0) {
                fprintf(stderr, "%s: the memo is\n%s\nand not\n%s\n", dialogue, memo, parts[2]);
                different++;
            }
            next = session_of(kb, 4, 5, 3, 6);
            must(relais_session_set_memo(next, memo, strlen(memo), why, sizeof why), why);
            relais_session_free(session);
            session = next;
        } else {
            relais_turn *turn;
            int64_t now = atoll(parts[1]);
            must(step(session, now, &turn), dialogue);
            turns++;
            if (strcmp(relais_turn_text(turn, RELAIS_TEXT_JSON, NULL), parts[2]) != 0 && different++ < 3)
                fprintf(stderr, "%s: the turn is\n%s\nand not\n%s\n", dialogue,
                        relais_turn_text(turn, RELAIS_TEXT_JSON, NULL), parts[2]);
            relais_turn_free(turn);
        }
    }
    relais_session_free(session);
    relais_kb_free(kb);
    fclose(script);
    free(dialogue);
    free(line);
    printf("%lu turns of %lu dialogues, %lu different\n", (unsigned long)turns, (unsigned long)dialogues,
           (unsigned long)different);
    return different > 0 || turns < 1000;
}
