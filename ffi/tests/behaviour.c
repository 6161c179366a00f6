/* What a caller can get wrong, and what the library does then. Built against a library with `plant-defects`:
 *
 *     behaviour kb.relais other.relais signed.relais signed.pub next.relais next.pub [small]
 *
 * `small` does less of what is done many times, for tools that make everything slow.
 */
#include <relais.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int is_small = 0;
static int failures = 0;
static int checks = 0;

#define CHECK(condition)                                                        \
    do {                                                                        \
        __atomic_fetch_add(&checks, 1, __ATOMIC_RELAXED);                       \
        if (!(condition)) {                                                     \
            __atomic_fetch_add(&failures, 1, __ATOMIC_RELAXED);                 \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);     \
        }                                                                       \
    } while (0)

#define NOW 1795424400
#define TEXT(literal) literal, sizeof(literal) - 1

static unsigned char *bundle;
static size_t bundle_length;
static const char *path;
static const char *other_path;

/* Two signed bundles, each with the public key of its signer. */
static const char *signed_path, *next_path;
static unsigned char *signed_bundle;
static size_t signed_length;
static char *signed_keys, *next_keys;

/* A file, with a NUL after it. */
static void *read_file(const char *name, size_t *length)
{
    FILE *file = fopen(name, "rb");
    unsigned char *bytes;
    if (!file) {
        perror(name);
        exit(2);
    }
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    bytes = malloc(*length + 1);
    CHECK(fread(bytes, 1, *length, file) == *length);
    bytes[*length] = 0;
    fclose(file);
    return bytes;
}

static relais_kb *open_kb(void)
{
    relais_kb *kb = NULL;
    char why[200] = "";
    CHECK(relais_kb_open_path(path, strlen(path), &kb, why, sizeof why) == RELAIS_OK);
    return kb;
}

static relais_session *start(relais_kb *kb, const char *id)
{
    relais_session *session = NULL;
    relais_turn *turn = NULL;
    relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
    options.locale = "en";
    options.locale_length = 2;
    options.id = id;
    options.id_length = strlen(id);
    options.events = 1;
    CHECK(relais_session_new(kb, &options, &session, NULL, 0) == RELAIS_OK);
    CHECK(relais_session_start(session, NOW, &turn) == RELAIS_OK);
    CHECK(relais_turn_outcome(turn) == RELAIS_OUTCOME_SAY);
    relais_turn_free(turn);
    return session;
}

/* Nothing breaks on NULL, and nothing is written where a call fails. */
static void nulls(void)
{
    relais_kb *kb = open_kb();
    relais_session *session = (relais_session *)1;
    relais_turn *turn = (relais_turn *)1;
    const void *saved;
    const char *json;
    size_t length = 7;
    char why[64] = "untouched";
    CHECK(relais_kb_open_path(NULL, 5, &kb, why, sizeof why) == RELAIS_ERROR_NULL);
    CHECK(strcmp(why, "untouched") != 0 && strlen(why) > 0);
    CHECK(relais_kb_open_path(path, strlen(path), NULL, NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_kb_open_memory(NULL, 5, &kb, NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_kb_open_memory(NULL, 0, &kb, NULL, 0) == RELAIS_ERROR_NOT_A_BUNDLE);
    CHECK(relais_kb_open_signed_path(path, strlen(path), NULL, 5, &kb, NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_kb_open_signed_path(path, strlen(path), signed_keys, strlen(signed_keys), NULL, NULL, 0) ==
          RELAIS_ERROR_NULL);
    CHECK(relais_kb_open_signed_memory(NULL, 5, signed_keys, strlen(signed_keys), &kb, NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_kb_trust(NULL, signed_keys, strlen(signed_keys), NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_kb_trust(kb, NULL, 5, NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_kb_reload_path(NULL, path, strlen(path), NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_kb_reload_memory(NULL, bundle, bundle_length, NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_kb_generation(NULL) == 0);
    CHECK(relais_kb_set_log(NULL, NULL, NULL) == RELAIS_ERROR_NULL);
    CHECK(relais_kb_retain(NULL) == NULL);
    CHECK(relais_session_new(NULL, NULL, &session, NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(session == (relais_session *)1);
    CHECK(relais_session_new(kb, NULL, NULL, NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_session_resume(kb, NULL, 0, NULL, &session, NULL, 0) == RELAIS_ERROR_INVALID_SESSION);
    CHECK(relais_session_set_fact(NULL, TEXT("a"), 0, TEXT("b"), NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_session_set_facts_json(NULL, TEXT("{}"), NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_session_set_memo(NULL, TEXT("{}"), NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_session_set_availability(NULL, TEXT("{}"), NULL, 0) == RELAIS_ERROR_NULL);
    CHECK(relais_session_start(NULL, NOW, &turn) == RELAIS_ERROR_NULL);
    CHECK(relais_session_text(NULL, TEXT("a"), NOW, &turn) == RELAIS_ERROR_NULL);
    CHECK(relais_session_heard(NULL, NULL, 0, NOW, &turn) == RELAIS_ERROR_NULL);
    CHECK(relais_session_dtmf(NULL, TEXT("1"), NOW, &turn) == RELAIS_ERROR_NULL);
    CHECK(relais_session_choose(NULL, 0, NOW, &turn) == RELAIS_ERROR_NULL);
    CHECK(relais_session_event(NULL, RELAIS_EVENT_NO_INPUT, NOW, &turn) == RELAIS_ERROR_NULL);
    CHECK(relais_session_learn(NULL, NOW, &turn) == RELAIS_ERROR_NULL);
    CHECK(relais_session_acted(NULL, NULL, 0, NOW, &turn) == RELAIS_ERROR_NULL);
    CHECK(relais_session_save(NULL, &saved, &length) == RELAIS_ERROR_NULL);
    CHECK(relais_session_memo(NULL, NOW, &json, &length) == RELAIS_ERROR_NULL);
    CHECK(turn == (relais_turn *)1 && length == 7);
    session = start(kb, "nulls");
    CHECK(relais_session_text(session, TEXT("a"), NOW, NULL) == RELAIS_ERROR_NULL);
    CHECK(relais_session_text(session, NULL, 3, NOW, &turn) == RELAIS_ERROR_NULL);
    CHECK(relais_session_heard(session, NULL, 3, NOW, &turn) == RELAIS_ERROR_NULL);
    CHECK(relais_session_save(session, NULL, &length) == RELAIS_ERROR_NULL);
    CHECK(relais_session_memo(session, NOW, NULL, NULL) == RELAIS_ERROR_NULL);
    CHECK(relais_turn_outcome(NULL) == RELAIS_OUTCOME_SILENT);
    CHECK(strcmp(relais_turn_text(NULL, RELAIS_TEXT_PLAIN, &length), "") == 0 && length == 0);
    CHECK(relais_turn_number(NULL, RELAIS_NUMBER_CHOICES) == 0);
    CHECK(relais_turn_choice(NULL, 0, NULL) == NULL);
    relais_kb_free(NULL);
    relais_session_free(NULL);
    relais_turn_free(NULL);
    relais_session_free(session);
    relais_kb_free(kb);
}

/* Bytes that are no text, lengths that no memory has, names that are none. */
static void nonsense(void)
{
    relais_kb *kb = open_kb();
    relais_session *session = start(kb, "nonsense"), *unmade = NULL;
    relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
    relais_turn *turn = NULL;
    char why[200] = "", *huge = malloc(10000000), tiny[8];
    CHECK(relais_session_text(session, "\xff\xfe", 2, NOW, &turn) == RELAIS_ERROR_NOT_UTF8);
    CHECK(relais_session_text(session, "a", (size_t)-1, NOW, &turn) == RELAIS_ERROR_TOO_LARGE);
    CHECK(relais_session_text(session, "a", (size_t)1 << 63, NOW, &turn) == RELAIS_ERROR_TOO_LARGE);
    CHECK(relais_session_event(session, 99, NOW, &turn) == RELAIS_ERROR_INVALID_ARGUMENT);
    memset(huge, 'a', 10000000);
    CHECK(relais_session_text(session, huge, 10000000, NOW, &turn) == RELAIS_OK);
    CHECK(strlen(relais_turn_text(turn, RELAIS_TEXT_PLAIN, NULL)) > 0);
    relais_turn_free(turn);
    CHECK(relais_session_text(session, NULL, 0, NOW, &turn) == RELAIS_OK);
    CHECK(relais_turn_text(turn, -1, NULL)[0] == '\0' && relais_turn_text(turn, 9999, NULL)[0] == '\0');
    CHECK(relais_turn_number(turn, 9999) == 0 && relais_turn_choice(turn, 9999, NULL) == NULL);
    relais_turn_free(turn);
    CHECK(relais_session_set_fact(session, TEXT("Bad Name"), RELAIS_FACT_TEXT, TEXT("x"), why, sizeof why) ==
          RELAIS_ERROR_INVALID_ARGUMENT);
    CHECK(strstr(why, "Bad Name") != NULL);
    CHECK(relais_session_set_fact(session, TEXT("a"), RELAIS_FACT_DATE, TEXT("soon"), tiny, sizeof tiny) ==
          RELAIS_ERROR_INVALID_ARGUMENT);
    CHECK(strlen(tiny) == sizeof tiny - 1);
    CHECK(relais_session_set_fact(session, TEXT("a"), 77, TEXT("x"), NULL, 0) == RELAIS_ERROR_INVALID_ARGUMENT);
    CHECK(relais_session_set_fact(session, TEXT("a"), RELAIS_FACT_NUMBER, TEXT("nan"), NULL, 0) ==
          RELAIS_ERROR_INVALID_ARGUMENT);
    CHECK(relais_session_set_facts_json(session, TEXT("[]"), NULL, 0) == RELAIS_ERROR_INVALID_ARGUMENT);
    CHECK(relais_session_set_availability(session, TEXT("{\"seats\":1}"), NULL, 0) ==
          RELAIS_ERROR_INVALID_ARGUMENT);
    options.channel = 42;
    CHECK(relais_session_new(kb, &options, &unmade, NULL, 0) == RELAIS_ERROR_INVALID_ARGUMENT);
    options.channel = RELAIS_CHANNEL_WEB;
    options.struct_size = 0;
    CHECK(relais_session_new(kb, &options, &unmade, NULL, 0) == RELAIS_ERROR_INVALID_ARGUMENT);
    /* An older caller has fewer fields, a newer one more. */
    options.struct_size = sizeof(size_t) + 2 * sizeof(void *);
    CHECK(relais_session_new(kb, &options, &unmade, NULL, 0) == RELAIS_OK);
    relais_session_free(unmade);
    {
        struct { relais_session_options known; char more[64]; } newer = { RELAIS_SESSION_OPTIONS_INIT, "" };
        newer.known.struct_size = sizeof newer;
        CHECK(relais_session_new(kb, &newer.known, &unmade, NULL, 0) == RELAIS_OK);
        relais_session_free(unmade);
    }
    CHECK(strcmp(relais_status_name(RELAIS_ERROR_DAMAGED), "damaged") == 0);
    CHECK(strcmp(relais_status_name(12345), "unknown") == 0);
    CHECK(strcmp(relais_version(), "0.1.0") == 0);
    free(huge);
    relais_session_free(session);
    relais_kb_free(kb);
}

/* Every bit counts: a damaged bundle is refused, and a failed reload keeps what was there. */
static void damage(void)
{
    relais_kb *kb = open_kb(), *none = NULL;
    size_t at;
    char why[200];
    for (at = 0; at < bundle_length; at += bundle_length / (is_small ? 11 : 97)) {
        bundle[at] ^= 1;
        why[0] = '\0';
        CHECK(relais_kb_open_memory(bundle, bundle_length, &none, why, sizeof why) != RELAIS_OK);
        CHECK(none == NULL && why[0] != '\0');
        CHECK(relais_kb_reload_memory(kb, bundle, bundle_length, NULL, 0) != RELAIS_OK);
        bundle[at] ^= 1;
    }
    CHECK(relais_kb_open_memory(bundle, bundle_length / 2, &none, NULL, 0) == RELAIS_ERROR_DAMAGED);
    CHECK(relais_kb_open_path(TEXT("/nowhere/kb.relais"), &none, why, sizeof why) == RELAIS_ERROR_IO);
    CHECK(strstr(why, "/nowhere/kb.relais") != NULL);
    CHECK(relais_kb_generation(kb) == 1);
    CHECK(relais_kb_reload_path(kb, other_path, strlen(other_path), NULL, 0) == RELAIS_OK);
    CHECK(relais_kb_generation(kb) == 2);
    relais_kb_free(kb);
}

static relais_status verify(const void *bytes, size_t length, const char *keys)
{
    relais_kb *kb = NULL;
    char why[300] = "";
    relais_status status =
        relais_kb_open_signed_memory(bytes, length, keys, strlen(keys), &kb, why, sizeof why);
    CHECK((kb != NULL) == (status == RELAIS_OK) && (why[0] == '\0') == (status == RELAIS_OK));
    relais_kb_free(kb);
    return status;
}

static relais_status reload(relais_kb *kb, const char *file)
{
    return relais_kb_reload_path(kb, file, strlen(file), NULL, 0);
}

/* Where a signature is wanted, nothing is opened without it, now or at any reload. */
static void signatures(void)
{
    relais_kb *kb = NULL;
    relais_session *session;
    char why[300] = "", both[400];
    size_t at, step = signed_length / (is_small ? 11 : 97);
    CHECK(verify(signed_bundle, signed_length, signed_keys) == RELAIS_OK);
    CHECK(verify(signed_bundle, signed_length, next_keys) == RELAIS_ERROR_UNTRUSTED);
    CHECK(verify(bundle, bundle_length, signed_keys) == RELAIS_ERROR_UNTRUSTED);
    CHECK(verify("<!doctype html>", 15, signed_keys) == RELAIS_ERROR_NOT_A_BUNDLE);
    CHECK(verify(signed_bundle, signed_length, "") == RELAIS_ERROR_INVALID_ARGUMENT);
    CHECK(verify(signed_bundle, signed_length, "no key") == RELAIS_ERROR_INVALID_ARGUMENT);
    for (at = 8; at < signed_length; at += step) {
        signed_bundle[at] ^= 1;
        CHECK(verify(signed_bundle, signed_length, signed_keys) == RELAIS_ERROR_UNTRUSTED);
        signed_bundle[at] ^= 1;
        CHECK(verify(signed_bundle, at, signed_keys) == RELAIS_ERROR_UNTRUSTED);
    }
    CHECK(relais_kb_open_memory(signed_bundle, signed_length, &kb, NULL, 0) == RELAIS_OK);
    relais_kb_free(kb);

    CHECK(relais_kb_open_signed_path(signed_path, strlen(signed_path), signed_keys, strlen(signed_keys), &kb, why,
                                     sizeof why) == RELAIS_OK);
    CHECK(reload(kb, path) == RELAIS_ERROR_UNTRUSTED);
    CHECK(reload(kb, next_path) == RELAIS_ERROR_UNTRUSTED);
    CHECK(relais_kb_reload_memory(kb, bundle, bundle_length, why, sizeof why) == RELAIS_ERROR_UNTRUSTED);
    CHECK(strstr(why, "not signed") != NULL);
    CHECK(relais_kb_generation(kb) == 1);
    CHECK(reload(kb, signed_path) == RELAIS_OK);
    /* While keys change, both are trusted; no key at all does not come to mean that none is wanted. */
    snprintf(both, sizeof both, "%s%s", signed_keys, next_keys);
    CHECK(relais_kb_trust(kb, both, strlen(both), why, sizeof why) == RELAIS_OK);
    CHECK(reload(kb, next_path) == RELAIS_OK && reload(kb, signed_path) == RELAIS_OK);
    CHECK(relais_kb_trust(kb, next_keys, strlen(next_keys), why, sizeof why) == RELAIS_OK);
    CHECK(reload(kb, signed_path) == RELAIS_ERROR_UNTRUSTED && reload(kb, next_path) == RELAIS_OK);
    CHECK(relais_kb_trust(kb, "", 0, why, sizeof why) == RELAIS_ERROR_INVALID_ARGUMENT);
    CHECK(reload(kb, path) == RELAIS_ERROR_UNTRUSTED && relais_kb_generation(kb) == 5);
    relais_kb_free(kb);

    /* One that was opened without keys asks for them from the first ones on. */
    kb = open_kb();
    CHECK(reload(kb, other_path) == RELAIS_OK);
    CHECK(relais_kb_trust(kb, signed_keys, strlen(signed_keys), NULL, 0) == RELAIS_OK);
    CHECK(reload(kb, other_path) == RELAIS_ERROR_UNTRUSTED && reload(kb, signed_path) == RELAIS_OK);
    session = start(kb, "signed");
    relais_session_free(session);
    relais_kb_free(kb);
}

/* Steps before the start, a second start, a memo afterwards. */
static void order(void)
{
    relais_kb *kb = open_kb();
    relais_session *session = NULL;
    relais_turn *turn = NULL;
    const void *saved;
    size_t length;
    CHECK(relais_session_new(kb, NULL, &session, NULL, 0) == RELAIS_OK);
    CHECK(relais_session_text(session, TEXT("a"), NOW, &turn) == RELAIS_ERROR_WRONG_ORDER);
    CHECK(relais_session_save(session, &saved, &length) == RELAIS_ERROR_WRONG_ORDER);
    CHECK(relais_session_start(session, NOW, &turn) == RELAIS_OK);
    relais_turn_free(turn);
    CHECK(relais_session_start(session, NOW, &turn) == RELAIS_ERROR_WRONG_ORDER);
    CHECK(relais_session_set_memo(session, TEXT("{\"version\":1,\"contacts\":[]}"), NULL, 0) != RELAIS_OK);
    relais_session_free(session);
    /* Sessions and turns live longer than the knowledge base, turns longer than sessions. */
    session = start(kb, "outlives");
    relais_kb_free(kb);
    CHECK(relais_session_text(session, TEXT("how do I find my PUK code?"), NOW, &turn) == RELAIS_OK);
    relais_session_free(session);
    CHECK(relais_turn_outcome(turn) == RELAIS_OUTCOME_ANSWER);
    CHECK(strcmp(relais_turn_text(turn, RELAIS_TEXT_TARGET, &length), "mobile/puk-code") == 0 && length == 15);
    CHECK(relais_turn_number(turn, RELAIS_NUMBER_PROBABILITY) > 500);
    CHECK(strstr(relais_turn_text(turn, RELAIS_TEXT_SSML, NULL), "<speak") != NULL);
    CHECK(strstr(relais_turn_text(turn, RELAIS_TEXT_HTML, NULL), "<p>") != NULL);
    CHECK(strstr(relais_turn_text(turn, RELAIS_TEXT_EVENT, NULL), "\"outcome\"") != NULL);
    relais_turn_free(turn);
}

/* A hand-over has all that a switch needs. */
static void handover(void)
{
    relais_kb *kb = open_kb();
    relais_session *session = start(kb, "call-1"), *resumed = NULL, *quiet = NULL;
    relais_turn *turn = NULL, *again = NULL;
    relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
    const void *saved;
    const char *memo;
    size_t length;
    CHECK(relais_session_dtmf(session, TEXT("0"), NOW, &turn) == RELAIS_OK);
    CHECK(relais_turn_outcome(turn) == RELAIS_OUTCOME_HAND_TO_HUMAN);
    CHECK(strcmp(relais_turn_text(turn, RELAIS_TEXT_REASON, NULL), "asked_human") == 0);
    CHECK(strcmp(relais_turn_text(turn, RELAIS_TEXT_PROMISE, NULL), "now") == 0);
    CHECK(relais_turn_text(turn, RELAIS_TEXT_QUEUE, NULL)[0] != '\0');
    CHECK(strstr(relais_turn_text(turn, RELAIS_TEXT_UUI, NULL), ";encoding=hex") != NULL);
    CHECK(relais_turn_text(turn, RELAIS_TEXT_PACKET, NULL)[0] == '{');
    CHECK(relais_turn_text(turn, RELAIS_TEXT_SUMMARY, NULL)[0] != '\0');
    CHECK(strcmp(relais_turn_text(turn, RELAIS_TEXT_KEY, NULL), "call-1/hand-over/1") == 0);
    CHECK(relais_turn_number(turn, RELAIS_NUMBER_IS_WITH_HUMAN) == 1);
    CHECK(relais_turn_number(turn, RELAIS_NUMBER_WAIT_SECONDS) == -1);
    relais_turn_free(turn);
    CHECK(relais_session_save(session, &saved, &length) == RELAIS_OK && length < 10000);
    options.events = 1;
    CHECK(relais_session_resume(kb, saved, length, &options, &resumed, NULL, 0) == RELAIS_OK);
    CHECK(relais_session_resume(kb, saved, length, NULL, &quiet, NULL, 0) == RELAIS_OK);
    CHECK(relais_session_event(session, RELAIS_EVENT_HANDOVER_COMPLETED, NOW, &turn) == RELAIS_OK);
    CHECK(relais_session_event(resumed, RELAIS_EVENT_HANDOVER_COMPLETED, NOW, &again) == RELAIS_OK);
    CHECK(strcmp(relais_turn_text(turn, RELAIS_TEXT_JSON, NULL), relais_turn_text(again, RELAIS_TEXT_JSON, NULL)) == 0);
    CHECK(relais_turn_number(turn, RELAIS_NUMBER_IS_OVER) == 1);
    /* A session that goes on is recorded as a new one is: where that is wanted. */
    CHECK(relais_turn_text(again, RELAIS_TEXT_EVENT, NULL)[0] == '{');
    CHECK(strcmp(relais_turn_text(turn, RELAIS_TEXT_EVENT, NULL), relais_turn_text(again, RELAIS_TEXT_EVENT, NULL)) == 0);
    relais_turn_free(again);
    CHECK(relais_session_event(quiet, RELAIS_EVENT_HANDOVER_COMPLETED, NOW, &again) == RELAIS_OK);
    CHECK(relais_turn_text(again, RELAIS_TEXT_EVENT, NULL)[0] == '\0');
    CHECK(relais_session_memo(session, NOW, &memo, &length) == RELAIS_OK && length < 2000 && memo[0] == '{');
    relais_turn_free(turn);
    relais_turn_free(again);
    relais_session_free(session);
    relais_session_free(resumed);
    relais_session_free(quiet);
    relais_kb_free(kb);
}

/* What a telephone brings. */
static void telephone(void)
{
    relais_kb *kb = open_kb();
    relais_session *session = NULL;
    relais_turn *turn = NULL, *again = NULL;
    relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
    relais_hypothesis heard[2] = { { "where is my parcel", 18, 800, 0 }, { "wear is my parcel", 17, 700, 0 } };
    options.channel = RELAIS_CHANNEL_VOICE;
    options.locale = "en";
    options.locale_length = 2;
    CHECK(relais_session_new(kb, &options, &session, NULL, 0) == RELAIS_OK);
    CHECK(relais_session_set_fact(session, TEXT("customer.vip"), RELAIS_FACT_TRUTH, TEXT("false"), NULL, 0) == RELAIS_OK);
    CHECK(relais_session_start(session, NOW, &turn) == RELAIS_OK);
    CHECK(relais_turn_number(turn, RELAIS_NUMBER_NO_INPUT_MS) > 0);
    CHECK(relais_turn_number(turn, RELAIS_NUMBER_BARGE_IN) == 1);
    relais_turn_free(turn);
    CHECK(relais_session_event(session, RELAIS_EVENT_NO_INPUT, NOW, &turn) == RELAIS_OK);
    CHECK(relais_session_event(session, RELAIS_EVENT_NO_INPUT, NOW, &again) == RELAIS_OK);
    CHECK(strcmp(relais_turn_text(turn, RELAIS_TEXT_SPEECH, NULL), relais_turn_text(again, RELAIS_TEXT_SPEECH, NULL)) != 0);
    relais_turn_free(turn);
    relais_turn_free(again);
    CHECK(relais_session_event(session, RELAIS_EVENT_BARGE_IN, NOW, &turn) == RELAIS_OK);
    CHECK(relais_turn_outcome(turn) == RELAIS_OUTCOME_SILENT);
    relais_turn_free(turn);
    CHECK(relais_session_heard(session, heard, 2, NOW, &turn) == RELAIS_OK);
    CHECK(relais_turn_text(turn, RELAIS_TEXT_SPEECH, NULL)[0] != '\0');
    CHECK(strchr(relais_turn_text(turn, RELAIS_TEXT_SPEECH, NULL), '\n') == NULL);
    CHECK(relais_session_event(session, RELAIS_EVENT_REPEAT, NOW, &again) == RELAIS_OK);
    relais_turn_free(turn);
    relais_turn_free(again);
    CHECK(relais_session_event(session, RELAIS_EVENT_RECOGNITION_ERROR, NOW, &turn) == RELAIS_OK);
    relais_turn_free(turn);
    CHECK(relais_session_event(session, RELAIS_EVENT_HANG_UP, NOW, &turn) == RELAIS_OK);
    CHECK(relais_turn_number(turn, RELAIS_NUMBER_IS_OVER) == 1);
    relais_turn_free(turn);
    relais_session_free(session);
    relais_kb_free(kb);
}

/* An act: asked of the host, done or not. */
static void act(void)
{
    relais_kb *kb = open_kb();
    relais_session *session = start(kb, "act");
    relais_turn *turn = NULL;
    CHECK(relais_session_text(session, TEXT("track my order OD-123456"), NOW, &turn) == RELAIS_OK);
    if (relais_turn_outcome(turn) == RELAIS_OUTCOME_ACT) {
        CHECK(relais_turn_text(turn, RELAIS_TEXT_ACTION, NULL)[0] != '\0');
        CHECK(strstr(relais_turn_text(turn, RELAIS_TEXT_VALUES, NULL), "OD-123456") != NULL);
        relais_turn_free(turn);
        CHECK(relais_session_set_facts_json(session, TEXT("{\"order.status\":\"shipped\"}"), NULL, 0) == RELAIS_OK);
        CHECK(relais_session_acted(session, NULL, 0, NOW, &turn) == RELAIS_OK);
        CHECK(strstr(relais_turn_text(turn, RELAIS_TEXT_PLAIN, NULL), "shipped") != NULL);
        relais_turn_free(turn);
        CHECK(relais_session_acted(session, TEXT("down"), NOW, &turn) == RELAIS_OK);
    } else {
        CHECK(!"the form acts at once when its value is in the question");
    }
    relais_turn_free(turn);
    CHECK(relais_session_learn(session, NOW, &turn) == RELAIS_OK);
    relais_turn_free(turn);
    CHECK(relais_session_choose(session, 0, NOW, &turn) == RELAIS_OK);
    relais_turn_free(turn);
    relais_session_free(session);
    relais_kb_free(kb);
}

static int logged = 0;

static void take_log(void *context, const char *line)
{
    logged++;
    CHECK(context == &logged && strstr(line, "planted") != NULL);
}

/* A defect costs one session, says nothing on the standard error, and is told to the log. */
static void defect(void)
{
    relais_kb *kb = open_kb();
    relais_session *struck = start(kb, "plant a defect"), *other = start(kb, "other");
    relais_turn *turn = NULL;
    int pipes[2], saved_error = dup(2);
    char heard[16];
    CHECK(relais_kb_set_log(kb, take_log, &logged) == RELAIS_OK);
    CHECK(relais_session_text(struck, TEXT("hello"), NOW, &turn) == RELAIS_OK);
    relais_turn_free(turn);
    CHECK(pipe(pipes) == 0);
    fflush(stderr);
    dup2(pipes[1], 2);
    relais_status status = relais_session_text(struck, TEXT("hello"), NOW, &turn);
    dup2(saved_error, 2);
    close(pipes[1]);
    CHECK(status == RELAIS_ERROR_INTERNAL);
    CHECK(read(pipes[0], heard, sizeof heard) == 0);
    close(pipes[0]);
    close(saved_error);
    CHECK(logged == 1);
    CHECK(relais_session_text(struck, TEXT("hello"), NOW, &turn) == RELAIS_ERROR_LOST);
    CHECK(relais_session_text(other, TEXT("hello"), NOW, &turn) == RELAIS_OK);
    relais_turn_free(turn);
    relais_session_free(struck);
    relais_session_free(other);
    relais_kb_free(kb);
}

static relais_session *contested;
static int busy = 0, done = 0;
static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;

static int contentions(void)
{
    return is_small ? 20 : 300;
}

static void *contend(void *unused)
{
    int i;
    for (i = 0; i < contentions(); i++) {
        relais_turn *turn = NULL;
        relais_status status = relais_session_text(contested, TEXT("where is my parcel and my invoice?"), NOW, &turn);
        pthread_mutex_lock(&counting);
        if (status == RELAIS_ERROR_BUSY) busy++;
        else if (status == RELAIS_OK) done++;
        pthread_mutex_unlock(&counting);
        relais_turn_free(turn);
    }
    return unused;
}

/* Two threads at one session: one works, the other is told so. */
static void two_threads(void)
{
    relais_kb *kb = open_kb();
    pthread_t threads[4];
    int i;
    contested = start(kb, "contested");
    for (i = 0; i < 4; i++) pthread_create(&threads[i], NULL, contend, NULL);
    for (i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    CHECK(busy + done == 4 * contentions());
    CHECK(done > 0);
    relais_session_free(contested);
    relais_kb_free(kb);
}

static relais_kb *shared_kb;
/* Several threads read and write these. */
static int is_storm_over = 0;
static int wrong = 0;

static void *converse(void *unused)
{
    while (!__atomic_load_n(&is_storm_over, __ATOMIC_ACQUIRE)) {
        relais_session *session = start(shared_kb, "storm");
        relais_turn *turn = NULL;
        int i;
        for (i = 0; i < 5; i++) {
            if (relais_session_text(session, TEXT("how do I find my PUK code?"), NOW, &turn) != RELAIS_OK)
                __atomic_fetch_add(&wrong, 1, __ATOMIC_RELAXED);
            if (relais_turn_text(turn, RELAIS_TEXT_PLAIN, NULL)[0] == '\0')
                __atomic_fetch_add(&wrong, 1, __ATOMIC_RELAXED);
            relais_turn_free(turn);
            turn = NULL;
        }
        relais_session_free(session);
    }
    return unused;
}

/* The knowledge base is exchanged while calls go on. */
static void reload_storm(void)
{
    pthread_t threads[4];
    int i, reloads = is_small ? 6 : 40;
    shared_kb = open_kb();
    for (i = 0; i < 4; i++) {
        relais_kb_retain(shared_kb);
        pthread_create(&threads[i], NULL, converse, NULL);
    }
    for (i = 0; i < reloads; i++) {
        const char *next = i % 2 ? path : other_path;
        CHECK(relais_kb_reload_path(shared_kb, next, strlen(next), NULL, 0) == RELAIS_OK);
    }
    __atomic_store_n(&is_storm_over, 1, __ATOMIC_RELEASE);
    for (i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        relais_kb_free(shared_kb);
    }
    CHECK(wrong == 0);
    CHECK(relais_kb_generation(shared_kb) == (uint64_t)reloads + 1);
    relais_kb_free(shared_kb);
}

/* A child process goes on with what its parent opened. */
static void after_fork(void)
{
    relais_kb *kb = open_kb();
    relais_session *session = start(kb, "fork");
    int status = 1;
    pid_t child = fork();
    if (child == 0) {
        relais_turn *turn = NULL;
        int ok = relais_session_text(session, TEXT("how do I find my PUK code?"), NOW, &turn) == RELAIS_OK &&
                 relais_turn_outcome(turn) == RELAIS_OUTCOME_ANSWER;
        relais_turn_free(turn);
        relais_session_free(session);
        relais_kb_free(kb);
        _exit(ok ? 0 : 1);
    }
    CHECK(child > 0 && waitpid(child, &status, 0) == child && status == 0);
    relais_session_free(session);
    relais_kb_free(kb);
}

int main(int argc, char **argv)
{
    size_t length;
    if (argc < 7) {
        fprintf(stderr, "behaviour kb.relais other.relais signed.relais signed.pub next.relais next.pub [small]\n");
        return 2;
    }
    path = argv[1];
    other_path = argv[2];
    signed_path = argv[3];
    next_path = argv[5];
    is_small = argc > 7 && strcmp(argv[7], "small") == 0;
    bundle = read_file(path, &bundle_length);
    signed_bundle = read_file(signed_path, &signed_length);
    signed_keys = read_file(argv[4], &length);
    next_keys = read_file(argv[6], &length);
    nulls();
    nonsense();
    damage();
    signatures();
    order();
    handover();
    telephone();
    act();
    defect();
    two_threads();
    reload_storm();
    after_fork();
    free(bundle);
    free(signed_bundle);
    free(signed_keys);
    free(next_keys);
    printf("%d checks, %d failed\n", checks, failures);
    return failures > 0;
}
