/*
 * gateway - answers a chat system: a line of JSON comes, a line of JSON goes.
 *
 *     gateway kb.relais [LANGUAGE [SECONDS]]
 *
 * README.md has the fields. SECONDS is what time it is, since 1970; for tests.
 */
#include "conversations.h"

#include <jansson.h>
#include <relais.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A line that is longer is refused. What a customer may write is shorter by far. */
#define LINE_BYTES 65536
#define SWEEP_SECONDS 60

static const char *const outcomes[] = {"silent",   "answer", "clarify", "ask",   "act",
                                       "handover", "no_match", "say",   "close", "offer"};

static const struct {
    const char *name;
    int32_t event;
} events[] = {
    {"repeat", RELAIS_EVENT_REPEAT},
    {"more", RELAIS_EVENT_MORE},
    {"no_input", RELAIS_EVENT_NO_INPUT},
    {"handover_accepted", RELAIS_EVENT_HANDOVER_ACCEPTED},
    {"handover_failed", RELAIS_EVENT_HANDOVER_FAILED},
    {"handover_completed", RELAIS_EVENT_HANDOVER_COMPLETED},
    {"handover_expired", RELAIS_EVENT_HANDOVER_EXPIRED},
};

static relais_kb *kb;
static const char *bundle, *language = "";
static int64_t clock_shift;

static int64_t now(void)
{
    return (int64_t)time(NULL) + clock_shift;
}

/* Sets a field where the turn has the text. */
static void put(json_t *answer, const char *name, const relais_turn *turn, int32_t field)
{
    size_t length;
    const char *text = relais_turn_text(turn, field, &length);
    if (length > 0) json_object_set_new(answer, name, json_stringn(text, length));
}

/* Adds the words of a turn to those that are said. */
static void say(json_t *answer, const relais_turn *turn)
{
    size_t length;
    const char *text = relais_turn_text(turn, RELAIS_TEXT_PLAIN, &length);
    if (length > 0) json_array_append_new(json_object_get(answer, "messages"), json_stringn(text, length));
}

static void describe(json_t *answer, const relais_turn *turn)
{
    int32_t outcome = relais_turn_outcome(turn);
    size_t choice, length, choices = (size_t)relais_turn_number(turn, RELAIS_NUMBER_CHOICES);
    size_t known = sizeof outcomes / sizeof outcomes[0];
    json_t *titles = json_array();
    say(answer, turn);
    for (choice = 0; choice < choices; choice++) {
        const char *title = relais_turn_choice(turn, choice, &length);
        json_array_append_new(titles, json_stringn(title, length));
    }
    json_object_set_new(answer, "choices", titles);
    /* One that is not known is only said. */
    json_object_set_new(answer, "outcome",
                        json_string((size_t)outcome < known ? outcomes[outcome] : "say"));
    json_object_set_new(answer, "with_human",
                        json_boolean(relais_turn_number(turn, RELAIS_NUMBER_IS_WITH_HUMAN)));
    json_object_set_new(answer, "over", json_boolean(relais_turn_number(turn, RELAIS_NUMBER_IS_OVER)));
    put(answer, "locale", turn, RELAIS_TEXT_LOCALE);
    put(answer, "source", turn, RELAIS_TEXT_SOURCE);
    put(answer, "queue", turn, RELAIS_TEXT_QUEUE);
    put(answer, "promise", turn, RELAIS_TEXT_PROMISE);
    put(answer, "summary", turn, RELAIS_TEXT_SUMMARY);
    put(answer, "uui", turn, RELAIS_TEXT_UUI);
    put(answer, "action", turn, RELAIS_TEXT_ACTION);
    put(answer, "key", turn, RELAIS_TEXT_KEY);
    if (outcome == RELAIS_OUTCOME_ACT)
        json_object_set_new(answer, "values",
                            json_loads(relais_turn_text(turn, RELAIS_TEXT_VALUES, NULL), 0, NULL));
}

/* Begins a conversation: its first words say that a machine answers. */
static relais_status begin(conversation *talk, json_t *answer)
{
    relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
    relais_turn *turn;
    relais_status status;
    options.locale = language;
    options.locale_length = strlen(language);
    options.id = talk->id;
    options.id_length = strlen(talk->id);
    options.channel = RELAIS_CHANNEL_MESSAGING;
    status = relais_session_new(kb, &options, &talk->session, NULL, 0);
    if (status != RELAIS_OK) return status;
    status = relais_session_start(talk->session, now(), &turn);
    if (status != RELAIS_OK) return status;
    describe(answer, turn);
    relais_turn_free(turn);
    return RELAIS_OK;
}

static relais_status acted(relais_session *session, json_t *asked, relais_turn **turn)
{
    json_t *facts = json_object_get(asked, "facts"), *code = json_object_get(asked, "acted");
    if (json_is_object(facts)) {
        char *text = json_dumps(facts, 0);
        relais_status status =
            text ? relais_session_set_facts_json(session, text, strlen(text), NULL, 0) : RELAIS_ERROR_INTERNAL;
        free(text);
        if (status != RELAIS_OK) return status;
    }
    return relais_session_acted(session, json_string_value(code), json_string_length(code), now(), turn);
}

/* Takes the step that a line asks for. A text of nothing only begins. */
static relais_status step(relais_session *session, json_t *asked, relais_turn **turn)
{
    json_t *text = json_object_get(asked, "text"), *choice = json_object_get(asked, "choice");
    const char *event = json_string_value(json_object_get(asked, "event"));
    size_t i;
    if (json_is_string(text)) {
        if (json_string_length(text) == 0) return RELAIS_OK;
        return relais_session_text(session, json_string_value(text), json_string_length(text), now(), turn);
    }
    if (json_is_integer(choice) && json_integer_value(choice) >= 0)
        return relais_session_choose(session, (size_t)json_integer_value(choice), now(), turn);
    if (json_is_string(json_object_get(asked, "acted"))) return acted(session, asked, turn);
    for (i = 0; event != NULL && i < sizeof events / sizeof events[0]; i++)
        if (strcmp(events[i].name, event) == 0)
            return relais_session_event(session, events[i].event, now(), turn);
    return RELAIS_ERROR_INVALID_ARGUMENT;
}

static relais_status answer_in(conversation *talk, json_t *asked, json_t *answer)
{
    relais_turn *turn = NULL;
    relais_status status;
    json_object_set_new(answer, "messages", json_array());
    if (talk->session == NULL && (status = begin(talk, answer)) != RELAIS_OK) return status;
    status = step(talk->session, asked, &turn);
    if (turn != NULL) describe(answer, turn);
    relais_turn_free(turn);
    return status;
}

/* What is answered to a line. */
static json_t *answer_to(const char *line, size_t length)
{
    json_t *asked = json_loadb(line, length, 0, NULL), *answer = json_object();
    const char *id = json_string_value(json_object_get(asked, "conversation"));
    const char *event = json_string_value(json_object_get(asked, "event"));
    relais_status status = RELAIS_ERROR_INVALID_ARGUMENT;
    char why[200] = "";
    if (json_is_true(json_object_get(asked, "reload"))) {
        status = relais_kb_reload_path(kb, bundle, strlen(bundle), why, sizeof why);
        json_object_set_new(answer, "generation", json_integer((json_int_t)relais_kb_generation(kb)));
    } else if (id != NULL && *id != '\0' && strlen(id) <= CONVERSATION_ID_BYTES) {
        json_object_set_new(answer, "conversation", json_string(id));
        if (event != NULL && strcmp(event, "end") == 0) {
            conversations_end(id);
            status = RELAIS_OK;
        } else {
            conversation *talk = conversations_find(id, now());
            status = talk ? answer_in(talk, asked, answer) : RELAIS_ERROR_INTERNAL;
            /* A conversation that a defect has struck begins anew. */
            if (status == RELAIS_ERROR_INTERNAL || status == RELAIS_ERROR_LOST) conversations_end(id);
        }
    }
    if (status != RELAIS_OK) json_object_set_new(answer, "error", json_string(relais_status_name(status)));
    if (why[0] != '\0') json_object_set_new(answer, "why", json_string(why));
    json_decref(asked);
    return answer;
}

/* Reads a line without its end: its length, LINE_BYTES where it was too long, or -1 at the end. */
static long read_line(char line[LINE_BYTES])
{
    long length = 0;
    int byte;
    while ((byte = getchar()) != EOF && byte != '\n')
        if (length < LINE_BYTES) line[length++] = (char)byte;
    return byte == EOF && length == 0 ? -1 : length;
}

int main(int argc, char **argv)
{
    static char line[LINE_BYTES];
    char why[200];
    long length;
    int64_t swept_at;
    if (argc < 2 || argc > 4) {
        fputs("gateway kb.relais [LANGUAGE [SECONDS]]\n", stderr);
        return 2;
    }
    bundle = argv[1];
    if (argc > 2) language = argv[2];
    if (argc > 3) clock_shift = atoll(argv[3]) - (int64_t)time(NULL);
    if (relais_kb_open_path(bundle, strlen(bundle), &kb, why, sizeof why) != RELAIS_OK) {
        fprintf(stderr, "%s: %s\n", bundle, why);
        return 1;
    }
    swept_at = now();
    while ((length = read_line(line)) >= 0) {
        /* Of a line that is too long the end is missing, so that it is no JSON. */
        json_t *answer = answer_to(line, (size_t)length);
        json_dumpf(answer, stdout, JSON_COMPACT);
        putchar('\n');
        fflush(stdout);
        json_decref(answer);
        if (now() - swept_at > SWEEP_SECONDS) conversations_sweep(swept_at = now());
    }
    conversations_sweep(INT64_MAX);
    relais_kb_free(kb);
    return 0;
}
