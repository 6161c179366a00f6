/*
 * ivr - has a telephone switch speak with customers: a FastAGI server for Asterisk.
 *
 *     ivr [--option VALUE]... kb.relais
 *
 * README.md explains it from the first call on. SIGHUP reads the bundle again; SIGTERM takes no more calls,
 * and ends when those that are there have ended.
 */
#define _GNU_SOURCE
#include "calls.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Longer than the longest prompt takes. */
#define SILENT_SWITCH_SECONDS 300

static const char usage[] =
    "ivr [--option VALUE]... kb.relais\n"
    "  --listen 127.0.0.1:4573   where Asterisk finds it; port 0 is any\n"
    "  --speech /var/spool/ivr   a folder for speech files, which Asterisk reads and writes\n"
    "  --language en             the only one; otherwise the caller chooses\n"
    "  --recognise PROGRAM       hears recordings\n"
    "  --act PROGRAM             does what a form ends with\n"
    "  --silence 2               seconds after which a recording ends\n"
    "  --grace 60                seconds that calls have after SIGTERM\n"
    "  --clock SECONDS           what time it is, since 1970; for tests\n";

static volatile sig_atomic_t wants_reload, wants_end;

static void notice(int signal)
{
    if (signal == SIGHUP) wants_reload = 1;
    else wants_end = 1;
}

/* The signals come only while the server waits for a call, and to no other thread. */
static sigset_t arrange_signals(void)
{
    static const int signals[] = {SIGHUP, SIGTERM, SIGINT};
    struct sigaction action;
    sigset_t blocked, before;
    size_t i;
    memset(&action, 0, sizeof action);
    action.sa_handler = notice;
    sigemptyset(&blocked);
    for (i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        sigaction(signals[i], &action, NULL);
        sigaddset(&blocked, signals[i]);
    }
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    /* A synthesiser that dies while it is written to. */
    signal(SIGPIPE, SIG_IGN);
    return before;
}

static int listen_at(const char *address)
{
    struct sockaddr_in at;
    socklen_t size = sizeof at;
    char host[INET_ADDRSTRLEN] = "";
    const char *colon = strrchr(address, ':');
    int yes = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    memset(&at, 0, sizeof at);
    at.sin_family = AF_INET;
    if (colon != NULL && (size_t)(colon - address) < sizeof host) {
        memcpy(host, address, (size_t)(colon - address));
        at.sin_port = htons((uint16_t)atoi(colon + 1));
    }
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (listener < 0 || inet_pton(AF_INET, host, &at.sin_addr) != 1 ||
        bind(listener, (struct sockaddr *)&at, sizeof at) != 0 || listen(listener, 512) != 0 ||
        getsockname(listener, (struct sockaddr *)&at, &size) != 0) {
        fprintf(stderr, "cannot listen at %s\n", address);
        exit(1);
    }
    printf("listening at %s:%d\n", host, ntohs(at.sin_port));
    fflush(stdout);
    return listener;
}

static void accept_call(const settings *settings, int listener)
{
    struct timeval most = {SILENT_SWITCH_SECONDS, 0};
    int yes = 1, call = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (call < 0) {
        /* No descriptor is free: waiting a little is better than spinning. */
        if (errno == EMFILE || errno == ENFILE) nanosleep(&(struct timespec){0, 50000000}, NULL);
        return;
    }
    setsockopt(call, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
    setsockopt(call, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
    setsockopt(call, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
    calls_take(settings, call);
}

static void reload(relais_kb *kb, const char *path)
{
    char why[200];
    if (relais_kb_reload_path(kb, path, strlen(path), why, sizeof why) == RELAIS_OK)
        printf("reloaded: generation %llu\n", (unsigned long long)relais_kb_generation(kb));
    else
        printf("kept the bundle: %s\n", why);
    fflush(stdout);
}

static void serve(const settings *settings, const char *bundle, int listener, const sigset_t *open)
{
    while (!wants_end) {
        fd_set ready;
        FD_ZERO(&ready);
        FD_SET(listener, &ready);
        if (pselect(listener + 1, &ready, NULL, NULL, NULL, open) > 0) accept_call(settings, listener);
        if (wants_reload) {
            wants_reload = 0;
            reload(settings->kb, bundle);
        }
    }
}

/* A path that goes to the switch between quotes, and never through a relative folder. */
static int is_plain_path(const char *path)
{
    return path[0] == '/' && strlen(path) < 800 && strpbrk(path, "\"\\\n\r") == NULL;
}

int main(int argc, char **argv)
{
    settings settings = {NULL, "/var/spool/ivr", NULL, NULL, NULL, 0, 2};
    const char *listen_address = "127.0.0.1:4573", *bundle;
    char why[200];
    sigset_t open;
    int i, listener, grace = 60;
    for (i = 1; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
        const char *name = argv[i] + 2, *value = argv[i + 1];
        if (strcmp(name, "listen") == 0) listen_address = value;
        else if (strcmp(name, "speech") == 0) settings.folder = value;
        else if (strcmp(name, "language") == 0) settings.language = value;
        else if (strcmp(name, "recognise") == 0) settings.recogniser = value;
        else if (strcmp(name, "act") == 0) settings.actor = value;
        else if (strcmp(name, "silence") == 0) settings.silence_seconds = atoi(value);
        else if (strcmp(name, "grace") == 0) grace = atoi(value);
        else if (strcmp(name, "clock") == 0) settings.clock_shift = atoll(value) - (int64_t)time(NULL);
        else break;
    }
    if (i != argc - 1 || strncmp(argv[i], "--", 2) == 0 || !is_plain_path(settings.folder)) {
        fputs(usage, stderr);
        return 2;
    }
    bundle = argv[i];
    if (relais_kb_open_path(bundle, strlen(bundle), &settings.kb, why, sizeof why) != RELAIS_OK) {
        fprintf(stderr, "%s: %s\n", bundle, why);
        return 1;
    }
    /* Prompts may hold what customers said: nobody else reads them. */
    umask(0007);
    if (mkdir(settings.folder, 0770) != 0 && errno != EEXIST) {
        perror(settings.folder);
        return 1;
    }
    open = arrange_signals();
    listener = listen_at(listen_address);
    serve(&settings, bundle, listener, &open);
    close(listener);
    if (calls_wait(grace) > 0) calls_close();
    i = calls_wait(5);
    printf("ended with %d calls\n", i);
    /* A call that is still there uses the knowledge base. */
    if (i == 0) relais_kb_free(settings.kb);
    return 0;
}
