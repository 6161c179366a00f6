#define _GNU_SOURCE
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* As much as a pipe takes at once, so that writing never waits for the program. */
#define MOST_INPUT 65536

static long milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

/* The child gets its two pipes, /dev/null where it complains, and none of the server's signals. */
static int start(const char *const *arguments, int input, int output, pid_t *child)
{
    extern char **environ;
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, pipe_signal;
    int failed;
    sigemptyset(&none);
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, 0);
    posix_spawn_file_actions_adddup2(&files, output, 1);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    failed = posix_spawnp(child, arguments[0], &files, &attributes, (char *const *)arguments, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return failed ? PROGRAM_FAILED : 0;
}

/* Reads to the end. What does not fit is read too, or the program would wait. */
static int read_output(int from, char *output, size_t size, int seconds)
{
    char part[4096];
    size_t length = 0;
    long end = milliseconds_now() + seconds * 1000L;
    for (;;) {
        struct pollfd ready = {from, POLLIN, 0};
        long left = end - milliseconds_now();
        ssize_t got;
        if (left <= 0) return PROGRAM_FAILED;
        if (poll(&ready, 1, (int)left) <= 0) continue;
        got = read(from, part, sizeof part);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return PROGRAM_FAILED;
        if (got == 0) return 0;
        if ((size_t)got > size - 1 - length) got = (ssize_t)(size - 1 - length);
        memcpy(output + length, part, (size_t)got);
        length += (size_t)got;
        output[length] = '\0';
    }
}

int program_run(const char *const *arguments, const char *input, char *output, size_t output_size,
                int seconds)
{
    int to[2], from[2], failed, status;
    size_t length = strlen(input);
    pid_t child;
    output[0] = '\0';
    if (length > MOST_INPUT || pipe2(to, O_CLOEXEC) != 0) return PROGRAM_FAILED;
    if (pipe2(from, O_CLOEXEC) != 0) {
        close(to[0]);
        close(to[1]);
        return PROGRAM_FAILED;
    }
    failed = start(arguments, to[0], from[1], &child);
    close(to[0]);
    close(from[1]);
    /* A program that does not read its input is none the worse for it. */
    if (!failed && write(to[1], input, length) < 0) errno = 0;
    close(to[1]);
    if (!failed) {
        failed = read_output(from[0], output, output_size, seconds);
        if (failed) kill(child, SIGKILL);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    }
    close(from[0]);
    return failed || !WIFEXITED(status) ? PROGRAM_FAILED : WEXITSTATUS(status);
}
