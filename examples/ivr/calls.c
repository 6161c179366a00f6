#include "calls.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* A call needs a few buffers, and the library some room for a step. */
#define STACK_BYTES (512 * 1024)

typedef struct taken {
    const settings *settings;
    int place, socket;
} taken;

/* A socket is in its place plus one, so that 0 is a free place. */
static int places[CALLS_MOST];
static int count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ended = PTHREAD_COND_INITIALIZER;

static int place_of(int socket)
{
    int place;
    pthread_mutex_lock(&lock);
    for (place = 0; place < CALLS_MOST && places[place] != 0; place++) continue;
    if (place < CALLS_MOST) {
        places[place] = socket + 1;
        count++;
    }
    pthread_mutex_unlock(&lock);
    return place < CALLS_MOST ? place : -1;
}

/* The socket is closed while nobody can look it up, since its number may at once be another's. */
static void leave(int place)
{
    pthread_mutex_lock(&lock);
    close(places[place] - 1);
    places[place] = 0;
    count--;
    pthread_cond_signal(&ended);
    pthread_mutex_unlock(&lock);
}

static void *run(void *argument)
{
    taken mine = *(taken *)argument;
    free(argument);
    call_run(mine.settings, mine.socket);
    leave(mine.place);
    return NULL;
}

void calls_take(const settings *settings, int socket)
{
    pthread_attr_t attributes;
    pthread_t thread;
    taken *mine;
    int place = place_of(socket);
    if (place < 0) {
        close(socket);
        return;
    }
    mine = malloc(sizeof *mine);
    if (mine == NULL) {
        leave(place);
        return;
    }
    mine->settings = settings;
    mine->place = place;
    mine->socket = socket;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    if (pthread_create(&thread, &attributes, run, mine) != 0) {
        free(mine);
        leave(place);
    }
    pthread_attr_destroy(&attributes);
}

int calls_wait(int seconds)
{
    struct timespec end;
    int left, late = 0;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += seconds;
    pthread_mutex_lock(&lock);
    while (count > 0 && !late) late = pthread_cond_timedwait(&ended, &lock, &end);
    left = count;
    pthread_mutex_unlock(&lock);
    return left;
}

void calls_close(void)
{
    int place;
    pthread_mutex_lock(&lock);
    for (place = 0; place < CALLS_MOST; place++)
        if (places[place] != 0) shutdown(places[place] - 1, SHUT_RDWR);
    pthread_mutex_unlock(&lock);
}
