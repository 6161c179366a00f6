/* Plays the dialogues and wordings of the starter base and compares every turn, byte for byte, with what the
 * Rust engine gave:
 *
 *     replay kb.relais script.txt */
#include "script.h"

static relais_kb *kb;
static size_t turns, different;

/* The customer hangs up and calls again: the memo is as it was, and the next session is given it. */
static relais_session *come_back(relais_session *session, const call *given, const char *dialogue_name)
{
    const char *memo;
    relais_session *next;
    relais_turn *turn;
    int64_t now = atoll(given->parts[1]);
    must(relais_session_event(session, RELAIS_EVENT_HANG_UP, now, &turn), "hang up");
    relais_turn_free(turn);
    must(relais_session_memo(session, now, &memo, NULL), "memo");
    if (strcmp(memo, given->parts[2]) != 0) {
        fprintf(stderr, "%s: the memo is\n%s\nand not\n%s\n", dialogue_name, memo, given->parts[2]);
        different++;
    }
    next = session_of(kb, given, 4, 5, 3, 6);
    must(relais_session_set_memo(next, memo, strlen(memo), NULL, 0), "memo");
    relais_session_free(session);
    return next;
}

static void play(const dialogue *played)
{
    const char *name = played->calls[0].parts[1];
    relais_session *session = session_for(kb, played);
    size_t i;
    for (i = 1; i < played->count; i++) {
        const call *given = &played->calls[i];
        relais_turn *turn;
        if (is(given, "comes_back")) {
            session = come_back(session, given, name);
            continue;
        }
        turn = step(session, given);
        turns++;
        if (strcmp(relais_turn_text(turn, RELAIS_TEXT_JSON, NULL), given->parts[2]) != 0 && different++ < 3)
            fprintf(stderr, "%s: the turn is\n%s\nand not\n%s\n", name,
                    relais_turn_text(turn, RELAIS_TEXT_JSON, NULL), given->parts[2]);
        relais_turn_free(turn);
    }
    relais_session_free(session);
}

int main(int argc, char **argv)
{
    char why[200] = "";
    dialogue *dialogues;
    size_t count, i;

    if (argc != 3) {
        fprintf(stderr, "replay kb.relais script.txt\n");
        return 2;
    }
    must(relais_kb_open_path(argv[1], strlen(argv[1]), &kb, why, sizeof why), why);
    dialogues = read_script(argv[2], &count);
    for (i = 0; i < count; i++) play(&dialogues[i]);
    free_script(dialogues, count);
    relais_kb_free(kb);
    printf("%lu turns of %lu dialogues, %lu different\n", (unsigned long)turns, (unsigned long)count,
           (unsigned long)different);
    return different > 0 || turns < 1000;
}
