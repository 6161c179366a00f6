/* A bot for a terminal: cc bot.c $(pkg-config --cflags --libs relais) -o bot && ./bot kb.relais */
#include <relais.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

int main(int argc, char **argv)
{
    relais_kb *kb;
    relais_session *session;
    relais_turn *turn;
    relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
    char why[200], line[4096];

    if (argc < 2 || relais_kb_open_path(argv[1], strlen(argv[1]), &kb, why, sizeof why) != RELAIS_OK) {
        fprintf(stderr, "%s\n", argc < 2 ? "bot kb.relais" : why);
        return 1;
    }
    options.channel = RELAIS_CHANNEL_TEXT;
    if (relais_session_new(kb, &options, &session, why, sizeof why) != RELAIS_OK ||
        relais_session_start(session, time(NULL), &turn) != RELAIS_OK)
        return 1;
    for (;;) {
        printf("%s\n> ", relais_turn_text(turn, RELAIS_TEXT_PLAIN, NULL));
        if (relais_turn_outcome(turn) == RELAIS_OUTCOME_HAND_TO_HUMAN)
            printf("[to %s: %s]\n> ", relais_turn_text(turn, RELAIS_TEXT_QUEUE, NULL),
                   relais_turn_text(turn, RELAIS_TEXT_SUMMARY, NULL));
        relais_turn_free(turn);
        if (!fgets(line, sizeof line, stdin) ||
            relais_session_text(session, line, strcspn(line, "\n"), time(NULL), &turn) != RELAIS_OK)
            break;
    }
    relais_session_free(session);
    relais_kb_free(kb);
    return 0;
}
