#include "agi.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* More lines than any Asterisk sends before the empty one. */
#define MOST_HEADERS 500
#define ALL_KEYS "0123456789*#"

/* The next byte, or AGI_GONE. */
static int next_byte(agi *call)
{
    ssize_t got;
    if (call->next < call->used) return (unsigned char)call->buffer[call->next++];
    do got = recv(call->socket, call->buffer, sizeof call->buffer, 0);
    while (got < 0 && errno == EINTR);
    /* The end of the stream, an error, or nothing for longer than the socket's time. */
    if (got <= 0) {
        call->is_gone = 1;
        return AGI_GONE;
    }
    call->used = (size_t)got;
    call->next = 1;
    return (unsigned char)call->buffer[0];
}

/* Reads a line into call->line, without its end; what is too long for it is passed over. */
static int next_line(agi *call)
{
    size_t length = 0;
    int byte;
    while ((byte = next_byte(call)) != '\n') {
        if (byte < 0) return AGI_GONE;
        if (byte != '\0' && length < sizeof call->line - 1) call->line[length++] = (char)byte;
    }
    if (length > 0 && call->line[length - 1] == '\r') length--;
    call->line[length] = '\0';
    return 0;
}

static void keep(const char *line, const char *name, char value[AGI_VALUE_BYTES])
{
    size_t length = strlen(name);
    if (strncmp(line, name, length) == 0 && strncmp(line + length, ": ", 2) == 0)
        snprintf(value, AGI_VALUE_BYTES, "%.*s", AGI_VALUE_BYTES - 1, line + length + 2);
}

int agi_open(agi *call, int socket)
{
    int headers;
    memset(call, 0, sizeof *call);
    call->socket = socket;
    for (headers = 0; headers < MOST_HEADERS; headers++) {
        if (next_line(call) < 0) return AGI_GONE;
        if (call->line[0] == '\0') return 0;
        keep(call->line, "agi_uniqueid", call->unique_id);
        keep(call->line, "agi_callerid", call->caller);
        keep(call->line, "agi_network_script", call->request);
        keep(call->line, "agi_language", call->language);
    }
    return AGI_GONE;
}

static int send_all(agi *call, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t sent = send(call->socket, bytes, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) {
            call->is_gone = 1;
            return AGI_GONE;
        }
        bytes += sent;
        length -= (size_t)sent;
    }
    return 0;
}

/* Reads the reply to a command: its `result`, or AGI_. */
static int reply(agi *call)
{
    const char *result;
    int code;
    for (;;) {
        if (next_line(call) < 0) return AGI_GONE;
        /* It comes when it comes, also between a command and its reply. */
        if (strcmp(call->line, "HANGUP") == 0) {
            call->is_gone = 1;
            return AGI_GONE;
        }
        code = atoi(call->line);
        /* "520-" is followed by lines of explanation and, at their end, by "520 ". */
        if (code < 100 || code > 999 || call->line[3] == '-') continue;
        break;
    }
    if (code == 511) {
        /* The channel is dead. */
        call->is_gone = 1;
        return AGI_GONE;
    }
    result = strstr(call->line, "result=");
    if (code != 200 || result == NULL) return AGI_REFUSED;
    code = atoi(result + strlen("result="));
    if (code < 0) {
        call->is_gone = 1;
        return AGI_GONE;
    }
    return code;
}

static int command(agi *call, const char *line, int length)
{
    if (call->is_gone) return AGI_GONE;
    if (length < 0 || length > AGI_COMMAND_BYTES) return AGI_REFUSED;
    if (send_all(call, line, (size_t)length) < 0) return AGI_GONE;
    return reply(call);
}

/* Copies a text as it may stand between quotes, cut between characters where it does not fit. */
static void quote(char *out, size_t size, const char *text)
{
    size_t length = 0;
    for (; *text != '\0' && length < size - 1; text++) {
        unsigned char byte = (unsigned char)*text;
        char plain = (char)byte;
        if (byte < ' ' || byte == 0x7f) plain = ' ';
        if (byte == '"') plain = '\'';
        if (byte == '\\') plain = '/';
        out[length++] = plain;
    }
    /* The rest of a character that was begun is cut too. */
    if (((unsigned char)*text & 0xC0) == 0x80) {
        while (length > 0 && ((unsigned char)out[length - 1] & 0xC0) == 0x80) length--;
        if (length > 0) length--;
    }
    out[length] = '\0';
}

int agi_answer(agi *call)
{
    return command(call, "ANSWER\n", 7);
}

int agi_set(agi *call, const char *name, const char *value)
{
    char line[AGI_COMMAND_BYTES], quoted[AGI_COMMAND_BYTES - 100];
    quote(quoted, sizeof quoted, value);
    return command(call, line, snprintf(line, sizeof line, "SET VARIABLE %s \"%s\"\n", name, quoted));
}

int agi_play(agi *call, const char *path, const char *keys)
{
    char line[AGI_COMMAND_BYTES];
    return command(call, line, snprintf(line, sizeof line, "STREAM FILE \"%s\" \"%s\"\n", path, keys));
}

int agi_key(agi *call, long milliseconds)
{
    char line[64];
    return command(call, line, snprintf(line, sizeof line, "WAIT FOR DIGIT %ld\n", milliseconds));
}

int agi_record(agi *call, const char *path, long milliseconds, int silence_seconds)
{
    char line[AGI_COMMAND_BYTES];
    int key = command(call, line,
                      snprintf(line, sizeof line, "RECORD FILE \"%s\" wav \"%s\" %ld s=%d\n", path,
                               ALL_KEYS, milliseconds, silence_seconds));
    /* A number is also told for other ends; only "(dtmf)" is a key. */
    return key > 0 && strstr(call->line, "(dtmf)") == NULL ? 0 : key;
}
