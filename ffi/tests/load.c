/* What the library costs. Questions are lines of a locale, a tab and what is asked:
 *
 *     load kb.relais questions.txt
 *
 * It prints, and judges nothing. */
#include <relais.h>

#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NOW 1795424400
#define SESSIONS 1000
#define THREADS 8
#define ROUNDS 10
/* Each call says something this often; all of them are 200 steps a second. */
#define PAUSE_SECONDS 5

typedef struct question {
    char *locale;
    char *text;
} question;

static question *questions;
static size_t question_count;
static relais_kb *kb;

static void must(relais_status status)
{
    if (status == RELAIS_OK) return;
    fprintf(stderr, "%s\n", relais_status_name(status));
    exit(1);
}

static void read_questions(const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    if (!file) exit(2);
    while (getline(&line, &room, file) > 0) {
        char *tab = strchr(line, '\t');
        if (!tab) continue;
        *tab = '\0';
        tab[1 + strcspn(tab + 1, "\n")] = '\0';
        questions = realloc(questions, (question_count + 1) * sizeof *questions);
        questions[question_count].locale = strdup(line);
        questions[question_count++].text = strdup(tab + 1);
    }
    free(line);
    fclose(file);
}

static relais_session *started(const question *asked)
{
    relais_session *session;
    relais_turn *turn;
    relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
    options.locale = asked->locale;
    options.locale_length = strlen(asked->locale);
    options.channel = RELAIS_CHANNEL_VOICE;
    must(relais_session_new(kb, &options, &session, NULL, 0));
    must(relais_session_start(session, NOW, &turn));
    relais_turn_free(turn);
    return session;
}

static double clock_of(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void print(const char *what, double *micros, size_t count)
{
    qsort(micros, count, sizeof *micros, by_size);
    printf("%-42s %8lu steps, p50 %7.1f us, p99 %7.1f us\n", what, (unsigned long)count, micros[count / 2],
           micros[count * 99 / 100]);
}

/* The first question of a conversation, as examples/turns.rs asks it in Rust. Of each question the best of the rounds
 * counts: what it takes where nothing else wants the processor. */
static void one_thread(const char *what, int is_spoken)
{
    double *best = malloc(question_count * sizeof *best);
    size_t i;
    int round;
    for (round = 0; round < ROUNDS; round++) {
        for (i = 0; i < question_count; i++) {
            relais_session *session = started(&questions[i]);
            relais_turn *turn;
            double micros, from = clock_of(CLOCK_MONOTONIC);
            must(relais_session_text(session, questions[i].text, strlen(questions[i].text), NOW, &turn));
            if (is_spoken) relais_turn_text(turn, RELAIS_TEXT_SPEECH, NULL);
            micros = clock_of(CLOCK_MONOTONIC) - from;
            if (round == 0 || micros < best[i]) best[i] = micros;
            relais_turn_free(turn);
            relais_session_free(session);
        }
    }
    print(what, best, question_count);
    free(best);
}

/* All that is in use, in the arenas and in maps of their own. */
static double bytes_in_use(void)
{
    struct mallinfo2 info = mallinfo2();
    return (double)(info.uordblks + info.hblkhd);
}

static void memory(void)
{
    static relais_session *sessions[SESSIONS];
    double before = bytes_in_use(), begun, asked;
    size_t i;
    for (i = 0; i < SESSIONS; i++) sessions[i] = started(&questions[i % question_count]);
    begun = bytes_in_use();
    for (i = 0; i < SESSIONS; i++) {
        const question *question = &questions[i % question_count];
        relais_turn *turn;
        must(relais_session_text(sessions[i], question->text, strlen(question->text), NOW, &turn));
        relais_turn_free(turn);
    }
    asked = bytes_in_use();
    for (i = 0; i < SESSIONS; i++) relais_session_free(sessions[i]);
    printf("a session, of %d: %.0f bytes when started, %.0f after a question, %.0f left when freed\n", SESSIONS,
           (begun - before) / SESSIONS, (asked - before) / SESSIONS, (bytes_in_use() - before) / SESSIONS);
}

typedef struct worker {
    pthread_t thread;
    int number;
    int is_paced;
    double *wall;
    double *processor;
    size_t count;
} worker;

/* An eighth of the sessions, each asked in turn; paced, the steps of a thread are spread over the pause. */
static void *work(void *given)
{
    worker *self = given;
    enum { MINE = SESSIONS / THREADS };
    relais_session *sessions[MINE];
    size_t at = (size_t)self->number * 37;
    double begun;
    int i, round;
    for (i = 0; i < MINE; i++) sessions[i] = started(&questions[(at + (size_t)i) % question_count]);
    begun = clock_of(CLOCK_MONOTONIC);
    for (round = 0; round < 4; round++) {
        for (i = 0; i < MINE; i++) {
            const question *question = &questions[(at + (size_t)(round * MINE + i)) % question_count];
            double wall, processor;
            relais_turn *turn;
            if (self->is_paced) {
                double due = begun + ((double)(round * MINE + i) + self->number / (double)THREADS) * PAUSE_SECONDS * 1e6 / MINE;
                double wait = due - clock_of(CLOCK_MONOTONIC);
                struct timespec pause;
                pause.tv_sec = 0;
                pause.tv_nsec = (long)(wait * 1e3);
                if (wait > 0) nanosleep(&pause, NULL);
            }
            wall = clock_of(CLOCK_MONOTONIC);
            processor = clock_of(CLOCK_THREAD_CPUTIME_ID);
            must(relais_session_text(sessions[i], question->text, strlen(question->text), NOW, &turn));
            relais_turn_text(turn, RELAIS_TEXT_SPEECH, NULL);
            self->wall[self->count] = clock_of(CLOCK_MONOTONIC) - wall;
            self->processor[self->count++] = clock_of(CLOCK_THREAD_CPUTIME_ID) - processor;
            relais_turn_free(turn);
        }
    }
    for (i = 0; i < MINE; i++) relais_session_free(sessions[i]);
    return NULL;
}

static void many(int is_paced)
{
    static worker workers[THREADS];
    size_t each = SESSIONS / THREADS * 4, total = 0;
    double *wall = malloc(each * THREADS * sizeof *wall), *processor = malloc(each * THREADS * sizeof *processor);
    double from = clock_of(CLOCK_MONOTONIC);
    int i;
    for (i = 0; i < THREADS; i++) {
        worker *one = &workers[i];
        one->number = i;
        one->is_paced = is_paced;
        one->wall = wall + (size_t)i * each;
        one->processor = processor + (size_t)i * each;
        one->count = 0;
        pthread_create(&one->thread, NULL, work, one);
    }
    for (i = 0; i < THREADS; i++) pthread_join(workers[i].thread, NULL);
    for (i = 0; i < THREADS; i++) total += workers[i].count;
    from = (clock_of(CLOCK_MONOTONIC) - from) / 1e6;
    printf("%d sessions on %d threads, %s: %.0f steps a second\n", SESSIONS, THREADS,
           is_paced ? "each says something every 5 s" : "as fast as they go", (double)total / from);
    print("  by the clock, waiting included", wall, total);
    print("  by the processor", processor, total);
    free(wall);
    free(processor);
}

int main(int argc, char **argv)
{
    char why[200];
    if (argc != 3) {
        fprintf(stderr, "load kb.relais questions.txt\n");
        return 2;
    }
    read_questions(argv[2]);
    if (relais_kb_open_path(argv[1], strlen(argv[1]), &kb, why, sizeof why) != RELAIS_OK) {
        fprintf(stderr, "%s\n", why);
        return 1;
    }
    one_thread("C, one thread, best of ten", 0);
    one_thread("C, with its speech, best of ten", 1);
    memory();
    many(1);
    many(0);
    relais_kb_free(kb);
    return 0;
}
