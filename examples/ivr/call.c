#include "call.h"

#include "agi.h"
#include "hooks.h"
#include "kept.h"
#include "language.h"
#include "speech.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ALL_KEYS "0123456789*#"
/* More keys than any answer has. */
#define MOST_KEYS 32
/* After this pause the caller has pressed all that he wants to. */
#define BETWEEN_KEYS_MS 3000
/* How long a turn waits that does not say so itself. */
#define WAIT_MS 7000
/* Nobody talks with a machine for so long: it is one that calls. */
#define MOST_STEPS 200

/* How a call goes on. */
enum { GOES_ON, ENDED, HANDED_OVER, GONE, FAILED };
static const char *const names[] = {"goes on", "ended", "handover", "gone", "failed"};

typedef struct call {
    agi agi;
    const settings *settings;
    const language *language;
    relais_session *session;
    relais_turn *turn;
    char id[AGI_VALUE_BYTES];
    int steps, recordings;
    /* Nobody answered the last turn. */
    int is_silent;
    /* The last turn was a goodbye that asks for a score, and a key answered it. */
    int is_scored;
} call;

static int64_t now(const call *call)
{
    return (int64_t)time(NULL) + call->settings->clock_shift;
}

/* Goes on with the turn that a step gave. */
static int next(call *call, relais_status status, relais_turn *turn)
{
    if (status != RELAIS_OK) {
        fprintf(stderr, "%s: %s\n", call->id, relais_status_name(status));
        return FAILED;
    }
    relais_turn_free(call->turn);
    call->turn = turn;
    return GOES_ON;
}

static int event(call *call, int32_t event)
{
    relais_turn *turn = NULL;
    relais_status status = relais_session_event(call->session, event, now(call), &turn);
    return next(call, status, turn);
}

/* A bundle that does not have the language of the caller answers in its own. */
static const language *spoken_in(const call *call)
{
    return language_of(relais_turn_text(call->turn, RELAIS_TEXT_LOCALE, NULL));
}

/* Says the turn. `key` is what interrupted it, or 0. */
static int say(call *call, int *key)
{
    char path[SPEECH_PATH_BYTES];
    size_t length;
    const char *text = relais_turn_text(call->turn, RELAIS_TEXT_SPEECH, &length);
    int may_interrupt = relais_turn_number(call->turn, RELAIS_NUMBER_BARGE_IN) != 0;
    *key = 0;
    if (length == 0) return GOES_ON;
    if (speech_file(call->settings->folder, spoken_in(call)->voice, text, path, sizeof path) != 0) {
        fprintf(stderr, "%s: no speech file could be made\n", call->id);
        return FAILED;
    }
    *key = agi_play(&call->agi, path, may_interrupt ? ALL_KEYS : "");
    return *key == AGI_GONE ? GONE : *key < 0 ? FAILED : GOES_ON;
}

/* Takes the keys after the first one, as many as may come, and answers with them. */
static int answer_by_keys(call *call, int key)
{
    char keys[MOST_KEYS];
    size_t count = 0, most = (size_t)relais_turn_number(call->turn, RELAIS_NUMBER_KEYS_MOST);
    relais_turn *turn = NULL;
    relais_status status;
    if (most < 1) most = 1;
    if (most > sizeof keys) most = sizeof keys;
    while (key > 0) {
        keys[count++] = (char)key;
        if (count == most || key == '#' || keys[0] == '*') break;
        key = agi_key(&call->agi, BETWEEN_KEYS_MS);
    }
    if (key < 0) return key == AGI_GONE ? GONE : FAILED;
    if (count == 1 && keys[0] == '#' && relais_turn_number(call->turn, RELAIS_NUMBER_HAS_MORE))
        return event(call, RELAIS_EVENT_MORE);
    call->is_scored = relais_turn_number(call->turn, RELAIS_NUMBER_IS_OVER) && keys[0] >= '1' &&
                      keys[0] <= '5';
    status = relais_session_dtmf(call->session, keys, count, now(call), &turn);
    return next(call, status, turn);
}

/* Records what is said, and has the recogniser hear it. */
static int answer_by_voice(call *call, long wait)
{
    char path[SPEECH_PATH_BYTES], file[SPEECH_PATH_BYTES + 8], count[16];
    const char *arguments[] = {call->settings->recogniser, file, call->language->id, call->id, count, NULL};
    relais_turn *turn = NULL;
    relais_status status;
    int key;
    snprintf(count, sizeof count, "%d", ++call->recordings);
    snprintf(path, sizeof path, "%s/heard-%s-%s", call->settings->folder, call->id, count);
    snprintf(file, sizeof file, "%s.wav", path);
    key = agi_record(&call->agi, path, wait, call->settings->silence_seconds);
    if (key == 0) {
        status = hooks_heard(call->session, arguments, now(call), &turn);
        key = next(call, status, turn);
    } else if (key > 0) {
        key = answer_by_keys(call, key);
    } else {
        key = key == AGI_GONE ? GONE : FAILED;
    }
    /* A voice is not kept. */
    unlink(file);
    return key;
}

/* Waits for the answer to the turn. `key` is what interrupted the prompt, or 0. */
static int listen_to(call *call, int key)
{
    long wait = (long)relais_turn_number(call->turn, RELAIS_NUMBER_NO_INPUT_MS);
    if (wait <= 0) wait = WAIT_MS;
    call->is_silent = 0;
    if (key > 0) {
        relais_turn *silent = NULL;
        /* The turn is still needed: it says how many keys may come. */
        if (relais_session_event(call->session, RELAIS_EVENT_BARGE_IN, now(call), &silent) != RELAIS_OK)
            return FAILED;
        relais_turn_free(silent);
        return answer_by_keys(call, key);
    }
    if (call->settings->recogniser != NULL) return answer_by_voice(call, wait);
    key = agi_key(&call->agi, wait);
    if (key < 0) return key == AGI_GONE ? GONE : FAILED;
    if (key > 0) return answer_by_keys(call, key);
    if (relais_turn_number(call->turn, RELAIS_NUMBER_IS_OVER)) return ENDED;
    call->is_silent = 1;
    return event(call, RELAIS_EVENT_NO_INPUT);
}

static int act(call *call)
{
    relais_turn *turn = NULL;
    relais_status status = hooks_act(call->settings, call->session, call->turn, now(call), &turn);
    return next(call, status, turn);
}

/* Leaves what the agent needs on the channel. The underscores have the agent's leg inherit it. */
static int hand_over(call *call)
{
    static const struct {
        const char *name;
        int32_t field;
    } variables[] = {
        {"__RELAIS_QUEUE", RELAIS_TEXT_QUEUE},
        {"__RELAIS_SUMMARY", RELAIS_TEXT_SUMMARY},
        {"__RELAIS_UUI", RELAIS_TEXT_UUI},
    };
    const char *summary = relais_turn_text(call->turn, RELAIS_TEXT_SUMMARY, NULL);
    char path[SPEECH_PATH_BYTES];
    const void *saved;
    size_t i, length;
    for (i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        const char *value = relais_turn_text(call->turn, variables[i].field, NULL);
        if (agi_set(&call->agi, variables[i].name, value) < 0) return call->agi.is_gone ? GONE : FAILED;
    }
    /* The agent may hear the summary before the caller; without it, he still reads it. */
    if (speech_file(call->settings->folder, spoken_in(call)->voice, summary, path, sizeof path) == 0 &&
        agi_set(&call->agi, "__RELAIS_SPOKEN", path) < 0)
        return call->agi.is_gone ? GONE : FAILED;
    if (relais_session_save(call->session, &saved, &length) == RELAIS_OK) kept_put(call->id, saved, length);
    return HANDED_OVER;
}

/* Says a turn, and does what follows from it. */
static int step(call *call)
{
    int32_t outcome = relais_turn_outcome(call->turn);
    int key, state = say(call, &key);
    if (state != GOES_ON) return state;
    if (relais_turn_number(call->turn, RELAIS_NUMBER_IS_WITH_HUMAN)) return hand_over(call);
    if (outcome == RELAIS_OUTCOME_ACT) return act(call);
    /* Nobody is at the telephone, and nobody can take over: that was the last prompt. */
    if (outcome == RELAIS_OUTCOME_HAND_TO_HUMAN && call->is_silent) return ENDED;
    if (call->is_scored || ++call->steps > MOST_STEPS) return ENDED;
    return listen_to(call, key);
}

/* Makes the session, and says what is known of the caller. */
static int start(call *call, int key)
{
    relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
    relais_turn *turn = NULL;
    relais_status status;
    char why[200];
    size_t length = strlen(call->agi.caller);
    options.locale = call->language->id;
    options.locale_length = strlen(call->language->id);
    options.id = call->id;
    options.id_length = strlen(call->id);
    options.channel = RELAIS_CHANNEL_VOICE;
    if (relais_session_new(call->settings->kb, &options, &call->session, why, sizeof why) != RELAIS_OK) {
        fprintf(stderr, "%s: %s\n", call->id, why);
        return FAILED;
    }
    /* Where a text message may go; a caller who hides his number has "unknown". */
    if (length >= 8 && strspn(call->agi.caller, "+0123456789") == length)
        relais_session_set_fact(call->session, "customer.phone", 14, RELAIS_FACT_TEXT, call->agi.caller,
                                length, NULL, 0);
    status = relais_session_start(call->session, now(call), &turn);
    if (next(call, status, turn) != GOES_ON) return FAILED;
    /* Who pressed 0 at the first question wants a person, and no greeting. */
    return key > 0 ? answer_by_keys(call, key) : GOES_ON;
}

/* Nobody took the call: goes on with the conversation that was handed over. */
static int come_back(call *call)
{
    size_t length;
    void *saved = kept_take(call->id, &length);
    relais_status status = RELAIS_ERROR_INVALID_SESSION;
    if (saved != NULL)
        status = relais_session_resume(call->settings->kb, saved, length, NULL, &call->session, NULL, 0);
    free(saved);
    if (status != RELAIS_OK) return next(call, status, NULL);
    if (event(call, RELAIS_EVENT_HANDOVER_FAILED) != GOES_ON) return FAILED;
    call->language = spoken_in(call);
    return GOES_ON;
}

/* Takes a new call. */
static int begin(call *call)
{
    const settings *settings = call->settings;
    int key = 0;
    if (agi_answer(&call->agi) < 0) return GONE;
    call->language = settings->language ? language_of(settings->language)
                                        : language_ask(settings, &call->agi, &key);
    return call->language == NULL ? FAILED : start(call, key);
}

void call_run(const settings *settings, int socket)
{
    call call;
    int state;
    memset(&call, 0, sizeof call);
    call.settings = settings;
    if (agi_open(&call.agi, socket) < 0) return;
    /* It becomes part of file names. */
    snprintf(call.id, sizeof call.id, "%.*s", (int)strspn(call.agi.unique_id, "0123456789."),
             call.agi.unique_id);
    state = strcmp(call.agi.request, "unanswered") == 0 ? come_back(&call) : begin(&call);
    while (state == GOES_ON) state = step(&call);
    if (call.agi.is_gone) state = GONE;
    if (state == GONE && call.session != NULL) event(&call, RELAIS_EVENT_HANG_UP);
    /* The dialplan reads it; where it is not there, the server could not be reached. */
    if (state != GONE) agi_set(&call.agi, "RELAIS_STATUS", names[state]);
    fprintf(stderr, "%s: %s after %d steps\n", call.id, names[state], call.steps);
    relais_turn_free(call.turn);
    relais_session_free(call.session);
}
