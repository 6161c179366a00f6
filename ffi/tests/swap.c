/* Holds conversations on several threads while the knowledge base is exchanged under them:
 *
 *     swap a.relais b.relais script.txt SESSIONS THREADS SECONDS PAUSE_MS [TURNS]
 *
 * Every dialogue of the script is played with each bundle on one thread first, and its turns are kept. Then SESSIONS
 * conversations go on at once, one step of each in turn, and a thread exchanges the bundle every PAUSE_MS
 * milliseconds, and another begins conversations as fast as it can. Each turn must be, byte for byte, what it was on one thread with the bundle that the conversation
 * began with; which that may be is told by the generation before the session was made and after. With TURNS it ends
 * after so many turns, whatever SECONDS is, and prints its resident memory on the way. */
#include "script.h"

#include <math.h>
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#define BASES 2
#define SAMPLES 200

/* A dialogue that can be played, with the turns that each bundle gives. */
typedef struct expected {
    const dialogue *played;
    char **turns[BASES];
} expected;

static const char *paths[BASES];
static relais_kb *kb;
static expected *all;
static size_t dialogues;
/* All dialogues of the script, of which `all` has those that can be played. */
static dialogue *read_all;
static size_t read_count;
static size_t sessions, threads;
static double seconds, begun;
static long pause_ms;
static unsigned long wanted_turns;
/* Shared between threads, and read and written atomically. */
static int is_over;
static unsigned long turns, conversations, failures, across, reloads;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static unsigned long count(unsigned long *counter)
{
    return __atomic_add_fetch(counter, 1, __ATOMIC_RELAXED);
}

static void failed(const char *what, const char *dialogue_name, const char *found)
{
    if (count(&failures) <= 3) fprintf(stderr, "%s: %s\n%s\n", dialogue_name, what, found);
}

/* The turns of a dialogue on one thread. */
static char **turns_of(relais_kb *base, const dialogue *played)
{
    char **said = calloc(played->count, sizeof *said);
    relais_session *session = session_for(base, played);
    size_t i;
    for (i = 1; i < played->count; i++) {
        relais_turn *turn = step(session, &played->calls[i]);
        said[i] = strdup(relais_turn_text(turn, RELAIS_TEXT_JSON, NULL));
        relais_turn_free(turn);
    }
    relais_session_free(session);
    return said;
}

static void free_turns(expected *self)
{
    size_t i, k;
    for (k = 0; k < BASES; k++) {
        for (i = 1; i < self->played->count; i++) free(self->turns[k][i]);
        free(self->turns[k]);
    }
}

/* A later contact may get another bundle than the first, so dialogues with one are left out; so are those whose first
 * turn does not tell the bundles apart. */
static void expect(const char *script)
{
    size_t i, k;
    relais_kb *bases[BASES];
    char why[200] = "";
    for (k = 0; k < BASES; k++) must(relais_kb_open_path(paths[k], strlen(paths[k]), &bases[k], why, sizeof why), why);
    read_all = read_script(script, &read_count);
    all = calloc(read_count, sizeof *all);
    for (i = 0; i < read_count; i++) {
        const dialogue *read = &read_all[i];
        expected *next = &all[dialogues];
        int comes_back = 0;
        for (k = 1; k < read->count; k++) comes_back |= is(&read->calls[k], "comes_back");
        if (comes_back || read->count < 2) continue;
        next->played = read;
        for (k = 0; k < BASES; k++) next->turns[k] = turns_of(bases[k], read);
        if (strcmp(next->turns[0][1], next->turns[1][1]) != 0)
            dialogues++;
        else
            free_turns(next);
    }
    for (k = 0; k < BASES; k++) relais_kb_free(bases[k]);
    if (dialogues < 5) {
        fprintf(stderr, "only %lu dialogues tell the bundles apart\n", (unsigned long)dialogues);
        exit(1);
    }
}

/* A conversation under way. */
typedef struct talk {
    relais_session *session;
    const expected *follows;
    size_t at;
    /* The base that it began with, known from its first turn. */
    int base;
    /* What the base must be, or -1 where it was exchanged meanwhile. */
    int must_be;
    uint64_t generation;
} talk;

/* The first generation is that of bundle 0, and each exchange brings the other one. */
static int base_of(uint64_t generation)
{
    return generation % 2 == 1 ? 0 : 1;
}

static void begin(talk *self, const expected *follows)
{
    uint64_t before = relais_kb_generation(kb), after;
    self->follows = follows;
    self->session = session_for(kb, follows->played);
    after = relais_kb_generation(kb);
    self->must_be = before == after ? base_of(before) : -1;
    self->generation = after;
    self->at = 1;
}

static void go_on(talk *self)
{
    const dialogue *played = self->follows->played;
    const char *name = played->calls[0].parts[1];
    relais_turn *turn = step(self->session, &played->calls[self->at]);
    const char *said = relais_turn_text(turn, RELAIS_TEXT_JSON, NULL);
    if (self->at == 1) {
        self->base = strcmp(said, self->follows->turns[0][1]) == 0 ? 0 : 1;
        if (self->must_be >= 0 && self->base != self->must_be)
            failed("the session is not of the bundle of its generation", name, said);
    }
    if (strcmp(said, self->follows->turns[self->base][self->at]) != 0)
        failed("the turn is not what it was on one thread", name, said);
    relais_turn_free(turn);
    count(&turns);
    if (++self->at == played->count) {
        if (self->generation != relais_kb_generation(kb)) count(&across);
        relais_session_free(self->session);
        self->session = NULL;
        count(&conversations);
    }
}

static void *converse(void *given)
{
    size_t number = *(size_t *)given, mine = sessions / threads, next = number * 131, i;
    talk *talks = calloc(mine, sizeof *talks);
    while (!__atomic_load_n(&is_over, __ATOMIC_ACQUIRE)) {
        for (i = 0; i < mine; i++) {
            if (!talks[i].session) begin(&talks[i], &all[next++ % dialogues]);
            go_on(&talks[i]);
        }
    }
    for (i = 0; i < mine; i++) relais_session_free(talks[i].session);
    free(talks);
    return NULL;
}

/* Begins conversation after conversation, for what goes wrong in the moment of an exchange is met by those who come in
 * that moment. */
static void *come(void *given)
{
    size_t next = 0;
    (void)given;
    while (!__atomic_load_n(&is_over, __ATOMIC_ACQUIRE)) {
        talk first;
        begin(&first, &all[next++ % dialogues]);
        go_on(&first);
        relais_session_free(first.session);
    }
    return NULL;
}

/* Exchanges the bundle; whoever comes afterwards gets the new one. */
static void *exchange(void *given)
{
    const expected *probe = &all[0];
    (void)given;
    while (!__atomic_load_n(&is_over, __ATOMIC_ACQUIRE)) {
        const char *path = paths[base_of(relais_kb_generation(kb) + 1)];
        struct timespec pause;
        talk first;
        must(relais_kb_reload_path(kb, path, strlen(path), NULL, 0), path);
        count(&reloads);
        begin(&first, probe);
        if (first.must_be < 0) failed("only this thread exchanges bundles", "-", "");
        go_on(&first);
        relais_session_free(first.session);
        pause.tv_sec = pause_ms / 1000;
        pause.tv_nsec = pause_ms % 1000 * 1000000;
        nanosleep(&pause, NULL);
    }
    return NULL;
}

static double resident_mb(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    long pages = 0;
    if (!file || fscanf(file, "%*d %ld", &pages) != 1) pages = 0;
    if (file) fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / 1e6;
}

/* The slope of the resident memory over the turns by least squares, with an interval of 95 %. The first fifth, in
 * which the sessions come to be, does not count. */
static void slope(const double *at, const double *mb, size_t samples)
{
    size_t from = samples / 5, n = samples - from, i;
    double x = 0, y = 0, xx = 0, xy = 0, left = 0, b;
    for (i = from; i < samples; i++) {
        x += at[i] / (double)n;
        y += mb[i] / (double)n;
    }
    for (i = from; i < samples; i++) {
        xx += (at[i] - x) * (at[i] - x);
        xy += (at[i] - x) * (mb[i] - y);
    }
    b = xy / xx;
    for (i = from; i < samples; i++) left += pow(mb[i] - y - b * (at[i] - x), 2);
    printf("resident memory: %.1f MB after a fifth, %.1f MB at the end; %+.3f MB a million turns, +/- %.3f\n", mb[from],
           mb[samples - 1], b * 1e6, 1.96 * sqrt(left / (double)(n - 2) / xx) * 1e6);
}

/* Waits for the end, and looks at the memory on the way. */
static void watch(void)
{
    static double at[SAMPLES], mb[SAMPLES];
    size_t samples = 0;
    for (;;) {
        unsigned long done = __atomic_load_n(&turns, __ATOMIC_RELAXED);
        struct timespec pause = { 0, 10000000 };
        if (wanted_turns > 0 ? done >= wanted_turns : now() - begun >= seconds) break;
        if (wanted_turns > 0 && samples < SAMPLES && done >= wanted_turns / SAMPLES * (samples + 1)) {
            at[samples] = (double)done;
            mb[samples++] = resident_mb();
        }
        nanosleep(&pause, NULL);
    }
    __atomic_store_n(&is_over, 1, __ATOMIC_RELEASE);
    if (samples > 10) slope(at, mb, samples);
}

int main(int argc, char **argv)
{
    pthread_t *workers, newcomer, exchanger;
    size_t *numbers, i;
    char why[200] = "";
    if (argc < 8) {
        fprintf(stderr, "swap a.relais b.relais script.txt SESSIONS THREADS SECONDS PAUSE_MS [TURNS]\n");
        return 2;
    }
    paths[0] = argv[1];
    paths[1] = argv[2];
    expect(argv[3]);
    sessions = (size_t)atol(argv[4]);
    threads = (size_t)atol(argv[5]);
    seconds = atof(argv[6]);
    pause_ms = atol(argv[7]);
    wanted_turns = argc > 8 ? strtoul(argv[8], NULL, 10) : 0;
    must(relais_kb_open_path(paths[0], strlen(paths[0]), &kb, why, sizeof why), why);
    workers = calloc(threads, sizeof *workers);
    numbers = calloc(threads, sizeof *numbers);
    begun = now();
    for (i = 0; i < threads; i++) {
        numbers[i] = i;
        pthread_create(&workers[i], NULL, converse, &numbers[i]);
    }
    pthread_create(&newcomer, NULL, come, NULL);
    pthread_create(&exchanger, NULL, exchange, NULL);
    watch();
    for (i = 0; i < threads; i++) pthread_join(workers[i], NULL);
    pthread_join(newcomer, NULL);
    pthread_join(exchanger, NULL);
    relais_kb_free(kb);
    for (i = 0; i < dialogues; i++) free_turns(&all[i]);
    free(all);
    free_script(read_all, read_count);
    free(workers);
    free(numbers);
    printf("%lu sessions on %lu threads, %.0f s: %lu turns of %lu conversations, %lu of them across an exchange; "
           "%lu exchanges; %lu wrong\n",
           (unsigned long)sessions, (unsigned long)threads, now() - begun, turns, conversations, across, reloads,
           failures);
    /* Nothing is shown where nothing was exchanged under a conversation. */
    return failures > 0 || across == 0 || reloads < 2;
}
