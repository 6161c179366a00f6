/*
 * relais.h - customer self-care conversations: answers, asks, or hands over to a human.
 *
 * There are three objects:
 *
 *   relais_kb       an opened knowledge base. Threads share it; it can be exchanged while calls go on.
 *   relais_session  one call or one chat. One thread at a time uses it; many run beside each other.
 *   relais_turn     what one step gave. It does not change, and outlives its session.
 *
 * A whole bot:
 *
 *   relais_kb *kb;
 *   relais_session *session;
 *   relais_turn *turn;
 *   char why[200];
 *   relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
 *
 *   if (relais_kb_open_path("kb.relais", 9, &kb, why, sizeof why) != RELAIS_OK) { puts(why); exit(1); }
 *   options.channel = RELAIS_CHANNEL_VOICE;
 *   relais_session_new(kb, &options, &session, why, sizeof why);
 *   relais_session_start(session, time(NULL), &turn);
 *   puts(relais_turn_text(turn, RELAIS_TEXT_SPEECH, NULL));
 *   relais_turn_free(turn);
 *   relais_session_text(session, "where is my order?", 18, time(NULL), &turn);
 *   ...
 *
 * Conventions, which hold for every function:
 *
 * - Functions that can fail return a status: RELAIS_OK is 0, and everything else is a failure. What they
 *   give comes last but for the text of the error, and is not touched where they fail.
 * - `error` and `error_size` are a buffer of yours, where one line says what went wrong; both may be 0.
 *   The line ends with a NUL and is cut between characters where it does not fit. There is no "last
 *   error" anywhere: a call may be made on one thread and looked at on another.
 * - Text that you give is UTF-8, with its length in bytes and without a NUL at the end. A length of 0 is
 *   the empty text, whatever the pointer. Text that you get ends with a NUL, which its length does not
 *   count; it has no control characters but line feeds, and those only where a field says so.
 * - What you get from an object belongs to it, and is there until the object is freed.
 * - Every object is freed by its own function, which does nothing for NULL.
 * - A customer is never an error: whatever is said, there is a turn.
 * - Times are seconds since 1970-01-01T00:00:00Z. The library has no clock.
 *
 * The library starts no thread, installs no signal handler, reads no environment, writes to no standard
 * stream, and keeps nothing between calls but what your objects hold. It may be used after fork().
 *
 * A defect of the library is caught: the call returns RELAIS_ERROR_INTERNAL, and only the session of the
 * call is lost; all that can be done with it is to free it.
 */
#ifndef RELAIS_H
#define RELAIS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32)
#define RELAIS_API
#else
#define RELAIS_API __attribute__((visibility("default")))
#endif

/* The version of this header. */
#define RELAIS_VERSION_MAJOR 0
#define RELAIS_VERSION_MINOR 1
#define RELAIS_VERSION_PATCH 0

/* ---- Statuses -------------------------------------------------------------------------------- */

/* What a call came to. These numbers never change; 1 to 99 are the same in every language of Relais. */
typedef int32_t relais_status;

#define RELAIS_OK 0
/* The bytes do not start as a bundle does. */
#define RELAIS_ERROR_NOT_A_BUNDLE 1
/* The bundle or the memo has a format version that this library does not read. */
#define RELAIS_ERROR_UNSUPPORTED_VERSION 2
/* The bundle is cut off, or a checksum does not hold. */
#define RELAIS_ERROR_DAMAGED 3
/* What was given is larger than its limit. */
#define RELAIS_ERROR_TOO_LARGE 4
/* What was given has no meaning here. */
#define RELAIS_ERROR_INVALID_ARGUMENT 5
/* Not used by this library: content is checked before it becomes a bundle. */
#define RELAIS_ERROR_INVALID_CONTENT 6
/* A saved session is not readable, or does not belong to this knowledge base. */
#define RELAIS_ERROR_INVALID_SESSION 7
/* A file cannot be read. */
#define RELAIS_ERROR_IO 8
/* A defect of this library, which was caught. */
#define RELAIS_ERROR_INTERNAL 9
/* A memo is not readable. */
#define RELAIS_ERROR_INVALID_MEMO 10
/* What was given back with a key is not as it was sealed with this key. */
#define RELAIS_ERROR_TAMPERED 11
/* A bundle is not signed, or not with a key that is trusted, or not as it was signed. */
#define RELAIS_ERROR_UNTRUSTED 12
/* A pointer that must not be NULL is. */
#define RELAIS_ERROR_NULL 100
/* A text is not UTF-8. */
#define RELAIS_ERROR_NOT_UTF8 101
/* Another thread is using the session at this moment. */
#define RELAIS_ERROR_BUSY 102
/* The session was lost by a defect in an earlier call. */
#define RELAIS_ERROR_LOST 103
/* The call comes too early or too late: a second start, a step before the start. */
#define RELAIS_ERROR_WRONG_ORDER 104

/* The version of the library that is loaded, "0.1.0". Never NULL. */
RELAIS_API const char *relais_version(void);

/* The name of a status, "damaged"; "unknown" for any other number. Never NULL. */
RELAIS_API const char *relais_status_name(relais_status status);

/* ---- Knowledge bases ------------------------------------------------------------------------- */

/* An opened knowledge base. Every function of it may be called from several threads at once. */
typedef struct relais_kb relais_kb;

/* Opens the bundle in a file, as `relais build` makes it. The file is read whole, and not needed
 * afterwards. */
RELAIS_API relais_status relais_kb_open_path(const char *path, size_t path_length, relais_kb **kb,
                                             char *error, size_t error_size);

/* Opens a bundle in memory, which is copied. */
RELAIS_API relais_status relais_kb_open_memory(const void *bytes, size_t length, relais_kb **kb,
                                               char *error, size_t error_size);

/* Opens the bundle in a file if it is signed with one of these keys, which is known before anything of it is
 * read; otherwise it is RELAIS_ERROR_UNTRUSTED. What relais_kb_reload_path and relais_kb_reload_memory take
 * later must be signed so too. `keys` has public keys of Ed25519, as PEM or as the line between its marks, with
 * white space between them; no key is RELAIS_ERROR_INVALID_ARGUMENT. */
RELAIS_API relais_status relais_kb_open_signed_path(const char *path, size_t path_length,
                                                    const char *keys, size_t keys_length,
                                                    relais_kb **kb, char *error,
                                                    size_t error_size);

/* The same for a bundle in memory, which is copied. */
RELAIS_API relais_status relais_kb_open_signed_memory(const void *bytes, size_t length,
                                                      const char *keys, size_t keys_length,
                                                      relais_kb **kb, char *error,
                                                      size_t error_size);

/* Has every bundle that is taken from now on be signed with one of these keys, in the place of those before:
 * for a process that does not end when keys change. That cannot be undone. */
RELAIS_API relais_status relais_kb_trust(relais_kb *kb, const char *keys, size_t keys_length,
                                         char *error, size_t error_size);

/* Exchanges the bundle for that of a file. Sessions that have begun go on with the one that they have;
 * new ones get the new one. Where it fails, nothing changes. */
RELAIS_API relais_status relais_kb_reload_path(relais_kb *kb, const char *path, size_t path_length,
                                               char *error, size_t error_size);

/* The same for a bundle in memory. */
RELAIS_API relais_status relais_kb_reload_memory(relais_kb *kb, const void *bytes, size_t length,
                                                 char *error, size_t error_size);

/* How often the bundle was exchanged, from 1 where it never was; 0 for NULL. */
RELAIS_API uint64_t relais_kb_generation(const relais_kb *kb);

/* Tells about what nobody asked for, such as a defect that was caught. It may be called by any thread
 * that uses the knowledge base or a session of it. `line` ends with a NUL and is gone afterwards. */
typedef void (*relais_log)(void *context, const char *line);

/* Has `log` called; NULL has nothing called. Set it before other threads use the knowledge base. */
RELAIS_API relais_status relais_kb_set_log(relais_kb *kb, relais_log log, void *context);

/* Another owner of the same knowledge base: as often as this is called, relais_kb_free must be too.
 * Returns its argument. */
RELAIS_API relais_kb *relais_kb_retain(relais_kb *kb);

/* One owner less. Sessions keep what they need, so they may be freed later. */
RELAIS_API void relais_kb_free(relais_kb *kb);

/* ---- Sessions -------------------------------------------------------------------------------- */

/* A conversation with one customer. */
typedef struct relais_session relais_session;

/* What one step gave. */
typedef struct relais_turn relais_turn;

/* Where a conversation takes place. */
#define RELAIS_CHANNEL_WEB 0
#define RELAIS_CHANNEL_VOICE 1
#define RELAIS_CHANNEL_MESSAGING 2
#define RELAIS_CHANNEL_TEXT 3

/* How a session is made. Start from RELAIS_SESSION_OPTIONS_INIT; fields may be added at the end, and what
 * a library does not know is passed over. */
typedef struct relais_session_options {
    /* sizeof(relais_session_options). */
    size_t struct_size;
    /* The language, "fr"; the default one of the knowledge base where it is empty. */
    const char *locale;
    size_t locale_length;
    /* Your name for the conversation; it makes the keys of acts and hand-overs unique. */
    const char *id;
    size_t id_length;
    /* One of RELAIS_CHANNEL_. */
    int32_t channel;
    /* 1 where RELAIS_TEXT_EVENT is wanted: its masking takes time in every turn. */
    int32_t events;
} relais_session_options;

#define RELAIS_SESSION_OPTIONS_INIT \
    { sizeof(relais_session_options), NULL, 0, NULL, 0, RELAIS_CHANNEL_WEB, 0 }

/* Makes a session, which is not started yet: give it what you know of the customer first. `options` may
 * be NULL. */
RELAIS_API relais_status relais_session_new(relais_kb *kb, const relais_session_options *options,
                                            relais_session **session, char *error,
                                            size_t error_size);

/* Goes on with a session that relais_session_save gave, on this machine or on another. It is started.
 * `options` is as for relais_session_new: `events` counts anew, and the other fields are passed over, for
 * the language, the id and the channel are those that were saved. */
RELAIS_API relais_status relais_session_resume(relais_kb *kb, const void *saved, size_t length,
                                               const relais_session_options *options,
                                               relais_session **session, char *error,
                                               size_t error_size);

/* What sort of value a fact has. */
#define RELAIS_FACT_TEXT 0     /* "a\xC3\xA9rien" */
#define RELAIS_FACT_NUMBER 1   /* "12.5" */
#define RELAIS_FACT_TRUTH 2    /* "true" or "false" */
#define RELAIS_FACT_DATE 3     /* "2026-11-23" */
#define RELAIS_FACT_AMOUNT 4   /* "19.90 EUR" */

/* Says something about the customer, such as the fact `order.status`. Before the start it is known from
 * the first word on; afterwards it counts from the next relais_session_learn or relais_session_acted. */
RELAIS_API relais_status relais_session_set_fact(relais_session *session, const char *name,
                                                 size_t name_length, int32_t type,
                                                 const char *value, size_t value_length,
                                                 char *error, size_t error_size);

/* The same for many: {"customer.vip": true, "order.due": "2026-11-23"}. */
RELAIS_API relais_status relais_session_set_facts_json(relais_session *session, const char *json,
                                                       size_t json_length, char *error,
                                                       size_t error_size);

/* What earlier contacts left, on whatever channel: what relais_session_memo gave. Before the start. */
RELAIS_API relais_status relais_session_set_memo(relais_session *session, const char *memo,
                                                 size_t memo_length, char *error,
                                                 size_t error_size);

/* Who is there to take over, as JSON: queues, callbacks, channels, message. At any time. Without it the
 * opening hours of the knowledge base count. */
RELAIS_API relais_status relais_session_set_availability(relais_session *session, const char *json,
                                                         size_t json_length, char *error,
                                                         size_t error_size);

/* The first words of the assistant. Every step below needs it, but not after a resume. */
RELAIS_API relais_status relais_session_start(relais_session *session, int64_t now,
                                              relais_turn **turn);

/* What the customer wrote, or said as one hypothesis. A text that is too long is a turn that says so. */
RELAIS_API relais_status relais_session_text(relais_session *session, const char *text,
                                             size_t text_length, int64_t now, relais_turn **turn);

/* One thing that a speech recogniser may have heard. */
typedef struct relais_hypothesis {
    const char *text;
    size_t text_length;
    /* From 0 to 1000. */
    int32_t score_thousandths;
    /* 0. */
    int32_t reserved;
} relais_hypothesis;

/* What a speech recogniser has heard, the best first; at most five are read, and of long
 * ones fewer. */
RELAIS_API relais_status relais_session_heard(relais_session *session,
                                              const relais_hypothesis *hypotheses, size_t count,
                                              int64_t now, relais_turn **turn);

/* Keys of a telephone, "1" or "0612345678#": 0 is a person, a star says it again. */
RELAIS_API relais_status relais_session_dtmf(relais_session *session, const char *keys,
                                             size_t keys_length, int64_t now, relais_turn **turn);

/* The option of this number, from 0, of the last turn's choices. */
RELAIS_API relais_status relais_session_choose(relais_session *session, size_t choice, int64_t now,
                                               relais_turn **turn);

/* Something that is no word of the customer. */
#define RELAIS_EVENT_NO_INPUT 1           /* nothing was said or pressed in time */
#define RELAIS_EVENT_NO_MATCH 2           /* something was heard, and no words in it */
#define RELAIS_EVENT_RECOGNITION_ERROR 3  /* the recogniser failed: like the one before */
#define RELAIS_EVENT_BARGE_IN 4           /* what comes next interrupted the last turn; gives a silent turn */
#define RELAIS_EVENT_REPEAT 5             /* say it again */
#define RELAIS_EVENT_MORE 6               /* go on */
#define RELAIS_EVENT_HANG_UP 7            /* the customer has gone; gives a silent turn */
#define RELAIS_EVENT_HANDOVER_ACCEPTED 8  /* a person has taken over */
#define RELAIS_EVENT_HANDOVER_FAILED 9    /* nobody can take over */
#define RELAIS_EVENT_HANDOVER_COMPLETED 10 /* the person has finished */
#define RELAIS_EVENT_HANDOVER_EXPIRED 11  /* nobody came in time */

/* Tells what happened. Another number is RELAIS_ERROR_INVALID_ARGUMENT. */
RELAIS_API relais_status relais_session_event(relais_session *session, int32_t event, int64_t now,
                                              relais_turn **turn);

/* Has the facts that were set count now; what follows from them is brought up in the turn, which is
 * silent where nothing does. */
RELAIS_API relais_status relais_session_learn(relais_session *session, int64_t now,
                                              relais_turn **turn);

/* The act of the last turn is done: an empty `code` says that it succeeded, and the facts that were set
 * since are what was found; any other code says why it failed. */
RELAIS_API relais_status relais_session_acted(relais_session *session, const char *code,
                                              size_t code_length, int64_t now, relais_turn **turn);

/* The session as bytes, a few kilobytes, for relais_session_resume. They belong to the session until the
 * next call with it. */
RELAIS_API relais_status relais_session_save(relais_session *session, const void **bytes,
                                             size_t *length);

/* What this conversation and those before it leave for the next one, as JSON under two kilobytes, for
 * relais_session_set_memo. It belongs to the session until the next call with it. */
RELAIS_API relais_status relais_session_memo(relais_session *session, int64_t now,
                                             const char **json, size_t *length);

/* Ends a session. No other thread may be using it. Its turns stay. */
RELAIS_API void relais_session_free(relais_session *session);

/* ---- Turns ----------------------------------------------------------------------------------- */

/* How a turn ends. Others may come: treat one that you do not know as RELAIS_OUTCOME_SAY. */
#define RELAIS_OUTCOME_SILENT 0        /* nothing is said */
#define RELAIS_OUTCOME_ANSWER 1        /* an article */
#define RELAIS_OUTCOME_CLARIFY 2       /* "did you mean": there are choices */
#define RELAIS_OUTCOME_ASK 3           /* a form needs a value */
#define RELAIS_OUTCOME_ACT 4           /* do RELAIS_TEXT_ACTION, then call relais_session_acted */
#define RELAIS_OUTCOME_HAND_TO_HUMAN 5 /* transfer to RELAIS_TEXT_QUEUE, if it is open now */
#define RELAIS_OUTCOME_NO_MATCH 6      /* not understood; there are choices */
#define RELAIS_OUTCOME_SAY 7           /* a greeting, a menu */
#define RELAIS_OUTCOME_CLOSE 8         /* goodbye; a score from 1 to 5 may follow */
#define RELAIS_OUTCOME_OFFER 9         /* something that concerns this customer; yes or no */

/* How the turn ends; RELAIS_OUTCOME_SILENT for NULL. */
RELAIS_API int32_t relais_turn_outcome(const relais_turn *turn);

/* What a turn has in words. */
#define RELAIS_TEXT_PLAIN 1    /* the whole reply, to be read; has line feeds */
#define RELAIS_TEXT_SPEECH 2   /* the same as it is said, for any synthesiser */
#define RELAIS_TEXT_SSML 3     /* the same as SSML 1.1 */
#define RELAIS_TEXT_HTML 4     /* the same as HTML, everything escaped; has line feeds */
#define RELAIS_TEXT_SOURCE 5   /* where an answer comes from */
#define RELAIS_TEXT_TARGET 6   /* the id of the article or the form */
#define RELAIS_TEXT_LOCALE 7   /* the language of the reply */
#define RELAIS_TEXT_ACTION 8   /* the name of the act */
#define RELAIS_TEXT_VALUES 9   /* the values of the act, as a JSON object */
#define RELAIS_TEXT_KEY 10     /* of an act or a hand-over: the same for the same one */
#define RELAIS_TEXT_QUEUE 11   /* where the hand-over goes */
#define RELAIS_TEXT_REASON 12  /* why there is a hand-over */
#define RELAIS_TEXT_PROMISE 13 /* what is promised: now, callback, message, channel, opens, contact */
#define RELAIS_TEXT_SUMMARY 14 /* the hand-over in one sentence, for the agent's screen */
#define RELAIS_TEXT_UUI 15     /* the hand-over as a User-to-User value (RFC 7433) */
#define RELAIS_TEXT_PACKET 16  /* the hand-over as JSON */
#define RELAIS_TEXT_JSON 17    /* the whole turn as JSON, the wire form */
#define RELAIS_TEXT_EVENT 18   /* the record of the turn, as JSON, masked, if it was wanted */
#define RELAIS_TEXT_LINKS 19   /* what was not read aloud and is worth a text message; has line feeds */

/* A text of the turn, and its length where `length` is not NULL. Empty, and never NULL, where the turn
 * has no such text or the field is not known. */
RELAIS_API const char *relais_turn_text(const relais_turn *turn, int32_t field, size_t *length);

/* What a turn has in numbers. */
#define RELAIS_NUMBER_CHOICES 1        /* how many choices there are */
#define RELAIS_NUMBER_BARGE_IN 2       /* 1 where the customer may interrupt */
#define RELAIS_NUMBER_NO_INPUT_MS 3    /* how long to wait for an answer; 0 where none is awaited */
#define RELAIS_NUMBER_HAS_MORE 4       /* 1 where only a part was said: RELAIS_EVENT_MORE goes on */
#define RELAIS_NUMBER_PROBABILITY 5    /* of an answer, in thousandths */
#define RELAIS_NUMBER_KEYS_LEAST 6     /* the fewest keys that answer; 0 where keys say nothing */
#define RELAIS_NUMBER_KEYS_MOST 7      /* the most keys that answer */
#define RELAIS_NUMBER_IS_WITH_HUMAN 8  /* 1 where a person has the conversation */
#define RELAIS_NUMBER_WAIT_SECONDS 9   /* the wait that was promised; -1 where none was */
#define RELAIS_NUMBER_IS_OVER 10       /* 1 where the conversation has ended */

/* A number of the turn; 0 where it has none, or the field is not known. */
RELAIS_API int64_t relais_turn_number(const relais_turn *turn, int32_t field);

/* The words of a choice, from 0; NULL beyond the last one. relais_session_choose takes its number, and on
 * a telephone the key is that number and 1. */
RELAIS_API const char *relais_turn_choice(const relais_turn *turn, size_t choice, size_t *length);

/* Frees a turn. */
RELAIS_API void relais_turn_free(relais_turn *turn);

#ifdef __cplusplus
}
#endif

#endif
